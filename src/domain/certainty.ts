import { reaches } from './share.ts';

/** How sure the learner said they were: 1 guessing, 2 fairly sure, 3 certain. */
export const CERTAINTIES = [1, 2, 3] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Factor on the score of an answer that earned something. */
const RIGHT_FACTOR: Readonly<Record<Certainty, number>> = { 1: 1, 2: 2, 3: 3 };
/** Marks for an answer that earned nothing, in units of the item's points. */
const WRONG_FACTOR: Readonly<Record<Certainty, number>> = { 1: 0, 2: -2, 3: -6 };

export function isCertainty(value: unknown): value is Certainty {
  return CERTAINTIES.includes(value as Certainty);
}

/**
 * The certainty-based mark of an answer, in points: −6 to 3 times the item's `points`. `share` is
 * what was earned, 0 to 1. Right gives +1/+2/+3 times the score, wrong gives 0/−2/−6 times the
 * points; without a stated certainty the plain score counts.
 * Source: Gardner-Medwin's certainty-based marking, table of Moodle 4.
 */
export function certaintyMark(points: number, share: number, certainty: Certainty | null): number {
  if (certainty === null) return points * share;
  const factor = share > 0 ? RIGHT_FACTOR[certainty] * share : WRONG_FACTOR[certainty];
  // Minus zero would print as “−0”.
  return points * factor || 0;
}

/** One answer with what was said of it. */
export interface CertainAnswer {
  readonly certainty: Certainty;
  /** Share of the points earned, 0 to 1. */
  readonly share: number;
}

/** How often answers of one certainty were right. */
export interface CalibrationRow {
  readonly certainty: Certainty;
  readonly answers: number;
  /** Answers that earned all their points. */
  readonly right: number;
}

/** Stated certainty against the answers that were right, one row for each certainty. */
export function calibration(answers: readonly CertainAnswer[]): CalibrationRow[] {
  return CERTAINTIES.map((certainty) => {
    const stated = answers.filter((answer) => answer.certainty === certainty);
    const right = stated.filter((answer) => reaches(answer.share, 1)).length;
    return { certainty, answers: stated.length, right };
  });
}

/** True for the answers most worth a second look: certain, and nothing earned. */
export function isConfidentlyWrong(answer: CertainAnswer): boolean {
  return answer.certainty === 3 && answer.share === 0;
}

/** Fewer answers than these at one certainty say nothing about it. */
export const FEWEST_ANSWERS = 5;

/**
 * From which share right a certainty pays best under the marks above: p, 4p − 2 and 9p − 6 are what
 * an answer that is right with chance p earns on average, and they cross at 2/3 and at 4/5.
 */
export const CERTAINTY_PAYS_FROM: Readonly<Record<Certainty, number>> = {
  1: 0,
  2: 2 / 3,
  3: 4 / 5,
};

/** An answer to one item at one time. */
export interface DatedAnswer extends CertainAnswer {
  readonly itemRef: string;
  readonly at: Date;
}

/** The latest answer to each item, most recent first. */
export function latestAnswers<Answer extends DatedAnswer>(answers: readonly Answer[]): Answer[] {
  const newestFirst = answers.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const latest = new Map<string, Answer>();
  for (const answer of newestFirst) {
    if (!latest.has(answer.itemRef)) latest.set(answer.itemRef, answer);
  }
  return [...latest.values()];
}
