import type { Grade, Interaction } from '../interaction.ts';
import type { Html, SingleChoiceItem } from '../item.ts';
import { arranged, idsOf, viewsOf } from './arranging.ts';
import type { OptionView } from './arranging.ts';
import { answered, forged, readSole } from './reading.ts';
import { reviewOptions } from './ticking.ts';

export interface SingleChoiceResponse {
  /** Choice id. */
  readonly choice: string;
}

export interface SingleChoiceQuestion {
  readonly type: 'single-choice';
  readonly prompt: Html;
  readonly choices: readonly OptionView[];
}

/** One of several choices. Earns 1 for the key, the choice's credit for another. */
export const singleChoice: Interaction<
  SingleChoiceItem,
  SingleChoiceResponse,
  SingleChoiceQuestion
> = {
  shuffled: (item) => idsOf(item.choices),
  question: (item, order) => ({
    type: item.type,
    prompt: item.prompt,
    choices: viewsOf(arranged(item.choices, order)),
  }),
  read: (item, fields) =>
    readSole(fields, (choice) =>
      idsOf(item.choices).includes(choice) ? answered({ choice }) : forged('unknown-id'),
    ),
  complete: () => true,
  grade,
  key: (item) => ({ choice: item.choices.find((choice) => choice.correct)?.id ?? '' }),
  review: (item, response, order) =>
    reviewOptions(arranged(item.choices, order), response === null ? [] : [response.choice]),
};

function grade(item: SingleChoiceItem, response: SingleChoiceResponse): Grade {
  const taken = item.choices.find((choice) => choice.id === response.choice);
  if (taken === undefined) return { share: 0 };
  return { share: taken.correct ? 1 : Math.min(1, Math.max(0, taken.credit)) };
}
