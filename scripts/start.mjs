/** `npm start`: installs and builds where needed, then runs the server in the foreground. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ensure, root } from './ensure.mjs';

await ensure();

const server = spawn(process.execPath, ['dist/src/main.js', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});

/** From a terminal, Ctrl-C reaches the server by itself: sending it on would say it twice. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal);
  });
}

server.on('error', (error) => {
  console.error(`The server could not be started: ${error.message}`);
  process.exitCode = 1;
});
server.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
  process.exit();
});
