/** Child processes that answer questions, one at a time. */
import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Starts a file of this folder.
 * @param {string} file
 * @param {{ args?: string[], env?: Record<string, string>, execArgv?: string[] }} [options]
 */
export function startChild(file, { args = [], env = {}, execArgv = [] } = {}) {
  const child = fork(join(here, file), args, {
    env: { ...process.env, ...env },
    execArgv,
    // stdout is for the figures alone.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  /** Calls the child's handler of this name. */
  const ask = (name, value) =>
    new Promise((resolve, reject) => {
      const ended = (code) => reject(new Error(`${file} ended with code ${code}.`));
      child.once('exit', ended);
      child.once('message', (reply) => {
        child.off('exit', ended);
        if (reply.error === undefined) resolve(reply.value);
        else reject(new Error(`${file}: ${reply.error}`));
      });
      child.send({ name, value });
    });
  const stop = () =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', resolve);
      child.disconnect();
    });
  return { ask, stop };
}

/** In a child: answers by these handlers until the parent is gone. */
export function answer(handlers) {
  const reply = async ({ name, value }) => {
    try {
      process.send({ value: await handlers[name](value) });
    } catch (error) {
      process.send({ error: error.stack });
    }
  };
  process.on('message', (question) => void reply(question));
  // exit() and not a signal: only so does --cpu-prof write its profile.
  process.on('disconnect', () => process.exit());
}
