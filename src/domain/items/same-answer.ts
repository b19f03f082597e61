import type { Item } from '../item.ts';
import { fold } from './folding.ts';
import type { ItemResponse } from './registry.ts';

/**
 * The response in the form that two answers to one item version are compared in: a short text
 * after the item's folds, a number by its value, anything else as it is stored (which is in one
 * order whatever the form's was).
 */
export function answerKey(item: Item, response: ItemResponse): string {
  if (item.type === 'short-text' && 'text' in response) return fold(response.text, item.folds);
  if (item.type === 'numeric' && 'value' in response) return String(response.value);
  return JSON.stringify(response);
}
