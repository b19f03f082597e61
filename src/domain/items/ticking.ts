import type { Fields, Grade, Reading, Review } from '../interaction.ts';
import type { Option, TickScoring } from '../item.ts';
import { idsOf } from './arranging.ts';
import { readTicked } from './reading.ts';

/** The options that were ticked: ids, sorted. */
export interface TickResponse {
  readonly chosen: readonly string[];
}

/** Reads the ticks of a form. Errors: `unknown-id`, `duplicate`, both forged. */
export function readTicks(options: readonly Option[], fields: Fields): Reading<TickResponse> {
  return readTicked(idsOf(options), fields);
}

/** The ticks that earn everything. */
export function keyTicks(options: readonly Option[]): TickResponse {
  const right = options.filter((option) => option.correct);
  return { chosen: idsOf(right).toSorted() };
}

/**
 * `net`: max(0, (right ticked − wrong ticked) / number right); `exact`: 1 where all the right and
 * none of the wrong options are ticked, else 0. Ids that the item no longer has count neither way.
 */
export function gradeTicks(
  options: readonly Option[],
  scoring: TickScoring,
  response: TickResponse,
): Grade {
  const chosen = new Set(response.chosen);
  const ticked = options.filter((option) => chosen.has(option.id));
  const right = ticked.filter((option) => option.correct).length;
  const wrong = ticked.length - right;
  const wanted = options.filter((option) => option.correct).length;
  if (wanted === 0) return { share: 0 };
  const net = Math.max(0, (right - wrong) / wanted);
  return { share: scoring === 'net' || net === 1 ? net : 0 };
}

/** The options with what was chosen and what was right; feedback only where it was chosen. */
export function reviewOptions(options: readonly Option[], chosen: readonly string[]): Review {
  return {
    kind: 'options',
    options: options.map(({ id, text, correct, feedback }) => {
      const taken = chosen.includes(id);
      return { html: text, chosen: taken, correct, feedback: taken ? feedback : null };
    }),
  };
}
