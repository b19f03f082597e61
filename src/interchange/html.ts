import { isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { escapeHtml } from '../domain/html.ts';

/** A piece of HTML: an element with its children, or words. */
export type HtmlNode = HtmlElement | string;

export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}

/** Levels of nesting that are kept; what stands deeper is taken as text of its parent. */
const MAX_DEPTH = 40;
const VOID = new Set(['br', 'hr', 'img']);

type Parsed = ReturnType<typeof parseDocument>['children'][number];

/** Parses a fragment of HTML as browsers do, more or less; comments and the like are left out. */
export function parseHtml(html: string): readonly HtmlNode[] {
  return convert(parseDocument(html).children, 0);
}

function convert(nodes: readonly Parsed[], depth: number): readonly HtmlNode[] {
  return nodes.flatMap((node): readonly HtmlNode[] => {
    if (isText(node)) return [node.data];
    if (!('attribs' in node) || depth > MAX_DEPTH) return [];
    const children = convert(node.children, depth + 1);
    return [{ name: node.name.toLowerCase(), attributes: node.attribs, children }];
  });
}

/** The words of a fragment, as a reader would hear them: spaces and line ends become one space. */
export function wordsOf(html: string): string {
  return rawWords(parseHtml(html)).replaceAll(/\s+/g, ' ').trim();
}

function rawWords(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      return VOID.has(node.name) || node.name === 'p' || node.name === 'li'
        ? ` ${rawWords(node.children)} `
        : rawWords(node.children);
    })
    .join('');
}

/** The same HTML as well-formed XML. */
export function toXhtml(html: string): string {
  return writeHtml(parseHtml(html));
}

/** Pieces of HTML as well-formed XML. */
export function writeHtml(nodes: readonly HtmlNode[]): string {
  return nodes.map(writeXhtml).join('');
}

function writeXhtml(node: HtmlNode): string {
  if (typeof node === 'string') return escapeHtml(node);
  const attributes = Object.entries(node.attributes).map(
    ([name, value]) => ` ${name}="${escapeHtml(value)}"`,
  );
  const open = `<${node.name}${attributes.join('')}`;
  if (VOID.has(node.name)) return `${open}/>`;
  return `${open}>${node.children.map(writeXhtml).join('')}</${node.name}>`;
}
