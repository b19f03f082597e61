import type { Path, Report } from '../diagnostic.ts';

/** Says which ids stand more than once in a list; `key` is where the id stands in an entry. */
export function checkUniqueIds(
  report: Report,
  entries: readonly { readonly id: string }[],
  path: Path,
  noun: string,
): void {
  checkUnique(
    report,
    entries.map((one) => one.id),
    (index) => [...path, index, 'id'],
    noun,
  );
}

/** Says which values stand more than once. */
export function checkUnique(
  report: Report,
  values: readonly string[],
  pathOf: (index: number) => Path,
  noun: string,
): void {
  const seen = new Set<string>();
  values.forEach((value, index) => {
    if (seen.has(value)) {
      report({
        path: pathOf(index),
        rule: 'duplicate-id',
        message: `another ${noun} is \`${value}\` already`,
      });
    }
    seen.add(value);
  });
}
