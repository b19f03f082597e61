import { escapeHtml } from '../domain/html.ts';
import type { Citation, Html } from '../domain/item.ts';
import { DEFAULT_LANGUAGE, languageAttributes, type Phrase } from '../domain/language.ts';

/** Text whose own direction must not disturb the line around it: names, numbers, ranges, scores. */
export function bdi(text: string | number): Html {
  return wrapped(escapeHtml(String(text)));
}

/** A parameter of a message that is HTML already. */
export interface Marked {
  readonly html: Html;
}

/** The path of a file, which may break after a slash and nowhere else while there is room. */
export function filePath(path: string): Marked {
  const parts = path.split('/').map(escapeHtml);
  return { html: `<bdi class="path">${parts.join('/<wbr>')}</bdi>` as Html };
}

/** Paragraphs as one run, for headings and labels, where blocks are not allowed. */
export function inline(html: Html): Html {
  return (
    html
      .trim()
      .replaceAll(/<\/p>\s*<p>/g, '<br><br>')
      .replaceAll(/<\/?p>/g, '')
      // A text that says its own language.
      .replaceAll('<div ', '<span ')
      .replaceAll('</div>', '</span>') as Html
  );
}

/** `lang` and `dir` of a text in this language. */
export function lang(language: string): Html {
  return languageAttributes(language);
}

/** A plain text of the course, in its language whatever stands around it. */
export function phrase({ text, lang: language }: Phrase): Html {
  return phraseHtml(escapeHtml(text), language);
}

/** The words of a citation, the source's own in their language. */
export function citation({ label, html }: Pick<Citation, 'label' | 'html'>): Html {
  // Versions from before languages were stored are in English throughout.
  return html ?? phrase({ text: label, lang: DEFAULT_LANGUAGE });
}

/** The beginning of a text that says its own language. */
const OWN_LANGUAGE = /^<(?:span|div) lang="([A-Za-z0-9-]+)" dir="(?:ltr|rtl)">/;

function ownLanguage(html: Html): string | undefined {
  return OWN_LANGUAGE.exec(html.trim())?.[1];
}

/**
 * HTML of the course without its tags, for links and lists, in its language. Without `language` it
 * may be something that a learner typed: what does not say its language gets none.
 */
export function run(html: Html, language?: string): Html {
  const spoken = ownLanguage(html) ?? language;
  return spoken === undefined ? wrapped(plain(html)) : phraseHtml(plain(html), spoken);
}

function wrapped(html: Html): Html {
  return `<bdi>${html}</bdi>` as Html;
}

function phraseHtml(html: Html, language: string): Html {
  return `<bdi ${languageAttributes(language)}>${html}</bdi>` as Html;
}

/** An option of a select, which holds no elements: a text that says its own language is marked so. */
export function option(value: string, html: Html, isChosen: boolean): Html {
  const own = ownLanguage(html);
  const language = own === undefined ? '' : ` ${languageAttributes(own)}`;
  const chosen = isChosen ? ' selected' : '';
  return `<option value="${escapeHtml(value)}"${language}${chosen}>${plain(html)}</option>` as Html;
}

/** HTML without its tags, still escaped, for the options of a select. */
export function plain(html: Html): Html {
  return html.replaceAll(/<[^>]*>/g, '').trim() as Html;
}

/**
 * A drawing of the icon sheet, which the layout puts into every page once. Decoration: its meaning
 * stands beside it in words.
 */
export function icon(name: string, classes = ''): Html {
  // The size is for pages whose style sheet did not arrive.
  const head = `<svg class="icon ${classes}" width="20" height="20" aria-hidden="true" focusable="false">`;
  return `${head}<use href="#icon-${name}"></use></svg>` as Html;
}
