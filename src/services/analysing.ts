import type { Quiz } from '../domain/course.ts';
import type { Item } from '../domain/item.ts';
import {
  analyseQuiz,
  FEWEST_ATTEMPTS,
  markVariances,
  type QuizAnalysis,
} from '../domain/statistics/analysis.ts';
import { sumBy } from '../domain/statistics/frequencies.ts';
import {
  quizFigures,
  type QuizFigures,
  type TotalCount,
} from '../domain/statistics/quiz-figures.ts';
import type { Db } from '../store/database.ts';
import { getItemVersions } from '../store/item-versions.ts';
import {
  listChoiceCounts,
  listMarkCounts,
  listRefCounts,
  listTotalCounts,
} from '../store/statistics.ts';

/** A quiz's analysis and the totals that it rests on. */
export interface QuizReport {
  readonly totals: readonly TotalCount[];
  /** Of each item's marks; null where not every attempt was asked the same items. */
  readonly variances: readonly number[] | null;
  /** Null for too few attempts. */
  readonly analysis: QuizAnalysis | null;
}

/**
 * The statistics of a quiz, from the tallies: what this costs rests on how many different results
 * there are, not on how many attempts. `isCovered`: see `analyseQuiz`; `asRead` gives an item
 * version in a reader's language; without it all are as they were written.
 */
export async function readQuizReport(
  db: Db,
  { id: quizId, bank }: Quiz,
  isCovered: (item: Item) => boolean,
  asRead: (item: Item) => Item = (item) => item,
): Promise<QuizReport> {
  const totals = (await listTotalCounts(db, quizId)).get(quizId) ?? [];
  const marks = await listMarkCounts(db, quizId);
  const choices = await listChoiceCounts(db, quizId);
  const versions = await getItemVersions(db, [...marks.keys()]);
  const items = [...versions].map(([hash, item]) => {
    const [own, chosen] = [marks.get(hash) ?? [], choices.get(hash) ?? []];
    return { item: asRead(item), marks: own, choices: chosen };
  });
  const places = new Map(bank.map(({ ref }, place) => [ref, place]));
  const placeOf = ({ item }: (typeof items)[number]) => places.get(item.ref) ?? bank.length;
  items.sort((one, other) => placeOf(one) - placeOf(other));
  const counts = items.map(({ item, marks: own }) => ({ ref: item.ref, marks: own }));
  const variances = markVariances(
    counts,
    sumBy(totals, ({ attempts }) => attempts),
  );
  return { totals, variances, analysis: analyseQuiz(totals, items, isCovered) };
}

/** The figures of every quiz that has attempts, by quiz id; null for too few attempts. */
export async function readQuizFigures(db: Db): Promise<ReadonlyMap<string, QuizFigures | null>> {
  const marks = await listRefCounts(db);
  const figures = new Map<string, QuizFigures | null>();
  for (const [quizId, totals] of await listTotalCounts(db, null)) {
    const n = sumBy(totals, ({ attempts }) => attempts);
    const own = markVariances(marks.get(quizId) ?? [], n);
    figures.set(quizId, n < FEWEST_ATTEMPTS ? null : quizFigures(totals, own));
  }
  return figures;
}
