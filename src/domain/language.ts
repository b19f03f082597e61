import { escapeHtml } from './html.ts';
import type { Html } from './item.ts';

/** Language of courses that do not say theirs, and of what was stored before languages were. */
export const DEFAULT_LANGUAGE = 'en';

/** A plain text of the course with its own language: the reader's, or the base's where that lacks. */
export interface Phrase {
  readonly text: string;
  /** BCP 47 tag. */
  readonly lang: string;
}

/** Languages written from right to left. */
const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'dv', 'fa', 'he', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi']);

/** The direction in which a language (BCP 47 tag) is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-', 1)[0] ?? '') ? 'rtl' : 'ltr';
}

/** `lang` and `dir` for the element around a text in this language (BCP 47 tag). */
export function languageAttributes(language: string): Html {
  return `lang="${escapeHtml(language)}" dir="${directionOf(language)}"` as Html;
}

/** HTML inside an element that says its language; `block` where paragraphs may be in it. */
export function inLanguage(html: Html, language: string, kind: 'run' | 'block' = 'run'): Html {
  const element = kind === 'run' ? 'span' : 'div';
  return `<${element} ${languageAttributes(language)}>${html}</${element}>` as Html;
}
