import type { AuthoredItem } from '../../content/schema/items.ts';
import { decimal } from '../fractions.ts';
import type { Attributes, Xml } from '../xml.ts';
import { element, words } from '../xml.ts';

export type Cardinality = 'single' | 'multiple' | 'ordered';
export type BaseType = 'identifier' | 'string' | 'float' | 'directedPair';

/** What an item has by its type, in QTI 3 names. */
export interface Body {
  readonly declarations: readonly Xml[];
  readonly content: Xml;
  /** The template that marks it; without one `processing` does, or nobody but a person. */
  readonly template?: 'match_correct' | 'map_response';
  readonly processing?: Xml;
}

/** Ids of ours as identifiers of an item; a letter before them keeps rows and targets apart. */
export function prefixed(id: string, letter = 'c'): string {
  return `${letter}-${id}`;
}

/** How many values an answer has, in which order or none. */
export function cardinalityOf(type: AuthoredItem['type']): Cardinality {
  if (type === 'ordering') return 'ordered';
  const several = type === 'multiple-response' || type === 'hot-text' || type === 'matching';
  return several ? 'multiple' : 'single';
}

/** The declaration of an answer: its key first, then what each value earns. */
export function declaration(
  identifier: string,
  cardinality: Cardinality,
  baseType: BaseType,
  key: Xml | null,
  map: Xml | null,
): Xml {
  const attributes = { identifier, cardinality, 'base-type': baseType };
  return element('qti-response-declaration', attributes, key, map);
}

/** The key of an answer. */
export function correct(values: readonly string[]): Xml {
  const written = values.map((one) => element('qti-value', {}, words(one)));
  return element('qti-correct-response', {}, ...written);
}

/** What values earn as shares; anything else earns nothing, and less than nothing is none. */
export function mapping(
  entries: readonly (readonly [string, number])[],
  more: Attributes = {},
): Xml {
  const written = entries.map(([key, share]) =>
    element('qti-map-entry', { 'map-key': key, 'mapped-value': decimal(share), ...more }),
  );
  const bounds = { 'lower-bound': 0, 'upper-bound': 1, 'default-value': 0 };
  return element('qti-mapping', bounds, ...written);
}
