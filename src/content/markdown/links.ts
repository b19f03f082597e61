import type { MarkdownIt, Token } from 'markdown-it';
import { escapeHtml } from '../../domain/html.ts';
import { foldWording } from '../language/fold.ts';
import { VAGUE_LINKS } from '../language/pointing.ts';
import { wholeText } from '../language/phrases.ts';
import { missingTerm } from '../world.ts';
import type { Context } from './context.ts';
import { contextOf } from './context.ts';
import { markup } from './markup.ts';

const WEB = /^https?:\/\/[^/]/;
const TERM = 'term:';
const VAGUE = wholeText(VAGUE_LINKS);

/** Links lead to the web (`https:`, `http:`) or to the glossary (`term:id`), and nowhere else. */
export function links(md: MarkdownIt): void {
  // markdown-it would print a refused link as text and say nothing; the rule below says it.
  md.validateLink = () => true;
  md.core.ruler.push('links', (state) => {
    for (const token of state.tokens) checkLinks(contextOf(state.env), token.children ?? []);
  });
  md.renderer.rules['link_open'] = (tokens, index) => {
    const href = String(tokens[index]?.attrGet('href') ?? '');
    const term = tokens[index]?.meta?.['term'] === true;
    if (term) return markup`<a class="term" href="${escapeHtml(href)}">`;
    return WEB.test(href) ? markup`<a href="${escapeHtml(href)}">` : markup`<a>`;
  };
}

function checkLinks(context: Context, tokens: readonly Token[]): void {
  let kept = true;
  tokens.forEach((token, index) => {
    if (token.type === 'link_open') {
      kept = keepLink(context, token, tokens[index + 1]);
      checkWords(context, tokens.slice(index + 1));
      if (!kept) silence(token);
    } else if (token.type === 'link_close' && !kept) {
      silence(token);
    }
  });
}

/** Those who hear the links of a page one by one hear their words alone. */
function checkWords(context: Context, after: readonly Token[]): void {
  const end = after.findIndex((token) => token.type === 'link_close');
  const words = after
    .slice(0, end)
    .map((token) => token.content)
    .join('');
  if (!VAGUE.test(foldWording(words))) return;
  const message = `the words “${words}” do not say where the link leads`;
  context.report({ rule: 'vague-link', message, needle: words });
}

function silence(token: Token): void {
  token.type = 'text';
  token.content = '';
}

/** True if the link is to be shown as a link. */
function keepLink(context: Context, token: Token, next: Token | undefined): boolean {
  const href = String(token.attrGet('href') ?? '');
  if (next?.type === 'link_close') {
    context.report({ rule: 'empty-link', message: 'the link has no words', needle: '](' });
    return false;
  }
  if (href.startsWith(TERM)) return keepTerm(context, token, href.slice(TERM.length));
  if (!WEB.test(href)) {
    const message = `a link cannot lead to \`${href.slice(0, 60)}\``;
    const suggestion = 'links begin with https://, http:// or term:';
    context.report({ rule: 'link-target', message, suggestion, needle: href });
    return false;
  }
  if (!context.policy.webLinks) {
    const message = 'a link cannot stand here: the text is the label of a control';
    context.report({ rule: 'link-here', message, needle: href });
  }
  return context.policy.webLinks;
}

function keepTerm(context: Context, token: Token, id: string): boolean {
  const problem = missingTerm(context.world, id);
  if (problem) context.report({ rule: 'unknown-term', ...problem, needle: `${TERM}${id}` });
  const base = { glossary: '../glossary#', here: '#', text: null }[context.policy.terms];
  if (problem || base === null || context.world.terms === null) return false;
  context.section?.terms.add(id);
  token.attrSet('href', base + id);
  token.meta = { term: true };
  return true;
}
