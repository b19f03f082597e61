import type { Cell, Coded } from './models.ts';

/** A word of ours with its message, whose key is `prefix` and the word. */
export function coded(prefix: string, value: string): Coded {
  return { value, key: prefix + value };
}

/** A stored instant. */
export function instant(text: string | null): Cell {
  return text === null ? null : new Date(text);
}
