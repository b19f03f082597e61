import type { Path, Report } from '../../diagnostic.ts';
import { difference, type Marks } from './marks.ts';

const GAP = /\{\{[ \t]*([^{}\s]{1,100})[ \t]*\}\}/g;

const GAPS: Marks = {
  noun: 'gaps',
  find: (text) => Array.from(text.matchAll(GAP), ([, id = '']) => `{{${id}}}`),
};

/** Checks that a translated text has the gaps of its base; true if it has. */
export function checkPlaceholders(report: Report, base: string, text: string, path: Path): boolean {
  const message = difference(base, text, GAPS);
  if (message === null) return true;
  report({ path, rule: 'translation-placeholders', message });
  return false;
}
