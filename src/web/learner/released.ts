import { countingShare } from '../../domain/counting.ts';
import { releasedParts, releasePhase, type ReleasedPart } from '../../domain/release.ts';
import type { Attempt, AttemptSummary } from '../../store/attempts.ts';

/** Who looks: learners see what the quiz has released, instructors see everything. */
export type Viewer = 'learner' | 'instructor';

const EVERYTHING: ReadonlySet<ReleasedPart> = new Set([
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
