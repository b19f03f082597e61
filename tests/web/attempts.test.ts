import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  answers,
  KEY,
  save,
  startQuiz,
  stored,
  submit,
  type PostedFields,
} from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';

let site: Site;
let ada: Browser;
let attempt: string;

beforeEach(async () => {
  site = await createSite({ now: () => new Date('2030-03-04T05:06:07Z') });
  await site.cohort('Class', { Ada: 'student' });
  ada = await site.signIn('Ada');
  attempt = await startQuiz(ada);
});
afterEach(async () => await site.close());

/** Posts the form and expects this status and not one byte stored. */
async function expectRefused(status: number, fields: PostedFields): Promise<string> {
  const before = await stored(site.db);
  const response = await ada.post(`${attempt}/responses`, fields);
  expect(response.statusCode).toBe(status);
  expect(await stored(site.db)).toEqual(before);
  return response.body;
}

const showing = (number: number, fields: PostedFields): PostedFields => ({
  question: String(number),
  [`revision.q${number}`]: '0',
  ...fields,
});

describe('submitting', () => {
  beforeEach(async () => {
    await save(ada, attempt, 1, { q1: 'red' });
  });

  it('marks once when the button is pressed twice', async () => {
    const [one, other] = await Promise.all([submit(ada, attempt), submit(ada, attempt)]);
    for (const response of [one, other]) {
      expect(response.statusCode).toBe(303);
      expect(response.headers.location).toBe(attempt);
      expect(ada.cookies.has('flash')).toBe(false);
    }
    expect(await stored(site.db)).toMatchObject({
      attempts: [{ state: 'graded', number: 1, score: 1, max_score: 9, submission_key: KEY }],
      lessons: [{ attempts: 1 }],
    });
    expect(Object.keys(await answers(site.db))).toHaveLength(9);
  });

  it('gives the same receipt and no second row when it is sent again with the same key', async () => {
    await submit(ada, attempt);
    const receipt = await ada.get(attempt);
    const before = await stored(site.db);
    const again = await submit(ada, attempt);
    expect(again.statusCode).toBe(303);
    expect(again.headers.location).toBe(attempt);
    expect(await stored(site.db)).toEqual(before);
    expect((await ada.get(attempt)).body).toBe(receipt.body);
  });

  it('says that it was submitted before when another key comes, and changes nothing', async () => {
    await submit(ada, attempt);
    const before = await stored(site.db);
    const other = await submit(ada, attempt, 'key-of-another-tab');
    expect(other.statusCode).toBe(303);
    expect(await stored(site.db)).toEqual(before);
    expect((await ada.get(attempt)).body).toContain('This quiz had been submitted already');
  });

  it('saves nothing afterwards and shows the result instead', async () => {
    await submit(ada, attempt);
    const before = await stored(site.db);
    const late = await save(ada, attempt, 2, { q2: 'true' });
    expect(late.headers.location).toBe(attempt);
    expect(await stored(site.db)).toEqual(before);
    for (const page of ['/questions/1', '/questions', '/review']) {
      expect((await ada.get(attempt + page)).headers.location, page).toBe(attempt);
    }
  });

  it.each(['', 'short', 'x'.repeat(65), '<script>', 'key with spaces', '__proto__'])(
    'refuses the key %j',
    async (key) => {
      const before = await stored(site.db);
      expect((await submit(ada, attempt, key)).statusCode).toBe(400);
      expect(await stored(site.db)).toEqual(before);
    },
  );
});

