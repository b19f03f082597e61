/** A country of schools: the same people at every size, with few or with very many attempts. */
import { randomBytes } from 'node:crypto';
import SqliteDatabase from 'better-sqlite3';
import { openLibrary } from '../dist/src/content/library.js';
import { addUp, talliesOf } from '../dist/src/domain/statistics/tallies.js';
import { sweepFindings } from '../dist/src/services/finding.js';
import { issueToken } from '../dist/src/services/issuing-tokens.js';
import { sweepStandings } from '../dist/src/services/standings.js';
import { keepItemVersions } from '../dist/src/store/item-versions.js';
import { migrateToLatest } from '../dist/src/store/migrations.js';
import { openDatabase } from '../dist/src/store/open.js';
import { sessionAdapter } from '../dist/src/store/sessions.js';
import { changeTallies } from '../dist/src/store/tallies.js';
import { answered, chances } from './scale-answers.mjs';

const DAY = 24 * 60 * 60_000;
const MINUTE = 60_000;
/** Questions of an attempt. */
const LENGTH = 10;
/** Attempts whose tallies are made; each counts as often as it takes. */
const MADE = 300;
/** Rows to a transaction, so that the log of it stays small. */
const CHUNK = 20_000;

/**
 * Makes the database: 100 learners and an instructor to a cohort, progress in every lesson and
 * objective for everybody, and the attempts. `progress(part, done, all)` hears how far it is.
 * @param {{ file: string, lessonsDir: string, cohorts: number, learners: number, attempts: number }} size
 */
export async function makeScaleWorld({ file, lessonsDir, ...size }, progress) {
  const db = openDatabase(file);
  await migrateToLatest(db);
  const course = await readCourse(lessonsDir);
  const quizzes = quizzesOf(course);
  await db.transaction().execute(async (tx) =>
    keepItemVersions(
      tx,
      quizzes.flatMap(({ items }) => items),
      new Date(),
    ),
  );
  const raw = new SqliteDatabase(file);
  // What is lost when the machine stops meanwhile is made again.
  for (const pragma of ['synchronous = off', 'cache_size = -400000']) raw.pragma(pragma);
  makePeople(raw, size, course);
  makeAttempts(raw, size, quizzes, progress);
  raw.exec(
    'insert into standing (account_id, stale) select distinct account_id, 1 from lesson_progress',
  );
  raw.close();
  await makeTallies(db, quizzes, size);
  await workOut(db, course, size, progress);
  await db.destroy();
}

/** What the pages are asked with: ids, cookies and a token of a database that is there. */
export async function openScaleWorld(file) {
  const db = openDatabase(file);
  const now = new Date();
  const cohort = 'cohort-10';
  const ids = { cohort, learner: learnerId(10, 5), instructor: 'instructor-10', admin: 'admin' };
  const attempt = await db
    .selectFrom('attempt')
    .select(['id', 'quiz_id'])
    .where('account_id', '=', ids.learner)
    .executeTakeFirst();
  const cookie = async (userId) => {
    const id = randomBytes(20).toString('hex');
    const expiresAt = new Date(now.getTime() + DAY);
    await sessionAdapter(db).setSession({ id, userId, expiresAt, attributes: { createdAt: now } });
    return `manara=${id}; locale=en`;
  };
  const cookies = {
    learner: await cookie(ids.learner),
    instructor: await cookie(ids.instructor),
    admin: await cookie(ids.admin),
  };
  const token = await makeToken(db, now);
  await db.destroy();
  const quiz = attempt?.quiz_id ?? 'none';
  return { ...ids, attempt: attempt?.id ?? 'none', quiz, cookies, token };
}

async function readCourse(dir) {
  const library = await openLibrary({ dir });
  await library.close();
  if (library.catalogue === null) throw new Error(`No lesson in ${dir} can be served.`);
  return library.catalogue;
}

/** Every lesson's quiz with ten questions: where it has fewer, with some of the next lessons. */
function quizzesOf({ lessons, quizzes }) {
  const all = [...lessons.values()];
  return all.map((lesson, at) => {
    const following = [...all.slice(at), ...all.slice(0, at)].flatMap(({ items }) => items);
    const items = following.filter(({ type }) => type !== 'essay').slice(0, LENGTH);
    return { ...quizzes.get(lesson.id), items };
  });
}

const learnerId = (cohort, number) => `learner-${cohort}-${number}`;

function makePeople(raw, { cohorts, learners }, course) {
  const at = new Date(Date.now() - 100 * DAY).toISOString();
  const account = raw.prepare(`insert into account (id, email, email_key, name, password_hash,
    is_admin, locale, text_size, quiz_layout, created_at)
    values (?, ?, ?, ?, 'none', ?, 'en', 'normal', 'single', ?)`);
  const cohort = raw.prepare('insert into cohort (id, name, code, created_at) values (?, ?, ?, ?)');
  const member = raw.prepare(
    'insert into membership (cohort_id, account_id, role, joined_at) values (?, ?, ?, ?)',
  );
  const event = raw.prepare('insert into audit_event values (?, ?, ?, ?, ?, ?)');
  const person = (id, isAdmin = 0) => {
    const email = `${id}@example.org`;
    account.run(id, email, email, `Person ${id}`, isAdmin, at);
    event.run(`event-${id}`, at, id, 'signed-in', id, '{}');
  };
  const work = progressWriter(raw, course);
  raw.transaction(() => {
    person('admin', 1);
    for (let group = 1; group <= cohorts; group += 1) {
      cohort.run(`cohort-${group}`, `Cohort ${group}`, `CODE${group}`, at);
      person(`instructor-${group}`);
      member.run(`cohort-${group}`, `instructor-${group}`, 'instructor', at);
      for (let number = 1; number <= learners / cohorts; number += 1) {
        const id = learnerId(group, number);
        person(id);
        member.run(`cohort-${group}`, id, 'student', at);
        work(id, number);
      }
    }
  })();
}

