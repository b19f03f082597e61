import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, run, type Desk } from '../support/cli.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await createDesk();
});
afterEach(async () => await desk.clear());

describe('manara export', { timeout: 30_000 }, () => {
  it('writes a lesson to standard output and what is lost to standard error', async () => {
    const { code, stdout, stderr } = await run(['export', 'gift', 'alpha'], desk.env);
    expect(code).toBe(0);
    expect(stdout).toContain('::pick::[html]<p>Question pick</p>{');
    expect(stderr).toContain('note evidence: hot-text has no counterpart in GIFT');
  });

  it('writes the whole course to a file, which import reads back', async () => {
    const file = join(desk.folder, 'all.xml');
    expect((await run(['export', 'moodle', '--out', file], desk.env)).code).toBe(0);
    expect(await readFile(file, 'utf8')).toMatch(/^<\?xml version="1.0"/);
    const { code, stdout } = await run(['import', 'moodle', file, '--lesson', 'alpha'], desk.env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# 11 questions from all.xml for the lesson alpha\nitems:\n/);
  });

  it.each(['qti3', 'qti22', 'csv'])('writes %s', async (format) => {
    const file = join(desk.folder, format);
    expect((await run(['export', format, 'beta', '--out', file], desk.env)).code).toBe(0);
    expect((await readFile(file)).length).toBeGreaterThan(200);
  });

  it('exits with 2 for a lesson or a format that there is not, and has a help text', async () => {
    expect((await run(['export', 'gift', 'gamma'], desk.env)).code).toBe(2);
    expect((await run(['export', 'word'], desk.env)).code).toBe(2);
    expect((await run(['export', '--help'], desk.env)).stdout).toContain(
      'reported on standard error',
    );
  });
});

describe('manara import', { timeout: 30_000 }, () => {
  it('exits with 1 and the place of a mistake', async () => {
    const file = join(desk.folder, 'wrong.gift');
    await writeFile(file, 'Is it? {\n=one\n\n');
    const { code, stdout, stderr } = await run(['import', 'gift', file], desk.env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`${file}:2:5 error Expected`);
  });

  it('exits with 2 for a file that there is not', async () => {
    expect((await run(['import', 'gift', 'nowhere.gift'], desk.env)).code).toBe(2);
  });
});
