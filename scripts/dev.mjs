/**
 * `npm run dev`: the server, restarted when its program changes; the assets, rebuilt when
 * public/ changes. Views and lessons are read again by the server itself.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensure, root } from './ensure.mjs';

const SETTLE_MS = 150;

await ensure();
const { watch } = await import('chokidar');
const { buildAndTell } = await import('./build.mjs');

const environment = {
  ...process.env,
  NODE_ENV: process.env.NODE_ENV ?? 'development',
  RELOAD_VIEWS: 'on',
};
let server;
let ending = false;

/** In a group of its own, since tsc starts a program of its own and leaves it behind. */
const GROUPS = process.platform !== 'win32';
const start = (args) =>
  spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: environment,
    detached: GROUPS,
  });
const running = (child) => child && child.exitCode === null && child.signalCode === null;

function stopped(child) {
  if (!running(child)) return Promise.resolve();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (GROUPS) process.kill(-child.pid, 'SIGTERM');
  else child.kill();
  return gone;
}

function startServer() {
  server = start(['dist/src/main.js', ...process.argv.slice(2)]);
  const mine = server;
  mine.once('exit', (code) => {
    if (mine === server && !ending && code) console.log('dev: waiting for a change …');
  });
}

async function restart() {
  const old = server;
  server = undefined;
  await stopped(old);
  if (!ending) startServer();
}

/** One call after the last of several changes, and never two at once. */
function settled(action) {
  let timer;
  let last = Promise.resolve();
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(action);
    }, SETTLE_MS);
  };
}

const compiler = start(['node_modules/typescript/bin/tsc', '--watch', '--preserveWatchOutput']);
const watchers = [
  [['dist/src', 'dist/migrations', 'views/messages'], settled(restart)],
  [['public'], settled(() => buildAndTell(['assets']))],
].map(([folders, action]) =>
  watch(
    folders.map((folder) => join(root, folder)),
    { ignoreInitial: true },
  ).on('all', action),
);
startServer();

async function end() {
  if (ending) return;
  ending = true;
  await Promise.all([stopped(server), stopped(compiler), ...watchers.map((one) => one.close())]);
  process.exit();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end());
