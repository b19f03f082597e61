/** Milliseconds: the longest that one question counts. Whoever takes longer was elsewhere. */
export const MOST_PER_QUESTION = 3 * 60_000;

/** A run at a quiz from its start to its submission. */
export interface TimedRun {
  readonly startedAt: Date;
  readonly submittedAt: Date;
  /** Questions asked. */
  readonly questions: number;
}

/**
 * Time on task of a run, milliseconds: from the start to the submission, but at most
 * {@link MOST_PER_QUESTION} for each question. Reading is not measured.
 */
export function timeOnTask({ startedAt, submittedAt, questions }: TimedRun): number {
  const lasted = submittedAt.getTime() - startedAt.getTime();
  return Math.max(0, Math.min(lasted, questions * MOST_PER_QUESTION));
}
