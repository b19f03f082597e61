import type { Fields } from '../../../src/domain/interaction.ts';
import type {
  Choice,
  ClozeItem,
  Criterion,
  EssayItem,
  HotTextItem,
  Html,
  ItemBase,
  ItemByType,
  ItemType,
  MatchingItem,
  MultipleResponseItem,
  NumericItem,
  Option,
  OrderingItem,
  RubricLevel,
  SelectGap,
  ShortTextItem,
  SingleChoiceItem,
  TextGap,
  TrueFalseItem,
} from '../../../src/domain/item.ts';
import { keyOf } from '../../../src/domain/items/registry.ts';
import { fieldsOf } from '../../../src/domain/items/fields.ts';
import type { ItemOf, ItemResponse } from '../../../src/domain/items/registry.ts';

/** Stands in everything that a learner must not see before submission. */
export const CANARY = 'CANARY';

/** Authored HTML. */
export function html(text: string): Html {
  return text as Html;
}

/** Authored HTML that must not be seen before submission. */
export function secret(text: string): Html {
  return html(`${CANARY} ${text}`);
}

/** What a form sends: a value or several values by part. */
export function form(sent: Readonly<Record<string, string | readonly string[]>>): Fields {
  return new Map(
    Object.entries(sent).map(([part, value]) => [
      part,
      typeof value === 'string' ? [value] : value,
    ]),
  );
}

/** The key of an item of a type that has one. */
export function theKeyOf<T extends ItemType>(item: ItemOf<T>): ItemResponse {
  const key: ItemResponse | null = keyOf(item);
  if (key === null) throw new Error(`An item of type ${item.type} has no key.`);
  return key;
}

/** The form that a learner with this response in mind would send. */
export function formOf(response: ItemResponse): Fields {
  return fieldsOf(response);
}

const base: Omit<ItemBase, 'prompt'> = {
  ref: 'lesson/item',
  id: 'item',
  lesson: 'lesson',
  hash: `${CANARY}-hash`,
  objective: 'objective',
  points: 3,
  explanation: secret('explanation'),
  cite: [{ ref: 'article:a.1', label: `${CANARY} note`, url: `https://example.org/${CANARY}` }],
  tags: [CANARY],
  hints: [secret('hint')],
  penalty: 0.25,
};

/** An option of a list or passage. */
export function option(id: string, correct: boolean): Option {
  return { id, text: html(`<b>${id}</b>`), correct, feedback: secret(`on ${id}`) };
}

/** A choice that earns `credit`; 1 makes it the key. */
export function choice(id: string, credit: number): Choice {
  return { ...option(id, credit === 1), credit };
}

export function singleChoiceItem(changes: Partial<SingleChoiceItem> = {}): SingleChoiceItem {
  return {
    ...base,
    type: 'single-choice',
    prompt: html('Which?'),
    choices: [choice('alpha', 0), choice('beta', 1), choice('gamma', 0.4)],
    ...changes,
  };
}

export function trueFalseItem(changes: Partial<TrueFalseItem> = {}): TrueFalseItem {
  return {
    ...base,
    type: 'true-false',
    prompt: html('Is it so?'),
    answer: true,
    feedback: secret('it is'),
    ...changes,
  };
}

/** Three right options (a, b, c) and two wrong ones (x, y). */
export function fiveOptions(): readonly Option[] {
  return ['a', 'x', 'b', 'y', 'c'].map((id) => option(id, id < 'x'));
}

export function multipleResponseItem(
  changes: Partial<MultipleResponseItem> = {},
): MultipleResponseItem {
  return {
    ...base,
    type: 'multiple-response',
    prompt: html('Which ones?'),
    choices: fiveOptions(),
    scoring: 'net',
    ...changes,
  };
}

export function hotTextItem(changes: Partial<HotTextItem> = {}): HotTextItem {
  return {
    ...base,
    type: 'hot-text',
    prompt: html('Mark the evidence.'),
    sentences: fiveOptions(),
    scoring: 'net',
    ...changes,
  };
}

