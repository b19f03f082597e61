import { languageOf } from '../../domain/wording.ts';
import {
  REVISION_DECISIONS,
  type ChangeKind,
  type RevisionDecision,
} from '../../domain/revision.ts';
import type { Html, ItemType } from '../../domain/item.ts';
import type { Consequence, Decisions } from '../../services/consequences.ts';
import type { FormErrors } from '../forms.ts';

/** Begins the names of the fields that say what happens to the answers to an item. */
const FIELD = 'decision.';

/** An answered item that has changed, with what is asked about it. */
export interface ConsequenceView {
  readonly ref: string;
  readonly type: ItemType;
  readonly prompt: Html;
  /** The language of the question. */
  readonly lang: string;
  /** Null where the item was taken out. */
  readonly kind: ChangeKind | null;
  /** Keys on the way to what differs, where that matters. */
  readonly differences: readonly string[];
  readonly attempts: number;
  /** Name and id of the control. */
  readonly field: string;
  readonly id: string;
  readonly options: readonly RevisionDecision[];
  readonly chosen: RevisionDecision | null;
}

/** The decisions among the fields of a form or an address; others are left out. */
export function readDecisions(fields: Iterable<readonly [string, unknown]>): Decisions {
  const decisions = new Map<string, RevisionDecision>();
  for (const [name, value] of fields) {
    const decision = REVISION_DECISIONS.find((one) => one === value);
    if (name.startsWith(FIELD) && decision !== undefined) {
      decisions.set(name.slice(FIELD.length), decision);
    }
  }
  return decisions;
}

/** A consequence as the page of a publication asks about it. */
export function consequenceView(
  { before, change, attempts, options }: Consequence,
  decisions: Decisions,
): ConsequenceView {
  const { ref, type, prompt } = before;
  const chosen = decisions.get(ref);
  const grave = (change?.differences ?? []).filter(({ kind }) => kind !== 'cosmetic');
  return {
    ref,
    type,
    prompt,
    lang: languageOf(before),
    kind: change?.kind ?? null,
    differences: grave.map(({ path }) => path),
    attempts,
    field: FIELD + ref,
    id: idOf(ref),
    options,
    chosen: chosen !== undefined && options.includes(chosen) ? chosen : null,
  };
}

/** One error for each question that was left open. */
export function undecidedErrors(views: readonly ConsequenceView[]): FormErrors {
  return views
    .filter(({ chosen }) => chosen === null)
    .map(({ id }) => ({ field: id, message: 'publish.error.undecided' }));
}

/** Ids of lessons and items have no underscores, so no two are alike. */
function idOf(ref: string): string {
  return `decision_${ref.replaceAll('/', '_')}`;
}
