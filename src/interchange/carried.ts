/**
 * Things of a question that other systems have no field for, carried there as tags: the objective
 * and the citations. Whoever does not know them sees tags; our own import reads them back.
 */
export interface Carried {
  readonly objective: string | null;
  readonly cite: readonly string[];
  /** Tags that carry nothing. */
  readonly tags: readonly string[];
}

const OBJECTIVE = 'objective:';
const CITE = 'cite:';

/** The tags of a question with what is carried in them. */
export function toTags(item: {
  readonly objective: string;
  readonly cite: readonly string[];
  readonly tags?: readonly string[] | undefined;
}): readonly string[] {
  const carried = [`${OBJECTIVE}${item.objective}`, ...item.cite.map((ref) => `${CITE}${ref}`)];
  return [...carried, ...(item.tags ?? [])];
}

/** What tags carry. */
export function fromTags(all: readonly string[]): Carried {
  const tags = all.map((tag) => tag.trim()).filter((tag) => tag !== '');
  const objective = tags.find((tag) => tag.startsWith(OBJECTIVE));
  return {
    objective: objective?.slice(OBJECTIVE.length) ?? null,
    cite: tags.filter((tag) => tag.startsWith(CITE)).map((tag) => tag.slice(CITE.length)),
    tags: tags.filter((tag) => !tag.startsWith(OBJECTIVE) && !tag.startsWith(CITE)),
  };
}