export function shortTextItem(changes: Partial<ShortTextItem> = {}): ShortTextItem {
  return {
    ...base,
    type: 'short-text',
    prompt: html('What is it called?'),
    accept: [`${CANARY} name`, 'الفقه'],
    folds: ['case', 'accents', 'punctuation', 'arabic'],
    feedback: secret('not that name'),
    ...changes,
  };
}

export function numericItem(changes: Partial<NumericItem> = {}): NumericItem {
  return {
    ...base,
    type: 'numeric',
    prompt: html('How many?'),
    min: 716_253,
    max: 716_257,
    value: 716_255,
    unit: 'cells',
    feedback: secret('not that many'),
    ...changes,
  };
}

export const yearGap: SelectGap = {
  id: 'year',
  kind: 'select',
  choices: [option('y2005', true), option('y2011', false)],
};

export const ministryGap: TextGap = {
  id: 'ministry',
  kind: 'text',
  accept: [`${CANARY} ministry`],
  folds: ['case', 'punctuation'],
  feedback: secret('not that ministry'),
};

export const townGap: TextGap = { ...ministryGap, id: 'town', accept: [`${CANARY} town`] };

export function clozeItem(changes: Partial<ClozeItem> = {}): ClozeItem {
  return {
    ...base,
    type: 'cloze',
    prompt: html('Fill in.'),
    parts: [
      { html: html('<p>Began in ') },
      { gap: 'year' },
      { html: html(' by ') },
      { gap: 'ministry' },
      { html: html(' in ') },
      { gap: 'town' },
      { html: html('.</p>') },
    ],
    gaps: [yearGap, ministryGap, townGap],
    ...changes,
  };
}

export function matchingItem(changes: Partial<MatchingItem> = {}): MatchingItem {
  const row = (id: string, match: string) => ({
    id,
    text: html(`<i>${id}</i>`),
    match,
    feedback: secret(`on ${id}`),
  });
  return {
    ...base,
    type: 'matching',
    prompt: html('Match.'),
    rows: [row('malik', 'law'), row('ashari', 'creed'), row('junayd', 'path'), row('fes', 'law')],
    targets: ['law', 'creed', 'path', 'spare'].map((id) => ({ id, text: html(`<b>${id}</b>`) })),
    feedback: secret('on matching'),
    ...changes,
  };
}

/** Entries with these ids, in the right order. */
export function entries(...ids: readonly string[]): OrderingItem['entries'] {
  return ids.map((id) => ({ id, text: html(`<b>${id}</b>`) }));
}

export function orderingItem(changes: Partial<OrderingItem> = {}): OrderingItem {
  return {
    ...base,
    type: 'ordering',
    prompt: html('Put in order.'),
    entries: entries('dawn', 'noon', 'afternoon', 'sunset', 'night'),
    scoring: 'neighbours',
    feedback: secret('on order'),
    ...changes,
  };
}

function level(id: string, share: number): RubricLevel {
  return { id, text: secret(id), share };
}

function criterion(id: string, weight: number, levels: readonly RubricLevel[]): Criterion {
  return { id, text: secret(id), weight, levels };
}

/** Three criteria that weigh 1, 2 and 1; the second has three levels. */
export function essayItem(changes: Partial<EssayItem> = {}): EssayItem {
  return {
    ...base,
    type: 'essay',
    prompt: html('Explain.'),
    words: { least: 80, most: 150 },
    rubric: [
      criterion('thesis', 1, [level('no', 0), level('yes', 1)]),
      criterion('evidence', 2, [level('none', 0), level('some', 0.25), level('full', 1)]),
      criterion('style', 1, [level('no', 0), level('yes', 1)]),
    ],
    ...changes,
  };
}

/** One item of each type. */
export const oneOfEach: { readonly [T in ItemType]: ItemOf<T> & ItemByType[T] } = {
  'single-choice': singleChoiceItem(),
  'true-false': trueFalseItem(),
  'multiple-response': multipleResponseItem(),
  'short-text': shortTextItem(),
  numeric: numericItem(),
  cloze: clozeItem(),
  matching: matchingItem(),
  ordering: orderingItem(),
  'hot-text': hotTextItem(),
  essay: essayItem(),
};
