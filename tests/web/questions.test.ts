import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/domain/attempt.ts';
import { answers, RIGHT, save, startQuiz, stored, submit } from '../support/quiz.ts';
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

const page = async (path: string): Promise<string> => (await ada.get(attempt + path)).body;

/** Choice ids of the first and the third question, in the order shown. */
async function shown(): Promise<unknown> {
  const body = await page('/questions');
  return [1, 3].map((number) => {
    const control = new RegExp(`id="q${number}-([a-z]+)" name="q${number}"`, 'g');
    return [...body.matchAll(control)].map(([, id]) => id);
  });
}

async function chooseLayout(layout: 'one' | 'all'): Promise<void> {
  await ada.post('/en/account/preferences', {
    name: 'Ada',
    locale: 'en',
    'text-size': 'normal',
    'quiz-layout': layout,
  });
}

describe('one question to a page', () => {
  it('shows just that question, the stars of all and no answer yet', async () => {
    const body = await page('/questions/3');
    expect(body.match(/<fieldset /g)).toHaveLength(1);
    expect(body).toContain('Question 3 of 9');
    expect(body.match(/<button class="(now|todo|done)" type="submit" name="go"/g)).toHaveLength(9);
    expect(body).toContain('<button class="now" type="submit" name="go" value="3"');
    expect(body).not.toContain(' checked');
  });

  it('goes where the pressed button says, having saved', async () => {
    const go = async (number: number, target: string) =>
      (await save(ada, attempt, number, { go: target })).headers.location;
    expect(await go(1, 'next')).toBe(`${attempt}/questions/2`);
    expect(await go(9, 'next')).toBe(`${attempt}/review`);
    expect(await go(5, '4')).toBe(`${attempt}/questions/4`);
    expect(await go(5, 'review')).toBe(`${attempt}/review`);
    expect(await go(5, 'all')).toBe(`${attempt}/questions`);
    expect(await go(5, '99')).toBe(`${attempt}/review`);
    expect(await go(5, '//evil')).toBe(`${attempt}/questions/6`);
  });

  it('shows the saved answer of every type in its controls again', async () => {
    for (const [index, fields] of RIGHT.entries()) await save(ada, attempt, index + 1, fields);
    const body = await page('/questions');
    for (const id of ['q1-red', 'q2-true', 'q3-sun', 'q3-lamp', 'q9-first']) {
      expect(body, id).toMatch(new RegExp(`id="${id}"[^>]* checked`));
    }
    expect(body.match(/ checked/g)).toHaveLength(5);
    expect(body).toMatch(/name="q4" value="Lighthouse"/);
    expect(body).toMatch(/name="q5" value="8472"/);
    expect(body).toMatch(/name="q6\.thing" value="light"/);
    const picked = [...body.matchAll(/<option value="([^"]+)" selected>/g)].map(([, id]) => id);
    expect(picked.toSorted()).toEqual(['1', '2', '3', 'bark', 'meow', 'night']);
  });

  it('shows options in the order that was drawn for the attempt', async () => {
    const { plan } = await site.db.selectFrom('attempt').select('plan').executeTakeFirstOrThrow();
    const orders = (JSON.parse(plan) as Plan).map(({ order }) => order);
    // Turned round, so that it is neither the authored order nor that of the ids.
    const turned = (JSON.parse(plan) as Plan).map((planned) => ({
      ...planned,
      order: planned.order.toReversed(),
    }));
    expect(await shown()).toEqual([orders[0], orders[2]]);
    await site.db
      .updateTable('attempt')
      .set({ plan: JSON.stringify(turned) })
      .execute();
    expect(await shown()).toEqual([turned[0]?.order, turned[2]?.order]);
  });

  it.each(['0', '10', '-1', '1.5', 'x', '__proto__'])('has no question %s', async (number) => {
    expect((await ada.get(`${attempt}/questions/${number}`)).statusCode).toBe(404);
  });

  it('counts a save that changes nothing as none', async () => {
    await save(ada, attempt, 4, { q4: 'beacon' });
    const before = await stored(site.db);
    expect((await save(ada, attempt, 4, { q4: ' beacon ' }, 1)).statusCode).toBe(303);
    expect(await stored(site.db)).toEqual(before);
    await save(ada, attempt, 4, { q4: 'tower' }, 1);
    expect(await stored(site.db)).toMatchObject({ responses: [{ revision: 2 }] });
  });

  it('takes an answer back', async () => {
    await save(ada, attempt, 1, { q1: 'red' });
    await save(ada, attempt, 1, {}, 1);
    expect(await answers(site.db)).toEqual({ 'alpha/pick': null });
    expect(await page('/review')).toContain('9 questions are not fully answered'.slice(2));
  });
});

