import { sql } from 'kysely';
import type { ItemResponse } from '../domain/items/registry.ts';
import type { Tallies } from '../domain/statistics/tallies.ts';
import { compileOnce } from './compile-once.ts';
import type { Db, Tx } from './database.ts';
import { markFindingsStale } from './item-findings.ts';

/** A graded attempt as the tallies need it; scores are points. */
export interface TallyAttempt {
  readonly id: string;
  readonly quizId: string;
  readonly score: number;
  readonly maxScore: number;
  readonly answers: readonly {
    readonly itemHash: string;
    readonly score: number;
    readonly response: ItemResponse | null;
  }[];
}

/** First attempts with all their marks that the tallies do not have; literals, for the index. */
function untallied(db: Db) {
  return db
    .selectFrom('attempt')
    .where('tallied', '=', sql.lit<0>(0))
    .where('number', '=', sql.lit(1))
    .where('state', '=', sql.lit<'graded'>('graded'));
}

/** Graded first attempts that are not in the tallies; of one quiz where it is given. */
export async function listUntallied(
  db: Tx,
  quizId: string | null,
  limit: number,
): Promise<TallyAttempt[]> {
  const rows = await untalliedAt(db, quizId)
    .select(['id', 'quiz_id', 'score', 'max_score'])
    .limit(limit)
    .execute();
  return await withAnswers(db, rows);
}

/** Whether there is a graded first attempt that is not in the tallies. */
export async function hasUntallied(db: Db, quizId: string | null): Promise<boolean> {
  return (await untalliedAt(db, quizId).select('id').limit(1).executeTakeFirst()) !== undefined;
}

function untalliedAt(db: Db, quizId: string | null) {
  return untallied(db).$if(quizId !== null, (query) => query.where('quiz_id', '=', quizId));
}

/** How many graded first attempts at a quiz are not in the tallies. */
export async function countUntallied(db: Db, quizId: string): Promise<number> {
  const row = await untallied(db)
    .select((eb) => eb.fn.countAll().as('attempts'))
    .where('quiz_id', '=', quizId)
    .executeTakeFirstOrThrow();
  return Number(row.attempts);
}

/** The attempt as it is now, if it is in the tallies. */
export async function findTallied(db: Tx, attemptId: string): Promise<TallyAttempt | undefined> {
  const rows = await db
    .selectFrom('attempt')
    .select(['id', 'quiz_id', 'score', 'max_score'])
    .where('id', '=', attemptId)
    .where('tallied', '=', 1)
    .execute();
  const [attempt] = await withAnswers(db, rows);
  return attempt;
}

async function withAnswers(
  db: Tx,
  attempts: readonly {
    readonly id: string;
    readonly quiz_id: string;
    readonly score: number | null;
    readonly max_score: number;
  }[],
): Promise<TallyAttempt[]> {
  if (attempts.length === 0) return [];
  const rows = await db
    .selectFrom('response')
    .select(['attempt_id', 'item_hash', 'body', 'score'])
    .where(
      'attempt_id',
      'in',
      attempts.map(({ id }) => id),
    )
    // What was dropped counts for nothing, here as in the marks.
    .where('dropped', '=', 0)
    .execute();
  const answers = new Map(attempts.map(({ id }) => [id, [] as TallyAttempt['answers'][number][]]));
  for (const { attempt_id: id, item_hash: itemHash, body, score } of rows) {
    // Written by `putResponse` from a response that the item's own reader made.
    const response = body === null ? null : (JSON.parse(body) as ItemResponse);
    answers.get(id)?.push({ itemHash, score: score ?? 0, response });
  }
  return attempts.map(({ id, quiz_id: quizId, score, max_score: maxScore }) => {
    return { id, quizId, score: score ?? 0, maxScore, answers: answers.get(id) ?? [] };
  });
}

/** Notes that these attempts are in the tallies now. */
export async function markTallied(db: Tx, attemptIds: readonly string[]): Promise<void> {
  if (attemptIds.length === 0) return;
  await db.updateTable('attempt').set({ tallied: 1 }).where('id', 'in', attemptIds).execute();
}

const addMark = compileOnce((db) =>
  db
    .insertInto('mark_tally')
    .values({ quiz_id: '', item_hash: '', mark: 0, total: 0, attempts: 0 })
    .onConflict((conflict) =>
      conflict.columns(['quiz_id', 'item_hash', 'mark', 'total']).doUpdateSet((eb) => ({
        attempts: eb('mark_tally.attempts', '+', eb.ref('excluded.attempts')),
      })),
    ),
);

const addTotal = compileOnce((db) =>
  db
    .insertInto('total_tally')
    .values({ quiz_id: '', total: 0, max_total: 0, attempts: 0 })
    .onConflict((conflict) =>
      conflict.columns(['quiz_id', 'total', 'max_total']).doUpdateSet((eb) => ({
        attempts: eb('total_tally.attempts', '+', eb.ref('excluded.attempts')),
      })),
    ),
);

const addChoice = compileOnce((db) =>
  db
    .insertInto('choice_tally')
    .values({ quiz_id: '', item_hash: '', part: '', choice: '', bin: 0, attempts: 0 })
    .onConflict((conflict) =>
      conflict.columns(['quiz_id', 'item_hash', 'part', 'choice', 'bin']).doUpdateSet((eb) => ({
        attempts: eb('choice_tally.attempts', '+', eb.ref('excluded.attempts')),
      })),
    ),
);

/** Adds to the tallies, or takes from them what was added before. */
export async function changeTallies(db: Tx, { marks, totals, choices }: Tallies): Promise<void> {
  for (const { quizId, itemHash, mark, total, attempts } of marks) {
    await addMark(db, [quizId, itemHash, mark, total, attempts]);
  }
  for (const { quizId, total, max, attempts } of totals) {
    await addTotal(db, [quizId, total, max, attempts]);
  }
  for (const { quizId, itemHash, part, choice, bin, attempts } of choices) {
    await addChoice(db, [quizId, itemHash, part, choice, bin, attempts]);
  }
  await markFindingsStale(db, [...new Set(totals.map(({ quizId }) => quizId))]);
  const quizzes = new Set(
    totals.filter(({ attempts }) => attempts < 0).map(({ quizId }) => quizId),
  );
  for (const quizId of quizzes) await dropEmpty(db, quizId);
}

/** Takes out what nobody has any more, so that marks which came and went leave nothing to read. */
async function dropEmpty(db: Tx, quizId: string): Promise<void> {
  for (const table of ['mark_tally', 'total_tally', 'choice_tally'] as const) {
    await db.deleteFrom(table).where('quiz_id', '=', quizId).where('attempts', '=', 0).execute();
  }
}
