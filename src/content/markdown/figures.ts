import type { MarkdownIt, Token } from 'markdown-it';
import type { Context } from './context.ts';
import { contextOf } from './context.ts';
import { NO_HTML } from './markup.ts';

const FIGURE = 'figure:';

/** `![](figure:id)` in a paragraph of its own places a figure; no other image can be shown. */
export function figures(md: MarkdownIt): void {
  md.core.ruler.push('figures', (state) => {
    const context = contextOf(state.env);
    state.tokens.forEach((token, index) => {
      if (!isLoneFigure(state.tokens, index)) refuseImages(context, token);
      else place(state.tokens, index);
    });
  });
  md.renderer.rules['figure'] = (tokens, index, _options, env) =>
    contextOf(env).section?.figure(tokens[index]?.content ?? '') ?? NO_HTML;
}

function isLoneFigure(tokens: readonly Token[], index: number): boolean {
  const children = tokens[index]?.children ?? [];
  const lone = children.length === 1 && sourceOf(children[0]).startsWith(FIGURE);
  return lone && tokens[index - 1]?.type === 'paragraph_open';
}

function sourceOf(token: Token | undefined): string {
  return token?.type === 'image' ? String(token.attrGet('src') ?? '') : '';
}

/** Replaces the paragraph by the figure. */
function place(tokens: readonly Token[], index: number): void {
  const [open, inline, close] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (!open || !inline || !close) return;
  const id = sourceOf(inline.children?.[0]).slice(FIGURE.length);
  blank(open);
  blank(close);
  inline.type = 'figure';
  inline.content = id;
  inline.children = null;
}

function blank(token: Token): void {
  token.type = 'text';
  token.tag = '';
  token.nesting = 0;
  token.content = '';
}

function refuseImages(context: Context, token: Token): void {
  for (const child of token.children ?? []) {
    if (child.type !== 'image') continue;
    const src = sourceOf(child);
    context.report({ rule: 'image', ...refusal(src), needle: src === '' ? '![' : src });
    blank(child);
  }
}

function refusal(src: string): { message: string; suggestion: string } {
  if (src.startsWith(FIGURE)) {
    return {
      message: 'a figure stands in a paragraph of its own',
      suggestion: 'leave an empty line before and after it',
    };
  }
  return {
    message: 'images cannot be shown',
    suggestion: 'describe a figure under `figures` and place it with ![](figure:id)',
  };
}
