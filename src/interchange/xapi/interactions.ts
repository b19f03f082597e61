import type { ClozeItem, Html, Item, ShortTextItem } from '../../domain/item.ts';
import type { ItemOf, ItemResponse, ResponseByType } from '../../domain/items/registry.ts';
import type { ItemType } from '../../domain/item.ts';
import { compareIds } from '../../domain/items/arranging.ts';
import { languageOf } from '../../domain/wording.ts';
import { wordsOf } from '../html.ts';

/** Between the parts of a response, and within a pair (xAPI 1.0.3, Data, 2.4.4.1). */
const BETWEEN = '[,]';
const WITHIN = '[.]';
const RANGE = '[:]';

export type InteractionType =
  | 'true-false'
  | 'choice'
  | 'fill-in'
  | 'long-fill-in'
  | 'matching'
  | 'sequencing'
  | 'numeric';

type LanguageMap = Readonly<Record<string, string>>;

export interface Component {
  readonly id: string;
  readonly description: LanguageMap;
}

/** What xAPI says of a question. */
export interface InteractionDefinition {
  readonly type: 'http://adlnet.gov/expapi/activities/cmi.interaction';
  readonly description: LanguageMap;
  readonly interactionType: InteractionType;
  readonly correctResponsesPattern?: readonly string[];
  readonly choices?: readonly Component[];
  readonly source?: readonly Component[];
  readonly target?: readonly Component[];
}

/** How one interaction type is told in xAPI's. */
interface Telling<I, R> {
  readonly type: InteractionType;
  readonly parts?: (item: I) => Pick<InteractionDefinition, 'choices' | 'source' | 'target'>;
  readonly response: (item: I, response: R) => string;
  /** Every response that is right, or null where they cannot all be listed. */
  readonly right: (item: I) => readonly string[] | null;
}

type Tellings = {
  readonly [T in ItemType]: Telling<ItemOf<T>, ResponseByType[T]>;
};

const TELLINGS: Tellings = {
  'single-choice': {
    type: 'choice',
    parts: (item) => ({ choices: componentsOf(item, item.choices) }),
    response: (_item, { choice }) => choice,
    right: (item) => item.choices.filter(({ correct }) => correct).map(({ id }) => id),
  },
  'true-false': {
    type: 'true-false',
    response: (_item, { answer }) => String(answer),
    right: ({ answer }) => [String(answer)],
  },
  'multiple-response': {
    type: 'choice',
    parts: (item) => ({ choices: componentsOf(item, item.choices) }),
    response: (_item, { chosen }) => chosen.join(BETWEEN),
    right: (item) => [rightTicks(item.choices)],
  },
  'hot-text': {
    type: 'choice',
    parts: (item) => ({ choices: componentsOf(item, item.sentences) }),
    response: (_item, { chosen }) => chosen.join(BETWEEN),
    right: (item) => [rightTicks(item.sentences)],
  },
  'short-text': {
    type: 'fill-in',
    response: (_item, { text }) => text,
    right: acceptedTexts,
  },
  numeric: {
    type: 'numeric',
    response: (_item, { value }) => String(value),
    right: ({ min, max }) => [min === max ? String(min) : `${min}${RANGE}${max}`],
  },
  cloze: {
    type: 'fill-in',
    response: (item, { gaps }) =>
      item.gaps.map(({ id }) => shownInGap(item, id, gaps[id] ?? '')).join(BETWEEN),
    // Each gap may accept several texts: the combinations cannot be listed.
    right: () => null,
  },
  matching: {
    type: 'matching',
    parts: (item) => ({
      source: componentsOf(item, item.rows),
      target: componentsOf(item, item.targets),
    }),
    response: (item, { rows }) =>
      item.rows
        .flatMap(({ id }) => pair(id, Object.hasOwn(rows, id) ? rows[id] : undefined))
        .join(BETWEEN),
    right: (item) => [item.rows.flatMap(({ id, match }) => pair(id, match)).join(BETWEEN)],
  },
  ordering: {
    type: 'sequencing',
    // By id: the authored order is the key.
    parts: (item) => ({
      choices: componentsOf(
        item,
        item.entries.toSorted((a, b) => compareIds(a.id, b.id)),
      ),
    }),
    response: (_item, { ranks }) =>
      Object.entries(ranks)
        .toSorted(([, a], [, b]) => a - b)
        .map(([id]) => id)
        .join(BETWEEN),
    right: (item) => [item.entries.map(({ id }) => id).join(BETWEEN)],
  },
  essay: {
    type: 'long-fill-in',
    response: (_item, { text }) => text,
    right: () => null,
  },
};

/** The question as an interaction activity; with its key only where that may be told. */
export function definitionOf(item: Item, withKey: boolean): InteractionDefinition {
  const telling = tellingOf(item.type);
  const right = withKey ? telling.right(item) : null;
  return {
    type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
    description: { [languageOf(item)]: wordsOf(item.prompt) },
    interactionType: telling.type,
    ...(right === null ? {} : { correctResponsesPattern: right }),
    ...telling.parts?.(item),
  };
}

/** A response as xAPI writes it. */
export function responseText(item: Item, response: ItemResponse): string {
  return tellingOf(item.type).response(item, response);
}

/** Item and response are of the same type: a response belongs to the version that was asked. */
function tellingOf(type: ItemType): Telling<Item, ItemResponse> {
  return TELLINGS[type] as unknown as Telling<Item, ItemResponse>;
}

function componentsOf(
  item: Item,
  parts: readonly { readonly id: string; readonly text: Html }[],
): Component[] {
  const language = languageOf(item);
  return parts.map(({ id, text }) => ({ id, description: { [language]: wordsOf(text) } }));
}

function rightTicks(
  options: readonly { readonly id: string; readonly correct: boolean }[],
): string {
  const right = options.filter(({ correct }) => correct).map(({ id }) => id);
  return right.toSorted().join(BETWEEN);
}

/** All that is accepted, where nothing is forgiven but case: more than that cannot be listed. */
function acceptedTexts({ accept, folds }: ShortTextItem): readonly string[] | null {
  if (folds.some((fold) => fold !== 'case')) return null;
  return accept.map((text) => `{case_matters=${!folds.includes('case')}}${text}`);
}

/** The text in a gap: as typed, or the words of the choice. */
function shownInGap(item: ClozeItem, gapId: string, answer: string): string {
  const gap = item.gaps.find(({ id }) => id === gapId);
  const choice = gap?.kind === 'select' ? gap.choices.find(({ id }) => id === answer) : undefined;
  return choice === undefined ? answer : wordsOf(choice.text);
}

function pair(source: string, target: string | undefined): string[] {
  return target === undefined ? [] : [`${source}${WITHIN}${target}`];
}
