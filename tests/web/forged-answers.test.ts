import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RIGHT, save, startQuiz, stored, submit, type PostedFields } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let ada: Browser;
let attempt: string;

beforeEach(async () => {
  site = await createSite();
  await site.cohort('Class', { Ada: 'student' });
  ada = await site.signIn('Ada');
  attempt = await startQuiz(ada);
});
afterEach(async () => await site.close());

/** Posts the form and expects this status and not one byte stored. */
async function expectRefused(status: number, fields: PostedFields): Promise<void> {
  const before = await stored(site.db);
  const response = await ada.post(`${attempt}/responses`, fields);
  expect(response.statusCode).toBe(status);
  expect(await stored(site.db)).toEqual(before);
}

const showing = (number: number, fields: PostedFields): PostedFields => ({
  question: String(number),
  [`revision.q${number}`]: '0',
  ...fields,
});

describe('a forged form', () => {
  const forgeries: readonly (readonly [string, number, PostedFields])[] = [
    ['a choice that there is not', 1, { q1: 'purple' }],
    ['a choice of another question', 1, { q1: 'sun' }],
    ['__proto__ as a choice', 1, { q1: '__proto__' }],
    ['constructor as a choice', 3, { q3: ['sun', 'constructor'] }],
    ['two choices where one is asked for', 1, { q1: ['red', 'green'] }],
    ['the same choice twice', 1, { q1: ['red', 'red'] }],
    ['a tick twice', 3, { q3: ['sun', 'sun'] }],
    ['a tick that there is not', 9, { q9: ['first', 'fifth'] }],
    ['neither true nor false', 2, { q2: 'maybe' }],
    ['two texts', 4, { q4: ['one', 'two'] }],
    ['a part of a question without parts', 4, { q4: 'x', 'q4.text': 'y' }],
    ['__proto__ as a gap', 6, { 'q6.__proto__': 'x' }],
    ['constructor as a gap', 6, { 'q6.constructor': 'x' }],
    ['an empty gap id', 6, { 'q6.': 'x' }],
    ['a choice of another gap', 6, { 'q6.time': 'sun' }],
    ['a row that there is not', 7, { 'q7.cow': 'moo' }],
    ['a target that there is not', 7, { 'q7.cat': 'constructor' }],
    ['a row twice', 7, { 'q7.cat': ['meow', 'bark'] }],
    ['a rank beyond the last', 8, { 'q8.wake': '4' }],
    ['rank nought', 8, { 'q8.wake': '0' }],
    ['half a rank', 8, { 'q8.wake': '1.5' }],
    ['an entry that there is not', 8, { 'q8.__proto__': '1' }],
    ['an answer to a question that it does not show', 1, { q1: 'red', q2: 'true' }],
    ['an answer to a question that there is not', 1, { q1: 'red', q99: 'x' }],
  ];

  it.each(forgeries)('with %s is refused and nothing is stored', async (_name, number, fields) => {
    await expectRefused(400, showing(number, fields));
  });

  it.each([[''], ['0'], ['10'], ['-1'], ['1.5'], ['x'], ['1e3'], ['__proto__'], ['constructor']])(
    'for question %j is refused and nothing is stored',
    async (question) => {
      await expectRefused(400, { question, q1: 'red' });
      await expectRefused(400, { question: ['1', question], q1: 'red' });
    },
  );

  it('that names no question, or one twice, is refused and nothing is stored', async () => {
    await expectRefused(400, {});
    await expectRefused(400, { q1: 'red' });
    await expectRefused(400, { question: ['1', '1'], q1: 'red' });
  });

  it('of a megabyte is refused whole', async () => {
    await expectRefused(413, showing(4, { q4: 'x'.repeat(1_000_000) }));
  });

  it('of ten thousand fields is refused whole', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => [`f${index}`, '']);
    await expectRefused(400, showing(1, { q1: 'red', ...Object.fromEntries(many) }));
    await expectRefused(400, { question: Array.from({ length: 10_000 }, () => '1'), q1: 'red' });
  });

  it('never earns more than there is, nor less than nothing', async () => {
    for (const [index, fields] of RIGHT.entries()) await save(ada, attempt, index + 1, fields);
    for (const [, number, fields] of forgeries) await save(ada, attempt, number, fields, 1);
    await submit(ada, attempt);
    expect(await stored(site.db)).toMatchObject({ attempts: [{ score: 9, max_score: 9 }] });
  });
});
