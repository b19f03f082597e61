import type { Path, Report } from '../diagnostic.ts';
import { didYouMean } from '../nearest.ts';
import type { AuthoredItem, AuthoredItemOf } from '../schema/items.ts';
import { checkCloze } from './cloze.ts';
import { checkUniqueIds } from './duplicates.ts';
import { checkEssay } from './essay.ts';
import { checkCredits, checkOneKey, checkOptions, checkSomeKey } from './options.ts';

/** Checks what a schema cannot: that the parts of a question fit together. */
export function checkItem(report: Report, item: AuthoredItem, path: Path): void {
  switch (item.type) {
    case 'single-choice':
      checkOptions(report, item.choices, [...path, 'choices'], 'choice');
      checkOneKey(report, item.choices, [...path, 'choices'], 'choice');
      return checkCredits(report, item.choices, [...path, 'choices']);
    case 'multiple-response':
      checkOptions(report, item.choices, [...path, 'choices'], 'choice');
      return checkSomeKey(report, item.choices, [...path, 'choices'], 'choice');
    case 'hot-text':
      checkOptions(report, item.sentences, [...path, 'sentences'], 'sentence');
      return checkSomeKey(report, item.sentences, [...path, 'sentences'], 'sentence');
    case 'numeric':
      return checkRange(report, item, path);
    case 'cloze':
      return checkCloze(report, item, path);
    case 'matching':
      return checkMatching(report, item, path);
    case 'ordering':
      return checkUniqueIds(report, item.entries, [...path, 'entries'], 'entry');
    case 'essay':
      return checkEssay(report, item, path);
    case 'true-false':
    case 'short-text':
      return undefined;
  }
}

function checkRange(report: Report, item: AuthoredItemOf<'numeric'>, path: Path): void {
  const { range, tolerance, answer } = item;
  if (range === undefined) return;
  const problem = (message: string) => report({ path: [...path, 'range'], rule: 'range', message });
  if (tolerance !== undefined) problem('give `range` or `tolerance`, not both');
  if (range[0] > range[1]) problem('the smaller end of `range` comes first');
  else if (answer < range[0] || answer > range[1])
    problem(`\`answer\` ${answer} is outside \`range\``);
}

function checkMatching(report: Report, item: AuthoredItemOf<'matching'>, path: Path): void {
  checkUniqueIds(report, item.rows, [...path, 'rows'], 'row');
  checkUniqueIds(report, item.targets, [...path, 'targets'], 'target');
  const targets = item.targets.map((target) => target.id);
  item.rows.forEach((row, index) => {
    if (targets.includes(row.match)) return;
    report({
      path: [...path, 'rows', index, 'match'],
      rule: 'unknown-target',
      message: `\`${row.match}\` is not a target of this item`,
      suggestion: didYouMean(row.match, targets),
    });
  });
}
