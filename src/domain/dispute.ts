import { hasForbiddenInLines } from './text.ts';

/** `open` until an instructor accepts the answer as right or answers in words. */
export const DISPUTE_STATES = ['open', 'accepted', 'answered'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** Why a mark was changed; each has a message `markChange.<reason>`. */
export const MARK_CHANGE_REASONS = [
  'dispute-accepted',
  'dispute-reversed',
  'essay-regraded',
] as const;
export type MarkChangeReason = (typeof MARK_CHANGE_REASONS)[number];

/** Length of a learner's reasons and of an instructor's answer, in Unicode characters. */
export const MIN_DISPUTE_TEXT = 10;
export const MAX_DISPUTE_TEXT = 1000;

export type DisputeTextProblem = 'too-short' | 'too-long' | 'control-character';

/** The text as it is kept: outer white space off, line ends as line feeds. */
export function tidyDisputeText(typed: string): string {
  return typed.replaceAll(/\r\n?/g, '\n').trim();
}

/** What is wrong with a tidied text; null when nothing is. */
export function disputeTextProblem(text: string): DisputeTextProblem | null {
  const { length } = Array.from(text);
  if (length < MIN_DISPUTE_TEXT) return 'too-short';
  if (length > MAX_DISPUTE_TEXT) return 'too-long';
  return hasForbiddenInLines(text) ? 'control-character' : null;
}
