import type { ChoiceCount } from '../domain/statistics/distractors.ts';
import type { RefCounts } from '../domain/statistics/analysis.ts';
import type { MarkCount } from '../domain/statistics/item-sums.ts';
import type { TotalCount } from '../domain/statistics/quiz-figures.ts';
import type { Db } from './database.ts';

/** How often each total came, by quiz id; of one quiz where it is given. */
export async function listTotalCounts(
  db: Db,
  quizId: string | null,
): Promise<ReadonlyMap<string, readonly TotalCount[]>> {
  const rows = await db
    .selectFrom('total_tally')
    .selectAll()
    .$if(quizId !== null, (query) => query.where('quiz_id', '=', quizId))
    .orderBy('quiz_id')
    .orderBy('total')
    .execute();
  return collect(rows, ({ quiz_id: key, total, max_total: max, attempts }) => {
    return [key, { total, max, attempts }];
  });
}

/** How often each mark came with each total at a quiz, by item hash. */
export async function listMarkCounts(
  db: Db,
  quizId: string,
): Promise<ReadonlyMap<string, readonly MarkCount[]>> {
  const rows = await db
    .selectFrom('mark_tally')
    .select(['item_hash', 'mark', 'total', 'attempts'])
    .where('quiz_id', '=', quizId)
    .orderBy('item_hash')
    .orderBy('mark')
    .orderBy('total')
    .execute();
  return collect(rows, ({ item_hash: hash, ...count }) => [hash, count]);
}

/** How often each choice was taken at a quiz, by item hash. */
export async function listChoiceCounts(
  db: Db,
  quizId: string,
): Promise<ReadonlyMap<string, readonly ChoiceCount[]>> {
  const rows = await db
    .selectFrom('choice_tally')
    .select(['item_hash', 'part', 'choice', 'bin', 'attempts'])
    .where('quiz_id', '=', quizId)
    .execute();
  return collect(rows, ({ item_hash: hash, ...count }) => [hash, count]);
}

/** How often each mark came at every quiz, whatever the total: by quiz id, each item version by itself. */
export async function listRefCounts(db: Db): Promise<ReadonlyMap<string, readonly RefCounts[]>> {
  const rows = await db
    .selectFrom('mark_tally')
    .innerJoin('item_version', 'item_version.hash', 'mark_tally.item_hash')
    .select(['mark_tally.quiz_id', 'item_version.ref', 'mark_tally.mark'])
    .select((eb) => eb.fn.sum<number | string>('mark_tally.attempts').as('attempts'))
    .groupBy(['mark_tally.quiz_id', 'item_version.ref', 'mark_tally.mark'])
    .execute();
  return collect(rows, ({ quiz_id: quizId, ref, mark, attempts }) => {
    return [quizId, { ref, marks: [{ mark, attempts: Number(attempts) }] }];
  });
}

function collect<Row, Value>(
  rows: readonly Row[],
  read: (row: Row) => readonly [string, Value],
): ReadonlyMap<string, readonly Value[]> {
  const collected = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = read(row);
    const own = collected.get(key);
    if (own === undefined) collected.set(key, [value]);
    else own.push(value);
  }
  return collected;
}
