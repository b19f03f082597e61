import { canonicalJson } from '../digest.ts';
import { decodeFile } from '../limits.ts';
import { parseYaml } from '../yaml.ts';
import { withoutByteOrderMark } from './byte-order-mark.ts';
import { withFinalBreak } from './final-break.ts';
import { withLineFeeds } from './line-ends.ts';
import { withoutTabs } from './tabs.ts';

/** Something that can be put right in a text without asking its author. */
export interface Mend {
  /** What was done, as the report says it. */
  readonly says: string;
  readonly mend: (text: string) => string;
}

/** All mends of a file’s form, in the order in which they are made; none changes what the file says. */
export const MENDS: readonly Mend[] = [
  { says: 'removed the byte order mark', mend: withoutByteOrderMark },
  { says: 'replaced Windows line ends', mend: withLineFeeds },
  { says: 'replaced tabs in the indentation by spaces', mend: withoutTabs },
  { says: 'ended the last line (see whether the file is whole)', mend: withFinalBreak },
];

/** A text after mending. */
export interface Mended {
  readonly text: string;
  /** What was done to it, in order; at least one thing. */
  readonly done: readonly string[];
}

/**
 * Mends a file’s text; null where there is nothing to mend, or where the outcome would not be a file
 * that can be read and that says the same.
 */
export function mendText(text: string): Mended | null {
  let mended = text;
  const done: string[] = [];
  for (const { says, mend } of MENDS) {
    const next = mend(mended);
    if (next !== mended) done.push(says);
    mended = next;
  }
  return done.length > 0 && saysTheSame(text, mended) ? { text: mended, done } : null;
}

/** A text that did not parse before says the same as the only reading that it has. */
function saysTheSame(before: string, after: string): boolean {
  const [was, is] = [parseYaml('', before).value, parseYaml('', after).value];
  if (is === undefined || decodeFile('', after).text === null) return false;
  return was === undefined || canonicalJson(was) === canonicalJson(is);
}
