import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Catalogue } from '../../domain/course.ts';
import { unitOf } from '../../domain/progress.ts';
import { countAccounts, insertAccount } from '../../store/accounts.ts';
import { addMember, insertCohort } from '../../store/cohorts.ts';
import type { Db } from '../../store/database.ts';
import type { PasswordGate } from '../hashing.ts';
import { studyLesson, type Chance } from './history.ts';
import { DEMO_ADMIN, DEMO_INSTRUCTOR, DEMO_LEARNERS, DEMO_PASSWORD } from './people.ts';

const DAY = 24 * 60 * 60_000;
const SEED = 1999;
/** Code of the demonstration's cohort, so that joining can be tried. */
export const DEMO_CODE = 'MANARA24';
/** Days before now at which the cohort began. */
const COHORT_AGE = 40;

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
  const learners = await createPeople(db, await gate.hash(DEMO_PASSWORD), begin);
  const chance = createChance();
  for (const { id, learner } of learners) {
    const count = Math.round(learner.lessons * course.lessons.size);
    const lessons = [...course.lessons.values()].slice(0, count);
    for (const [index, lesson] of lessons.entries()) {
      const quiz = course.quizzes.get(lesson.id);
      const unit = unitOf(course, lesson.id);
      if (quiz === undefined || unit === undefined) continue;
      const day = Math.min(COHORT_AGE - 1, index * 3 + chance() * 4);
      const start = new Date(begin.getTime() + day * DAY);
      await studyLesson(db, { accountId: id, learner, chance }, { lesson, quiz, unit }, start);
    }
  }
  return true;
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
    return learners;
  });
}

function createChance(): Chance {
  const generator = xoroshiro128plus(SEED);
  return () => uniformFloat64(generator);
}
