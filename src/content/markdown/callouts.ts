import type { MarkdownIt, Token } from 'markdown-it';
import container from 'markdown-it-container';
import { escapeHtml } from '../../domain/html.ts';
import type { Html } from '../../domain/item.ts';
import { DEFAULT_LANGUAGE } from '../../domain/language.ts';
import { didYouMean } from '../nearest.ts';
import { CALLOUT_KINDS, calloutTitle } from '../words.ts';
import type { Context } from './context.ts';
import { contextOf } from './context.ts';
import { markup } from './markup.ts';

/** Types of the tokens around a callout. */
export const CALLOUT_OPEN = 'container_callout_open';
export const CALLOUT_CLOSE = 'container_callout_close';
const CLOSING_LINE = /^[\s>]*:{3,}\s*$/;

/** `::: kind Title` … `:::` as an aside with a heading of its own. */
export function callouts(md: MarkdownIt): void {
  container(md, 'callout', {
    validate: (params: string) => params.trim() !== '',
    render: (tokens: Token[], index: number, _options: unknown, env: unknown) =>
      render(contextOf(env), tokens[index]),
  });
  md.core.ruler.push('callouts', (state) => {
    const lines = state.src.split('\n');
    for (const token of state.tokens) check(contextOf(state.env), token, lines);
  });
}

function check(context: Context, token: Token, lines: readonly string[]): void {
  if (
    token.type === 'inline' &&
    token.content.split('\n').some((line) => CLOSING_LINE.test(line))
  ) {
    const message = 'this `:::` closes no callout';
    context.report({
      rule: 'callout',
      message,
      suggestion: 'write `::: kind Title`',
      needle: ':::',
    });
  }
  if (token.type === CALLOUT_OPEN) checkOpening(context, token, lines);
}

function checkOpening(context: Context, token: Token, lines: readonly string[]): void {
  const needle = `${token.markup}${token.info}`.trimEnd();
  const problem = (message: string, suggestion?: string) =>
    context.report({ rule: 'callout', message, suggestion, needle });
  const { kind } = readHeader(token.info, context.language);
  if (context.section === null) problem('a callout can stand only in the body of a section');
  if (!CALLOUT_KINDS.includes(kind)) {
    const known = `kinds: ${CALLOUT_KINDS.join(', ')}`;
    problem(`\`${kind}\` is not a kind of callout`, didYouMean(kind, CALLOUT_KINDS) ?? known);
  }
  if (!CLOSING_LINE.test(lines[token.map?.[1] ?? -1] ?? '')) {
    problem('the callout is not closed', 'end it with a line `:::`');
  }
}

function render(context: Context, token: Token | undefined): Html {
  if (token?.type !== CALLOUT_OPEN) return markup`</aside>\n`;
  const { kind, title } = readHeader(token.info, context.language);
  const id = escapeHtml(calloutId(context));
  // A note rather than the complementary landmark that `aside` is by itself: a page may have many,
  // and landmarks of the same name are noise.
  const look = markup`class="note ${escapeHtml(kind)}" role="note" aria-labelledby="${id}"`;
  return markup`<aside ${look}><h3 id="${id}">${escapeHtml(title)}</h3>\n`;
}

/** The kind of a callout, from what stands behind its opening marks. */
export function calloutKind(info: string): string {
  return readHeader(info, DEFAULT_LANGUAGE).kind;
}

function readHeader(info: string, language: string): { kind: string; title: string } {
  const [kind = '', ...words] = info.trim().split(/\s+/);
  return { kind, title: words.length > 0 ? words.join(' ') : calloutTitle(kind, language) };
}

function calloutId(context: Context): string {
  if (context.section === null) return 'callout';
  context.section.callouts += 1;
  return `callout-${context.section.id}-${context.section.callouts}`;
}
