import type { Interaction } from '../interaction.ts';
import type { HotTextItem, Html } from '../item.ts';
import { viewsOf } from './arranging.ts';
import type { OptionView } from './arranging.ts';
import { gradeTicks, keyTicks, readTicks, reviewOptions } from './ticking.ts';
import type { TickResponse } from './ticking.ts';

export type HotTextResponse = TickResponse;

export interface HotTextQuestion {
  readonly type: 'hot-text';
  readonly prompt: Html;
  /** In the order of the passage. */
  readonly sentences: readonly OptionView[];
}

/** Sentences to mark in a passage, scored `net` or `exact`. A passage is never shuffled. */
export const hotText: Interaction<HotTextItem, HotTextResponse, HotTextQuestion> = {
  shuffled: () => [],
  question: (item) => ({
    type: item.type,
    prompt: item.prompt,
    sentences: viewsOf(item.sentences),
  }),
  read: (item, fields) => readTicks(item.sentences, fields),
  complete: (_item, response) => response.chosen.length > 0,
  grade: (item, response) => gradeTicks(item.sentences, item.scoring, response),
  key: (item) => keyTicks(item.sentences),
  review: (item, response) => reviewOptions(item.sentences, response?.chosen ?? []),
};
