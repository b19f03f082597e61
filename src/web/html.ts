import { escapeHtml } from '../domain/html.ts';
import type { Html } from '../domain/item.ts';

/** Text whose own direction must not disturb the line around it: names, numbers, ranges, scores. */
export function bdi(text: string | number): Html {
  return `<bdi>${escapeHtml(String(text))}</bdi>` as Html;
}

/** Paragraphs as one run, for headings and labels, where blocks are not allowed. */
export function inline(html: Html): Html {
  return html
    .trim()
    .replaceAll(/<\/p>\s*<p>/g, '<br><br>')
    .replaceAll(/<\/?p>/g, '') as Html;
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
