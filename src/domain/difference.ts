import { diffArrays, diffWordsWithSpace } from 'diff';

/** A run of text within a line; `changed` where the other side has other words. */
export interface TextRun {
  readonly text: string;
  readonly changed: boolean;
}

/** A line of one side; numbers count from 1. */
export interface DifferenceLine {
  readonly number: number;
  readonly runs: readonly TextRun[];
}

/** One row of two texts side by side; `left` is null where a line was added, `right` where removed. */
export type DifferenceRow =
  | {
      readonly kind: 'same' | 'changed' | 'added' | 'removed';
      readonly left: DifferenceLine | null;
      readonly right: DifferenceLine | null;
    }
  /** Lines that are the same and far from any change; only their number is shown. */
  | { readonly kind: 'skipped'; readonly count: number };

/** Lines that are the same, shown around each change. */
const CONTEXT = 3;
/** More changes than a person reads; beyond it finding the shortest way costs too much. */
const MAX_EDITS = 4000;
/** Longest line, in UTF-16 units, in which changed words are told apart. */
const MAX_LINE = 5000;

/** Two texts side by side, without what is the same far from changes; empty when they are the same. */
export function differenceOf(before: string, after: string): DifferenceRow[] {
  return before === after ? [] : withoutFarLines(allRows(before, after));
}

/** Every line of both texts, in order. */
export function allRows(before: string, after: string): DifferenceRow[] {
  const left = linesOf(before);
  const right = linesOf(after);
  const changes = diffArrays(left, right, { maxEditLength: MAX_EDITS }) ?? [
    { value: left, added: false, removed: true },
    { value: right, added: true, removed: false },
  ];
  const rows: DifferenceRow[] = [];
  const at = { left: 0, right: 0 };
  let removed: readonly string[] = [];
  for (const change of changes) {
    if (change.removed) {
      removed = change.value;
      continue;
    }
    rows.push(...(change.added ? pair(removed, change.value, at) : pair(removed, [], at)));
    removed = [];
    if (!change.added) rows.push(...change.value.map((text) => sameRow(text, at)));
  }
  rows.push(...pair(removed, [], at));
  return rows;
}

interface Position {
  left: number;
  right: number;
}

function sameRow(text: string, at: Position): DifferenceRow {
  at.left += 1;
  at.right += 1;
  const runs = [{ text, changed: false }];
  return {
    kind: 'same',
    left: { number: at.left, runs },
    right: { number: at.right, runs },
  };
}

/** Lines that took the places of others stand beside them. */
function pair(removed: readonly string[], added: readonly string[], at: Position): DifferenceRow[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index) => {
    const [before, after] = [removed[index], added[index]];
    const [leftRuns, rightRuns] = runsOf(before ?? '', after ?? '');
    const left = before === undefined ? null : { number: (at.left += 1), runs: leftRuns };
    const right = after === undefined ? null : { number: (at.right += 1), runs: rightRuns };
    const kind = left === null ? 'added' : right === null ? 'removed' : 'changed';
    return { kind, left, right } as const;
  });
}

const whole = (text: string): TextRun[] => [{ text, changed: true }];

function runsOf(before: string, after: string): [TextRun[], TextRun[]] {
  const long = before.length > MAX_LINE || after.length > MAX_LINE;
  if (before === '' || after === '' || long) return [whole(before), whole(after)];
  const words = diffWordsWithSpace(before, after);
  const side = (skip: 'added' | 'removed', own: 'added' | 'removed') =>
    words.filter((word) => !word[skip]).map((word) => ({ text: word.value, changed: word[own] }));
  return [side('added', 'removed'), side('removed', 'added')];
}

function withoutFarLines(rows: readonly DifferenceRow[]): DifferenceRow[] {
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (row.kind === 'same') return;
    for (let at = index - CONTEXT; at <= index + CONTEXT; at += 1) near.add(at);
  });
  const shown: DifferenceRow[] = [];
  let skipped = 0;
  const skip = () => {
    if (skipped > 0) shown.push({ kind: 'skipped', count: skipped });
    skipped = 0;
  };
  rows.forEach((row, index) => {
    if (!near.has(index)) {
      skipped += 1;
      return;
    }
    skip();
    shown.push(row);
  });
  skip();
  return shown;
}

/** The lines of a text; a text that ends with a line break has no empty line after it. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
