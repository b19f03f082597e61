import type { Interaction } from '../interaction.ts';
import type { Html, MultipleResponseItem } from '../item.ts';
import { arranged, idsOf, viewsOf } from './arranging.ts';
import type { OptionView } from './arranging.ts';
import { gradeTicks, keyTicks, readTicks, reviewOptions } from './ticking.ts';
import type { TickResponse } from './ticking.ts';

export type MultipleResponseResponse = TickResponse;

export interface MultipleResponseQuestion {
  readonly type: 'multiple-response';
  readonly prompt: Html;
  readonly choices: readonly OptionView[];
}

/** Any number of several choices, scored `net` or `exact`. */
export const multipleResponse: Interaction<
  MultipleResponseItem,
  MultipleResponseResponse,
  MultipleResponseQuestion
> = {
  shuffled: (item) => idsOf(item.choices),
  question: (item, order) => ({
    type: item.type,
    prompt: item.prompt,
    choices: viewsOf(arranged(item.choices, order)),
  }),
  read: (item, fields) => readTicks(item.choices, fields),
  complete: (_item, response) => response.chosen.length > 0,
  grade: (item, response) => gradeTicks(item.choices, item.scoring, response),
  key: (item) => keyTicks(item.choices),
  review: (item, response, order) =>
    reviewOptions(arranged(item.choices, order), response?.chosen ?? []),
};