describe('saving', () => {
  it('stores an answer once when the reply was lost and the form is sent again', async () => {
    await save(ada, attempt, 1, { q1: 'red' });
    const before = await stored(site.db);
    const again = await save(ada, attempt, 1, { q1: 'red' });
    expect(again.statusCode).toBe(303);
    expect(await stored(site.db)).toEqual(before);
    expect(before).toMatchObject({ responses: [{ revision: 1 }] });
  });

  it('shows both versions when another tab saved meanwhile, and takes the next save', async () => {
    await save(ada, attempt, 1, { q1: 'red' });
    const body = await expectRefused(409, showing(1, { q1: 'green' }));
    const contested = /<div class="note contested" id="q1-stored">.*?<\/div>/s.exec(body)?.[0];
    expect(contested).toContain('Red');
    expect(contested).not.toContain('Green');
    expect(body).toMatch(/value="green" checked/);
    expect(body).not.toMatch(/value="red" checked/);
    expect(body).toContain('<title>Error:');
    expect(body).toContain('<a href="#q1">');
    const revision = /name="revision\.q1" value="(\d+)"/.exec(body)?.[1];
    expect(revision).toBe('1');
    const settled = await save(ada, attempt, 1, { q1: 'green' }, Number(revision));
    expect(settled.statusCode).toBe(303);
    expect(await answers(site.db)).toEqual({ 'alpha/pick': { choice: 'green' } });
  });

  it.each([
    [2, { q2: 'true' }, { q2: 'false' }, ['True']],
    [3, { q3: ['sun', 'stone'] }, { q3: 'lamp' }, ['Sun', 'Stone']],
    [4, { q4: 'beacon' }, { q4: 'tower' }, ['beacon']],
    [5, { q5: '12' }, { q5: '13' }, ['12']],
    [6, { 'q6.thing': 'sun', 'q6.time': 'noon' }, { 'q6.thing': 'x' }, ['sun', 'noon']],
    [7, { 'q7.cat': 'moo' }, { 'q7.cat': 'bark' }, ['Cat</bdi>:', 'Moo']],
    [8, { 'q8.eat': '3' }, { 'q8.eat': '2' }, ['Eat</bdi>: <bdi>3</bdi>']],
    [9, { q9: 'third' }, { q9: 'fourth' }, ['The keeper sleeps.']],
  ])('names the other version of question %i in words', async (number, first, second, words) => {
    await save(ada, attempt, number, first);
    const reply = await save(ada, attempt, number, second);
    expect(reply.statusCode).toBe(409);
    const box = new RegExp(`id="q${number}-stored">.*?</div>`, 's').exec(reply.body)?.[0] ?? '';
    for (const word of words) expect(box).toContain(word);
  });

  it('says when the other tab has taken the answer back', async () => {
    await save(ada, attempt, 1, { q1: 'green' });
    await save(ada, attempt, 1, {}, 1);
    const reply = await save(ada, attempt, 1, { q1: 'red' }, 1);
    expect(reply.statusCode).toBe(409);
    expect(reply.body).toContain('no answer');
  });

  it('does not call an answer stale for a flag set in another tab', async () => {
    await save(ada, attempt, 1, { 'flag.q1': 'on' });
    const reply = await save(ada, attempt, 1, { q1: 'red' });
    expect(reply.statusCode).toBe(303);
    expect(await answers(site.db)).toEqual({ 'alpha/pick': { choice: 'red' } });
  });

  it('stores none of the answers of a form when one of them is stale', async () => {
    await save(ada, attempt, 1, { q1: 'red' });
    const fields = { question: ['1', '2'], 'revision.q1': '0', 'revision.q2': '0' };
    await expectRefused(409, { ...fields, q1: 'blue', q2: 'true' });
  });

  it('ignores times, scores and states that a client sends', async () => {
    const sent = {
      score: '9',
      'score.q1': '1',
      max_score: '1',
      share: '1',
      state: 'graded',
      saved_at: '1999-01-01T00:00:00Z',
      submitted_at: '1999-01-01T00:00:00Z',
    };
    await save(ada, attempt, 1, { q1: 'green', ...sent });
    expect(await stored(site.db)).toMatchObject({
      attempts: [{ state: 'in-progress', score: null, max_score: 9, submitted_at: null }],
      responses: [{ score: null, saved_at: '2030-03-04T05:06:07.000Z' }],
    });
    await ada.post(`${attempt}/submission`, { key: KEY, ...sent });
    expect(await stored(site.db)).toMatchObject({
      attempts: [{ score: 0, max_score: 9, submitted_at: '2030-03-04T05:06:07.000Z' }],
    });
  });
});

describe('starting', () => {
  it('makes one attempt of five starts at once', async () => {
    const starts = await Promise.all(Array.from({ length: 5 }, () => startQuiz(ada, 'beta')));
    expect(new Set(starts).size).toBe(1);
    const rows = await site.db
      .selectFrom('attempt')
      .select('number')
      .where('quiz_id', '=', 'beta')
      .execute();
    expect(rows).toEqual([{ number: 1 }]);
  });

  it('goes on with a running attempt and numbers the next one after it', async () => {
    expect(await startQuiz(ada)).toBe(attempt);
    await submit(ada, attempt);
    const second = await startQuiz(ada);
    expect(second).not.toBe(attempt);
    const rows = await site.db.selectFrom('attempt').select('number').orderBy('number').execute();
    expect(rows).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it('answers 404 for a lesson that there is not', async () => {
    const before = await stored(site.db);
    for (const lesson of ['gamma', '__proto__', 'constructor']) {
      const response = await ada.post(`/en/lessons/${lesson}/attempts`);
      expect(response.statusCode, lesson).toBe(404);
    }
    expect(await stored(site.db)).toEqual(before);
  });
});

it('answers an attempt of somebody else as one that there is not', async () => {
  await site.cohort('Other', { Bob: 'student' });
  const bob = await site.signIn('Bob');
  const before = await stored(site.db);
  const unknown = attempt.replace(/[^/]+$/, '00000000-0000-7000-8000-000000000000');
  for (const path of [attempt, unknown]) {
    expect((await save(bob, path, 1, { q1: 'red' })).statusCode).toBe(404);
    expect((await submit(bob, path)).statusCode).toBe(404);
    expect((await bob.get(path)).statusCode).toBe(404);
  }
  expect(await stored(site.db)).toEqual(before);
});
