import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/domain/course.ts';
import { RIGHT, save, startQuiz, submit, type PostedFields } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';

const ALPHA = 'first-module/alpha.yaml';

/** The small course with its first lesson's quiz for practice; `edits` are words and what replaces them. */
function practiceCourse(
  settings = '',
  ...edits: readonly (readonly [string, string])[]
): Catalogue {
  let text = (SMALL_COURSE.get(ALPHA) ?? '')
    .replace('  pass: 60', `  mode: practice\n  pass: 60${settings}`)
    .replace(
      'cite: [article:part.1]',
      'cite: [article:part.1]\n    hints: [HINT-one, HINT-two]\n    penalty: 0.25',
    );
  for (const [words, replacement] of edits) text = text.replace(words, replacement);
  return catalogueOf(new Map([...SMALL_COURSE, [ALPHA, text]]));
}

let site: Site;
let ada: Browser;
let attempt: string;

async function open(course: Catalogue): Promise<void> {
  site = await createSite({ catalogue: course });
  await site.cohort('Class', { Ada: 'student' });
  ada = await site.signIn('Ada');
  attempt = await startQuiz(ada);
}

beforeEach(async () => await open(practiceCourse()));
afterEach(async () => await site.close());

const page = async (number: number): Promise<string> =>
  (await ada.get(`${attempt}/questions/${number}`)).body;
const press = async (go: string, number: number, fields: PostedFields, revision = 0) =>
  await save(ada, attempt, number, { ...fields, go }, revision);
const row = async (item: string) =>
  await site.db
    .selectFrom('response')
    .select(['tries', 'hints', 'settled', 'score', 'revision', 'body'])
    .where('item_ref', '=', `alpha/${item}`)
    .executeTakeFirst();

describe('before any check', () => {
  it('no page has a key, a feedback or a hint', async () => {
    for (const [index, fields] of RIGHT.entries()) await press('next', index + 1, fields);
    for (let number = 1; number <= 9; number += 1) {
      const body = await page(number);
      expect(body).toContain('value="check"');
      expect(body).not.toMatch(/CANARY|HINT|8471|id="result"/);
    }
    expect((await ada.get(`${attempt}/review`)).body).not.toMatch(/CANARY|HINT/);
    expect(await row('pick')).toMatchObject({ tries: 0, settled: null, score: null });
  });
});

describe('a check', () => {
  it('of a wrong answer tells what was wrong with it, not what is right, and leaves the form', async () => {
    const response = await press('check', 1, { q1: 'green' });
    expect(response.statusCode).toBe(303);
    expect(response.headers.location).toBe(`${attempt}/questions/1`);
    const body = await page(1);
    expect(body).toMatch(/<section class="verdict no" id="result" tabindex="-1" autofocus/);
    expect(body).toContain('Not quite');
    expect(body).toContain('CANARY-feedback-green');
    expect(body).not.toMatch(/CANARY-explanation|CANARY-feedback-blue|Right answer/);
    expect(body).toContain('name="q1" value="red"');
    expect(await row('pick')).toMatchObject({ tries: 1, settled: null });
  });

  it('of an answer in part right says so', async () => {
    await press('check', 3, { q3: ['sun'] });
    const body = await page(3);
    expect(body).toContain('Partly right');
    expect(body).not.toMatch(/CANARY/);
  });

  it('of the right answer settles the item and explains it', async () => {
    await press('check', 1, { q1: 'green' });
    await press('check', 1, { q1: 'red' }, 1);
    const body = await page(1);
    expect(body).toMatch(/<section class="verdict ok" id="result"/);
    expect(body).toContain('CANARY-explanation-pick');
    expect(body).not.toContain('name="q1"');
    expect(await row('pick')).toMatchObject({ tries: 1, settled: 'right' });
  });

  it('of the same answer again costs nothing', async () => {
    await press('check', 1, { q1: 'green' });
    await press('check', 1, { q1: 'green' }, 1);
    expect(await row('pick')).toMatchObject({ tries: 1 });
  });

  it('says nothing of an answer that was changed and only saved since', async () => {
    await press('check', 1, { q1: 'green' });
    await press('next', 1, { q1: 'red' }, 1);
    expect(await page(1)).not.toMatch(/id="result"|CANARY/);
  });

  it('of nothing asks for an answer', async () => {
    const response = await press('check', 4, {});
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('Answer the question before you check it');
    expect(response.body).not.toMatch(/CANARY/);
    expect(await row('word')).toBeUndefined();
  });

  it('of a figure that is none shows what was typed, and costs no try', async () => {
    const response = await press('check', 5, { q5: 'many' });
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain('value="many"');
    expect(await row('figure')).toBeUndefined();
  });

  it('from a tab that is out of date changes nothing', async () => {
    await press('next', 1, { q1: 'blue' });
    expect((await press('check', 1, { q1: 'green' }, 0)).statusCode).toBe(409);
    expect(await row('pick')).toMatchObject({ tries: 0, revision: 1 });
  });

  it('settles every type by its right answer', async () => {
    for (const [index, fields] of RIGHT.entries()) {
      await press('check', index + 1, fields);
      expect(await page(index + 1), `question ${index + 1}`).toContain('class="verdict ok"');
    }
    const rows = await site.db.selectFrom('response').select('settled').execute();
    expect(rows.map(({ settled }) => settled)).toEqual(RIGHT.map(() => 'right'));
  });
});