describe('all questions on one page', () => {
  beforeEach(async () => await chooseLayout('all'));

  it('is where the attempt opens, with every question', async () => {
    expect((await ada.get(attempt)).headers.location).toBe(`${attempt}/questions`);
    const body = await page('/questions');
    expect(body.match(/<fieldset /g)).toHaveLength(9);
    expect(body.match(/<h1/g)).toHaveLength(1);
  });

  it('saves all answers at once', async () => {
    const numbers = RIGHT.map((_, index) => String(index + 1));
    const fields = Object.assign({ question: numbers, go: 'review' }, ...RIGHT);
    const saved = await ada.post(`${attempt}/responses`, fields);
    expect(saved.headers.location).toBe(`${attempt}/review`);
    expect(Object.keys(await answers(site.db))).toHaveLength(9);
    expect(await page('/review')).toContain('Every question is answered.');
  });

  it('saves none of them while one cannot be read, and keeps what was typed', async () => {
    const before = await stored(site.db);
    const response = await ada.post(`${attempt}/responses`, {
      question: ['1', '4', '5'],
      q1: 'green',
      q4: 'my <b>word</b>',
      q5: 'many',
    });
    expect(response.statusCode).toBe(422);
    expect(await stored(site.db)).toEqual(before);
    expect(response.body).toMatch(/id="q1-green"[^>]* checked/);
    expect(response.body).toContain('value="my &lt;b&gt;word&lt;/b&gt;"');
    expect(response.body).toContain('value="many"');
    expect(response.body.match(/<fieldset /g)).toHaveLength(3);
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    [5, { q5: 'twelve' }, 'Write a number in digits'],
    [5, { q5: '1,234' }, 'Write a number in digits'],
    [4, { q4: 'x'.repeat(201) }, 'at most 200 characters'],
    [4, { q4: 'a\u0000b' }, 'cannot be shown'],
    [4, { q4: 'a\u202Eb' }, 'cannot be shown'],
    [6, { 'q6.thing': 'x'.repeat(201), 'q6.time': 'night' }, 'at most 200 characters'],
    [8, { 'q8.wake': '1', 'q8.eat': '1' }, 'Two have the same number'],
  ])('of question %i comes back with what is wrong', async (number, fields, message) => {
    const before = await stored(site.db);
    const { statusCode, body } = await save(ada, attempt, number, fields);
    expect(statusCode).toBe(422);
    expect(await stored(site.db)).toEqual(before);
    expect(body).toContain('<title>Error:');
    const summary = /<div class="errsum" role="alert" tabindex="-1" autofocus.*?<\/div>/s.exec(
      body,
    );
    expect(summary?.[0]).toContain(`<a href="#q${number}">`);
    expect(summary?.[0]).toContain(message);
    expect(body).toContain(` id="q${number}"`);
    expect(body).toMatch(new RegExp(`aria-describedby="[^"]*\\bq${number}-error"`));
    expect(body).toContain(`id="q${number}-error"`);
    for (const typed of Object.values<string>(fields)) {
      expect(body).toMatch(new RegExp(` value="${typed}"(?: selected>| dir=)`));
    }
  });

  it('is stored whole up to its limit, never cut', async () => {
    await save(ada, attempt, 4, { q4: 'ض'.repeat(200) });
    expect(await answers(site.db)).toMatchObject({ 'alpha/word': { text: 'ض'.repeat(200) } });
  });

  it('shows no error on the page of a good answer', async () => {
    const body = await page('/questions/5');
    expect(body).not.toContain('Error:');
    expect(body).not.toContain('autofocus');
  });
});

