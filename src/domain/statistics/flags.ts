import type { ItemType } from '../item.ts';
import type { ChoiceRow, PartTable } from './distractors.ts';
import type { ItemFigures } from './item-figures.ts';

/** What an author should look at in an item, the most pressing first. */
export const FLAGS = [
  'wrong-key', // the top third prefers a distractor to the key
  'low-discrimination',
  'too-hard',
  'too-easy',
  'unused-distractor',
  'no-objective',
] as const;
export type Flag = (typeof FLAGS)[number];

/** Facility under which, and over which, an item tells little. */
export const FACILITY_FROM = 0.2;
export const FACILITY_TO = 0.95;
/** Discrimination index, in per cent, from which an item tells learners apart well enough. */
export const DISCRIMINATION_FROM = 20;
/** Rounding errors of thirds must not prefer anything. */
const TOLERANCE = 1e-9;

/** A flag, with the choices that it is about. */
export interface RaisedFlag {
  readonly flag: Flag;
  readonly choices: readonly { readonly part: string; readonly choice: ChoiceRow }[];
}

/** What is to be said of an item; `covered`: whether its objective is one of its lesson's. */
export function flagsOf(
  type: ItemType,
  figures: ItemFigures,
  tables: readonly PartTable[],
  covered: boolean,
): RaisedFlag[] {
  const { facility, discrimination } = figures;
  const preferred = tables.flatMap(preferredToKey);
  const unused = unusedDistractors(type, tables);
  const raised: Readonly<Record<Flag, boolean>> = {
    'wrong-key': preferred.length > 0,
    'low-discrimination': discrimination !== null && discrimination < DISCRIMINATION_FROM,
    'too-hard': facility < FACILITY_FROM,
    'too-easy': facility > FACILITY_TO,
    'unused-distractor': unused.length > 0,
    'no-objective': !covered,
  };
  return FLAGS.filter((flag) => raised[flag]).map((flag) => {
    if (flag === 'wrong-key') return { flag, choices: preferred };
    return { flag, choices: flag === 'unused-distractor' ? unused : [] };
  });
}

/** How pressing the flags are: a number by which items are sorted, the highest first. */
export function urgencyOf(flags: readonly RaisedFlag[]): number {
  return flags.reduce((sum, { flag }) => sum + 2 ** (FLAGS.length - FLAGS.indexOf(flag)), 0);
}

/** The distractors that more of the top third took than the key, where one excludes the other. */
function preferredToKey({ part, rows, sole }: PartTable): RaisedFlag['choices'] {
  if (!sole) return [];
  const key = Math.max(0, ...rows.filter(({ correct }) => correct).map(({ thirds }) => thirds[2]));
  return rows
    .filter(({ correct, thirds }) => !correct && thirds[2] > key + TOLERANCE)
    .map((choice) => ({ part, choice }));
}

/**
 * The distractors that nobody took. Sentences to mark are a text and not made to mislead; of true
 * and false the other one is no invention of the author's; a target of another row is not idle.
 */
function unusedDistractors(type: ItemType, tables: readonly PartTable[]): RaisedFlag['choices'] {
  if (type === 'hot-text' || type === 'true-false') return [];
  if (type === 'matching') return unusedTargets(tables);
  return tables.flatMap(({ part, rows }) =>
    rows
      .filter(({ correct, attempts }) => !correct && attempts === 0)
      .map((choice) => ({ part, choice })),
  );
}

function unusedTargets(tables: readonly PartTable[]): RaisedFlag['choices'] {
  const rows = tables.flatMap((table) => table.rows);
  const used = new Set(
    rows.filter(({ correct, attempts }) => correct || attempts > 0).map(({ id }) => id),
  );
  const [first] = tables;
  return (first?.rows ?? [])
    .filter(({ id }) => !used.has(id))
    .map((choice) => ({ part: '', choice }));
}
