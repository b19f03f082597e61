import type { Catalogue } from '../../domain/course.ts';
import type { EssayItem } from '../../domain/item.ts';
import { unitOf } from '../../domain/progress.ts';
import { listAttemptsOf } from '../../store/attempts.ts';
import type { Db } from '../../store/database.ts';
import { listWaitingEssays, type Grader } from '../../store/essay-grades.ts';
import { giveAccommodation } from '../accommodating.ts';
import { findWork } from '../attempting.ts';
import { isDisputable, openDispute } from '../disputing.ts';
import { findEssay, gradeEssay } from '../grading.ts';

/** Texts left for whoever tries the demonstration as an instructor. */
const LEFT_TO_GRADE = 2;
/** More essays than the demonstration's learners write. */
const ALL = 100;

const CLAIM = `The passage can be read both ways, I think. My answer says the same as the second
sentence of the paragraph, only in other words.`;

/** Who teaches whom. */
export interface DemoClass {
  readonly instructorId: string;
  /** One of them thinks that an answer was right after all. */
  readonly learnerIds: readonly string[];
  /** The learner who needs more time. */
  readonly slowerId: string;
}

/** What the instructor has done, and has still to do: texts to grade, a dispute, more time for one. */
export async function teachClass(
  db: Db,
  course: Catalogue,
  { instructorId, learnerIds, slowerId }: DemoClass,
  now: Date,
): Promise<void> {
  const half = { timeFactor: 1.5, extraAttempts: 1, opensAt: null, closesAt: null };
  const scope = { accountId: slowerId, cohortId: null, quizId: null };
  await giveAccommodation(db, instructorId, scope, half, now);
  await gradeEssays(db, course, { accountId: instructorId, isAdmin: false }, now);
  for (const learnerId of learnerIds) {
    if (await disputeAnswer(db, learnerId, now)) return;
  }
}

async function gradeEssays(db: Db, course: Catalogue, grader: Grader, now: Date): Promise<void> {
  const waiting = await listWaitingEssays(db, grader, ALL);
  for (const { attemptId, itemRef } of waiting.slice(0, -LEFT_TO_GRADE)) {
    const essay = await findEssay(db, grader, attemptId, itemRef);
    if (essay === undefined) continue;
    const levels = levelsFor(essay.item, essay.response.text.length);
    const comment = 'Clear. Name the paragraph that each statement rests on.';
    const grading = { attemptId, itemRef, levels, comment, replaces: null };
    await gradeEssay(db, grader, grading, (id) => unitOf(course, id), now);
  }
}

/** Who wrote more reached more: the better half of the levels, or the lowest. */
function levelsFor({ rubric }: EssayItem, characters: number): Record<string, string> {
  return Object.fromEntries(
    rubric.map(({ id, levels }, index) => {
      const highest = levels.length - 1;
      const place = characters < 100 ? 0 : Math.max(1, highest - (index % 2));
      return [id, levels[place]?.id ?? ''];
    }),
  );
}

/** Disputes the learner's first mark that can be; false when there is none. */
async function disputeAnswer(db: Db, accountId: string, now: Date): Promise<boolean> {
  for (const { id: attemptId } of await listAttemptsOf(db, accountId)) {
    const work = await findWork(db, accountId, attemptId);
    const item = work?.items.find((candidate) => isDisputable(work, candidate, now));
    if (item === undefined) continue;
    const cited = item.cite.slice(0, 1).map((cite) => cite.ref);
    await openDispute(db, accountId, { attemptId, itemRef: item.ref, cited, text: CLAIM }, now);
    return true;
  }
  return false;
}
