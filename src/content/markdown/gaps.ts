import type { MarkdownIt, Token } from 'markdown-it';
import type { Context } from './context.ts';
import { contextOf } from './context.ts';

const GAP = /\{\{([^{}\n]*)\}\}/y;

// Control characters cannot come from an authored file, so these marks cannot be forged.
const OPEN = '\u0002';
const CLOSE = '\u0003';
const MARK = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`);

/** `{{gap-id}}` in cloze texts; plain text elsewhere. */
export function gaps(md: MarkdownIt): void {
  md.inline.ruler.before('text', 'gap', (state, silent) => {
    const known = contextOf(state.env).gaps;
    GAP.lastIndex = state.pos;
    const match = known === null ? null : GAP.exec(state.src.slice(0, state.posMax));
    if (!match) return false;
    if (!silent) state.push('gap', '', 0).content = (match[1] ?? '').trim();
    state.pos += match[0].length;
    return true;
  });
  md.core.ruler.push('gaps', (state) => {
    for (const token of state.tokens) checkOutside(contextOf(state.env), token.children ?? []);
  });
  md.renderer.rules['gap'] = (tokens, index) => `${OPEN}${tokens[index]?.content ?? ''}${CLOSE}`;
}

/** The text is cut at its gaps, and half an element is not HTML. */
function checkOutside(context: Context, tokens: readonly Token[]): void {
  let depth = 0;
  for (const token of tokens) {
    depth += token.nesting;
    if (token.type !== 'gap' || depth === 0) continue;
    const message = 'a gap stands outside emphasis and links';
    context.report({ rule: 'gap', message, needle: `{{${token.content}}}` });
  }
}

/** Rendered HTML cut at its gaps: text, gap id, text, gap id, …, text. */
export function splitAtGaps(rendered: string): readonly string[] {
  return rendered.split(MARK);
}
