import type { ReviewedRow } from '../../domain/interaction.ts';
import type { Html, Item } from '../../domain/item.ts';
import { reviewOf, type ItemResponse } from '../../domain/items/registry.ts';
import { wordsOf } from '../../interchange/html.ts';
import type { Translate } from '../messages.ts';

/** Between the parts of an answer. */
const BETWEEN = ' | ';
/** Words kept: those of options come again with every learner. */
const MAX_KEPT = 5000;
const kept = new Map<string, string>();

/**
 * An answer as plain words, in the language of `item`; empty where there is none. Its parts stand in
 * the item's order, not in that of the attempt: the same answers are the same words.
 */
export function answerInWords(item: Item, response: ItemResponse | null, t: Translate): string {
  if (response === null) return '';
  if (item.type === 'true-false' && 'answer' in response) {
    return t(response.answer ? 'question.true' : 'question.false');
  }
  const review = reviewOf(item, response, []);
  switch (review.kind) {
    case 'options':
      return review.options
        .filter((option) => option.chosen)
        .map((option) => plainWords(option.html))
        .join(BETWEEN);
    case 'rows':
      return review.rows.flatMap(rowWords).join(BETWEEN);
    case 'text':
      return 'text' in response && typeof response.text === 'string' ? response.text : '';
  }
}

function rowWords({ label, given }: ReviewedRow): string[] {
  if (given === null) return [];
  return label === null ? [plainWords(given)] : [`${plainWords(label)}: ${plainWords(given)}`];
}

function plainWords(html: Html): string {
  const known = kept.get(html);
  if (known !== undefined) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const words = wordsOf(html);
  kept.set(html, words);
  return words;
}
