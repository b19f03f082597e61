import { escapeHtml } from '../html.ts';
import type { Fields, Interaction, Reading, Review } from '../interaction.ts';
import type { Fold, Html, ShortTextItem } from '../item.ts';
import { isAccepted, shownAnswer, shownAnswerHtml } from './folding.ts';
import { answered, readSole, readText, whenAnswered } from './reading.ts';
import { reviewedRow } from './reviewing.ts';

export interface ShortTextResponse {
  /** As typed, without outer white space. */
  readonly text: string;
  /** The folds of the item when the answer was given: a record of how it was first judged. */
  readonly folds: readonly Fold[];
}

export interface ShortTextQuestion {
  readonly type: 'short-text';
  readonly prompt: Html;
}

/**
 * A typed word or phrase. Earns 1 where it is an accepted answer by the folds of the item that
 * grades, which are those stored unless the item was changed and the answer is graded again.
 */
export const shortText: Interaction<ShortTextItem, ShortTextResponse, ShortTextQuestion> = {
  shuffled: () => [],
  question: (item) => ({ type: item.type, prompt: item.prompt }),
  read,
  complete: () => true,
  grade: (item, response) => ({ share: isAccepted(item, response.text) ? 1 : 0 }),
  key: (item) => ({ text: shownAnswer(item), folds: [...item.folds] }),
  review,
};

function read(item: ShortTextItem, fields: Fields): Reading<ShortTextResponse> {
  const typed = readSole(fields, readText);
  return whenAnswered(typed, (text) => answered({ text, folds: [...item.folds] }));
}

function review(item: ShortTextItem, response: ShortTextResponse | null): Review {
  const given = response === null ? null : escapeHtml(response.text);
  const row = { label: null, given, right: shownAnswerHtml(item), feedback: item.feedback };
  return { kind: 'rows', rows: [reviewedRow(row, isAccepted(item, response?.text))] };
}
