import type { Path, Report } from '../diagnostic.ts';
import { gapsIn } from '../markdown/render.ts';
import { didYouMean } from '../nearest.ts';
import type { AuthoredGap, AuthoredItemOf } from '../schema/items.ts';
import { checkUniqueIds } from './duplicates.ts';
import { checkOneKey, checkOptions } from './options.ts';

/** Checks that the gaps in a cloze text are those described, each once, and that each has its key. */
export function checkCloze(report: Report, item: AuthoredItemOf<'cloze'>, path: Path): void {
  checkUniqueIds(report, item.gaps, [...path, 'gaps'], 'gap');
  const declared = item.gaps.map((gap) => gap.id);
  const placed = gapsIn(item.text);
  checkPlaced(report, placed, declared, [...path, 'text']);
  declared.forEach((id, index) => {
    if (placed.includes(id)) return;
    const message = `the gap \`${id}\` is not in the text`;
    report({ path: [...path, 'gaps', index, 'id'], rule: 'unplaced-gap', message });
  });
  item.gaps.forEach((gap, index) => checkGap(report, gap, [...path, 'gaps', index]));
}

function checkPlaced(
  report: Report,
  placed: readonly string[],
  declared: readonly string[],
  path: Path,
): void {
  placed.forEach((id, index) => {
    const needle = `{{${id}}}`;
    if (!declared.includes(id)) {
      const message = `\`${id}\` is not described under \`gaps\``;
      report({ path, rule: 'unknown-gap', message, suggestion: didYouMean(id, declared), needle });
    } else if (placed.indexOf(id) < index) {
      report({ path, rule: 'duplicate-id', message: `the gap \`${id}\` stands twice`, needle });
    }
  });
}

function checkGap(report: Report, gap: AuthoredGap, path: Path): void {
  const problem = (message: string) => report({ path, rule: 'gap', message });
  if (gap.choices && gap.accept) problem('a gap has `choices` or `accept`, not both');
  if (!gap.choices && !gap.accept)
    problem('a gap needs `choices` to pick from, or `accept` for a text box');
  if (gap.accept && gap.feedback === undefined) problem('a gap with `accept` needs `feedback`');
  if (gap.choices && gap.folds) problem('`folds` is for gaps with `accept`');
  if (gap.choices && gap.feedback !== undefined)
    problem('the feedback of a gap with `choices` stands on its choices');
  if (gap.choices) {
    checkOptions(report, gap.choices, [...path, 'choices'], 'choice');
    checkOneKey(report, gap.choices, [...path, 'choices'], 'choice');
  }
}
