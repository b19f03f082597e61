import type { Certainty } from '../domain/certainty.ts';
import type { Fields, ReadingProblem } from '../domain/interaction.ts';
import type { Item } from '../domain/item.ts';
import { readResponse, type ItemResponse } from '../domain/items/registry.ts';
import type { Db, Tx } from '../store/database.ts';
import { commitTogether } from '../store/group-commit.ts';
import { putResponse, type SavedResponse } from '../store/responses.ts';
import { findWork, isOpen, type AttemptWork } from './attempting.ts';

/** One item's part of a posted form. */
export interface PostedAnswer {
  readonly ref: string;
  readonly fields: Fields;
  /** Revision that the page showed. */
  readonly revision: number;
  readonly flagged: boolean;
  /** Null where nothing was stated. */
  readonly certainty: Certainty | null;
}

export interface AnswerProblem {
  readonly ref: string;
  /** `blank`: nothing to check. */
  readonly problem: ReadingProblem | 'blank';
  readonly part: string;
}

export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'missing' }
  /** The attempt was submitted before, or its time is up. */
  | { readonly kind: 'closed' }
  /** Not from our pages: ids or controls that the items do not have. */
  | { readonly kind: 'forged' }
  /** Nothing was stored; the learner can mend these. */
  | { readonly kind: 'invalid'; readonly problems: readonly AnswerProblem[] }
  /** Another tab saved something else meanwhile; nothing was stored. */
  | { readonly kind: 'stale'; readonly refs: readonly string[] };

/** Saves answers as posted; all of them or none. Never grades. */
export async function saveAnswers(
  db: Db,
  accountId: string,
  attemptId: string,
  answers: readonly PostedAnswer[],
  now: Date,
): Promise<SaveOutcome> {
  return await commitTogether(db, async (tx): Promise<SaveOutcome> => {
    const work = await findWork(tx, accountId, attemptId);
    if (work === undefined) return { kind: 'missing' };
    return await saveWork(tx, work, answers, now);
  });
}

/** Saves answers to an attempt in the caller's transaction, as `saveAnswers` does. */
export async function saveWork(
  tx: Tx,
  work: AttemptWork,
  answers: readonly PostedAnswer[],
  now: Date,
): Promise<SaveOutcome> {
  if (!isOpen(work.attempt, now)) return { kind: 'closed' };
  const readings = readAnswers(work, answers);
  if (readings.kind !== 'read') return readings;
  const stale = readings.changes.filter((change) => change.stale).map((change) => change.ref);
  if (stale.length > 0) return { kind: 'stale', refs: stale };
  for (const change of readings.changes) await storeChange(tx, work.attempt.id, change, now);
  return { kind: 'saved' };
}

interface Change {
  readonly ref: string;
  readonly hash: string;
  readonly response: ItemResponse | null;
  readonly flagged: boolean;
  readonly certainty: Certainty | null;
  readonly revision: number;
  readonly stale: boolean;
}

type Readings =
  | { readonly kind: 'read'; readonly changes: readonly Change[] }
  | Extract<SaveOutcome, { kind: 'forged' | 'invalid' }>;

function readAnswers(work: AttemptWork, answers: readonly PostedAnswer[]): Readings {
  const changes: Change[] = [];
  const problems: AnswerProblem[] = [];
  for (const answer of answers) {
    const item = work.items.find((candidate) => candidate.ref === answer.ref);
    if (item === undefined) return { kind: 'forged' };
    // What was settled in practice stays as it is.
    if ((work.responses.get(item.ref)?.settled ?? null) !== null) continue;
    const reading = readResponse(item, answer.fields);
    if (!reading.ok && reading.forged) return { kind: 'forged' };
    if (reading.ok) {
      const change = changeOf(item, answer, reading.response, work.responses.get(item.ref));
      if (change !== null) changes.push(change);
    } else {
      problems.push({ ref: item.ref, problem: reading.problem, part: reading.part });
    }
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'read', changes };
}

const NOTHING_SAVED = { response: null, flagged: false, certainty: null, revision: 0 };

/** Null when the answer says what is stored already: replays and lost replies then do no harm. */
function changeOf(
  item: Item,
  answer: PostedAnswer,
  response: ItemResponse | null,
  saved: SavedResponse | undefined,
): Change | null {
  const before = saved ?? NOTHING_SAVED;
  const sameResponse = JSON.stringify(response) === JSON.stringify(before.response);
  const sameMarks = answer.flagged === before.flagged && answer.certainty === before.certainty;
  if (sameResponse && sameMarks) return null;
  const { revision } = before;
  return {
    ref: item.ref,
    hash: item.hash,
    response,
    flagged: answer.flagged,
    certainty: answer.certainty,
    // A flag alone is no new answer: another tab's must not be called stale for it.
    revision: sameResponse ? revision : revision + 1,
    // A flag is no answer: two tabs that differ in it alone lose nothing.
    stale: !sameResponse && answer.revision !== revision,
  };
}

async function storeChange(tx: Tx, attemptId: string, change: Change, now: Date): Promise<void> {
  const { ref: itemRef, hash: itemHash, stale: _stale, ...saved } = change;
  await putResponse(tx, { attemptId, itemRef, itemHash, ...saved }, now);
}
