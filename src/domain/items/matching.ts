import { escapeHtml } from '../html.ts';
import type { Fields, Grade, Interaction, Reading, Review } from '../interaction.ts';
import type { Html, MatchingItem, MatchingRow } from '../item.ts';
import { arranged, idsOf, viewsOf } from './arranging.ts';
import type { OptionView } from './arranging.ts';
import { answered, answerTo, forged, readParts, whenAnswered } from './reading.ts';
import { reviewedRow, withItemFeedback } from './reviewing.ts';

export interface MatchingResponse {
  /** Target id by row id. */
  readonly rows: Readonly<Record<string, string>>;
}

export interface MatchingQuestion {
  readonly type: 'matching';
  readonly prompt: Html;
  readonly rows: readonly OptionView[];
  readonly targets: readonly OptionView[];
}

/** Rows to be matched to targets. Earns the share of rows that are right. */
export const matching: Interaction<MatchingItem, MatchingResponse, MatchingQuestion> = {
  shuffled: (item) => idsOf(item.targets),
  question: (item, order) => ({
    type: item.type,
    prompt: item.prompt,
    rows: viewsOf(item.rows),
    targets: viewsOf(arranged(item.targets, order)),
  }),
  read,
  complete: (item, response) =>
    item.rows.every((row) => answerTo(response.rows, row.id) !== undefined),
  grade,
  key: (item) => ({ rows: Object.fromEntries(item.rows.map((row) => [row.id, row.match])) }),
  review,
};

function read(item: MatchingItem, fields: Fields): Reading<MatchingResponse> {
  const targets = idsOf(item.targets);
  const reading = readParts(item.rows, fields, (target, row) =>
    targets.includes(target) ? answered(target) : forged('unknown-id', row.id),
  );
  return whenAnswered(reading, (rows) => answered({ rows }));
}

function grade(item: MatchingItem, response: MatchingResponse): Grade {
  const right = item.rows.filter((row) => isRight(row, response));
  return { share: item.rows.length === 0 ? 0 : right.length / item.rows.length };
}

function isRight(row: MatchingRow, response: MatchingResponse | null): boolean {
  return answerTo(response?.rows, row.id) === row.match;
}

function review(item: MatchingItem, response: MatchingResponse | null): Review {
  const texts = new Map(item.targets.map(({ id, text }) => [id, text]));
  const rows = item.rows.map((row) => {
    const given = texts.get(answerTo(response?.rows, row.id) ?? '') ?? null;
    const right = texts.get(row.match) ?? escapeHtml('');
    const shown = { label: row.text, given, right, feedback: row.feedback };
    return reviewedRow(shown, isRight(row, response));
  });
  return { kind: 'rows', rows: withItemFeedback(rows, item.feedback) };
}
