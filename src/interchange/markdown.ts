import type { Context } from '../content/markdown/context.ts';
import { POLICIES } from '../content/markdown/context.ts';
import { renderBlock, renderInline } from '../content/markdown/render.ts';
import { escapeHtml } from '../domain/html.ts';
import type { HtmlElement, HtmlNode } from './html.ts';
import { parseHtml, wordsOf } from './html.ts';
import type { NoteLoss } from './outcome.ts';
import { DEFAULT_LANGUAGE } from '../domain/language.ts';

/** Formats in which other systems keep a text. */
export type TextFormat = 'html' | 'plain' | 'markdown';

/** Where a text will stand: `block` has paragraphs, `line` has none, `label` has no links either. */
export type Place = 'block' | 'line' | 'label';

/** Longest source of one text, characters with all markup: no text of a lesson is a fifth of it. */
const MAX_SOURCE_LENGTH = 50_000;

const PLAIN_CONTEXT: Context = {
  policy: POLICIES.prompt,
  world: { sources: new Map(), terms: null, locale: DEFAULT_LANGUAGE },
  language: DEFAULT_LANGUAGE,
  report: () => undefined,
  section: null,
  gaps: null,
};
/** For texts with gaps: `{{…}}` that is no gap must be escaped in them. */
const GAP_CONTEXT: Context = { ...PLAIN_CONTEXT, gaps: new Set() };

/**
 * A text of another system as the Markdown that lessons may hold; what cannot be kept is noted.
 * Words that look like Markdown are escaped, and only where they would be read as such.
 */
export function toMarkdown(
  text: string,
  format: TextFormat,
  place: Place,
  note: NoteLoss,
  gaps = false,
): string {
  if (format === 'markdown') return text.trim();
  if (text.length > MAX_SOURCE_LENGTH) {
    note(`a text of more than ${MAX_SOURCE_LENGTH} characters was left out`);
    return '';
  }
  const html = format === 'html' ? text : escapeHtml(text).replaceAll(/\r?\n/g, '<br>');
  const nodes = parseHtml(html);
  const context = gaps ? GAP_CONTEXT : PLAIN_CONTEXT;
  const escaped = new Writer(place, escapeAll, note).write(nodes);
  const bare = new Writer(
    place,
    (words) => words,
    () => undefined,
  ).write(nodes);
  const look = (markdown: string) => render(markdown, place, context);
  if (bare === escaped || look(bare) === look(escaped)) return bare;
  if (squeeze(wordsOf(look(escaped))) === squeeze(wordsOf(html))) return escaped;
  note('markup that lessons cannot hold was left out');
  return escapeAll(wordsOf(html));
}

function render(markdown: string, place: Place, context: Context): string {
  return place === 'block' ? renderBlock(markdown, context) : renderInline(markdown, context);
}

function squeeze(words: string): string {
  return words.replaceAll(/\s+/g, '');
}

