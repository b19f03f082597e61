import { reaches } from './share.ts';

export const MASTERY_LEVELS = [
  'not-started',
  'attempted',
  'familiar',
  'proficient',
  'mastered',
] as const;
export type MasteryLevel = (typeof MASTERY_LEVELS)[number];

/** Share of an objective's points from which it counts as familiar (Khan Academy's rule). */
const FAMILIAR_SHARE = 0.7;

/**
 * The level of an objective after a lesson quiz in which `share` (0 to 1) of its points was earned:
 * under 70 % attempted, under 100 % familiar, 100 % proficient. Mastery is reached in reviews only;
 * a quiz keeps it at 100 % and else demotes it to proficient (70 % and over) or familiar.
 * Source: Khan Academy's published mastery levels.
 */
export function levelAfterQuiz(previous: MasteryLevel, share: number): MasteryLevel {
  if (previous === 'mastered') return levelOfMastered(share);
  if (reaches(share, 1)) return 'proficient';
  return reaches(share, FAMILIAR_SHARE) ? 'familiar' : 'attempted';
}

function levelOfMastered(share: number): MasteryLevel {
  if (reaches(share, 1)) return 'mastered';
  return reaches(share, FAMILIAR_SHARE) ? 'proficient' : 'familiar';
}

/**
 * The level of an objective after one item of a mixed review: right moves one level up, wrong one
 * down, never below attempted. Mastered is reached only on a later day than the last change.
 * Source: Khan Academy's published mastery levels.
 */
export function levelAfterReview(
  previous: MasteryLevel,
  right: boolean,
  laterDay: boolean,
): MasteryLevel {
  const place = MASTERY_LEVELS.indexOf(previous) + (right ? 1 : -1);
  const highest = MASTERY_LEVELS.indexOf(laterDay ? 'mastered' : 'proficient');
  // A level that was reached before is not lost to the calendar.
  const ceiling = Math.max(highest, right ? MASTERY_LEVELS.indexOf(previous) : 0);
  return MASTERY_LEVELS[Math.max(1, Math.min(ceiling, place))] ?? 'attempted';
}

/** Sums marks by objective: the share of the points earned for each, 0 to 1. */
export function objectiveShares(
  marks: readonly { readonly objective: string; readonly score: number; readonly points: number }[],
): Map<string, number> {
  const sums = new Map<string, { score: number; points: number }>();
  for (const mark of marks) {
    const sum = sums.get(mark.objective) ?? { score: 0, points: 0 };
    sums.set(mark.objective, {
      score: sum.score + mark.score,
      points: sum.points + mark.points,
    });
  }
  return new Map(
    [...sums].map(([objective, { score, points }]) => [
      objective,
      points === 0 ? 0 : Math.min(1, score / points),
    ]),
  );
}
