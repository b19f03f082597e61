import { escapeHtml } from '../domain/html.ts';
import { withoutControls } from './outcome.ts';

/** Well-formed XML, safe to put into an element. */
export type Xml = string & { readonly __xml: true };

/** Attributes; those without a value are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** The declaration, which must stand at the very first character of a file. */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n' as Xml;

/** An element; children that are null are left out. */
export function element(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Xml | null)[]
): Xml {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeHtml(withoutControls(String(value)))}"`],
  );
  const inner = children.filter((one) => one !== null).join('');
  const open = `<${name}${written.join('')}`;
  return (inner === '' ? `${open}/>` : `${open}>${inner}</${name}>`) as Xml;
}

/** Words as the content of an element. Characters that XML has no place for are left out. */
export function words(text: string): Xml {
  return escapeHtml(withoutControls(text)) as string as Xml;
}

/** The same in a CDATA section; an end of section inside is cut in two. */
export function cdata(text: string): Xml {
  const safe = withoutControls(text).replaceAll(']]>', ']]]]><![CDATA[>');
  return (safe === '' ? '' : `<![CDATA[${safe}]]>`) as Xml;
}

/** XML side by side, each piece on a line of its own. */
export function lines(pieces: readonly Xml[]): Xml {
  return pieces.map((one) => `${one}\n`).join('') as Xml;
}
