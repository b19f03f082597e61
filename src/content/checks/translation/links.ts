import type { Path, Report } from '../../diagnostic.ts';
import { difference, type Marks } from './marks.ts';

// Bounded, so that a text full of opening brackets takes linear time.
const CITATION = /\[(@[^[\]]{1,500})\](?!\()/g;
const LINK = /\]\(([^()\s]{1,500})\)/g;
const CALLOUT = /^[ \t>]*:{3,}[ \t]*([a-z][a-z-]*)/gm;

const KINDS: readonly Marks[] = [
  { noun: 'citations', find: citations },
  { noun: 'links', find: (text) => Array.from(text.matchAll(LINK), ([, target = '']) => target) },
  { noun: 'callouts', find: (text) => Array.from(text.matchAll(CALLOUT), ([, kind = '']) => kind) },
];

/** Checks that a translated text leads where its base does; true if it does. */
export function checkLinks(report: Report, base: string, text: string, path: Path): boolean {
  const problems = KINDS.flatMap((kind) => difference(base, text, kind) ?? []);
  if (problems.length === 0) return true;
  report({ path, rule: 'translation-links', message: problems.join('; ') });
  return false;
}

function citations(text: string): readonly string[] {
  return Array.from(text.matchAll(CITATION), ([, inner = '']) => inner.split(';'))
    .flat()
    .map((ref) => ref.trim());
}
