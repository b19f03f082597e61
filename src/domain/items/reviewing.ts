import type { PartVerdict, ReviewedRow } from '../interaction.ts';
import type { Html } from '../item.ts';

/**
 * A part as shown after submission: missed where nothing was given, else right or wrong.
 * Feedback answers a wrong answer, so only a wrong row keeps it.
 */
export function reviewedRow(row: Omit<ReviewedRow, 'verdict'>, isRight: boolean): ReviewedRow {
  const verdict = row.given === null ? 'missed' : verdictOf(isRight);
  return { ...row, verdict, feedback: verdict === 'wrong' ? row.feedback : null };
}

function verdictOf(isRight: boolean): PartVerdict {
  return isRight ? 'right' : 'wrong';
}

/**
 * The rows with the item's own feedback shown once: with the first wrong row, after what that row
 * has to say for itself.
 */
export function withItemFeedback(
  rows: readonly ReviewedRow[],
  feedback: Html,
): readonly ReviewedRow[] {
  const first = rows.findIndex((row) => row.verdict === 'wrong');
  return rows.map((row, place) =>
    place === first ? { ...row, feedback: joined(row.feedback, feedback) } : row,
  );
}

function joined(own: Html | null, feedback: Html): Html {
  return own === null ? feedback : (`${own} ${feedback}` as Html);
}
