import { essayItem, html, matchingItem, orderingItem } from '../items/builders.ts';
import type { Case } from './case.ts';
import { change, reworded, swapped } from './case.ts';

const { rows, targets } = matchingItem();
const { entries } = orderingItem();
const { rubric } = essayItem();

/** Changes by type. */
export const ARRANGING = {
  matching: [
    change(
      'other feedback on a row',
      matchingItem({ rows: rows.map((row) => ({ ...row, feedback: null })) }),
      'cosmetic',
      'rows.malik.feedback',
    ),
    change(
      'a row in other words',
      matchingItem({ rows: reworded(rows, 'fes') }),
      'wording',
      'rows.fes.text',
    ),
    change(
      'a target in other words',
      matchingItem({ targets: reworded(targets, 'spare') }),
      'wording',
      'targets.spare.text',
    ),
    change(
      'another match of a row',
      matchingItem({
        rows: rows.map((row) => (row.id === 'fes' ? { ...row, match: 'path' } : row)),
      }),
      'key',
      'rows.fes.match',
    ),
    change('a row less', matchingItem({ rows: rows.slice(1) }), 'structural', 'rows.malik'),
    change(
      'a target less',
      matchingItem({ targets: targets.slice(0, 3) }),
      'structural',
      'targets.spare',
    ),
  ],
  ordering: [
    change('other feedback', orderingItem({ feedback: html('!') }), 'cosmetic', 'feedback'),
    change(
      'an entry in other words',
      orderingItem({ entries: reworded(entries, 'noon') }),
      'wording',
      'entries.noon.text',
    ),
    change('another order', orderingItem({ entries: swapped(entries) }), 'key', 'entries'),
    change('another scoring', orderingItem({ scoring: 'exact' }), 'key', 'scoring'),
    change(
      'an entry less',
      orderingItem({ entries: entries.slice(0, 4) }),
      'structural',
      'entries.night',
    ),
  ],
  essay: [
    change('other hints', essayItem({ hints: [] }), 'cosmetic', 'hints'),
    change('another length', essayItem({ words: null }), 'wording', 'words'),
    change(
      'a criterion in other words',
      essayItem({ rubric: reworded(rubric, 'style') }),
      'wording',
      'rubric.style.text',
    ),
    change(
      'another weight',
      essayItem({ rubric: rubric.map((one) => ({ ...one, weight: 1 })) }),
      'key',
      'rubric.evidence.weight',
    ),
    change(
      'another share of a level',
      essayItem({
        rubric: rubric.map((one) => ({
          ...one,
          levels: one.levels.map((level) =>
            level.id === 'some' ? { ...level, share: 0.5 } : level,
          ),
        })),
      }),
      'key',
      'rubric.evidence.levels.some.share',
    ),
    change(
      'a criterion less',
      essayItem({ rubric: rubric.slice(0, 2) }),
      'structural',
      'rubric.style',
    ),
    change(
      'a level less',
      essayItem({
        rubric: rubric.map((one) => ({
          ...one,
          levels: one.levels.filter(({ id }) => id !== 'some'),
        })),
      }),
      'structural',
      'rubric.evidence.levels.some',
    ),
  ],
} satisfies Readonly<Record<string, readonly Case[]>>;
