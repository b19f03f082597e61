import { westernDigits, withoutInvisible } from './folding.ts';

/** Ordinary, no-break, figure, thin and narrow no-break space, and the Arabic thousands mark. */
const GROUP_MARKS = /[ \u00A0\u2007\u2009\u202F\u066C]/g;

/** A thousand and some to one reader, one and some to another. */
const AMBIGUOUS = /^[1-9]\d{0,2}[.,]\d{3}$/;

/** How a number without its sign may be written, and the mark that groups its digits. */
const WRITINGS: readonly { readonly shape: RegExp; readonly group: string }[] = [
  { shape: /^(?:\d+|\d*[.,٫]\d+)(?:e[+-]?\d{1,3})?$/i, group: '' },
  { shape: /^[1-9]\d{0,2}(?: \d{3})+(?:[.,٫]\d+)?$/, group: ' ' },
  { shape: /^[1-9]\d{0,2}(?:,\d{3})+(?:[.٫]\d+)?$/, group: ',' },
  { shape: /^[1-9]\d{0,2}(?:\.\d{3})+(?:[,٫]\d+)?$/, group: '.' },
];

/**
 * The number that a typed text means, or null where it means none, is not finite, or could mean
 * two.
 *
 * Comma, point and `٫` are decimal marks; spaces and `٬` group digits by three. Comma and point
 * may group too where the writing leaves no doubt: `1,234.5`, `1.234,5`, `1,234,567`. One comma or
 * point between one to three digits and just three, `1,234` and `1.234` alike, is refused: half
 * of the learners mean a thousand by it, and a guess would mark the others wrong unseen. `1234`,
 * `1 234`, `0,234`, `1234,567` and `1.2340` are clear. A power of ten may follow: `1.2e6`.
 */
export function readNumber(text: string): number | null {
  const typed = westernDigits(withoutInvisible(text)).trim().replaceAll(GROUP_MARKS, ' ');
  const [, sign = '', body = ''] = /^([+\-\u2212]?) ?(.*)$/.exec(typed) ?? [];
  const writing = WRITINGS.find(({ shape }) => shape.test(body));
  if (writing === undefined || AMBIGUOUS.test(body)) return null;
  const size = Number(body.replaceAll(writing.group, '').replace(/[,٫]/, '.'));
  if (!Number.isFinite(size)) return null;
  return size === 0 || sign === '' || sign === '+' ? size : -size;
}

/** The number as a text that `readNumber` reads back as the same number. */
export function writeNumber(value: number): string {
  const text = String(value);
  return AMBIGUOUS.test(text.replace('-', '')) ? `${text}0` : text;
}
