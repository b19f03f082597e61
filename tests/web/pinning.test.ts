import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/domain/course.ts';
import { save, startQuiz, stored, submit } from '../support/quiz.ts';
import { createSite, type Browser, type Site } from '../support/site.ts';
import { catalogueOf, editedCourse, SMALL_COURSE } from '../support/small-site-course.ts';

const BETA = 'first-module/beta.yaml';
const TRUTH = /  - id: truth[^]*$/;

/** Ways in which an author may change the lesson under its learners. */
const CHANGES: readonly (readonly [string, () => Catalogue])[] = [
  ['re-keyed', () => rekeyed()],
  ['reworded', () => editedCourse(BETA, 'prompt: Question pick', 'prompt: Changed question')],
  ['given other choice texts', () => editedCourse(BETA, 'text: Red', 'text: Crimson')],
  ['given other explanations', () => editedCourse(BETA, 'CANARY-explanation-pick', 'Changed')],
  [
    'given other points',
    () => editedCourse(BETA, 'type: single-choice', 'type: single-choice\n    points: 7'),
  ],
  [
    'given another choice',
    () =>
      editedCourse(
        BETA,
        '      - { id: green',
        '      - { id: grey, text: Grey, feedback: No. }\n      - { id: green',
      ),
  ],
  ['reordered in its choices', () => reorderedChoices()],
  ['put in another order of questions', () => reorderedItems()],
  ['removed', () => withBeta((text) => text.replace(TRUTH, ''))],
  ['given another pass mark', () => editedCourse(BETA, 'pass: 60', 'pass: 100')],
  ['given another title', () => editedCourse(BETA, 'title: Lesson beta', 'title: Changed title')],
  ['turned into another type', () => retyped()],
];

function withBeta(change: (text: string) => string): Catalogue {
  const text = SMALL_COURSE.get(BETA) ?? '';
  const changed = change(text);
  if (changed === text) throw new Error('Nothing was changed.');
  return catalogueOf(new Map([...SMALL_COURSE, [BETA, changed]]));
}

function rekeyed(): Catalogue {
  return withBeta((text) =>
    text
      .replace('text: Red, correct: true', 'text: Red, feedback: No longer.')
      .replace('text: Green, feedback: CANARY-feedback-green', 'text: Green, correct: true'),
  );
}

