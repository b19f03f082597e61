import { escapeHtml } from '../html.ts';
import type { Grade, Interaction, Reading, Review, ReviewedRow } from '../interaction.ts';
import type { ClozeItem, ClozePart, Gap, Html } from '../item.ts';
import { languageOf } from '../wording.ts';
import { idsOf, viewsOf } from './arranging.ts';
import type { OptionView } from './arranging.ts';
import { isAccepted, shownAnswer, shownAnswerHtml } from './folding.ts';
import { answered, answerTo, forged, readParts, readText, whenAnswered } from './reading.ts';
import { reviewedRow } from './reviewing.ts';

export interface ClozeResponse {
  /** By gap id: the choice id of a select, the typed text of a text box. */
  readonly gaps: Readonly<Record<string, string>>;
}

export type GapView =
  | { readonly id: string; readonly kind: 'select'; readonly choices: readonly OptionView[] }
  | { readonly id: string; readonly kind: 'text' };

export interface ClozeQuestion {
  readonly type: 'cloze';
  readonly prompt: Html;
  readonly parts: readonly ClozePart[];
  /** Language of the parts. */
  readonly partsLanguage: string;
  readonly gaps: readonly GapView[];
}

/** A text with gaps to fill. Earns the share of gaps that are right. */
export const cloze: Interaction<ClozeItem, ClozeResponse, ClozeQuestion> = {
  shuffled: () => [],
  question: (item) => ({
    type: item.type,
    prompt: item.prompt,
    parts: item.parts.map((part) => ('gap' in part ? { gap: part.gap } : { html: part.html })),
    partsLanguage: item.partsLanguage ?? languageOf(item),
    gaps: item.gaps.map(viewOf),
  }),
  read: (item, fields) =>
    whenAnswered(readParts(item.gaps, fields, readGap), (gaps) => answered({ gaps })),
  complete: (item, response) =>
    item.gaps.every((gap) => answerTo(response.gaps, gap.id) !== undefined),
  grade,
  key: (item) => ({ gaps: Object.fromEntries(item.gaps.map((gap) => [gap.id, keyOf(gap)])) }),
  review,
};

function viewOf(gap: Gap): GapView {
  if (gap.kind === 'text') return { id: gap.id, kind: gap.kind };
  return { id: gap.id, kind: gap.kind, choices: viewsOf(gap.choices) };
}

function readGap(value: string, gap: Gap): Reading<string> {
  if (gap.kind === 'text') return readText(value, gap.id);
  return idsOf(gap.choices).includes(value) ? answered(value) : forged('unknown-id', gap.id);
}

function grade(item: ClozeItem, response: ClozeResponse): Grade {
  const right = item.gaps.filter((gap) => isRight(gap, answerTo(response.gaps, gap.id)));
  return { share: item.gaps.length === 0 ? 0 : right.length / item.gaps.length };
}

function isRight(gap: Gap, answer: string | undefined): boolean {
  if (gap.kind === 'text') return isAccepted(gap, answer);
  return gap.choices.some((choice) => choice.correct && choice.id === answer);
}

function keyOf(gap: Gap): string {
  if (gap.kind === 'text') return shownAnswer(gap);
  return gap.choices.find((choice) => choice.correct)?.id ?? '';
}

function review(item: ClozeItem, response: ClozeResponse | null): Review {
  const rows = item.gaps.map((gap) => reviewGap(gap, answerTo(response?.gaps, gap.id)));
  return { kind: 'rows', rows };
}

function reviewGap(gap: Gap, answer: string | undefined): ReviewedRow {
  const row = gap.kind === 'text' ? textRow(gap, answer) : selectRow(gap, answer);
  return reviewedRow({ label: null, ...row }, isRight(gap, answer));
}

function textRow(gap: Extract<Gap, { kind: 'text' }>, answer: string | undefined) {
  const given = answer === undefined ? null : escapeHtml(answer);
  return { given, right: shownAnswerHtml(gap), feedback: gap.feedback };
}

function selectRow(gap: Extract<Gap, { kind: 'select' }>, answer: string | undefined) {
  const taken = gap.choices.find((choice) => choice.id === answer);
  const key = gap.choices.find((choice) => choice.correct);
  return {
    given: taken?.text ?? null,
    right: key?.text ?? escapeHtml(''),
    feedback: taken?.feedback ?? null,
  };
}