const LINE_START = /^(\s*)([#>+\-=~:|]|\d+(?=[.)]))/;

function escapeAll(words: string): string {
  return words.replaceAll(/[\\`*_[\]<&{}]/g, '\\$&');
}

/** A line that begins like a list, a heading or a quotation is made to begin with words. */
function escapeStart(line: string): string {
  return line.replace(LINE_START, (_all, space: string, mark: string) =>
    /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}

const DROPPED = new Set(['script', 'style', 'object', 'iframe', 'video', 'audio', 'form', 'svg']);
const STRONG = new Set(['strong', 'b']);
const STRESSED = new Set(['em', 'i']);
const BLOCKS = new Set(['p', 'div', 'section', 'article', 'table', 'tr', 'dl', 'dt', 'dd', 'pre']);
const HEADING = /^h[1-6]$/;
const SILENT = new Set(['p', 'div', 'span', 'br', 'section', 'article', 'font', 'small', 'bdi']);

/** Writes HTML as Markdown. */
class Writer {
  readonly #place: Place;
  readonly #escape: (words: string) => string;
  readonly #note: NoteLoss;

  constructor(place: Place, escape: (words: string) => string, note: NoteLoss) {
    this.#place = place;
    this.#escape = escape;
    this.#note = note;
  }

  write(nodes: readonly HtmlNode[]): string {
    const blocks = this.#blocks(nodes).filter((block) => block !== '');
    return blocks.join('\n\n');
  }

  /** Blocks of Markdown: runs of phrasing content, and what stands between them. */
  #blocks(nodes: readonly HtmlNode[]): string[] {
    const blocks: string[] = [];
    let run: HtmlNode[] = [];
    const flush = () => {
      blocks.push(...this.#paragraphs(run));
      run = [];
    };
    for (const node of nodes) {
      if (typeof node === 'string' || !isBlock(node)) run.push(node);
      else {
        flush();
        blocks.push(...this.#block(node));
      }
    }
    flush();
    return blocks;
  }

  #block(node: HtmlElement): string[] {
    const { name, children } = node;
    if (DROPPED.has(name)) return [this.#drop(name)];
    if (HEADING.test(name)) {
      this.#note('a heading became a bold line');
      return this.#paragraphs([{ name: 'strong', attributes: {}, children }]);
    }
    if (name === 'ul' || name === 'ol') return this.#list(node);
    if (name === 'blockquote') return this.#quotation(children);
    if (name === 'hr') return this.#place === 'block' ? ['---'] : [];
    if (name === 'table' || name === 'pre') {
      this.#note(name === 'table' ? 'a table became lines of text' : 'set text became plain text');
    }
    return this.#blocks(children);
  }

  #list({ name, children }: HtmlElement): string[] {
    const entries = children.filter((one): one is HtmlElement => typeof one !== 'string');
    if (this.#place !== 'block') {
      this.#note('a list became lines of text');
      return entries.flatMap((entry) => this.#blocks(entry.children));
    }
    const lines = entries.map((entry, index) => {
      const mark = name === 'ol' ? `${index + 1}. ` : '- ';
      const body = this.#blocks(entry.children).join('\n\n');
      return mark + body.replaceAll('\n', `\n${' '.repeat(mark.length)}`);
    });
    return [lines.join('\n')];
  }

  #quotation(children: readonly HtmlNode[]): string[] {
    const blocks = this.#blocks(children);
    if (this.#place === 'block') return [`> ${blocks.join('\n\n').replaceAll('\n', '\n> ')}`];
    this.#note('a quotation became plain text');
    return blocks;
  }

  /** Paragraphs of phrasing content; two breaks end a paragraph, one is a hard break. */
  #paragraphs(nodes: readonly HtmlNode[]): string[] {
    const text = this.#phrase(nodes);
    return text.split(/(?:[ \t]*\n[ \t]*){2,}/).flatMap((run) => {
      const lines = run.split('\n').map((line) => line.trim());
      const words = lines.join('\n').trim();
      if (words === '') return [];
      return [
        words
          .split('\n')
          .map((line) => this.#start(line))
          .join('\\\n'),
      ];
    });
  }

  #start(line: string): string {
    return this.#escape('*') === '*' ? line : escapeStart(line);
  }

  /** Phrasing content with `\n` for breaks. */
  #phrase(nodes: readonly HtmlNode[]): string {
    return nodes
      .map((node) =>
        typeof node === 'string'
          ? this.#escape(node.replaceAll(/\s+/g, ' '))
          : this.#phraseElement(node),
      )
      .join('');
  }

  #phraseElement(node: HtmlElement): string {
    const { name, children } = node;
    if (name === 'br') return '\n';
    if (DROPPED.has(name)) return this.#drop(name);
    if (name === 'img') return this.#image(node);
    const inner = this.#phrase(children);
    if (STRONG.has(name)) return wrap(inner, '**');
    if (STRESSED.has(name)) return wrap(inner, '*');
    if (name === 'a') return this.#link(node, inner);
    if (name === 'code') return codeOf(children) ?? inner;
    if (!SILENT.has(name)) this.#note(`<${name}> became plain words`);
    return inner;
  }

  #link({ attributes }: HtmlElement, inner: string): string {
    const href = attributes['href'] ?? '';
    const words = inner.replaceAll('\n', ' ').trim();
    if (words === '') return '';
    if (this.#place !== 'label' && /^https?:\/\/[^/]/.test(href)) {
      return `[${words}](${href.replaceAll(/[\s()<>\\]/g, percent)})`;
    }
    this.#note(`a link to ${href.slice(0, 80) || 'nowhere'} became plain words`);
    return words;
  }

  #image({ attributes }: HtmlElement): string {
    const alt = attributes['alt']?.trim() ?? '';
    this.#note(alt === '' ? 'an image was left out' : 'an image was replaced by its description');
    return this.#escape(alt);
  }

  #drop(name: string): string {
    this.#note(`<${name}> was left out`);
    return '';
  }
}

function isBlock({ name }: HtmlElement): boolean {
  const list = name === 'ul' || name === 'ol' || name === 'blockquote' || name === 'hr';
  return list || BLOCKS.has(name) || HEADING.test(name);
}

/** Puts marks around words, the spaces at their ends outside. */
function wrap(inner: string, mark: string): string {
  const words = inner.trim();
  if (words === '') return inner;
  const at = inner.indexOf(words);
  return `${inner.slice(0, at)}${mark}${words}${mark}${inner.slice(at + words.length)}`;
}

function codeOf(children: readonly HtmlNode[]): string | null {
  const words = children.every((one) => typeof one === 'string') ? children.join('') : '`';
  return words.includes('`') || words.trim() === '' ? null : `\`${words}\``;
}

function percent(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
}
