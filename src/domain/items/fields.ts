import type { Fields } from '../interaction.ts';
import type { ItemResponse } from './registry.ts';

/**
 * The form fields that a stored response came from: the inverse of `readResponse`, to show a saved
 * answer in its controls again. Null gives no fields.
 */
export function fieldsOf(response: ItemResponse | null): Fields {
  if (response === null) return new Map();
  if ('gaps' in response) return partFields(response.gaps);
  if ('rows' in response) return partFields(response.rows);
  if ('ranks' in response) return partFields(response.ranks);
  return new Map([['', onlyField(response)]]);
}

type SingleControl = Exclude<
  ItemResponse,
  { readonly gaps: unknown } | { readonly rows: unknown } | { readonly ranks: unknown }
>;

function onlyField(response: SingleControl): readonly string[] {
  if ('choice' in response) return [response.choice];
  if ('answer' in response) return [String(response.answer)];
  return 'chosen' in response ? response.chosen : [response.text];
}

function partFields(parts: Readonly<Record<string, string | number>>): Fields {
  return new Map(Object.entries(parts).map(([part, value]) => [part, [String(value)]]));
}
