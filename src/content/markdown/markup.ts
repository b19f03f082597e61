import type { Html } from '../../domain/item.ts';

/**
 * A template whose values must be HTML already, or numbers. (Not called `html`: the formatter would
 * lay the templates out, and every space of them is sent to every reader.)
 */
export function markup(strings: TemplateStringsArray, ...values: readonly (Html | number)[]): Html {
  return strings.reduce((out, part, index) => `${out}${values[index - 1] ?? ''}${part}`) as Html;
}

/** Pieces of HTML side by side. */
export function joinHtml(parts: readonly Html[], separator = ''): Html {
  return parts.join(separator) as Html;
}

export const NO_HTML = '' as Html;