describe('flags', () => {
  it('are kept with or without an answer, shown on the star and at the review', async () => {
    await save(ada, attempt, 2, { 'flag.q2': 'on' });
    await save(ada, attempt, 3, { q3: 'sun', 'flag.q3': 'on' });
    const body = await page('/questions/2');
    expect(body).toMatch(/name="flag\.q2" value="on" checked/);
    expect(body).toContain('class="now flagged"');
    expect(body).toContain('class="done flagged"');
    const review = await page('/review');
    expect(review.match(/>flagged</g)).toHaveLength(2);
  });

  it('can be taken off without touching the answer', async () => {
    await save(ada, attempt, 3, { q3: 'sun', 'flag.q3': 'on' });
    await save(ada, attempt, 3, { q3: 'sun' }, 1);
    expect(await stored(site.db)).toMatchObject({ responses: [{ flagged: 0, revision: 1 }] });
    expect(await page('/review')).not.toContain('>flagged<');
    expect(await answers(site.db)).toEqual({ 'alpha/several': { chosen: ['sun'] } });
  });

  it('never make a conflict of two tabs that agree on the answer', async () => {
    await save(ada, attempt, 3, { q3: 'sun' });
    const other = await save(ada, attempt, 3, { q3: 'sun', 'flag.q3': 'on' });
    expect(other.statusCode).toBe(303);
  });
});

/** The key in the review's form. */
const keyOf = (body: string) => /name="key" value="([^"]+)"/.exec(body)?.[1] ?? '';

describe('the review', () => {
  it('tells answered from half answered and blank', async () => {
    await save(ada, attempt, 1, { q1: 'green' });
    await save(ada, attempt, 6, { 'q6.thing': 'light' });
    await save(ada, attempt, 7, { 'q7.cat': 'meow' });
    const body = await page('/review');
    expect(body.match(/>Answered</g)).toHaveLength(1);
    expect(body.match(/>Answered in part</g)).toHaveLength(2);
    expect(body.match(/>Not answered</g)).toHaveLength(6);
    expect(body.replaceAll(/<\/?bdi>/g, '')).toContain('8 questions are not fully answered.');
    expect(body).toContain(`href="${attempt}/questions/6"`);
  });

  it('gives another submission key each time', async () => {
    const [one, other] = [keyOf(await page('/review')), keyOf(await page('/review'))];
    expect(one).toMatch(/^[0-9a-f-]{36}$/);
    expect(other).not.toBe(one);
    expect((await submit(ada, attempt, one)).headers.location).toBe(attempt);
  });
});

describe('coming back', () => {
  it('opens the first question without a whole answer', async () => {
    const resumed = async () => (await ada.get(attempt)).headers.location;
    expect(await resumed()).toBe(`${attempt}/questions/1`);
    for (const [index, fields] of RIGHT.slice(0, 5).entries()) {
      await save(ada, attempt, index + 1, fields);
    }
    await save(ada, attempt, 6, { 'q6.thing': 'light' });
    expect(await resumed()).toBe(`${attempt}/questions/6`);
  });

  it('opens the review when everything is answered', async () => {
    for (const [index, fields] of RIGHT.entries()) await save(ada, attempt, index + 1, fields);
    expect((await ada.get(attempt)).headers.location).toBe(`${attempt}/review`);
  });

  it('works from another device through the course map and the lesson', async () => {
    await save(ada, attempt, 1, { q1: 'red' });
    const phone = await site.signIn('Ada');
    expect((await phone.get('/en/')).body).toContain(`href="${attempt}"`);
    expect((await phone.get('/en/lessons/alpha')).body).toContain('Continue the quiz');
    expect(await startQuiz(phone)).toBe(attempt);
    expect((await phone.get(`${attempt}/questions/1`)).body).toMatch(/value="red" checked/);
  });
});
