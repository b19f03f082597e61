import type { Html } from '../domain/item.ts';

/** Private-use characters: no text has them, and escaping leaves them alone. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** Stands in a template for what differs from visitor to visitor. */
export function slot(name: string): Html {
  return `${OPEN}${name}${CLOSE}` as Html;
}

/** A page (or part) rendered once, cut at its slots. */
export interface Shell {
  readonly fixed: readonly Buffer[];
  /** Slot names; one between each two fixed parts. */
  readonly slots: readonly string[];
}

/** Cuts rendered HTML at its slots. */
export function createShell(html: string): Shell {
  const pieces = html.split(new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`));
  return {
    fixed: pieces.filter((_, index) => index % 2 === 0).map((text) => Buffer.from(text)),
    slots: pieces.filter((_, index) => index % 2 === 1),
  };
}

/** The whole page; `value` gives the HTML of each slot. */
export function fillShell(shell: Shell, value: (slot: string) => string | Buffer): Buffer {
  const parts: Buffer[] = [];
  shell.fixed.forEach((fixed, index) => {
    parts.push(fixed);
    const name = shell.slots[index];
    if (name === undefined) return;
    const filling = value(name);
    parts.push(typeof filling === 'string' ? Buffer.from(filling) : filling);
  });
  return Buffer.concat(parts);
}

/** Finds what was built under a key, or builds it; `keep` false always builds. */
export type ShellCache<T> = (key: string, build: () => T, keep: boolean) => T;

/** Shells kept by key, oldest out first. */
export function createShellCache<T>(limit: number): ShellCache<T> {
  const kept = new Map<string, T>();
  return (key, build, keep) => {
    if (!keep) return build();
    const known = kept.get(key);
    if (known !== undefined) return known;
    const built = build();
    const [oldest] = kept.keys();
    if (kept.size >= limit && oldest !== undefined) kept.delete(oldest);
    kept.set(key, built);
    return built;
  };
}
