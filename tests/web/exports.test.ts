import { parse } from 'csv-parse/sync';
import type { LightMyRequestResponse } from 'fastify';
import readXlsxFile from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { essayCourse } from '../support/essay-course.ts';
import { passAlpha } from '../support/passing.ts';
import { beginQuiz, idOf, takeQuiz } from '../support/quiz-run.ts';
import { createSite, emailOf, type Browser, type Site } from '../support/site.ts';

/** By name: the last has not begun, the one before is in the middle of a quiz. */
const [ADA, FORMULA, ZOE, FATIMA] = ['"Ada", O’Neil', '=cmd|calc', 'Zoé', 'فاطمة الزهراء'] as const;
const CLASS = 'فوج الربيع, 2';
const ESSAY = 'The keeper tends the light,\nevery "night"; =1+1.';

let site: Site;
let ines: Browser;
let cohort: string;
let now: Date;
let essays: string;

beforeEach(async () => {
  now = new Date('2026-06-10T10:00:00Z');
  const catalogue = essayCourse(['why'], 'anonymous-grading: true');
  site = await createSite({ catalogue, now: () => now });
  for (const name of [ADA, FORMULA, ZOE, FATIMA]) await site.person(name);
  cohort = await site.cohort(CLASS, {
    ...Object.fromEntries([ADA, FORMULA, ZOE, FATIMA].map((name) => [name, 'student'] as const)),
    Ines: 'instructor',
  });
  const ada = await site.signIn(ADA);
  await passAlpha(ada);
  now = new Date('2026-06-10T10:30:00Z');
  essays = await takeQuiz(ada, 'beta', { 1: 'green', 2: 'true', 3: ESSAY });
  const formula = await site.signIn(FORMULA);
  await takeQuiz(formula, 'alpha', { 1: 'blue', 2: 'false', 4: 'tower', 5: '12' });
  await beginQuiz(await site.signIn(ZOE), 'alpha');
  ines = await site.signIn('Ines');
});
afterEach(async () => await site.close());

async function file(table: string, ending: string, locale = 'en'): Promise<LightMyRequestResponse> {
  const path = `/${locale}/teach/cohorts/${cohort}/exports/${table}/${ending}`;
  const response = await ines.get(path);
  expect(response.statusCode).toBe(200);
  return response;
}

type Row = Readonly<Record<string, string | number | null>>;

/** Rows of each format by the titles of their columns (JSON: by key), all as text. */
async function csvRows(table: string, locale = 'en'): Promise<Record<string, string>[]> {
  const { body } = await file(table, 'csv', locale);
  return parse(body, { bom: true, columns: true, record_delimiter: '\r\n' });
}

async function jsonRows(table: string): Promise<readonly Row[]> {
  return (await file(table, 'json')).json<{ rows: Row[] }>().rows;
}

async function xlsxRows(table: string): Promise<readonly (readonly unknown[])[]> {
  const [sheet] = await readXlsxFile((await file(table, 'xlsx')).rawPayload, { trim: false });
  return sheet?.data ?? [];
}

/** Ada's essay among the answers. */
async function essayRow(): Promise<Row | undefined> {
  return (await jsonRows('responses')).find(({ item }) => item === 'beta/why');
}

