import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/domain/course.ts';
import { unitOf } from '../../src/domain/progress.ts';
import { findWork, startAttempt } from '../../src/services/attempting.ts';
import { saveAnswers } from '../../src/services/saving.ts';
import { gradeEssay } from '../../src/services/grading.ts';
import { submitAttempt, sweepOverdue } from '../../src/services/submitting.ts';
import { listEvents } from '../../src/store/audit.ts';
import type { Grader } from '../../src/store/essay-grades.ts';
import { listObjectives } from '../../src/store/objectives.ts';
import { findLessonProgress } from '../../src/store/progress.ts';
import { findCards } from '../../src/store/review-cards.ts';
import { essayCourse } from '../support/essay-course.ts';
import { createSite, type Site } from '../support/site.ts';

const START = new Date('2026-03-02T08:00:00.000Z');
const SUBMITTED = new Date('2026-03-02T08:20:00.000Z');
const GRADED = new Date('2026-03-05T10:00:00.000Z');

let site: Site;
let course: Catalogue;
let learner: string;
let ines: Grader;
let other: Grader;

beforeEach(async () => {
  site = await createSite({ now: () => START });
  learner = await site.person('Ada');
  ines = { accountId: await site.person('Ines'), isAdmin: false };
  other = { accountId: await site.person('Omar'), isAdmin: false };
  await site.cohort('Class', { Ada: 'student', Ines: 'instructor' });
  await site.cohort('Other', { Bob: 'student', Omar: 'instructor' });
  course = essayCourse();
});
afterEach(async () => await site.close());

const find = (quizId: string) => unitOf(course, quizId);

/** Answers `pick` right and `truth` wrong; the essays as given. Returns the attempt's id. */
async function attempt(essays: Readonly<Record<string, string>>, submit = true): Promise<string> {
  const quiz = course.quizzes.get('beta');
  const unit = find('beta');
  if (quiz === undefined || unit === undefined) throw new Error('There is no quiz.');
  const started = await startAttempt(site.db, learner, { quiz, unit }, 1, START);
  if (started.kind !== 'started') throw new Error('The quiz could not be started.');
  const given = { pick: 'red', truth: 'false', ...essays };
  const answers = Object.entries(given).map(([id, text]) => ({
    ref: `beta/${id}`,
    fields: new Map([['', [text]]]),
    revision: 0,
    flagged: false,
    certainty: null,
  }));
  const { attemptId } = started;
  const saved = await saveAnswers(site.db, learner, attemptId, answers, START);
  expect(saved).toEqual({ kind: 'saved' });
  const submission = { attemptId, key: 'key-12345678' };
  if (submit) await submitAttempt(site.db, learner, submission, find, SUBMITTED);
  return attemptId;
}

async function workOf(attemptId: string) {
  const work = await findWork(site.db, learner, attemptId);
  if (work === undefined) throw new Error('There is no attempt.');
  return work;
}

async function grade(
  grader: Grader,
  attemptId: string,
  levels: Readonly<Record<string, string>>,
  { item = 'beta/why', comment = 'Good.', replaces = null as Date | null } = {},
) {
  const grading = { attemptId, itemRef: item, levels, comment, replaces };
  return await gradeEssay(site.db, grader, grading, find, GRADED);
}

const SOME = { claim: 'clear', proof: 'some' };

describe('an attempt with an essay', () => {
  it('awaits grading after its submission, with the score of the other items', async () => {
    const { attempt: closed, responses } = await workOf(await attempt({ why: 'Because.' }));
    expect(closed).toMatchObject({ state: 'awaiting-grading', score: 1, maxScore: 6 });
    expect(responses.get('beta/why')?.score).toBe(null);
    expect(responses.get('beta/pick')?.score).toBe(1);
    expect(responses.get('beta/truth')?.score).toBe(0);
  });

  it('moves no progress, mastery or reviews before it is graded', async () => {
    await attempt({ why: 'Because.' });
    const progress = await findLessonProgress(site.db, learner, 'beta');
    expect(progress).toMatchObject({ state: 'in-progress', bestShare: null, attempts: 0 });
    expect(await listObjectives(site.db, learner)).toEqual([]);
    expect((await findCards(site.db, learner, ['beta/pick'])).size).toBe(0);
  });

  it('is graded at once when the essay was left blank', async () => {
    const { attempt: closed, responses } = await workOf(await attempt({}));
    expect(closed).toMatchObject({ state: 'graded', score: 1 });
    expect(responses.get('beta/why')?.score).toBe(0);
    expect(await findLessonProgress(site.db, learner, 'beta')).toMatchObject({ attempts: 1 });
  });

  it('awaits grading when the clock ends it', async () => {
    course = essayCourse(['why'], 'time-limit: 30');
    const attemptId = await attempt({ why: 'Because.' }, false);
    expect(await sweepOverdue(site.db, find, new Date('2026-03-02T09:00:00.000Z'))).toBe(1);
    const { attempt: closed } = await workOf(attemptId);
    expect(closed).toMatchObject({ state: 'awaiting-grading', endedBy: 'expiry', score: 1 });
  });
});

