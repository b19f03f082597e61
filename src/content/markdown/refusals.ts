import type { MarkdownIt, Token } from 'markdown-it';
import type { Context } from './context.ts';
import { contextOf } from './context.ts';

const TAG = /<\/?[a-z][^<>]*>/i;

/** Says what Markdown the platform does not take: headings, tables, HTML. */
export function refusals(md: MarkdownIt): void {
  md.core.ruler.push('refusals', (state) => {
    const context = contextOf(state.env);
    state.tokens.forEach((token, index) => {
      refuseBlock(context, token, state.tokens[index + 1]);
      for (const child of token.children ?? []) noticeHtml(context, child);
    });
  });
}

function refuseBlock(context: Context, token: Token, next: Token | undefined): void {
  if (token.type === 'heading_open') {
    const message = 'headings cannot stand inside a text';
    const suggestion = 'start a new section, or use **bold**; leave an empty line above ---';
    context.report({
      rule: 'heading',
      message,
      suggestion,
      needle: next?.content.split('\n')[0] ?? '',
    });
  }
  if (token.type === 'table_open') {
    const message = 'tables cannot be written in Markdown here';
    context.report({
      rule: 'table',
      message,
      suggestion: 'describe a figure of kind `table`',
      needle: '|',
    });
  }
}

function noticeHtml(context: Context, token: Token): void {
  const tag = token.type === 'text' ? TAG.exec(token.content)?.[0] : undefined;
  if (tag === undefined) return;
  const message = `HTML is shown as it is written: \`${tag.slice(0, 40)}\``;
  context.report({ rule: 'html', message, needle: tag });
}
