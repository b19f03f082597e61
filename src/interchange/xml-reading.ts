import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Problem } from './outcome.ts';
import { problemAt, withoutControls } from './outcome.ts';

/** An element as read; text and CDATA of it are joined in `text`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** What reading gave: the outermost element, or why there is none. */
export type XmlReading =
  | { readonly root: XmlElement; readonly problem: null }
  | { readonly root: null; readonly problem: Problem };

/** Levels of nesting at most; Moodle's files have five. */
const MAX_DEPTH = 50;

const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';

type Ordered = Readonly<Record<string, unknown>>;

/**
 * Reads XML without document types: no entities but the five of XML and character references, so
 * nothing can be expanded or fetched. Never throws for what the text holds.
 */
export function readXml(text: string): XmlReading {
  const hostile = findDeclaration(text) ?? findDepth(text);
  if (hostile !== null) return { root: null, problem: hostile };
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    const { msg, line, col } = valid.err;
    return { root: null, problem: { message: msg, line: line || 1, column: col || 1 } };
  }
  try {
    return rootOf(text, newParser().parse(text) as readonly Ordered[]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { root: null, problem: problemAt(text, 0, message) };
  }
}

function newParser(): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    cdataPropName: CDATA,
    processEntities: false,
  });
}

function rootOf(text: string, nodes: readonly Ordered[]): XmlReading {
  const found = nodes.map(toElement).find((one) => one !== null && !one.name.startsWith('?'));
  if (!found) return { root: null, problem: problemAt(text, 0, 'the file holds no element') };
  return { root: found, problem: null };
}

function toElement(node: Ordered): XmlElement | null {
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
  if (name === undefined || name === TEXT || name === CDATA) return null;
  const inner = node[name] as readonly Ordered[];
  return {
    name,
    attributes: Object.fromEntries(
      Object.entries(node[ATTRIBUTES] ?? {}).map(([key, value]) => [key, decoded(String(value))]),
    ),
    children: inner.map(toElement).filter((one) => one !== null),
    text: inner.map(ownText).join(''),
  };
}

function ownText(node: Ordered): string {
  if (TEXT in node) return decoded(String(node[TEXT]));
  const section = node[CDATA] as readonly Readonly<Record<string, string>>[] | undefined;
  return (section ?? []).map((one) => one[TEXT] ?? '').join('');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Resolves the entities of XML and character references, each once; there are no others. */
function decoded(text: string): string {
  return text.replaceAll(/&(?:#(x[0-9a-f]{1,6}|\d{1,7})|([a-z]{2,4}));/gi, (all, code, name) => {
    if (typeof code !== 'string') return ENTITIES.get(String(name)) ?? all;
    const point = /^x/i.test(code) ? Number.parseInt(code.slice(1), 16) : Number(code);
    const text = point > 0x10ffff ? all : String.fromCodePoint(point);
    return withoutControls(text);
  });
}

/** The first declaration (`<!DOCTYPE`, `<!ENTITY`) outside comments and CDATA. */
function findDeclaration(text: string): Problem | null {
  let at = text.indexOf('<!');
  while (at >= 0) {
    const end = endOfSection(text, at);
    if (end === null) return problemAt(text, at, 'document types and entities are not taken');
    at = end < 0 ? -1 : text.indexOf('<!', end);
  }
  return null;
}

/** Where a comment or a CDATA section ends; -1 where it does not; null for anything else. */
function endOfSection(text: string, at: number): number | null {
  if (text.startsWith('<!--', at)) return text.indexOf('-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return text.indexOf(']]>', at + 9);
  return null;
}

/** Where the nesting becomes too deep; what stands in CDATA may count, too, but never that deep. */
function findDepth(text: string): Problem | null {
  let depth = 0;
  const tags = /<!--|<!\[CDATA\[|<(\/?)[A-Za-z_][^<>]{0,2000}?(\/?)>/g;
  for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
    const [tag, closing, empty] = match;
    if (tag.startsWith('<!')) {
      const end = endOfSection(text, match.index) ?? -1;
      if (end < 0) return null;
      tags.lastIndex = end;
    } else if (closing === '/') depth -= 1;
    else if (empty !== '/') depth += 1;
    if (depth > MAX_DEPTH) return problemAt(text, match.index, 'elements are nested too deep');
  }
  return null;
}

/** The first child of a name. */
export function childOf(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find((one) => one.name === name);
}

/** All children of a name. */
export function childrenOf(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter((one) => one.name === name);
}
