import type { Certainty } from '../../src/domain/certainty.ts';

/** Minutes for an attempt. */
export const LIMIT = 30;
/** Milliseconds after the deadline in which what arrives still counts. */
const GRACE = 10_000;
/** When every learner begins, milliseconds since 1970. */
export const BEGINNING = Date.UTC(2030, 0, 1, 12);

/** Choices of the one question `pick`, of which red is right; none for a blank. */
export const CHOICES = ['', 'red', 'green', 'blue'] as const;
export const CERTAINTIES = [null, 1, 2, 3] as const;

/** Certainty-based marks of a point: Moodle's table. */
const RIGHT = [1, 1, 2, 3] as const;
const WRONG = [0, 0, -2, -6] as const;

export interface Answer {
  readonly choice: string;
  readonly certainty: Certainty | null;
}

/** How an attempt ended; without a key by the clock. */
interface Ending {
  readonly key: string | null;
  readonly at: number;
  readonly grace: boolean;
}

interface ModelAttempt {
  readonly startedAt: number;
  choice: string;
  certainty: Certainty | null;
  revision: number;
  ended: Ending | null;
}

/** What a learner's attempts at the one question should be, in as few words as possible. */
export interface Model {
  readonly attempts: ModelAttempt[];
  now: number;
}

export const running = (model: Model) => model.attempts.find(({ ended }) => ended === null);
export const last = (model: Model) => model.attempts.at(-1);

const deadline = ({ startedAt }: ModelAttempt) => startedAt + LIMIT * 60_000;

/** Whether nothing that arrives now counts. */
export function isLate(attempt: ModelAttempt, { now }: Model): boolean {
  return now > deadline(attempt) + GRACE;
}

/** Ends an attempt: by its learner with a key, or, without, by the clock at its deadline. */
export function end(attempt: ModelAttempt, { now }: Model, key: string | null): void {
  attempt.ended =
    key === null
      ? { key, at: deadline(attempt), grace: false }
      : { key, at: now, grace: now > deadline(attempt) };
}

/** The row of an attempt. */
export function attemptRow(attempt: ModelAttempt, id: string | undefined, number: number) {
  const { ended } = attempt;
  return {
    id,
    number,
    state: ended === null ? 'in-progress' : 'graded',
    score: ended === null ? null : Number(attempt.choice === 'red'),
    certainty_score: ended === null ? null : certaintyScore(attempt),
    submission_key: ended?.key ?? null,
    ended_by: ended === null ? null : ended.key === null ? 'expiry' : 'submission',
    in_grace: Number(ended?.grace ?? false),
    submitted_at: ended === null ? null : new Date(ended.at).toISOString(),
  };
}

function certaintyScore({ choice, certainty }: ModelAttempt): number {
  if (choice === '') return 0;
  return (choice === 'red' ? RIGHT : WRONG)[certainty ?? 0];
}

/** The row of its answer. */
export function answerRow({ choice, certainty, revision }: ModelAttempt) {
  return { body: choice === '' ? null : JSON.stringify({ choice }), revision, certainty };
}
