import type { Grade } from './interaction.ts';
import type { Gap, Item } from './item.ts';
import { gradeItem, type ItemResponse } from './items/registry.ts';
import type { RevisionDecision } from './revision.ts';

/** What was decided about the answers to an item version; `keep` leaves no trace. */
export type RulingDecision = Exclude<RevisionDecision, 'keep'>;

/** How the answers to one item version are marked, in place of its own key. */
export type Ruling =
  /** By the key of another version, as far as an answer fits it. */
  | { readonly decision: 'regrade'; readonly by: Item }
  /** All points for everybody who was asked. */
  | { readonly decision: 'full-credit' }
  /** The item counts for nothing: its points leave score and maximum. */
  | { readonly decision: 'drop' };

/** A grade under a ruling. */
export interface RuledGrade extends Grade {
  readonly dropped: boolean;
  /** True where practice costs nothing: the learner could not know what to answer. */
  readonly whole: boolean;
}

/**
 * The share of the points that an answer to `item` earns under a ruling; null for no answer.
 * `accepted`: an instructor has taken this answer as right before, which stays so.
 */
export function ruledGrade(
  item: Item,
  response: ItemResponse | null,
  accepted: boolean,
  ruling: Ruling | undefined,
): RuledGrade {
  if (ruling?.decision === 'drop') return { share: 0, dropped: true, whole: false };
  if (ruling?.decision === 'full-credit') return { share: 1, dropped: false, whole: true };
  if (accepted) return { share: 1, dropped: false, whole: false };
  const fits = ruling !== undefined && response !== null && fitsItem(ruling.by, item, response);
  const grade = gradeItem(fits ? ruling.by : item, response);
  return { ...grade, dropped: false, whole: false };
}

/**
 * Whether an answer to one version of an item can be marked by another: of the same type, and
 * with all the parts that the answer names. An answer that names parts which are gone said
 * something that the other version has no word for.
 */
export function fitsItem(other: Item, item: Item, response: ItemResponse): boolean {
  if (other.type !== item.type) return false;
  const ids = partsOf(other);
  return namedIn(item, response).every((id) => ids.has(id));
}

/** The ids of an item that its answers can name. */
function partsOf(item: Item): ReadonlySet<string> {
  switch (item.type) {
    case 'single-choice':
    case 'multiple-response':
      return new Set(item.choices.map(({ id }) => id));
    case 'hot-text':
      return new Set(item.sentences.map(({ id }) => id));
    case 'ordering':
      return new Set(item.entries.map(({ id }) => id));
    case 'matching':
      return new Set([
        ...item.rows.map(({ id }) => `row ${id}`),
        ...item.targets.map(({ id }) => `target ${id}`),
      ]);
    case 'cloze':
      return new Set(item.gaps.flatMap(gapParts));
    case 'true-false':
    case 'short-text':
    case 'numeric':
    case 'essay':
      return new Set();
  }
}

function gapParts(gap: Gap): string[] {
  if (gap.kind === 'text') return [`text ${gap.id}`];
  return gap.choices.map((choice) => `select ${gap.id} ${choice.id}`);
}

/** The same ids as an answer to `item` names them. */
function namedIn(item: Item, response: ItemResponse): readonly string[] {
  if ('choice' in response) return [response.choice];
  if ('chosen' in response) return response.chosen;
  if ('ranks' in response) return Object.keys(response.ranks);
  if ('rows' in response) {
    const pairs = Object.entries(response.rows);
    return pairs.flatMap(([row, target]) => [`row ${row}`, `target ${target}`]);
  }
  if ('gaps' in response && item.type === 'cloze') {
    return Object.entries(response.gaps).map(([id, given]) => {
      const gap = item.gaps.find((one) => one.id === id);
      return gap?.kind === 'select' ? `select ${id} ${given}` : `text ${id}`;
    });
  }
  return [];
}
