import type { Path, Report } from '../diagnostic.ts';
import type { AuthoredItemOf } from '../schema/items.ts';
import { checkUniqueIds } from './duplicates.ts';

type AuthoredCriterion = AuthoredItemOf<'essay'>['rubric']['criteria'][number];

/** Checks an essay's guidance, and that each criterion of its rubric goes from nothing to all. */
export function checkEssay(report: Report, item: AuthoredItemOf<'essay'>, path: Path): void {
  const { words, rubric } = item;
  if (words !== undefined && words[0] > words[1]) {
    const message = 'the smaller number of `words` comes first';
    report({ path: [...path, 'words'], rule: 'range', message });
  }
  const criteria = [...path, 'rubric', 'criteria'];
  checkUniqueIds(report, rubric.criteria, criteria, 'criterion');
  rubric.criteria.forEach((criterion, index) =>
    checkLevels(report, criterion, [...criteria, index, 'levels']),
  );
}

function checkLevels(report: Report, { levels }: AuthoredCriterion, path: Path): void {
  checkUniqueIds(report, levels, path, 'level');
  const shares = levels.map((level) => level.share);
  const problem = (index: number, message: string) =>
    report({ path: [...path, index, 'share'], rule: 'rubric', message });
  if (shares[0] !== 0) problem(0, 'the first level earns nothing: `share: 0`');
  if (shares.at(-1) !== 1) problem(levels.length - 1, 'the last level earns all: `share: 1`');
  shares.forEach((share, index) => {
    const before = shares[index - 1];
    if (before === undefined || share > before) return;
    problem(index, `each level earns more than the one before; ${share} is not over ${before}`);
  });
}
