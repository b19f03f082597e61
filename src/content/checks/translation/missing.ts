import type { Report } from '../../diagnostic.ts';

/** Units that a message names before it only counts. */
const NAMED = 3;

/** Says how many texts a translation lacks. */
export function checkMissing(report: Report, keys: readonly string[], texts: number): void {
  if (keys.length === 0) return;
  const message = `${keys.length} of ${texts} texts have no translation: ${listed(keys)}`;
  report({ path: [], rule: 'translation-missing', message });
}

/** Says, of a base file, that there is no translation into a language of the course. */
export function checkAbsent(report: Report, path: string, texts: number): void {
  const message = `there is no ${path}: ${texts} texts are shown in the base language`;
  report({ path: [], rule: 'translation-missing', message });
}

/** Says which texts are not recorded: nobody can tell what they were made from. */
export function checkUnstamped(report: Report, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const message = `${keys.length} texts are not in \`made-from\`, so they are not shown: ${listed(keys)}`;
  const suggestion = '`manara lint --fix` records them as made from the base as it is now';
  report({ path: [], rule: 'translation-unstamped', message, suggestion });
}

function listed(keys: readonly string[]): string {
  const named = keys.slice(0, NAMED).map((key) => `\`${key}\``);
  const more = keys.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}
