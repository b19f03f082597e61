import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Catalogue, Lesson, Quiz } from '../../domain/course.ts';
import { unitOf } from '../../domain/progress.ts';
import { countAccounts, insertAccount } from '../../store/accounts.ts';
import { addMember, insertCohort } from '../../store/cohorts.ts';
import type { Db } from '../../store/database.ts';
import type { PasswordGate } from '../hashing.ts';
import { failAgain, studyLesson, studyQuiz, type Chance, type Student } from './history.ts';
import {
  DEMO_ADMIN,
  DEMO_INSTRUCTOR,
  DEMO_LEARNERS,
  DEMO_PASSWORD,
  DEMO_SLOWER,
} from './people.ts';
import { teachClass } from './teaching.ts';

const DAY = 24 * 60 * 60_000;
const SEED = 1999;
/** Code of the demonstration's cohort, so that joining can be tried. */
export const DEMO_CODE = 'MANARA24';
/** Days before now at which the cohort began. */
const COHORT_AGE = 60;
/** Days from one lesson to the next, about, of those who gave up. */
const PACE = 2.5;
/** The day of the last lesson of those who did not. */
const LAST_DAY = COHORT_AGE - 3;

/**
 * Fills an empty database with a cohort of learners and their histories, always the same ones.
 * @returns false when there are accounts already; nothing is changed then.
 */
export async function seedDemonstration(
  db: Db,
  gate: PasswordGate,
  course: Catalogue,
  now: Date,
): Promise<boolean> {
  if ((await countAccounts(db)) > 0) return false;
  const begin = new Date(now.getTime() - COHORT_AGE * DAY);
  const hash = await gate.hash(DEMO_PASSWORD);
  const { instructorId, learners } = await createPeople(db, hash, begin);
  const chance = createChance();
  for (const { id, learner } of learners) {
    await studyCourse(db, course, { accountId: id, learner, chance }, begin);
  }
  const slower = learners.find(({ learner }) => learner.email === DEMO_SLOWER.email);
  const learnerIds = learners.map(({ id }) => id);
  const people = { instructorId, learnerIds, slowerId: slower?.id ?? instructorId };
  const lastDay = new Date(now.getTime() - DAY / 2);
  await teachClass(db, course, people, lastDay);
  return true;
}

/** A learner's lessons one after the other, then the quizzes of the modules that are through. */
async function studyCourse(
  db: Db,
  course: Catalogue,
  student: Student,
  begin: Date,
): Promise<void> {
  const count = Math.round(student.learner.lessons * course.lessons.size);
  const lessons = [...course.lessons.values()].slice(0, count);
  const onDay = (day: number) =>
    new Date(begin.getTime() + Math.min(COHORT_AGE - 1, Math.max(0, day)) * DAY);
  const pace = student.learner.manner === 'stopped' ? PACE : LAST_DAY / Math.max(1, count);
  for (const [index, lesson] of lessons.entries()) {
    const quiz = course.quizzes.get(lesson.id);
    const unit = unitOf(course, lesson.id);
    if (quiz === undefined || unit === undefined) continue;
    const start = onDay((index + 1) * pace - student.chance() * 2);
    await studyLesson(db, student, { lesson, quiz, unit }, start);
    if (index === count - 1) await failAgain(db, student, { quiz, unit }, start);
  }
  for (const quiz of finishedQuizzes(course, lessons)) {
    const unit = unitOf(course, quiz.id);
    if (unit === undefined) continue;
    await studyQuiz(db, student, { quiz, unit }, onDay(count * pace + student.chance()));
  }
}

/** The quizzes of modules all of whose lessons were begun. */
function finishedQuizzes(course: Catalogue, lessons: readonly Lesson[]): Quiz[] {
  const begun = new Set(lessons.map((lesson) => lesson.id));
  return [...course.quizzes.values()].filter((quiz) => {
    const module = course.modules.find((candidate) => candidate.id === quiz.module);
    return quiz.lesson === null && module?.lessons.every((id) => begun.has(id));
  });
}

async function createPeople(db: Db, passwordHash: string, begin: Date) {
  return await db.transaction().execute(async (tx) => {
    const common = { passwordHash, locale: 'en' as const };
    const cohortId = await insertCohort(tx, { name: 'Spring cohort', code: DEMO_CODE }, begin);
    await insertAccount(tx, { ...DEMO_ADMIN, ...common, isAdmin: true }, begin);
    const instructor = { ...DEMO_INSTRUCTOR, ...common, isAdmin: false };
    const instructorId = await insertAccount(tx, instructor, begin);
    await addMember(tx, cohortId, instructorId, 'instructor', begin);
    const learners = [];
    for (const learner of DEMO_LEARNERS) {
      const id = await insertAccount(tx, { ...learner, ...common, isAdmin: false }, begin);
      await addMember(tx, cohortId, id, 'student', begin);
      learners.push({ id, learner });
    }
    return { instructorId, learners };
  });
}

function createChance(): Chance {
  const generator = xoroshiro128plus(SEED);
  return () => uniformFloat64(generator);
}
