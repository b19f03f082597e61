import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk, run, type Desk } from '../support/cli.ts';
import { takeQuiz } from '../support/quiz-run.ts';
import { codeOf, createSite } from '../support/site.ts';
import { xapiProblems } from '../support/xapi-rules.ts';

let desk: Desk;
let cohort: string;
beforeEach(async () => {
  desk = await createDesk();
  await mkdir(join(desk.folder, 'data'));
  const site = await createSite({ databaseFile: desk.databaseFile });
  cohort = await site.cohort('One', { ann: 'student' });
  await takeQuiz(await site.signIn('ann'), 'beta', { 1: 'red', 2: 'true' });
  await site.close();
});
afterEach(async () => await desk.clear());

describe('manara xapi', { timeout: 60_000 }, () => {
  it('writes the statements of a cohort, by its code or its id, to a file or not', async () => {
    const printed = await run(['xapi', codeOf('One')], desk.env);
    expect(printed).toMatchObject({ code: 0, stderr: '' });
    const lines = printed.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(xapiProblems(JSON.parse(line))).toEqual([]);
    const file = join(desk.folder, 'activity.jsonl');
    expect(await run(['xapi', cohort, '--out', file], desk.env)).toMatchObject({ stdout: '' });
    expect(await readFile(file, 'utf8')).toBe(printed.stdout);
  });

  it('leaves out what was before', async () => {
    const later = await run(['xapi', cohort, '--since', '2999-01-01T00:00:00Z'], desk.env);
    expect(later).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('says what is wrong', async () => {
    expect(await run(['xapi', 'NOSUCH99'], desk.env)).toMatchObject({ code: 1, stdout: '' });
    expect((await run(['xapi', cohort, '--since', 'soon'], desk.env)).code).toBe(2);
    expect((await run(['xapi'], desk.env)).code).toBe(2);
  });
});
