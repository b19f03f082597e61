import type { ChildProcess } from 'node:child_process';
import { expect } from 'vitest';
import { ending, start, type Result } from './cli.ts';

/** Milliseconds in which a preview must be up. */
const PATIENCE = 20_000;

/** A preview that runs as a process of its own. */
export interface Previewing {
  readonly child: ChildProcess;
  readonly url: string;
  /** The body of a page that must be there. */
  readonly page: (path: string) => Promise<string>;
  readonly stop: () => Promise<Result>;
}

/** Starts a preview of a folder on a free port, without any other setting. */
export async function startPreview(lessons: string): Promise<Previewing> {
  const child = start(['preview', lessons, '--port', '0'], {});
  const ended = ending(child);
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('No preview.'));
    }, PATIENCE);
    void ended.then(({ stderr }) => reject(new Error(`The preview ended:\n${stderr}`)));
    child.stdout?.on('data', (text: Buffer) => {
      const address = /at (http:\/\/localhost:\d+)\/en\//.exec(text.toString())?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address.replace('localhost', '127.0.0.1'));
    });
  });
  return {
    child,
    url,
    page: async (path) => {
      const response = await fetch(url + path);
      expect(response.status, path).toBe(200);
      return await response.text();
    },
    stop: async () => {
      child.kill('SIGTERM');
      return await ended;
    },
  };
}
