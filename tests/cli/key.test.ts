import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, run, type Desk } from '../support/cli.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(async () => await desk.clear());

describe('manara key', { timeout: 30_000 }, () => {
  it('makes keys and lists them, the one that signs first', async () => {
    expect(await run(['key', 'list'], desk.env)).toEqual({ code: 0, stdout: '', stderr: '' });
    const keys: string[] = [];
    for (const _ of [1, 2]) {
      const { code, stdout } = await run(['key', 'rotate'], desk.env);
      expect(code).toBe(0);
      keys.push(/^The key (\S{43}) signs from now on\.\n$/.exec(stdout)?.[1] ?? '');
    }
    const { stdout } = await run(['key', 'list'], desk.env);
    const listed = stdout.trim().split('\n');
    expect(listed.map((line) => line.split('\t')[0])).toEqual(keys.toReversed());
    expect(stdout).not.toContain('"d"');
  });
});
