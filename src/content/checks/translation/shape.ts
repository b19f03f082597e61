import type { Path, Report } from '../../diagnostic.ts';
import type { Text } from '../../translation/units.ts';

/** Checks that lists are as long as in the base; true if they are, or are no lists. */
export function checkShape(report: Report, base: Text, value: unknown, path: Path): boolean {
  if (!Array.isArray(base) || !Array.isArray(value)) return true;
  if (base.length !== value.length) {
    const message = `this list has ${value.length} entries; the base has ${base.length}`;
    report({ path, rule: 'translation-shape', message });
    return false;
  }
  return base.every((one: Text, index) => checkShape(report, one, value[index], [...path, index]));
}
