import { lessonState, type LessonState, type ProgressUnit } from '../domain/progress.ts';
import type { Db, Tx } from '../store/database.ts';
import { findLessonProgress, putLessonProgress, type LessonProgress } from '../store/progress.ts';
import { markStale } from '../store/standings.ts';

/** Something that happened to a learner in a lesson. */
export interface ProgressEvent {
  readonly sectionsRead?: readonly string[];
  readonly lastSection?: string;
  /** The share that counts after a submission, 0 to 1: see the quiz's counting rule. */
  readonly resultShare?: number;
  /** A mark was changed: not the learner's doing, so neither an attempt more nor a sign of life. */
  readonly regraded?: boolean;
}

const NOTHING_YET = {
  state: 'not-started',
  sectionsRead: [],
  lastSection: null,
  bestShare: null,
  attempts: 0,
  readAt: null,
  passedAt: null,
} as const;

/** Folds an event into the learner's progress in a unit, in the transaction of the event itself. */
export async function noteProgress(
  tx: Tx,
  accountId: string,
  unit: ProgressUnit,
  event: ProgressEvent,
  now: Date,
): Promise<void> {
  const before = (await findLessonProgress(tx, accountId, unit.id)) ?? NOTHING_YET;
  const sectionsRead = [...new Set([...before.sectionsRead, ...(event.sectionsRead ?? [])])];
  const bestShare = event.resultShare ?? before.bestShare;
  const state = lessonState({
    sectionsRead,
    sections: unit.sections,
    bestShare,
    attemptStarted: true,
    passedBefore: wasPassed(before.state, event),
    pass: unit.pass,
  });
  const lastSection = event.lastSection ?? before.lastSection;
  const submitted = event.resultShare !== undefined && event.regraded !== true;
  const attempts = before.attempts + (submitted ? 1 : 0);
  const progress = { lessonId: unit.id, state, sectionsRead, lastSection, bestShare, attempts };
  const readOn = sectionsRead.length > before.sectionsRead.length;
  const at = event.regraded === true && 'updatedAt' in before ? before.updatedAt : now;
  const dates = { readAt: readOn ? now : before.readAt, passedAt: passingDate(before, state, at) };
  await putLessonProgress(tx, accountId, { ...progress, ...dates }, at);
  await markStale(tx, accountId);
}

/**
 * A pass that is lost and comes back is a new one. One that comes of a changed mark has the date of
 * the learner's last own deed (`at`).
 */
function passingDate(
  before: Pick<LessonProgress, 'state' | 'passedAt'>,
  state: LessonState,
  at: Date,
): Date | null {
  if (state !== 'passed') return null;
  return before.state === 'passed' ? before.passedAt : at;
}

/** A new result decides afresh; anything else leaves what was passed as it is. */
function wasPassed(before: LessonState, event: ProgressEvent): boolean {
  return event.resultShare === undefined && before === 'passed';
}

/** Marks sections as read; unknown section ids are left out. */
export async function markRead(
  db: Db,
  accountId: string,
  unit: ProgressUnit,
  sectionIds: readonly string[],
  now: Date,
): Promise<void> {
  const sectionsRead = sectionIds.filter((id) => unit.sections.includes(id));
  const lastSection = sectionsRead.at(-1);
  if (lastSection === undefined) return;
  await db.transaction().execute(async (tx) => {
    await noteProgress(tx, accountId, unit, { sectionsRead, lastSection }, now);
  });
}
