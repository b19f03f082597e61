import { escapeHtml } from '../html.ts';
import type { Interaction, Reading, Review } from '../interaction.ts';
import type { Html, NumericItem } from '../item.ts';
import { inLanguage, type Phrase } from '../language.ts';
import { languageOf } from '../wording.ts';
import { readNumber, writeNumber } from './numbers.ts';
import { answered, mistaken, readSole, readText, whenAnswered } from './reading.ts';
import { reviewedRow } from './reviewing.ts';

export interface NumericResponse {
  /** As typed, without outer white space. */
  readonly text: string;
  /** What the text was read as. */
  readonly value: number;
}

export interface NumericQuestion {
  readonly type: 'numeric';
  readonly prompt: Html;
  /** Plain text shown after the box. */
  readonly unit: Phrase | null;
}

/**
 * Rounding of binary fractions, relative to the size of the range: 0.7 + 0.1 is a little less
 * than 0.8, and an answer at the end of the range must not fail by it.
 */
const ROUNDING = 4 * Number.EPSILON;

/** A typed number. Earns 1 within the range, both ends included, else 0. */
export const numeric: Interaction<NumericItem, NumericResponse, NumericQuestion> = {
  shuffled: () => [],
  question: (item) => ({ type: item.type, prompt: item.prompt, unit: unitOf(item) }),
  read: (_item, fields) => readSole(fields, readAnswer),
  complete: () => true,
  grade: (item, response) => ({ share: isRight(item, response.value) ? 1 : 0 }),
  key: (item) => ({ text: writeNumber(item.value), value: item.value }),
  review,
};

function readAnswer(typed: string): Reading<NumericResponse> {
  return whenAnswered(readText(typed), (text) => {
    const value = readNumber(text);
    return value === null ? mistaken('not-a-number') : answered({ text, value });
  });
}

function isRight(item: NumericItem, value: number): boolean {
  const slack = ROUNDING * Math.max(Math.abs(item.min), Math.abs(item.max));
  return value >= item.min - slack && value <= item.max + slack;
}

function review(item: NumericItem, response: NumericResponse | null): Review {
  const given = response === null ? null : escapeHtml(response.text);
  const row = { label: null, given, right: rightValue(item), feedback: item.feedback };
  return {
    kind: 'rows',
    rows: [reviewedRow(row, response !== null && isRight(item, response.value))],
  };
}

function unitOf(item: NumericItem): Phrase | null {
  if (item.unit === null) return null;
  return { text: item.unit, lang: item.unitLanguage ?? languageOf(item) };
}

function rightValue({ value, unit, unitLanguage }: NumericItem): Html {
  const number = escapeHtml(String(value));
  if (unit === null) return number;
  const words = escapeHtml(unit);
  const shown = unitLanguage === undefined ? words : inLanguage(words, unitLanguage);
  return `${number} ${shown}` as Html;
}
