import { countingShare } from '../domain/counting.ts';
import type { Catalogue } from '../domain/course.ts';
import type { MasteryLevel } from '../domain/mastery.ts';
import { lessonState, type FindUnit } from '../domain/progress.ts';
import { releasedParts, releasePhase, type ReleasedPart } from '../domain/release.ts';
import { listAttemptsOf, type Attempt, type AttemptSummary } from '../store/attempts.ts';
import type { Db } from '../store/database.ts';
import { listHeldAttempts } from '../store/held-attempts.ts';
import { listObjectives } from '../store/objectives.ts';
import { listProgress, type LessonProgress } from '../store/progress.ts';

/** Who looks: learners see what the quiz has released, instructors see everything. */
export type Viewer = 'learner' | 'instructor';

/** What is shown to those who teach. */
export const EVERYTHING: ReadonlySet<ReleasedPart> = new Set([
  'marks',
  'own-answers',
  'right-answers',
  'explanations',
]);

/** The parts of an attempt that this viewer may see at `now`. */
export function releasedOf(
  { settings, state }: Pick<Attempt, 'settings' | 'state'>,
  viewer: Viewer,
  now: Date,
): ReadonlySet<ReleasedPart> {
  if (viewer === 'instructor') return EVERYTHING;
  const closesAt = settings.closesAt === null ? null : new Date(settings.closesAt);
  const phase = releasePhase(state !== 'in-progress', closesAt, now);
  return releasedParts(settings.release, phase);
}

/** True for a submitted attempt whose marks are not shown to this viewer yet. */
export function isHeld(
  attempt: Pick<Attempt, 'settings' | 'state'>,
  viewer: Viewer,
  now: Date,
): boolean {
  return attempt.state !== 'in-progress' && !releasedOf(attempt, viewer, now).has('marks');
}

/**
 * The best share of a quiz as far as it may be shown: `best`, as stored, unless it may come from an
 * attempt that is held back; then what the others count for. `attempts` are those at the quiz,
 * newest first.
 */
export function shownBest(
  best: number | null,
  attempts: readonly AttemptSummary[],
  viewer: Viewer,
  now: Date,
): number | null {
  if (!attempts.some((attempt) => isHeld(attempt, viewer, now))) return best;
  const shown = attempts.filter(
    (attempt) => attempt.state === 'graded' && !isHeld(attempt, viewer, now),
  );
  const shares = shown
    .toReversed()
    .flatMap(({ score, maxScore }) => (score === null || maxScore === 0 ? [] : score / maxScore));
  return countingShare(shares, attempts[0]?.settings.counts ?? 'highest');
}

/** Refs of the items of attempts that are held back: nothing may tell how they were answered. */
export function heldItems(
  attempts: readonly Attempt[],
  viewer: Viewer,
  now: Date,
): ReadonlySet<string> {
  const held = attempts.filter((attempt) => isHeld(attempt, viewer, now));
  return new Set(held.flatMap((attempt) => attempt.plan.map((planned) => planned.ref)));
}

/** A learner's progress by quiz id as far as they may know it at `now`. */
export async function readShownProgress(
  db: Db,
  accountId: string,
  findUnit: FindUnit,
  now: Date,
): Promise<ReadonlyMap<string, LessonProgress>> {
  const progress = await listProgress(db, accountId);
  const held = await listHeldAttempts(db, accountId, now);
  if (held.length === 0) return progress;
  const shown = new Map(progress);
  for (const quizId of new Set(held.map((attempt) => attempt.quizId))) {
    const own = progress.get(quizId);
    if (own === undefined) continue;
    const attempts = await listAttemptsOf(db, accountId, quizId);
    shown.set(quizId, withoutHeld(own, attempts, findUnit, now));
  }
  return shown;
}

/** Best result and state without what is held back: a lesson may be passed before its learner may know. */
function withoutHeld(
  own: LessonProgress,
  attempts: readonly AttemptSummary[],
  findUnit: FindUnit,
  now: Date,
): LessonProgress {
  const bestShare = shownBest(own.bestShare, attempts, 'learner', now);
  const state = lessonState({
    sectionsRead: own.sectionsRead,
    sections: findUnit(own.lessonId)?.sections ?? [],
    bestShare,
    attemptStarted: true,
    passedBefore: false,
    // The mark that the attempts were begun with, as their own pages say.
    pass: attempts[0]?.settings.pass ?? 1,
  });
  // When it was passed would tell which result passed it.
  return { ...own, bestShare, state, passedAt: null };
}

/** Levels of mastery by `<lesson id>/<objective id>`; objectives without an entry are not started. */
export type Levels = ReadonlyMap<string, MasteryLevel>;

/** A learner's levels as they are. */
export async function readLevels(db: Db, accountId: string): Promise<Levels> {
  const objectives = await listObjectives(db, accountId);
  return new Map(objectives.map((row) => [`${row.lessonId}/${row.objectiveId}`, row.level]));
}

/**
 * A learner's levels as far as they may know them at `now`: one that a held attempt has asked about
 * shows only that much.
 */
export async function readShownLevels(
  db: Db,
  accountId: string,
  course: Catalogue,
  now: Date,
): Promise<Levels> {
  const levels = await readLevels(db, accountId);
  const held = heldItems(await listHeldAttempts(db, accountId, now), 'learner', now);
  if (held.size === 0) return levels;
  const items = [...course.lessons.values()].flatMap((lesson) => lesson.items);
  const hidden = items
    .filter(({ ref }) => held.has(ref))
    .map((item) => [`${item.lesson}/${item.objective}`, 'attempted'] as const);
  return new Map([...levels, ...hidden]);
}
