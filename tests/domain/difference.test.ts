import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRows, differenceOf, type DifferenceRow } from '../../src/domain/difference.ts';

type Side = 'left' | 'right';

/** The lines of one side, from its rows. */
function linesOf(rows: readonly DifferenceRow[], side: Side): string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'skipped') return [];
    const line = row[side];
    return line === null ? [] : [line.runs.map(({ text }) => text).join('')];
  });
}

const longText = (word: string) =>
  Array.from({ length: 8000 }, (_, index) => `${word} ${index}\n`).join('');

describe('two texts side by side', () => {
  it('are nothing when they are the same', () => {
    expect(differenceOf('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('mark the words that differ within a line', () => {
    const [row] = differenceOf('title: Old words\n', 'title: New words\n');
    expect(row).toEqual({
      kind: 'changed',
      left: {
        number: 1,
        runs: [
          { text: 'title: ', changed: false },
          { text: 'Old', changed: true },
          { text: ' words', changed: false },
        ],
      },
      right: {
        number: 1,
        runs: [
          { text: 'title: ', changed: false },
          { text: 'New', changed: true },
          { text: ' words', changed: false },
        ],
      },
    });
  });

  it('leave out what is the same and far from a change, and count it', () => {
    const before = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`).join('\n');
    const rows = differenceOf(`${before}\n`, `${before}\nlast\n`);
    expect(rows[0]).toEqual({ kind: 'skipped', count: 17 });
    expect(rows.map(({ kind }) => kind)).toEqual(['skipped', 'same', 'same', 'same', 'added']);
    expect(rows.at(-1)).toMatchObject({ left: null, right: { number: 21 } });
  });

  it('hold every line of both, in order and with its number', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'a b', 'c d e', '', ' '), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = allRows(before, after);
        for (const [side, whole] of [
          ['left', before],
          ['right', after],
        ] as const) {
          const lines = linesOf(rows, side);
          expect(lines.map((line) => `${line}\n`).join('')).toBe(whole);
          const numbers = rows.flatMap((row) =>
            row.kind === 'skipped' ? [] : (row[side]?.number ?? []),
          );
          expect(numbers).toEqual(lines.map((_, index) => index + 1));
        }
      }),
      { seed: 3 },
    );
  });

  it('come to an end for long texts that have nothing in common', () => {
    expect(allRows(longText('one'), longText('two')).length).toBe(8000);
  });
});
