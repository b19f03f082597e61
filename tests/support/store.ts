import type { Lesson, Quiz } from '../../src/domain/course.ts';
import { unitOf, type ProgressUnit } from '../../src/domain/progress.ts';
import { startAttempt } from '../../src/services/attempting.ts';
import { insertAccount } from '../../src/store/accounts.ts';
import type { Db } from '../../src/store/database.ts';
import { migrateToLatest } from '../../src/store/migrations.ts';
import { openDatabase } from '../../src/store/open.ts';
import { catalogueOf, SMALL_COURSE } from './small-site-course.ts';

/** The small course, read once: it never changes. */
export const COURSE = catalogueOf(SMALL_COURSE);

/** A lesson of the small course. */
export function lessonOf(id: 'alpha' | 'beta'): Lesson {
  const lesson = COURSE.lessons.get(id);
  if (lesson === undefined) throw new Error(`There is no lesson ${id}.`);
  return lesson;
}

/** A quiz with the unit that its results are kept of. */
export interface Assignment {
  readonly quiz: Quiz;
  readonly unit: ProgressUnit;
}

/** The quiz of a lesson of the small course; `changes` are settings that it has instead. */
export function assignmentOf(
  id: 'alpha' | 'beta',
  changes: Partial<Quiz['settings']> = {},
): Assignment {
  const quiz = COURSE.quizzes.get(id);
  const unit = unitOf(COURSE, id);
  if (quiz === undefined || unit === undefined) throw new Error(`There is no quiz ${id}.`);
  const settings = { ...quiz.settings, ...changes };
  return { quiz: { ...quiz, settings }, unit: { ...unit, pass: settings.pass } };
}

/** Starts a run at a quiz and gives the attempt's id. @throws when it is refused. */
export async function startRun(
  db: Db,
  accountId: string,
  assignment: Assignment,
  seed: number,
  now: Date,
): Promise<string> {
  const outcome = await startAttempt(db, accountId, assignment, seed, now);
  if (outcome.kind === 'refused') throw new Error(`Refused: ${outcome.refusal.reason}.`);
  return outcome.attemptId;
}

/** An empty, migrated database in memory. */
export async function createStore(): Promise<Db> {
  const db = openDatabase(':memory:');
  await migrateToLatest(db);
  return db;
}

/** An account without a usable password. */
export async function createPerson(db: Db, name: string, isAdmin = false): Promise<string> {
  const email = `${name.toLowerCase()}@example.org`;
  const account = { name, email, passwordHash: 'none', isAdmin, locale: 'en' as const };
  return await insertAccount(db, account, new Date('2030-01-01T00:00:00Z'));
}
