const MAX_LENGTH = 48;
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** True for a text that can be an id of ours as it is. */
export function isId(text: string): boolean {
  return text.length <= 64 && ID.test(text);
}

/** Gives ids made from words, each once. */
export class Ids {
  readonly #given = new Set<string>();
  readonly #noun: string;

  /** `noun` names what has no words of its own: `choice-1`. */
  constructor(noun: string) {
    this.#noun = noun;
  }

  /** The id itself where it is one and free, else one made from the words. */
  next(text: string): string {
    const wanted = isId(text) ? text : (slugOf(text) ?? `${this.#noun}-${this.#given.size + 1}`);
    let id = wanted;
    for (let n = 2; this.#given.has(id); n += 1) id = `${wanted}-${n}`;
    this.#given.add(id);
    return id;
  }
}

/** Lower-case words with hyphens; null where the words have no Latin letters to make one of. */
function slugOf(text: string): string | null {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.slice(0, 400).match(/[a-z0-9]+/g) ?? [];
  const kept: string[] = [];
  for (const word of words) {
    if (kept.length === 0 && !/^[a-z]/.test(word)) continue;
    if ([...kept, word].join('-').length > MAX_LENGTH) break;
    kept.push(word);
  }
  return kept.length === 0 ? null : kept.join('-');
}
