import { westernDigits } from '../../../domain/items/folding.ts';
import type { Path, Report } from '../../diagnostic.ts';
import { surplus } from './marks.ts';

/** Citations, link targets, gaps: their numbers are names. */
const NOT_PROSE = /\[@[^[\]]{0,500}\]|\]\([^()]{0,500}\)|\{\{[^{}]{0,100}\}\}/g;
const NUMBER = /\d+(?:\.\d+)?/g;

const ENGLISH_GROUPS = /(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)/g;
/** Groups of three after a space of any width: no-break, narrow no-break, thin, plain. */
const SPACED_GROUPS = /(?<![\d.,])\d{1,3}(?:[\u00A0\u202F\u2009 ]\d{3})+(?!\d)/g;
const DECIMAL_COMMA = /(\d),(?=\d)/g;
/** The years of a span, the second cut short: 2015–16, 788–9, 2015/16. */
const SHORT_SPAN = /(?<!\d)(\d{3,4})([–/-])(\d{1,2})(?!\d)/g;
/** A decade in English; elsewhere a word may stand for it. */
const DECADE = /\b\d{3}0(?=s\b)/g;
/** A Roman ordinal, as French writes centuries and first dynasties: XIe, XXᵉ, Ier. */
const ROMAN_ORDINAL = /(?<![\p{L}\d])([IVX]+)(?:er|re|e|ᵉʳ|ᵉ)(?![\p{L}])/gu;

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };

const ORDINALS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth ' +
  'fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first'
).split(' ');
/** Centuries spelled out, one or several: “the eleventh and twelfth centuries”. */
const SPELLED_CENTURIES = new RegExp(
  `\\b(?:${ORDINALS.join('|')})\\b(?:(?:,| and| to| or)* (?:${ORDINALS.join('|')})\\b)*[ -]centur`,
  'gi',
);

/**
 * The numbers of a text as plain decimals, in order, whatever the language's way to write them:
 * English 1,622 and 14.1, French 1 622, 14,1 and XIe, Arabic ١٦٢٢ and 14٫1.
 */
export function numbersIn(text: string, language: string): readonly string[] {
  const prose = westernDigits(text.replaceAll(NOT_PROSE, ' '))
    .replaceAll('٬', '')
    .replaceAll(/(\d)٫(?=\d)/g, '$1.')
    .replaceAll(SHORT_SPAN, wholeSpan);
  return plainNumbers(prose, language).match(NUMBER) ?? [];
}

/** Both years in full; what comes no later is no end of a span. */
function wholeSpan(span: string, from: string, sign: string, to: string): string {
  const whole = from.slice(0, -to.length) + to;
  return Number(whole) > Number(from) ? `${from}${sign}${whole}` : span;
}

function plainNumbers(prose: string, language: string): string {
  if (language.startsWith('en')) {
    return prose.replaceAll(ENGLISH_GROUPS, (number) => number.replaceAll(',', ''));
  }
  const plain = prose
    .replaceAll(SPACED_GROUPS, (number) => number.replaceAll(/\D/g, ''))
    .replaceAll(DECIMAL_COMMA, '$1.');
  if (!language.startsWith('fr')) return plain;
  return plain.replaceAll(ROMAN_ORDINAL, (_, roman: string) => String(romanValue(roman)));
}

/** The value of a Roman numeral: a smaller sign before a greater one is taken away. */
function romanValue(roman: string): number {
  const values = Array.from(roman, (sign) => ROMAN[sign] ?? 0);
  return values.reduce(
    (sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value),
    0,
  );
}

/** Numbers of centuries that an English text spells out; other languages may write them in signs. */
function spelledCenturies(text: string): readonly string[] {
  return Array.from(text.matchAll(SPELLED_CENTURIES), ([phrase]) =>
    phrase.toLowerCase().match(/[a-z]+(?:-first)?/g),
  )
    .flatMap((words) => words ?? [])
    .flatMap((word) => (ORDINALS.includes(word) ? String(ORDINALS.indexOf(word) + 1) : []));
}

/** A text in its language. */
interface Spoken {
  readonly text: string;
  readonly language: string;
}

/** Checks that a translated text has the numbers of its base. */
export function checkNumbers(report: Report, base: Spoken, translated: Spoken, path: Path): void {
  const wanted = numbersIn(base.text, base.language);
  const present = numbersIn(translated.text, translated.language);
  const decades = base.text.match(DECADE) ?? [];
  const missing = surplus(surplus(wanted, present), decades);
  const strange = surplus(surplus(present, wanted), spelledCenturies(base.text));
  if (missing.length + strange.length === 0) return;
  const parts = [
    missing.length > 0 ? `the base has ${missing.join(', ')}` : '',
    strange.length > 0 ? `the translation has ${strange.join(', ')}` : '',
  ].filter(Boolean);
  const message = `numbers differ: ${parts.join('; ')}`;
  report({ path, rule: 'translation-numbers', message });
}
