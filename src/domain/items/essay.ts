import { escapeHtml } from '../html.ts';
import type { Interaction } from '../interaction.ts';
import type { Criterion, EssayItem, Html } from '../item.ts';
import { answered, readLongText, readSole, whenAnswered } from './reading.ts';

export interface EssayResponse {
  /** As written, without outer white space; line breaks are line feeds. */
  readonly text: string;
}

export interface EssayQuestion {
  readonly type: 'essay';
  readonly prompt: Html;
  readonly words: EssayItem['words'];
}

/** The level that a reader chose for each criterion: level ids by criterion id. */
export type ChosenLevels = Readonly<Record<string, string>>;

/** A text that an instructor reads and marks by a rubric; it earns nothing until then. */
export const essay: Interaction<EssayItem, EssayResponse, EssayQuestion, null> = {
  shuffled: () => [],
  question: ({ type, prompt, words }) => ({ type, prompt, words }),
  read: (_item, fields) =>
    whenAnswered(
      readSole(fields, (value) => readLongText(value)),
      (text) => answered({ text }),
    ),
  complete: () => true,
  grade: () => ({ share: 0, pending: true }),
  key: () => null,
  review: (_item, response) => ({
    kind: 'text',
    given: response === null ? null : escapeHtml(response.text),
  }),
};

/**
 * The share of an essay's points that the chosen levels earn, 0 to 1: the mean of their shares,
 * weighted by criterion, Σ weight × share / Σ weight. Null unless every criterion has one of its
 * levels; levels of criteria that the item does not have count neither way.
 */
export function rubricShare(rubric: readonly Criterion[], levels: ChosenLevels): number | null {
  const marks = rubricMarks(rubric, levels);
  const weights = rubric.reduce((sum, criterion) => sum + criterion.weight, 0);
  if (marks === null || weights === 0) return null;
  return Math.min(1, marks.reduce((sum, { weight, share }) => sum + weight * share, 0) / weights);
}

function rubricMarks(rubric: readonly Criterion[], levels: ChosenLevels) {
  const marks = rubric.flatMap(({ id, weight, levels: offered }) => {
    const chosen = Object.hasOwn(levels, id) ? levels[id] : undefined;
    const level = offered.find((one) => one.id === chosen);
    return level === undefined ? [] : { weight, share: level.share };
  });
  return marks.length === rubric.length ? marks : null;
}

/** Words of a text, for a reader to compare with the guidance: runs between white space. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}
