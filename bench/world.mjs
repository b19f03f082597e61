/** The database that is measured on: a school of learners at work, made through Manara's own code. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { openLibrary } from '../dist/src/content/library.js';
import { planAttempt } from '../dist/src/domain/attempt.js';
import { fieldsOf } from '../dist/src/domain/items/fields.js';
import { keyOf, shuffledIds } from '../dist/src/domain/items/registry.js';
import { unitOf } from '../dist/src/domain/progress.js';
import { startAttempt } from '../dist/src/services/attempting.js';
import { saveAnswers } from '../dist/src/services/saving.js';
import { submitAttempt } from '../dist/src/services/submitting.js';
import { insertAccount } from '../dist/src/store/accounts.js';
import { migrateToLatest } from '../dist/src/store/migrations.js';
import { openDatabase } from '../dist/src/store/open.js';
import { putLessonProgress } from '../dist/src/store/progress.js';
import { sessionAdapter } from '../dist/src/store/sessions.js';
import { makeTallies } from './tallies.mjs';

const DAY = 24 * 60 * 60_000;
const QUIZ_LENGTH = 10;
/** Items that readers have answered in their running quiz: the first ones of the lesson. */
const HALF = QUIZ_LENGTH / 2;
const PASSING = 0.9;
/** Fixes the order of questions, so that every learner's third question is the same. */
const SEED = 1;

/**
 * Makes the database: every learner has progress in every lesson and a session; readers have a
 * finished quiz behind them and another one half answered; the others have a whole quiz answered
 * and not yet submitted. A third quiz has statistics, for an admin to look at.
 * @param {{ file: string, lessonsDir: string, readers: number, submitters: number, others: number }} size
 */
export async function makeWorld({ file, lessonsDir, readers, submitters, others }) {
  const db = openDatabase(file);
  await migrateToLatest(db);
  const lessons = await readLessons(lessonsDir);
  const [done, running, told] = lessons.filter((lesson) => lesson.items.length === QUIZ_LENGTH);
  if (told === undefined) throw new Error(`Three lessons with ${QUIZ_LENGTH} items are needed.`);
  // Durability while the world is made would cost most of the time; the server turns it on again.
  await sql`pragma synchronous = off`.execute(db);
  const learners = await makeLearners(db, lessons, readers + submitters + others);
  const works = [];
  for (const learner of learners.slice(0, readers)) {
    await takeQuiz(db, learner, done);
    works.push(await beginQuiz(db, learner, running));
  }
  const submissions = [];
  for (const learner of learners.slice(readers, readers + submitters)) {
    submissions.push(await answerQuiz(db, learner, done));
  }
  const admin = await db
    .transaction()
    .execute(async (tx) => makeLearner(tx, [], learners.length + 1, true));
  await makeTallies(db, told);
  await db.destroy();
  const question = choiceIn(running);
  return { lesson: done.unit, works, submissions, question, admin, told: told.id };
}

/** Opens the submitted attempts of a lesson's submitters again, for the next round. */
export function reopenAttempts(raw, quizId) {
  const submitted = `quiz_id = '${quizId}' and submission_key like 'bench-%'`;
  raw.exec(`
    update response set score = null
    where attempt_id in (select id from attempt where ${submitted});
    update attempt
    set state = 'in-progress', submitted_at = null, ended_by = null, submission_key = null,
      score = null
    where ${submitted};
  `);
  // Each round begins with an empty log, whatever ran before it.
  raw.pragma('wal_checkpoint(truncate)');
}

/** The lessons, each with its quiz and the unit that its progress is kept of. */
async function readLessons(dir) {
  const library = await openLibrary({ dir });
  const { catalogue } = library;
  await library.close();
  if (catalogue === null) throw new Error(`No lesson in ${dir} can be served.`);
  return [...catalogue.lessons.values()].map((lesson) => ({
    ...lesson,
    quiz: catalogue.quizzes.get(lesson.id),
    unit: unitOf(catalogue, lesson.id),
  }));
}

async function makeLearners(db, lessons, count) {
  return await db.transaction().execute(async (tx) => {
    const learners = [];
    for (let number = 1; number <= count; number += 1) {
      learners.push(await makeLearner(tx, lessons, number));
    }
    return learners;
  });
}

async function makeLearner(tx, lessons, number, isAdmin = false) {
  const now = new Date();
  const person = { name: `Learner ${number}`, email: `learner-${number}@example.org` };
  const account = { ...person, passwordHash: 'none', isAdmin, locale: 'en' };
  const accountId = await insertAccount(tx, account, now);
  for (const [index, lesson] of lessons.entries()) {
    await putLessonProgress(tx, accountId, progressIn(lesson, number + index), now);
  }
  const id = randomBytes(20).toString('hex');
  const expiresAt = new Date(now.getTime() + 14 * DAY);
  const attributes = { createdAt: now };
  await sessionAdapter(tx).setSession({ id, userId: accountId, expiresAt, attributes });
  // The language as a browser remembers it after its first page.
  return { accountId, cookie: `manara=${id}; locale=en` };
}

/** A third of the learners has passed a lesson, a third is in its middle, a third has only read. */
function progressIn(lesson, number) {
  const passed = number % 3 === 0;
  const ids = lesson.sections.map((section) => section.id);
  const sectionsRead = passed ? ids : ids.slice(0, 3);
  return {
    lessonId: lesson.id,
    state: passed ? 'passed' : 'in-progress',
    sectionsRead,
    lastSection: sectionsRead.at(-1) ?? null,
    bestShare: [PASSING, 0.5, null][number % 3],
    attempts: number % 3 === 2 ? 0 : 1,
  };
}

async function beginQuiz(db, learner, lesson) {
  const attemptId = await begin(db, learner, lesson);
  await answerItems(db, learner, attemptId, lesson.items.slice(0, HALF));
  return { ...learner, attemptId };
}

async function answerQuiz(db, learner, lesson) {
  const attemptId = await begin(db, learner, lesson);
  await answerItems(db, learner, attemptId, lesson.items);
  return { ...learner, attemptId, key: `bench-${attemptId}` };
}

async function takeQuiz(db, learner, lesson) {
  const { attemptId } = await answerQuiz(db, learner, lesson);
  const submission = { attemptId, key: `taken-${attemptId}` };
  await submitAttempt(db, learner.accountId, submission, () => lesson.unit, new Date());
}

async function begin(db, { accountId }, { quiz, unit }) {
  const outcome = await startAttempt(db, accountId, { quiz, unit }, SEED, new Date());
  if (outcome.kind !== 'started') throw new Error(`The quiz is ${outcome.kind}.`);
  return outcome.attemptId;
}

async function answerItems(db, { accountId }, attemptId, items) {
  const answers = items.map((item) => ({
    ref: item.ref,
    fields: fieldsOf(keyOf(item)),
    revision: 0,
    flagged: false,
    certainty: null,
  }));
  const outcome = await saveAnswers(db, accountId, attemptId, answers, new Date());
  if (outcome.kind !== 'saved') throw new Error(`Answers are ${outcome.kind}.`);
}

/** A question of one choice that nobody has answered yet: its number in every learner's attempt, and its options' ids. */
function choiceIn(lesson) {
  const item = lesson.items.slice(HALF).find(({ type }) => type === 'single-choice');
  if (item === undefined) throw new Error(`${lesson.id} has no question of one choice.`);
  const place = planAttempt(lesson.quiz, new Set(), SEED).findIndex(({ ref }) => ref === item.ref);
  return { number: place + 1, choices: shuffledIds(item) };
}
