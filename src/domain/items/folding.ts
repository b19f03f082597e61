import { escapeHtml } from '../html.ts';
import type { Fold, Html, TextKey } from '../item.ts';
import { inLanguage } from '../language.ts';

const WHITE_SPACE = /[\s\u0085]+/g;

// Soft hyphen, zero-width characters and direction marks: keyboards and pasting leave them behind,
// nobody sees them.
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u2060\uFEFF]/g;

/** Latin letters that Unicode does not decompose, and the signs for hamza and ayn in romanisation. */
const PLAIN_LATIN: ReadonlyMap<string, string> = new Map([
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ı', 'i'],
  ['ʾ', ''],
  ['ʿ', ''],
]);

/** Harakat, superscript alef and Quranic marks, and the tatweel that stretches a word. */
const ARABIC_MARKS =
  /\u0640|[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED]/g;

/** Letters that are often written for one another. */
const PLAIN_ARABIC: ReadonlyMap<string, string> = new Map([
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['آ', 'ا'],
  ['ٱ', 'ا'],
  ['ى', 'ي'],
  ['ة', 'ه'],
]);

/**
 * The text as it is compared: NFC, outer white space off, inner white space one space, invisible
 * characters off, and the differences named in `folds` set aside. Needs no locale.
 */
export function fold(text: string, folds: readonly Fold[]): string {
  const has = new Set(folds);
  let folded = withoutInvisible(text).normalize('NFC');
  if (has.has('arabic')) folded = foldArabic(folded);
  if (has.has('case')) folded = foldCase(folded);
  if (has.has('accents')) folded = foldAccents(folded);
  folded = folded.replaceAll(WHITE_SPACE, ' ').trim();
  if (has.has('punctuation')) folded = foldPunctuation(folded);
  return folded.normalize('NFC');
}

/** Whether the text, if there is one, is one of the accepted answers, once both are folded. */
export function isAccepted(key: TextKey, text: string | undefined): boolean {
  const folded = fold(text ?? '', key.folds);
  return folded !== '' && key.accept.some((answer) => fold(answer, key.folds) === folded);
}

/** The answer shown as right. */
export function shownAnswer(key: TextKey): string {
  return (key.accept[0] ?? '').trim();
}

/** The answer shown as right, as HTML that says its language where that is not the item's. */
export function shownAnswerHtml(key: TextKey): Html {
  const html = escapeHtml(shownAnswer(key));
  return key.language === undefined ? html : inLanguage(html, key.language);
}

/** Arabic-Indic and Persian digits as Western ones. */
export function westernDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** The text without characters that nobody sees. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, '');
}

function foldArabic(text: string): string {
  const letters = text.replaceAll(/[أإآٱىة]/g, (letter) => PLAIN_ARABIC.get(letter) ?? letter);
  return westernDigits(letters.replaceAll(ARABIC_MARKS, ''));
}

// Only marks on Latin letters go: the same NFD splits the hamza off an Arabic alef, and NFC below
// puts it back.
function foldAccents(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[æÆœŒøØłŁđĐıʾʿ]/g, (letter) => PLAIN_LATIN.get(letter) ?? letter)
    .replaceAll(/(\p{Script=Latin})[\u0300-\u036F]+/gu, '$1')
    .normalize('NFC');
}

// Up, then down, so that ß meets SS and both Greek small sigmas meet; down first for the capital ẞ,
// which has no other capital.
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}

// A hyphen before a digit is a minus sign and stays; a text of nothing but punctuation stays whole,
// or every such text would be the same.
function foldPunctuation(text: string): string {
  const plain = text.replaceAll(/[’‘ʼ]/g, "'").replaceAll(/[‐‑–]/g, '-');
  const inner = plain.replace(/^(?:(?!-\d)[\p{P}\s])+/u, '').replace(/[\p{P}\s]+$/u, '');
  return inner === '' ? plain : inner;
}
