import type { Fields, Grade, Interaction, Reading, Review } from '../interaction.ts';
import type { ItemByType, ItemType } from '../item.ts';
import { cloze } from './cloze.ts';
import type { ClozeQuestion, ClozeResponse } from './cloze.ts';
import { essay } from './essay.ts';
import type { EssayQuestion, EssayResponse } from './essay.ts';
import { hotText } from './hot-text.ts';
import type { HotTextQuestion, HotTextResponse } from './hot-text.ts';
import { matching } from './matching.ts';
import type { MatchingQuestion, MatchingResponse } from './matching.ts';
import { multipleResponse } from './multiple-response.ts';
import type { MultipleResponseQuestion, MultipleResponseResponse } from './multiple-response.ts';
import { numeric } from './numeric.ts';
import type { NumericQuestion, NumericResponse } from './numeric.ts';
import { ordering } from './ordering.ts';
import type { OrderingQuestion, OrderingResponse } from './ordering.ts';
import { shortText } from './short-text.ts';
import type { ShortTextQuestion, ShortTextResponse } from './short-text.ts';
import { singleChoice } from './single-choice.ts';
import type { SingleChoiceQuestion, SingleChoiceResponse } from './single-choice.ts';
import { trueFalse } from './true-false.ts';
import type { TrueFalseQuestion, TrueFalseResponse } from './true-false.ts';

export interface ResponseByType {
  'single-choice': SingleChoiceResponse;
  'true-false': TrueFalseResponse;
  'multiple-response': MultipleResponseResponse;
  'short-text': ShortTextResponse;
  numeric: NumericResponse;
  cloze: ClozeResponse;
  matching: MatchingResponse;
  ordering: OrderingResponse;
  'hot-text': HotTextResponse;
  essay: EssayResponse;
}

export interface QuestionByType {
  'single-choice': SingleChoiceQuestion;
  'true-false': TrueFalseQuestion;
  'multiple-response': MultipleResponseQuestion;
  'short-text': ShortTextQuestion;
  numeric: NumericQuestion;
  cloze: ClozeQuestion;
  matching: MatchingQuestion;
  ordering: OrderingQuestion;
  'hot-text': HotTextQuestion;
  essay: EssayQuestion;
}

/** A learner's answer to an item of any type, as stored (JSON). */
export type ItemResponse = ResponseByType[ItemType];

/** An item of any type as a learner may see it before submission; told apart by `type`. */
export type ItemQuestion = QuestionByType[ItemType];

/** An item whose type is known as far as `T`; `Item` itself where it is not. */
export type ItemOf<T extends ItemType> = ItemByType[T] & { readonly type: T };

type Interactions = {
  readonly [T in ItemType]: Interaction<
    ItemByType[T],
    ResponseByType[T],
    QuestionByType[T],
    ResponseByType[T] | null
  >;
};

/** Every interaction type, by its name. */
export const interactions: Interactions = {
  'single-choice': singleChoice,
  'true-false': trueFalse,
  'multiple-response': multipleResponse,
  'short-text': shortText,
  numeric,
  cloze,
  matching,
  ordering,
  'hot-text': hotText,
  essay,
};

/** The learner's view of the item, without its key, options in `order` (ids). */
export function questionOf<T extends ItemType>(
  item: ItemOf<T>,
  order: readonly string[],
): QuestionByType[T] {
  return interactionOf<T>(item).question(item, order);
}

/** Reads a form's answer; problems are values, see `Reading`. */
export function readResponse<T extends ItemType>(
  item: ItemOf<T>,
  fields: Fields,
): Reading<ResponseByType[T]> {
  return interactionOf<T>(item).read(item, fields);
}

/** True when every part of the item has an answer. */
export function isComplete<T extends ItemType>(
  item: ItemOf<T>,
  response: ResponseByType[T] | null,
): boolean {
  return response !== null && interactionOf<T>(item).complete(item, response);
}

/**
 * The share of the item's points that the response earns, 0 to 1; no response earns 0 at once, an
 * essay is `pending` until somebody has read it.
 */
export function gradeItem<T extends ItemType>(
  item: ItemOf<T>,
  response: ResponseByType[T] | null,
): Grade {
  return response === null ? { share: 0 } : interactionOf<T>(item).grade(item, response);
}

/** A response that earns everything; null for an essay, which only a reader can judge. */
export function keyOf<T extends ItemType>(item: ItemOf<T>): ResponseByType[T] | null {
  return interactionOf<T>(item).key(item);
}

/** What the feedback page shows of the item, with its key, options in `order` (ids). */
export function reviewOf<T extends ItemType>(
  item: ItemOf<T>,
  response: ResponseByType[T] | null,
  order: readonly string[],
): Review {
  return interactionOf<T>(item).review(item, response, order);
}

/** The ids that an attempt puts in an order of its own; never in the order of a key. */
export function shuffledIds<T extends ItemType>(item: ItemOf<T>): readonly string[] {
  return interactionOf<T>(item).shuffled(item);
}

function interactionOf<T extends ItemType>(item: { readonly type: T }): Interactions[T] {
  return interactions[item.type];
}
