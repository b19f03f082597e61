import type { Node } from 'yaml';
import { Document, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { schemaLine } from '../mend/schema-line.ts';
import type { Branch, Text } from '../translation/units.ts';
import { translatable } from '../translation/units.ts';

/**
 * The text of a translation that is still to be written: each place for a text is empty, with the
 * text of the base above it as a comment.
 * @param path of the translation's file within the lessons folder.
 * @param base the data of the file that it translates.
 */
export function translationScaffold(path: string, base: object): string {
  const document = new Document();
  document.contents = branchNode(translatable(base));
  return `${schemaLine(path) ?? ''}\n${document.toString({ lineWidth: 0, nullStr: '' })}`;
}

function branchNode({ members }: Branch): YAMLMap {
  const map = new YAMLMap();
  for (const [key, member] of members) {
    if (member.kind === 'branch') map.set(key, branchNode(member));
    else addText(map, key, member.unit.base);
  }
  return map;
}

function addText(map: YAMLMap, key: string, base: Text): void {
  const name = new Scalar(key);
  if (typeof base === 'string') name.commentBefore = asComment(base);
  map.set(name, emptyNode(base));
}

/** Lists keep their shape, so that each entry is translated at its place. */
function emptyNode(base: Text): Node {
  if (typeof base === 'string') return emptyText();
  if (Array.isArray(base)) return emptyList(base);
  const map = new YAMLMap();
  for (const [key, text] of Object.entries(base)) addText(map, key, text);
  return map;
}

function emptyList(base: readonly Text[]): YAMLSeq {
  const list = new YAMLSeq();
  for (const text of base) {
    const entry = emptyNode(text);
    if (typeof text === 'string') entry.commentBefore = asComment(text);
    list.items.push(entry);
  }
  return list;
}

function emptyText(): Scalar {
  const text = new Scalar(null);
  text.comment = ' to be written';
  return text;
}

function asComment(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, ' ');
}
