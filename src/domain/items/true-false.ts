import { escapeHtml } from '../html.ts';
import type { Interaction, Reading, Review } from '../interaction.ts';
import type { Html, TrueFalseItem } from '../item.ts';
import { answered, forged, readSole } from './reading.ts';

export interface TrueFalseResponse {
  readonly answer: boolean;
}

export interface TrueFalseQuestion {
  readonly type: 'true-false';
  readonly prompt: Html;
}

/** A statement that is true or false. Earns 1 or 0. */
export const trueFalse: Interaction<TrueFalseItem, TrueFalseResponse, TrueFalseQuestion> = {
  shuffled: () => [],
  question: (item) => ({ type: item.type, prompt: item.prompt }),
  read: (_item, fields) => readSole(fields, readAnswer),
  complete: () => true,
  grade: (item, response) => ({ share: response.answer === item.answer ? 1 : 0 }),
  key: (item) => ({ answer: item.answer }),
  review,
};

function readAnswer(value: string): Reading<TrueFalseResponse> {
  if (value === 'true') return answered({ answer: true });
  return value === 'false' ? answered({ answer: false }) : forged('unknown-id');
}

function review(item: TrueFalseItem, response: TrueFalseResponse | null): Review {
  const options = [true, false].map((answer) => {
    const chosen = response?.answer === answer;
    const correct = answer === item.answer;
    const html = escapeHtml(answer ? 'True' : 'False');
    return { html, chosen, correct, feedback: chosen && !correct ? item.feedback : null };
  });
  return { kind: 'options', options };
}