describe('help', () => {
  it('comes hint by hint, each once however often the button is pressed', async () => {
    await press('hint', 1, { q1: 'blue', 'hints.q1': '0' });
    expect(await page(1)).toContain('HINT-one');
    expect(await page(1)).not.toContain('HINT-two');
    await press('hint', 1, { q1: 'blue', 'hints.q1': '0' }, 1);
    expect(await row('pick')).toMatchObject({ hints: 1, tries: 0, body: '{"choice":"blue"}' });
    await press('hint', 1, { q1: 'blue', 'hints.q1': '1' }, 1);
    await press('hint', 1, { q1: 'blue', 'hints.q1': '2' }, 1);
    const body = await page(1);
    expect(body).toContain('HINT-two');
    expect(body).not.toContain('value="hint"');
    expect(await row('pick')).toMatchObject({ hints: 2 });
  });

  it('is refused where the item has no hints', async () => {
    expect((await press('hint', 2, {})).statusCode).toBe(400);
  });

  it('with the answer itself settles the item, and nothing changes it afterwards', async () => {
    await press('reveal', 1, {});
    const body = await page(1);
    expect(body).toContain('Here is the answer');
    expect(body).toContain('CANARY-explanation-pick');
    const before = await row('pick');
    for (const go of ['next', 'check', 'hint', 'reveal']) {
      expect((await press(go, 1, { q1: 'red', 'hints.q1': '0' })).statusCode).toBe(303);
    }
    expect(await row('pick')).toEqual(before);
  });

  it('leads to a later question about the same, if one is open', async () => {
    await press('check', 1, { q1: 'red' });
    // Questions 1, 3, 4, 7 and 9 are about the objective `know`.
    expect(await page(1)).toContain(`href="${attempt}/questions/3">Try another like this`);
    await press('check', 9, { q9: 'first' });
    expect(await page(9)).not.toContain('Try another like this');
  });
});

describe('submission', () => {
  it('gives each item what practice has left of it', async () => {
    await press('check', 1, { q1: 'green' });
    await press('hint', 1, { q1: 'green', 'hints.q1': '0' }, 1);
    await press('check', 1, { q1: 'red' }, 1);
    await press('check', 2, { q2: 'false' });
    await press('check', 2, { q2: 'true' }, 1);
    await press('reveal', 4, { q4: 'lighthouse' });
    await press('next', 5, { q5: '8471' });
    await submit(ada, attempt);
    // 1 − 2 × ¼ with the penalty of its own; 1 − ⅓ with the usual one.
    expect((await row('pick'))?.score).toBeCloseTo(0.5, 9);
    expect((await row('truth'))?.score).toBeCloseTo(2 / 3, 9);
    expect((await row('word'))?.score).toBe(0);
    expect((await row('figure'))?.score).toBe(1);
    const { score } = await site.db.selectFrom('attempt').select('score').executeTakeFirstOrThrow();
    expect(score).toBeCloseTo(0.5 + 2 / 3 + 1, 9);
    const objectives = await site.db
      .selectFrom('objective_progress')
      .select(['objective_id', 'share'])
      .orderBy('objective_id')
      .execute();
    expect(objectives.map(({ share }) => share)).toEqual([
      expect.closeTo(0.5 / 5, 9),
      expect.closeTo((2 / 3 + 1) / 4, 9),
    ]);
    expect((await ada.get(attempt)).statusCode).toBe(200);
  });
});

describe('the layout', () => {
  it('has one question to a page, whatever the learner prefers', async () => {
    const preferences = { name: 'Ada', locale: 'en', 'text-size': 'normal', 'quiz-layout': 'all' };
    await ada.post('/en/account/preferences', preferences);
    expect((await ada.get(attempt)).headers.location).toBe(`${attempt}/questions/1`);
    expect((await ada.get(`${attempt}/questions`)).headers.location).toBe(`${attempt}/questions/1`);
  });
});

describe('what the author holds back', () => {
  it('is neither checked nor shown', async () => {
    await site.close();
    await open(practiceCourse('\n  release: { marks: after-submission }'));
    expect(await page(1)).not.toMatch(/value="(check|reveal)"/);
    expect((await press('check', 1, { q1: 'red' })).statusCode).toBe(400);
    expect((await press('reveal', 1, { q1: 'red' })).statusCode).toBe(400);
  });

  it('stays away from a settled item', async () => {
    await site.close();
    await open(
      practiceCourse('\n  release: { explanations: after-submission, right-answers: never }'),
    );
    await press('check', 1, { q1: 'green' });
    expect(await page(1)).not.toMatch(/CANARY|value="reveal"/);
    await press('check', 1, { q1: 'red' }, 1);
    expect(await page(1)).toContain('class="verdict ok"');
    expect(await page(1)).not.toMatch(/CANARY/);
  });
});

it('certainty is still asked and kept', async () => {
  await site.close();
  await open(practiceCourse('\n  certainty: true'));
  await press('check', 1, { q1: 'red', 'sure.q1': '3' });
  await submit(ada, attempt);
  const { certainty_score: score } = await site.db
    .selectFrom('attempt')
    .select('certainty_score')
    .executeTakeFirstOrThrow();
  expect(score).toBe(3);
});

it.each(['check', 'hint', 'reveal'])(
  'in a graded quiz “%s” is refused and nothing saved',
  async (go) => {
    await site.close();
    site = await createSite();
    await site.cohort('Class', { Ada: 'student' });
    ada = await site.signIn('Ada');
    attempt = await startQuiz(ada);
    expect((await press(go, 1, { q1: 'red' })).statusCode).toBe(400);
    expect(await row('pick')).toBeUndefined();
    expect(await page(1)).not.toMatch(/value="(check|hint|reveal)"/);
  },
);

it.each(['fr', 'ar'])('speaks %s', async (locale) => {
  await press('check', 1, { q1: 'green' });
  const { body, statusCode } = await ada.get(
    `${attempt.replace('/en/', `/${locale}/`)}/questions/1`,
  );
  expect(statusCode).toBe(200);
  expect(body).not.toMatch(/practice\.\w/);
});