describe('grading an essay', () => {
  it('gives the points of the rubric and closes the attempt with all that follows', async () => {
    const attemptId = await attempt({ why: 'Because.' });
    expect(await grade(ines, attemptId, SOME)).toEqual({ kind: 'graded' });
    const { attempt: closed, responses, grades } = await workOf(attemptId);
    // 4 × (1 × 1 + 3 × 0.5) / 4 = 2.5, and 1 for the single choice.
    expect(responses.get('beta/why')?.score).toBe(2.5);
    expect(closed).toMatchObject({ state: 'graded', score: 3.5 });
    expect(grades.get('beta/why')).toEqual({
      itemRef: 'beta/why',
      levels: SOME,
      comment: 'Good.',
      graderId: ines.accountId,
      score: 2.5,
      gradedAt: GRADED,
    });
    const progress = await findLessonProgress(site.db, learner, 'beta');
    expect(progress?.attempts).toBe(1);
    expect(progress?.bestShare).toBeCloseTo(3.5 / 6, 12);
    const objectives = await listObjectives(site.db, learner);
    const shares = new Map(objectives.map((row) => [row.objectiveId, row.share]));
    expect(shares.get('know')).toBe(1);
    // True-false 0 of 1 and essay 2.5 of 4.
    expect(shares.get('use')).toBe(0.5);
  });

  it('plans reviews from the submission, and none of the essay itself', async () => {
    const attemptId = await attempt({ why: 'Because.' });
    await grade(ines, attemptId, SOME);
    const cards = await findCards(site.db, learner, ['beta/pick', 'beta/truth', 'beta/why']);
    expect([...cards.keys()].toSorted()).toEqual(['beta/pick', 'beta/truth']);
    expect(cards.get('beta/pick')?.lastAnsweredAt).toEqual(SUBMITTED);
  });

  it('closes the attempt with the last of its essays, and counts it once', async () => {
    course = essayCourse(['why', 'how']);
    const attemptId = await attempt({ why: 'Because.', how: 'So.' });
    await grade(ines, attemptId, SOME);
    const between = await workOf(attemptId);
    expect(between.attempt).toMatchObject({ state: 'awaiting-grading', score: 3.5 });
    expect(await findLessonProgress(site.db, learner, 'beta')).toMatchObject({ attempts: 0 });
    await grade(ines, attemptId, { claim: 'none', proof: 'full' }, { item: 'beta/how' });
    const after = await workOf(attemptId);
    // 4 × (1 × 0 + 3 × 1) / 4 = 3 more.
    expect(after.attempt).toMatchObject({ state: 'graded', score: 6.5, maxScore: 10 });
    expect(await findLessonProgress(site.db, learner, 'beta')).toMatchObject({
      attempts: 1,
      bestShare: 0.65,
      // The pass mark is 60 %.
      state: 'passed',
    });
  });

  it('answers a repeat as the first time and changes nothing', async () => {
    const attemptId = await attempt({ why: 'Because.' });
    await grade(ines, attemptId, SOME);
    expect(await grade(ines, attemptId, SOME)).toEqual({ kind: 'graded' });
    expect(await findLessonProgress(site.db, learner, 'beta')).toMatchObject({ attempts: 1 });
    const events = await listEvents(site.db, {}, { limit: 10, after: null });
    expect(events.filter((event) => event.action === 'essay-graded')).toHaveLength(1);
  });

  it('gives a grade once', async () => {
    const attemptId = await attempt({ why: 'Because.' });
    await grade(ines, attemptId, SOME);
    const again = await grade(ines, attemptId, { claim: 'clear', proof: 'full' });
    expect(again).toEqual({ kind: 'graded-before' });
    expect((await workOf(attemptId)).attempt.score).toBe(3.5);
  });

  it('refuses levels that the rubric does not ask for', async () => {
    const attemptId = await attempt({ why: 'Because.' });
    expect(await grade(ines, attemptId, { claim: 'clear' })).toEqual({ kind: 'invalid' });
    expect(await grade(ines, attemptId, { ...SOME, proof: 'clear' })).toEqual({ kind: 'invalid' });
    expect((await workOf(attemptId)).attempt.state).toBe('awaiting-grading');
  });

  it('is for instructors of the learner and for admins', async () => {
    const attemptId = await attempt({ why: 'Because.' });
    expect(await grade(other, attemptId, SOME)).toEqual({ kind: 'missing' });
    const self = { accountId: learner, isAdmin: false };
    expect(await grade(self, attemptId, SOME)).toEqual({ kind: 'missing' });
    const admin = { accountId: other.accountId, isAdmin: true };
    expect(await grade(admin, attemptId, SOME)).toEqual({ kind: 'graded' });
  });

  it('is for essays that were written and submitted', async () => {
    const running = await attempt({ why: 'Because.' }, false);
    expect(await grade(ines, running, SOME)).toEqual({ kind: 'missing' });
    const submission = { attemptId: running, key: 'key-12345678' };
    await submitAttempt(site.db, learner, submission, find, SUBMITTED);
    const pick = await grade(ines, running, SOME, { item: 'beta/pick' });
    expect(pick).toEqual({ kind: 'missing' });
    const blank = await attempt({});
    expect(await grade(ines, blank, SOME)).toEqual({ kind: 'missing' });
  });

  it('records who graded what', async () => {
    const attemptId = await attempt({ why: 'Because.' });
    await grade(ines, attemptId, SOME);
    const [event] = await listEvents(site.db, {}, { limit: 1, after: null });
    expect(event).toMatchObject({
      action: 'essay-graded',
      actor: 'Ines',
      subject: 'Ada',
      detail: { attempt: attemptId, item: 'beta/why', score: '2.5' },
    });
  });
});
