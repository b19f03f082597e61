import type { Report } from '../../diagnostic.ts';
import { MADE_FROM } from '../../translation/digests.ts';
import type { Unit } from '../../translation/units.ts';

/** Says that the base text has changed since a text was translated. */
export function reportStale(report: Report, unit: Unit): void {
  const message = `the base text has changed since \`${unit.key}\` was translated; learners see the base`;
  const suggestion = 'revise the text, then run `manara translation accept`';
  report({ path: unit.names, rule: 'translation-stale', message, suggestion });
}

/** Says which records are of texts that the base no longer has. */
export function checkGone(
  report: Report,
  recorded: Iterable<string>,
  known: ReadonlySet<string>,
): void {
  for (const key of recorded) {
    if (known.has(key)) continue;
    report({
      path: [MADE_FROM, key],
      rule: 'translation-gone',
      message: `the base has no text \`${key}\` any more`,
      suggestion: '`manara lint --fix` takes the line away',
      onKey: true,
    });
  }
}
