import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/domain/course.ts';
import type { Item } from '../../src/domain/item.ts';
import { unitOf } from '../../src/domain/progress.ts';
import type { Certainty } from '../../src/domain/certainty.ts';
import { startAttempt } from '../../src/services/attempting.ts';
import { saveAnswers } from '../../src/services/saving.ts';
import {
  answerReview,
  openReviews,
  questionDigest,
  type PostedReview,
  type ReviewOutcome,
  type Reviews,
} from '../../src/services/reviewing.ts';
import { submitAttempt } from '../../src/services/submitting.ts';
import type { Db } from '../../src/store/database.ts';
import { listObjectives } from '../../src/store/objectives.ts';
import { listReviewAnswersSince } from '../../src/store/review-answers.ts';
import { findCards } from '../../src/store/review-cards.ts';
import { catalogueOf, SMALL_COURSE } from '../support/small-site-course.ts';
import { createPerson, createStore } from '../support/store.ts';

const START = new Date('2026-01-01T10:00:00Z');
const LONG_AGO = new Date(0);
const RIGHT: Readonly<Record<string, string>> = { 'beta/pick': 'red', 'beta/truth': 'true' };

let db: Db;
let ada: string;
let course: Catalogue;
let now: Date;

beforeEach(async () => {
  db = await createStore();
  ada = await createPerson(db, 'ada');
  course = catalogueOf(SMALL_COURSE);
  now = START;
});
afterEach(async () => await db.destroy());

/** Starts the quiz of a lesson and saves these answers (item ref to choice). */
async function begin(quizId: string, answers: Readonly<Record<string, string>>): Promise<string> {
  const quiz = course.quizzes.get(quizId);
  const unit = unitOf(course, quizId);
  if (quiz === undefined || unit === undefined) throw new Error(`No quiz ${quizId}.`);
  const outcome = await startAttempt(db, ada, { quiz, unit }, 1, now);
  if (outcome.kind !== 'started') throw new Error('Refused.');
  const posted = Object.entries(answers).map(([ref, choice]) => {
    const fields = new Map([['', [choice]]]);
    return { ref, fields, revision: 0, flagged: false, certainty: null };
  });
  await saveAnswers(db, ada, outcome.attemptId, posted, now);
  return outcome.attemptId;
}

async function takeQuiz(quizId: string, answers: Readonly<Record<string, string>>) {
  const attemptId = await begin(quizId, answers);
  await submitAttempt(db, ada, { attemptId, key: 'key' }, (id) => unitOf(course, id), now);
}

async function open(accountId = ada): Promise<Reviews> {
  return await openReviews(db, accountId, course, now);
}

function refsOf(reviews: Reviews): string[] {
  return reviews.queue.map(({ item }) => item.ref);
}

async function dueDate(ref: string): Promise<Date> {
  const card = (await findCards(db, ada, [ref])).get(ref);
  if (card === undefined) throw new Error(`No card of ${ref}.`);
  return card.dueAt;
}

function itemOf(ref: string): Item {
  const item = course.lessons.get('beta')?.items.find((one) => one.ref === ref);
  if (item === undefined) throw new Error(`No item ${ref}.`);
  return item;
}

async function form(ref: string, choice: string, sure?: Certainty | null): Promise<PostedReview> {
  return {
    itemRef: ref,
    shown: questionDigest(itemOf(ref)),
    dueAt: await dueDate(ref),
    order: ['blue', 'red', 'green'],
    fields: new Map([['', [choice]]]),
    certainty: sure ?? null,
    unknown: false,
  };
}

async function post(posted: PostedReview, accountId = ada): Promise<ReviewOutcome> {
  return await answerReview(db, accountId, course, posted, now);
}

async function levelOf(objective: string): Promise<string | undefined> {
  const rows = await listObjectives(db, ada, 'beta');
  return rows.find((row) => row.objectiveId === objective)?.level;
}

