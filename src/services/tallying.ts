import { setImmediate } from 'node:timers/promises';
import type { MarkedAttempt, Tallies } from '../domain/statistics/tallies.ts';
import { addUp, negated, talliesOf } from '../domain/statistics/tallies.ts';
import type { Db, Tx } from '../store/database.ts';
import { getItemVersions } from '../store/item-versions.ts';
import {
  changeTallies,
  findTallied,
  hasUntallied,
  listUntallied,
  markTallied,
  type TallyAttempt,
} from '../store/tallies.ts';

/** Attempts in one transaction: some tens of milliseconds, in which other writers wait. */
const BATCH = 200;
/** Batches of one sweep; the rest follow in the next. */
const SWEEP_BATCHES = 25;

/**
 * Puts graded first attempts that are not in the statistics' tallies yet into them, each once; at
 * most `limit`, of one quiz where it is given. Returns how many.
 */
export async function tallyAttempts(db: Db, quizId: string | null, limit = BATCH): Promise<number> {
  // Most pages find nothing new, and need no turn at writing for it.
  if (!(await hasUntallied(db, quizId))) return 0;
  return await db.transaction().execute(async (tx) => {
    const attempts = await listUntallied(tx, quizId, limit);
    if (attempts.length === 0) return 0;
    const changes: Tallies[] = [];
    for (const attempt of attempts) changes.push(talliesOf(await marked(tx, attempt)));
    await changeTallies(tx, addUp(changes));
    await markTallied(
      tx,
      attempts.map(({ id }) => id),
    );
    return attempts.length;
  });
}

/** Tallies what has been graded since, with turns for others between; returns how many. Run now and then. */
export async function sweepTallies(db: Db): Promise<number> {
  let tallied = 0;
  for (let batch = 0; batch < SWEEP_BATCHES; batch += 1) {
    const attempts = await tallyAttempts(db, null);
    tallied += attempts;
    if (attempts < BATCH) break;
    await setImmediate();
  }
  return tallied;
}

/**
 * Changes marks of a graded attempt by `change`, in the caller's transaction; where the attempt is
 * in the tallies, what it was is taken out and what it is put in.
 */
export async function retally<T>(tx: Tx, attemptId: string, change: () => Promise<T>): Promise<T> {
  const before = await findTallied(tx, attemptId);
  const result = await change();
  if (before === undefined) return result;
  const after = await findTallied(tx, attemptId);
  const gone = negated(talliesOf(await marked(tx, before)));
  const come = after === undefined ? [] : [talliesOf(await marked(tx, after))];
  await changeTallies(tx, addUp([gone, ...come]));
  return result;
}

/** The attempt with the item versions that it asked. */
async function marked(tx: Tx, { answers, ...attempt }: TallyAttempt): Promise<MarkedAttempt> {
  const versions = await getItemVersions(
    tx,
    answers.map(({ itemHash }) => itemHash),
  );
  return {
    ...attempt,
    answers: answers.flatMap(({ itemHash, score, response }) => {
      const item = versions.get(itemHash);
      return item === undefined ? [] : { item, score, response };
    }),
  };
}
