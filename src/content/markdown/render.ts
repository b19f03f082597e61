import MarkdownIt from 'markdown-it';
import type { Html } from '../../domain/item.ts';
import { DEFAULT_LANGUAGE } from '../../domain/language.ts';
import { CALLOUT_CLOSE, CALLOUT_OPEN, calloutKind, callouts } from './callouts.ts';
import { citations, refsOf } from './citations.ts';
import type { Context } from './context.ts';
import { POLICIES } from './context.ts';
import { figures } from './figures.ts';
import { gaps } from './gaps.ts';
import { links } from './links.ts';
import { refusals } from './refusals.ts';

// Indented code would turn an indentation mistake into a grey box; reference definitions would make
// a bracketed phrase vanish.
const UNUSED_RULES = ['code', 'reference', 'html_block', 'html_inline', 'strikethrough'];

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
  .disable(UNUSED_RULES)
  .use(callouts)
  .use(citations)
  .use(figures)
  .use(gaps)
  .use(refusals)
  .use(links);

/** Renders Markdown with paragraphs, lists and quotations. */
export function renderBlock(text: string, context: Context): Html {
  return markdown.render(text, { context }).trim() as Html;
}

/** Renders Markdown to phrasing content, fit for a label or a sentence; an empty line becomes a break. */
export function renderInline(text: string, context: Context): Html {
  const runs = text.trim().split(/\n[ \t]*\n\s*/);
  return runs.map((run) => markdown.renderInline(run, { context })).join('<br><br>') as Html;
}

/** Ids of the gaps in a cloze text, in order, as the parser finds them. */
export function gapsIn(text: string): readonly string[] {
  const [inline] = markdown.parseInline(text, { context: SILENT });
  return (inline?.children ?? []).flatMap((one) => (one.type === 'gap' ? [one.content] : []));
}

/** References cited in the callouts of a section’s text that say that a matter is contested. */
export function contestedIn(text: string): readonly string[] {
  const refs: string[] = [];
  // Callouts may stand in one another: `open` holds the kinds of those around.
  const open: string[] = [];
  for (const token of markdown.parse(text, { context: SILENT })) {
    if (token.type === CALLOUT_OPEN) open.push(calloutKind(token.info));
    else if (token.type === CALLOUT_CLOSE) open.pop();
    else if (open.includes('contested')) refs.push(...(token.children ?? []).flatMap(refsOf));
  }
  return refs;
}

const SILENT: Context = {
  policy: POLICIES.label,
  world: { sources: new Map(), terms: null, locale: DEFAULT_LANGUAGE },
  language: DEFAULT_LANGUAGE,
  report: () => undefined,
  section: null,
  gaps: new Set(),
};