describe('the queue of a learner', () => {
  it('is empty before the first quiz, and before the first due date', async () => {
    expect(await open()).toMatchObject({ queue: [], waiting: 0, nextAt: null, today: [] });
    await takeQuiz('beta', RIGHT);
    const nextAt = new Date('2026-01-04T10:00:00Z');
    expect(await open()).toMatchObject({ queue: [], waiting: 0, nextAt, today: [] });
  });

  it('mixes the lessons of what is due', async () => {
    await takeQuiz('beta', RIGHT);
    await takeQuiz('alpha', { 'alpha/pick': 'red', 'alpha/truth': 'true' });
    now = new Date('2026-01-04T10:00:00Z');
    const lessons = (await open()).queue.map(({ lesson }) => lesson);
    expect(lessons).toEqual(['alpha', 'beta', 'alpha', 'beta']);
  });

  it('holds nothing of anybody else', async () => {
    await takeQuiz('beta', RIGHT);
    now = new Date('2026-02-01T10:00:00Z');
    expect(refsOf(await open(await createPerson(db, 'ben')))).toEqual([]);
  });

  it('passes over items that have left the course', async () => {
    await takeQuiz('beta', RIGHT);
    now = new Date('2026-01-04T10:00:00Z');
    const posted = await form('beta/pick', 'red');
    course = courseWith('- id: pick', '- id: choose');
    expect(refsOf(await open())).toEqual(['beta/truth']);
    expect(await post(posted)).toEqual({ kind: 'not-due' });
  });

  it('leaves out items while a running attempt of the learner asks them', async () => {
    await takeQuiz('beta', RIGHT);
    now = new Date('2026-01-04T10:00:00Z');
    const posted = await form('beta/pick', 'red');
    await begin('beta', {});
    expect(refsOf(await open())).toEqual([]);
    expect(await post(posted)).toEqual({ kind: 'not-due' });
  });

  it('leaves out items whose key an exam holds back until it closes', async () => {
    const settings = "pass: 60\n  mode: exam\n  closes: '2026-01-10T00:00:00Z'";
    course = courseWith('pass: 60', settings);
    await takeQuiz('beta', RIGHT);
    // When they come back would tell which were right.
    expect((await open()).nextAt).toBeNull();
    now = new Date('2026-01-04T10:00:00Z');
    expect(refsOf(await open())).toEqual([]);
    now = new Date('2026-01-10T00:00:00Z');
    expect(refsOf(await open())).toEqual(['beta/pick', 'beta/truth']);
  });
});

/** The small course with one text of lesson beta replaced. */
function courseWith(before: string, after: string): Catalogue {
  const files = new Map(SMALL_COURSE);
  const text = files.get('first-module/beta.yaml') ?? '';
  files.set('first-module/beta.yaml', text.replace(before, after));
  return catalogueOf(files);
}