/** Writes progress in every lesson and objective: a third passed, a third in between, a third read. */
function progressWriter(raw, course) {
  const lesson = raw.prepare(`insert into lesson_progress (account_id, lesson_id, state,
    sections_read, best_share, attempts, updated_at) values (?, ?, ?, ?, ?, ?, ?)`);
  const objective = raw.prepare('insert into objective_progress values (?, ?, ?, ?, ?, ?)');
  const states = [
    ['passed', 0.9],
    ['completed', 0.5],
    ['in-progress', null],
  ];
  const levels = ['proficient', 'familiar', 'attempted'];
  return (id, number) => {
    for (const [at, { id: lessonId, sections, objectives }] of [
      ...course.lessons.values(),
    ].entries()) {
      const [state, share] = states[(number + at) % 3];
      const when = new Date(Date.now() - ((number * 7 + at) % 20) * DAY).toISOString();
      const read = JSON.stringify(sections.map((section) => section.id));
      lesson.run(id, lessonId, state, read, share, share === null ? 0 : 1, when);
      for (const one of objectives) {
        objective.run(id, lessonId, one.id, levels[(number + at) % 3], share ?? 0, when);
      }
    }
  };
}

/** Attempts one after the other, learner by learner, lesson by lesson. */
function makeAttempts(raw, { cohorts, learners, attempts }, quizzes, progress) {
  const insert = raw.prepare(`insert into attempt (id, account_id, quiz_id, quiz_hash, quiz_title,
    settings, number, state, seed, plan, started_at, submitted_at, ended_by, submission_key, score,
    max_score, tallied) values (?, ?, ?, ?, ?, ?, ?, 'graded', 1, ?, ?, ?, 'submission', ?, ?, ?, 1)`);
  const respond = raw.prepare(`insert into response (attempt_id, item_ref, item_hash, body, flagged,
    revision, saved_at, certainty, score) values (?, ?, ?, ?, 0, 1, ?, ?, ?)`);
  const chance = chances();
  const prepared = quizzes.map((quiz) => ({
    ...quiz,
    text: JSON.stringify(quiz.settings),
    plan: JSON.stringify(
      quiz.items.map(({ ref, hash, points }) => ({ ref, hash, points, order: [] })),
    ),
    most: quiz.items.reduce((sum, { points }) => sum + points, 0),
  }));
  const makeOne = (made) => {
    const place = made % learners;
    const id = learnerId(1 + (place % cohorts), 1 + Math.floor(place / cohorts));
    const round = Math.floor(made / learners);
    const quiz = prepared[round % prepared.length];
    const started = Date.now() - 90 * DAY + Math.floor((made / attempts) * 89 * DAY);
    const [from, to] = [started, started + 12 * MINUTE].map((time) => new Date(time).toISOString());
    const attemptId = `attempt-${String(made).padStart(8, '0')}`;
    const answers = quiz.items.map((item) => answered(item, chance));
    const score = answers.reduce((sum, answer) => sum + answer.score, 0);
    const number = 1 + Math.floor(round / prepared.length);
    insert.run(
      attemptId,
      id,
      quiz.id,
      quiz.hash,
      quiz.title.text,
      quiz.text,
      number,
      quiz.plan,
      from,
      to,
      `key-${made}`,
      Math.min(score, quiz.most),
      quiz.most,
    );
    for (const { item, body, certainty, score: own } of answers) {
      respond.run(attemptId, item.ref, item.hash, body, to, certainty, own);
    }
  };
  const makeChunk = raw.transaction((from, to) => {
    for (let made = from; made < to; made += 1) makeOne(made);
  });
  for (let from = 0; from < attempts; from += CHUNK) {
    makeChunk(from, Math.min(attempts, from + CHUNK));
    progress('attempts', Math.min(attempts, from + CHUNK), attempts);
  }
}

/** Tallies of as many first attempts as there are, made up from some. */
async function makeTallies(db, quizzes, { attempts, learners }) {
  const chance = chances();
  const firsts = Math.min(attempts, learners * quizzes.length) / quizzes.length;
  for (const { id: quizId, items } of quizzes) {
    const marked = Array.from({ length: MADE }, () => {
      const answers = items.map((item) => answered(item, chance));
      const score = answers.reduce((sum, answer) => sum + answer.score, 0);
      const maxScore = items.reduce((sum, { points }) => sum + points, 0);
      return talliesOf({ quizId, score, maxScore, answers });
    });
    const { marks, totals, choices } = addUp(marked);
    const times = (one) => ({ ...one, attempts: Math.ceil((one.attempts * firsts) / MADE) });
    await db.transaction().execute(async (tx) => {
      const all = {
        marks: marks.map(times),
        totals: totals.map(times),
        choices: choices.map(times),
      };
      await changeTallies(tx, all);
    });
  }
}

/** What the sweeps of a running site would do meanwhile. */
async function workOut(db, course, { learners }, progress) {
  while ((await sweepFindings(db, course)) > 0);
  for (let done = 0, more = 1; more > 0; done += more) {
    more = await sweepStandings(db, course);
    progress('standings', Math.min(learners, done + more), learners);
  }
}

async function makeToken(db, now) {
  const scopes = ['cohorts:read', 'results:read', 'items:read', 'activity:read'];
  const asked = { accountId: 'admin', name: 'bench', scopes, cohorts: null, lifetime: 30 };
  return await issueToken(db, asked, now);
}
