import type { Html } from './item.ts';

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Plain text as HTML that shows just that text, safe in element content and quoted attributes. */
export function escapeHtml(text: string): Html {
  return text.replaceAll(/[&<>"']/g, (mark) => ENTITIES.get(mark) ?? mark) as Html;
}