describe('answering a review', () => {
  it('names a question without its key', () => {
    const item = itemOf('beta/truth');
    if (item.type !== 'true-false') throw new Error('Another type.');
    expect(questionDigest({ ...item, answer: false })).toBe(questionDigest(item));
    expect(questionDigest({ ...item, prompt: item.explanation })).not.toBe(questionDigest(item));
  });

  it('reproduces the due dates of a log', async () => {
    await takeQuiz('beta', RIGHT);
    const dates = [await dueDate('beta/pick')];
    const log = [
      ['red', null],
      ['red', 3],
      ['green', 3],
      ['red', 2],
    ] as const;
    for (const [choice, certainty] of log) {
      now = await dueDate('beta/pick');
      const outcome = await post(await form('beta/pick', choice, certainty));
      expect(outcome.kind).toBe('answered');
      dates.push(await dueDate('beta/pick'));
    }
    expect(dates.map((date) => date.toISOString())).toEqual([
      '2026-01-04T10:00:00.000Z',
      '2026-01-18T10:00:00.000Z',
      '2026-04-23T10:00:00.000Z',
      '2026-04-27T10:00:00.000Z',
      '2026-05-08T10:00:00.000Z',
    ]);
  });

  it('stores the answer with the item version and the order shown', async () => {
    await takeQuiz('beta', RIGHT);
    now = new Date('2026-01-04T10:00:00Z');
    const posted = await form('beta/pick', 'green', 2);
    await post(posted);
    const [stored] = await listReviewAnswersSince(db, ada, LONG_AGO);
    expect(stored).toMatchObject({
      itemRef: 'beta/pick',
      itemHash: itemOf('beta/pick').hash,
      dueAt: posted.dueAt,
      order: ['blue', 'red', 'green'],
      response: { choice: 'green' },
      certainty: 2,
      share: 0,
      answeredAt: now,
    });
    expect((await open()).today).toEqual([stored]);
  });

  it('stores the version of an item that changed since the quiz', async () => {
    await takeQuiz('beta', RIGHT);
    now = new Date('2026-01-04T10:00:00Z');
    const before = await form('beta/pick', 'red');
    course = courseWith('text: Blue', 'text: Navy');
    expect(await post(before)).toEqual({ kind: 'changed' });
    expect(await post(await form('beta/pick', 'red'))).toMatchObject({ kind: 'answered' });
    const [stored] = await listReviewAnswersSince(db, ada, LONG_AGO);
    expect(stored?.itemHash).toBe(itemOf('beta/pick').hash);
  });

  it('changes nothing at a repeat and gives the answer that was stored', async () => {
    await takeQuiz('beta', RIGHT);
    now = new Date('2026-01-04T10:00:00Z');
    const posted = await form('beta/pick', 'red');
    const first = await post(posted);
    const due = await dueDate('beta/pick');
    const other = { ...posted, fields: new Map([['', ['green']]]) };
    const answerId = 'answerId' in first ? first.answerId : '';
    expect(await post(other)).toEqual({ kind: 'repeated', answerId });
    // A tab left open until the card is due again still asks for the first date.
    now = due;
    expect(await post(other)).toEqual({ kind: 'repeated', answerId });
    expect(await dueDate('beta/pick')).toEqual(due);
    expect(await listReviewAnswersSince(db, ada, LONG_AGO)).toHaveLength(1);
    expect(await levelOf('know')).toBe('mastered');
  });

  it('refuses a card that is not due, never reviewed, or not the learner’s', async () => {
    await takeQuiz('beta', RIGHT);
    const posted = await form('beta/pick', 'red');
    expect(await post(posted)).toEqual({ kind: 'not-due' });
    now = new Date('2026-01-04T10:00:00Z');
    expect(await post(posted, await createPerson(db, 'ben'))).toEqual({ kind: 'missing' });
    expect(await post({ ...posted, itemRef: 'beta/none' })).toEqual({ kind: 'missing' });
    expect(await listReviewAnswersSince(db, ada, LONG_AGO)).toEqual([]);
  });

  it('asks for an answer, and takes “I do not know” for one', async () => {
    await takeQuiz('beta', RIGHT);
    now = new Date('2026-01-04T10:00:00Z');
    const posted = await form('beta/pick', '', 3);
    expect(await post(posted)).toEqual({ kind: 'blank' });
    expect(await post({ ...posted, unknown: true })).toMatchObject({ kind: 'answered' });
    const [stored] = await listReviewAnswersSince(db, ada, LONG_AGO);
    expect(stored).toMatchObject({ response: null, certainty: null, share: 0 });
    const card = (await findCards(db, ada, ['beta/pick'])).get('beta/pick');
    expect(card?.lapses).toBe(1);
  });

  it('masters an objective on a later day only, and takes it down one level when wrong', async () => {
    await takeQuiz('beta', { 'beta/pick': 'green', 'beta/truth': 'true' });
    expect(await levelOf('know')).toBe('attempted');
    expect(await levelOf('use')).toBe('proficient');
    now = await dueDate('beta/truth');
    await post(await form('beta/truth', 'true'));
    expect(await levelOf('use')).toBe('mastered');
    now = await dueDate('beta/truth');
    await post(await form('beta/truth', 'false'));
    expect(await levelOf('use')).toBe('proficient');
  });
});
