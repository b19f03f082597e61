import { member } from './schema/known-keys.ts';
import { parseYaml } from './yaml.ts';

/** A member with an id of a list at the top of a file, e.g. an item of a lesson. */
export interface OutlinePart {
  /** Key of the list, e.g. `items`. */
  readonly list: string;
  readonly id: string;
  /** First and last line, from 1. */
  readonly line: number;
  readonly endLine: number;
}

/** The parts of a file in their order; none where the text cannot be parsed. */
export function outlineOf(path: string, text: string): readonly OutlinePart[] {
  const { value, place } = parseYaml(path, text);
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value);
  const starts = keys.map((key) => place([key], { onKey: true }).line);
  const parts = keys.flatMap((list) => {
    const members: unknown = member(value, list);
    if (!Array.isArray(members)) return [];
    return members.flatMap((one, index) => {
      const id: unknown = member(one, 'id');
      const { line } = place([list, index]);
      starts.push(line);
      return typeof id === 'string' ? [{ list, id, line }] : [];
    });
  });
  const ends = [...starts, text.split('\n').length + 1];
  return parts.map((part) => ({
    ...part,
    endLine: Math.min(...ends.filter((line) => line > part.line)) - 1,
  }));
}