/** As a CSV shows it to whoever opens it: formulas are text by an apostrophe. */
function inCsv(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$|^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const withoutInstants = (cells: readonly string[]) =>
  cells.map((cell) => (INSTANT.test(cell) ? 'instant' : cell));

describe('the three formats', () => {
  it.each(['learners', 'attempts', 'responses'])(
    'say the same in the table of %s',
    async (table) => {
      const csv = await csvRows(table);
      const json = await jsonRows(table);
      const [head, ...xlsx] = await xlsxRows(table);
      expect(csv.length).toBeGreaterThan(0);
      expect(head).toEqual(Object.keys(csv[0] ?? {}));
      const cells = csv.map((row) => withoutInstants(Object.values(row)));
      expect(json.map((row) => withoutInstants(Object.values(row).map(inCsv)))).toEqual(cells);
      expect(xlsx.map((row) => withoutInstants(row.map(inCsv)))).toEqual(cells);
    },
  );
});

describe('the numbers', () => {
  it('of learners are those of the report and of the cohort’s page', async () => {
    const rows = await jsonRows('learners');
    expect(rows.map(({ name }) => name)).toEqual([ADA, FORMULA, ZOE, FATIMA]);
    const [ada, formula, zoe, fatima] = rows;
    // Ada: all of alpha; of beta only what needs no reader, so it has no result yet.
    expect(ada).toMatchObject({
      email: emailOf(ADA),
      lessonsPassed: 1,
      'alpha.state': 'Passed',
      'alpha.best': 100,
      'alpha.attempts': 1,
      'beta.best': null,
    });
    expect(formula).toMatchObject({ 'alpha.best': 0, 'alpha.attempts': 1, mastery: 0 });
    expect(zoe).toMatchObject({ 'alpha.state': 'In progress', 'alpha.best': null });
    expect(fatima).toMatchObject({ standing: 'not started', lastActive: null, mastery: null });
    const { body } = await ines.get(`/en/teach/cohorts/${cohort}/report`);
    const shown = [...body.matchAll(/<tr><th scope="row"><bdi>([^<]+)<\/bdi><br>(.*?)<\/tr>/g)].map(
      ([, , cells = '']) =>
        [...cells.matchAll(/<td class="num"><bdi>([^<]+)<\/bdi>/g)].map(([, figure]) => figure),
    );
    expect(shown).toEqual(
      rows.map(({ lessonsPassed, mastery, minutes }) => [
        `${lessonsPassed}`,
        mastery === null ? '–' : `${mastery}%`,
        `${minutes}`,
      ]),
    );
    const grid = (await ines.get(`/en/teach/cohorts/${cohort}`)).body;
    expect(grid).toContain('<bdi>100%</bdi>');
  });

  it('of attempts are those of the learner’s page', async () => {
    const rows = await jsonRows('attempts');
    expect(
      rows.map(({ name, quiz, progress, percent }) => [name, quiz, progress, percent]),
    ).toEqual([
      [ADA, 'Lesson alpha', 'graded', 100],
      [ADA, 'Lesson beta', 'awaiting grading', null],
      [FORMULA, 'Lesson alpha', 'graded', 0],
      [ZOE, 'Lesson alpha', 'in progress', null],
    ]);
    expect(rows[0]).toMatchObject({ score: 9, maxScore: 9, started: '2026-06-10T10:00:00.000Z' });
    expect(rows[3]).toMatchObject({ score: null, submitted: null });
    const { body } = await ines.get(`/en/teach/cohorts/${cohort}`);
    const [, ada = ''] = /href="([^"]+\/learners\/[^"]+)"[^>]*><bdi>&quot;Ada/.exec(body) ?? [];
    const learner = (await ines.get(ada)).body;
    expect(learner).toMatch(/Lesson alpha<\/bdi>.*?<bdi>100%<\/bdi>/s);
  });
});

describe('the answers', () => {
  it('stand in words, with their marks, and those of running attempts not at all', async () => {
    const rows = await jsonRows('responses');
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set([ADA, FORMULA]));
    const answers = rows.filter(({ name, quiz }) => name === ADA && quiz === 'Lesson alpha');
    expect(answers.map(({ answer }) => answer)).toEqual([
      'Red',
      'True',
      'Sun | Lamp',
      'lighthouse',
      expect.stringContaining('8471'),
      expect.stringContaining('light'),
      'Cat: Meow | Dog: Bark',
      expect.stringContaining('Wake'),
      'The light is on.',
    ]);
    expect(answers[0]).toMatchObject({ item: 'alpha/pick', question: 'Question pick', score: 1 });
    expect(rows.find(({ name, number }) => name === FORMULA && number === 3)).toMatchObject({
      answer: '',
      score: 0,
    });
  });

  it('to be graded without names wait for their grade', async () => {
    expect(await essayRow()).toMatchObject({ answer: '(shown once it is graded)', score: null });
    const grade = { 'level.claim': 'clear', 'level.proof': 'some', comment: '' };
    await ines.post(`/en/teach/grading/${idOf(essays)}/3`, grade);
    expect(await essayRow()).toMatchObject({ answer: ESSAY, score: 2.5 });
    const [csv] = (await csvRows('responses')).filter((row) => row['Question'] === 'beta/why');
    expect(csv?.['Answer']).toBe(ESSAY);
  });
});

it('says of each attempt whether it kept the learner’s due date', async () => {
  const form = { unit_id: 'beta', opens_at: null, due_at: '2026-06-10T10:15:00.000Z' };
  await site.db
    .insertInto('assignment')
    .values({ cohort_id: cohort, ...form })
    .execute();
  const rows = await jsonRows('attempts');
  expect(rows.map(({ quiz, late }) => [quiz, late])).toEqual([
    ['Lesson alpha', null],
    ['Lesson beta', 'yes'],
    ['Lesson alpha', null],
    ['Lesson alpha', null],
  ]);
});

describe('a file', () => {
  it('has a name in any script, and one in ASCII', async () => {
    const { headers } = await file('learners', 'csv');
    const disposition = String(headers['content-disposition']);
    const [, plain = '', encoded = ''] =
      /^attachment; filename="([ -~]+)"; filename\*=UTF-8''(.+)$/.exec(disposition) ?? [];
    expect(plain).not.toMatch(/["\\]/);
    expect(encoded).toMatch(/^[A-Za-z0-9!#$&+.^_`|~%-]+$/);
    expect(decodeURIComponent(encoded)).toBe(`${CLASS} – Learners – 2026-06-10.csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('speaks the reader’s language, but for the names in JSON', async () => {
    const [arabic] = await csvRows('learners', 'ar');
    expect(arabic?.['الاسم']).toBe(ADA);
    expect(arabic?.['1. Lesson alpha – الحالة']).toBe('مجتاز');
    const { rawPayload } = await file('learners', 'xlsx', 'ar');
    const [sheet] = await readXlsxFile(rawPayload);
    expect(sheet?.sheet).toBe('المتعلمون');
    expect(Object.keys((await jsonRows('learners'))[0] ?? {})).toContain('alpha.best');
  });

  it('is on record, for admins and for learners; a look at its headers is not', async () => {
    await site.app.inject({
      method: 'HEAD',
      url: `/en/teach/cohorts/${cohort}/exports/learners/csv`,
      cookies: Object.fromEntries(ines.cookies),
    });
    const exported = async () =>
      await site.db
        .selectFrom('audit_event')
        .select(['subject', 'detail'])
        .where('action', '=', 'results-exported')
        .execute();
    expect(await exported()).toEqual([]);
    await file('attempts', 'xlsx');
    expect(await exported()).toEqual([{ subject: cohort, detail: '{"table":"attempts"}' }]);
    const looks = await site.db
      .selectFrom('work_view')
      .select('what')
      .where('subject_id', '=', cohort)
      .execute();
    expect(looks.map(({ what }) => what)).toContain('export');
  });

  it.each(['learners/pdf', 'nothing/csv'])('is not found: %s', async (name) => {
    const response = await ines.get(`/en/teach/cohorts/${cohort}/exports/${name}`);
    expect(response.statusCode).toBe(404);
  });
});
