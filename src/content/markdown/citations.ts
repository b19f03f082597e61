import type { MarkdownIt, StateInline, Token } from 'markdown-it';
import { escapeHtml } from '../../domain/html.ts';
import type { Citation, Html } from '../../domain/item.ts';
import { resolveCitation } from '../world.ts';
import type { Context } from './context.ts';
import { contextOf } from './context.ts';
import { joinHtml, markup, NO_HTML } from './markup.ts';
import type { NoteMark } from './notes.ts';

// `[@a; @b:sec.n]`; the inside is anything but brackets, so that a mistyped reference is reported
// rather than printed.
const CITATION = /\[(@[^[\]]*)\]/y;

/** `[@ref; @ref]`: numbered notes in a lesson, links elsewhere. */
export function citations(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'citation', (state, silent) => {
    CITATION.lastIndex = state.pos;
    const match = CITATION.exec(state.src.slice(0, state.posMax));
    // A link's label may begin with `@`.
    if (!match?.[1] || state.src[CITATION.lastIndex] === '(') return false;
    if (!silent) {
      // A raised number stands against the word before it.
      const { citations } = contextOf(state.env).policy;
      if (citations === 'numbered') closeUp(state);
      state.push('citation', '', 0).content = match[1];
    }
    state.pos += match[0].length;
    return true;
  });
  md.renderer.rules['citation'] = (tokens, index, _options, env) =>
    render(contextOf(env), tokens[index]?.content ?? '');
}

/** Takes away the space or the line's end before what comes next. */
function closeUp(state: StateInline): void {
  state.pending = state.pending.trimEnd();
  if (state.pending !== '' || state.tokens.at(-1)?.type !== 'softbreak') return;
  state.tokens.pop();
  state.tokens_meta.pop();
}

/** The references of a token, if it is a citation. */
export function refsOf(token: Token): readonly string[] {
  if (token.type !== 'citation') return [];
  return token.content.split(';').map(refOf);
}

function refOf(part: string): string {
  return part.trim().replace(/^@/, '');
}

function render(context: Context, content: string): Html {
  const found = content.split(';').flatMap((part) => resolve(context, part.trim()));
  if (found.length === 0) return NO_HTML;
  const section = context.section;
  if (context.policy.citations !== 'numbered' || !section) {
    return markup`(${joinHtml(found.map(linked), '; ')})`;
  }
  const marks = found.map((one) => numbered(section.notes.mark(one)));
  return markup`<sup class="cite">${joinHtml(marks, ', ')}</sup>`;
}

function resolve(context: Context, part: string): Citation[] {
  const needle = part === '' ? '[@' : part;
  if (context.policy.citations === 'refused') {
    const message = 'a citation cannot stand here';
    const suggestion = 'cite in `explanation`, in `feedback` or under `cite`';
    context.report({ rule: 'citation-here', message, suggestion, needle });
    return [];
  }
  const resolved = resolveCitation(context.world, refOf(part), context.language);
  if (resolved.citation) return [resolved.citation];
  context.report({ rule: 'unknown-citation', ...resolved.problem, needle });
  return [];
}

function numbered({ number, first }: NoteMark): Html {
  return first
    ? markup`<a href="#note-${number}" id="cite-${number}">${number}</a>`
    : markup`<a href="#note-${number}">${number}</a>`;
}

function linked(citation: Citation): Html {
  const words = citation.html ?? escapeHtml(citation.label);
  return markup`<a href="${escapeHtml(citation.url)}">${words}</a>`;
}