function reorderedChoices(): Catalogue {
  const red = '      - { id: red, text: Red, correct: true }\n';
  return withBeta((text) => text.replace(red, '').replace(/(\{ id: blue.*\n)/, `$1${red}`));
}

function reorderedItems(): Catalogue {
  return withBeta((text) => {
    const [truth = ''] = TRUTH.exec(text) ?? [];
    return text.replace(TRUTH, '').replace('items:\n', `items:\n${truth}`);
  });
}

function retyped(): Catalogue {
  return withBeta((text) => text.replace('single-choice', 'multiple-response'));
}

function withoutBeta(): Catalogue {
  const files = new Map(SMALL_COURSE);
  files.delete(BETA);
  files.set('course.yaml', (files.get('course.yaml') ?? '').replace('[alpha, beta]', '[alpha]'));
  return catalogueOf(files);
}

let site: Site;
let ada: Browser;
let attempt: string;

beforeEach(async () => {
  site = await createSite({ now: () => new Date('2030-01-02T03:04:05Z') });
  await site.cohort('Class', { Ada: 'student' });
  ada = await site.signIn('Ada');
  attempt = await startQuiz(ada, 'beta');
  await save(ada, attempt, 1, { q1: 'red' });
});
afterEach(async () => await site.close());

const look = async (path: string): Promise<string> => (await ada.get(attempt + path)).body;

/** The feedback from the marks on, without the links around it. */
const marks = (body: string): string =>
  /<section class="verdict[^]*<\/section>/.exec(body)?.[0] ?? '';

describe.each(CHANGES)('when the lesson is %s', (_name, change) => {
  it('a past attempt keeps its look and its score', async () => {
    await submit(ada, attempt);
    const [page, rows] = [await look(''), await stored(site.db)];
    expect(page).toContain('CANARY-explanation-pick');
    site.serve(change());
    expect(await look('')).toBe(page);
    expect(await stored(site.db)).toEqual(rows);
  });

  it('an attempt in progress keeps its look and is marked by its own key', async () => {
    const paths = ['/questions/1', '/questions/2', '/questions'];
    const before = await Promise.all(paths.map(look));
    site.serve(change());
    expect(await Promise.all(paths.map(look))).toEqual(before);
    expect((await save(ada, attempt, 2, { q2: 'true' })).statusCode).toBe(303);
    await submit(ada, attempt);
    expect(await stored(site.db)).toMatchObject({
      attempts: [{ score: 2, max_score: 2, quiz_title: 'Lesson beta' }],
    });
    expect(marks(await look(''))).toContain('Passed');
  });
});

it('uses the new version for attempts that start later', async () => {
  await submit(ada, attempt);
  site.serve(rekeyed());
  const later = await startQuiz(ada, 'beta');
  await save(ada, later, 1, { q1: 'red' });
  await submit(ada, later);
  expect(await stored(site.db)).toMatchObject({ attempts: [{ score: 1 }, { score: 0 }] });
  expect((await ada.get(later)).body).toContain('No longer.');
  expect(await look('')).not.toContain('No longer.');
});

it('judges each attempt by the pass mark under which it was taken', async () => {
  await submit(ada, attempt);
  expect(await look('')).toContain('<h1 id="verdict">Not passed yet</h1>');
  site.serve(editedCourse(BETA, 'pass: 60', 'pass: 50'));
  expect(await look('')).toContain('<h1 id="verdict">Not passed yet</h1>');
  const later = await startQuiz(ada, 'beta');
  await save(ada, later, 1, { q1: 'red' });
  await submit(ada, later);
  expect((await ada.get(later)).body).toContain('<h1 id="verdict">Passed</h1>');
});

it('asks later attempts only what the lesson still has', async () => {
  await submit(ada, attempt);
  site.serve(withBeta((text) => text.replace(TRUTH, '')));
  const later = await startQuiz(ada, 'beta');
  expect((await ada.get(`${later}/questions/2`)).statusCode).toBe(404);
  expect((await ada.get(`${later}/questions/1`)).body).toContain('Question 1 of 1');
});

it('keeps showing a past attempt when its lesson has left the course', async () => {
  await submit(ada, attempt);
  const page = await look('');
  site.serve(withoutBeta());
  const after = await ada.get(attempt);
  expect(after.statusCode).toBe(200);
  // There is nothing left to read again.
  const unlinked = marks(page).replaceAll(/<p><a href="\/en\/lessons\/beta#[^]*?<\/p>/g, '');
  expect(marks(page)).toContain('href="/en/lessons/beta#one"');
  expect(marks(after.body)).toBe(unlinked);
  expect(after.body).not.toContain('/lessons/beta');
  expect((await ada.get('/en/progress')).body).toContain(`href="${attempt}"`);
  expect((await ada.get('/en/lessons/beta')).statusCode).toBe(404);
  expect((await ada.post('/en/lessons/beta/attempts')).statusCode).toBe(404);
});

it('lets a running attempt be finished when its lesson has left the course', async () => {
  site.serve(withoutBeta());
  expect(await look('/questions/2')).toContain('Question truth');
  await save(ada, attempt, 2, { q2: 'false' });
  await submit(ada, attempt);
  expect(await stored(site.db)).toMatchObject({
    attempts: [{ state: 'graded', score: 1, max_score: 2 }],
    lessons: [{ lesson_id: 'beta', best_share: 0.5, attempts: 1 }],
  });
  expect(await look('')).toContain('CANARY-feedback-truth');
});

it('stores each item version once, however many attempts use it', async () => {
  await submit(ada, attempt);
  await startQuiz(ada, 'beta');
  site.serve(rekeyed());
  const versions = async () =>
    (await site.db.selectFrom('item_version').select('ref').orderBy('ref').execute()).length;
  expect(await versions()).toBe(2);
  await submit(ada, await startQuiz(ada, 'beta'), 'another-key');
  await startQuiz(ada, 'beta');
  expect(await versions()).toBe(3);
});
