import { splitAtGaps } from '../../content/markdown/gaps.ts';
import type { AuthoredGap, AuthoredItemOf } from '../../content/schema/items.ts';
import { acceptedOf } from '../accepted.ts';
import { tidy } from '../fractions.ts';
import { toXhtml } from '../html.ts';
import type { Texts } from '../texts.ts';
import type { Xml } from '../xml.ts';
import { element, words } from '../xml.ts';
import { correct, declaration, mapping, prefixed, type Body } from './parts.ts';

/** A cloze: one answer for each gap, the marks of all added up. */
export function clozeBody(item: AuthoredItemOf<'cloze'>, texts: Texts): Body {
  const gaps = new Map(item.gaps.map((gap, index) => [gap.id, { gap, name: nameOf(index) }]));
  const share = tidy(1 / item.gaps.length);
  const pieces = splitAtGaps(texts.cloze(item.text, new Set(gaps.keys())));
  const content = pieces.map((piece, index) => {
    const placed = index % 2 === 1 ? gaps.get(piece) : undefined;
    return placed ? control(placed.gap, placed.name, texts) : toXhtml(piece);
  });
  return {
    declarations: [...gaps.values()].map(({ gap, name }) => answerOf(gap, name, share)),
    content: element('p', {}, content.join('') as Xml),
    processing: sumOf([...gaps.values()].map(({ name }) => name)),
  };
}

function nameOf(index: number): string {
  return `RESPONSE${index + 1}`;
}

function control(gap: AuthoredGap, name: string, texts: Texts): Xml {
  if (!gap.choices) {
    texts.note(
      'QTI sets aside capitals at most: accents, punctuation and Arabic forms count there',
    );
    const attributes = { 'response-identifier': name, 'expected-length': 20 };
    return element('qti-text-entry-interaction', attributes);
  }
  // What stands in a list to choose from is plain words.
  const choices = gap.choices.map(({ id, text }) =>
    element('qti-inline-choice', { identifier: prefixed(id) }, words(texts.plain(text))),
  );
  const attributes = { 'response-identifier': name, shuffle: true };
  return element('qti-inline-choice-interaction', attributes, ...choices);
}

function answerOf(gap: AuthoredGap, name: string, share: number): Xml {
  if (gap.choices) {
    const right = gap.choices.filter((one) => one.correct).map((one) => prefixed(one.id));
    const map = mapping(right.map((one) => [one, share] as const));
    return declaration(name, 'single', 'identifier', correct(right), map);
  }
  const accepted = acceptedOf(gap.accept ?? []);
  const map = mapping(
    accepted.map((one) => [one, share] as const),
    { 'case-sensitive': false },
  );
  return declaration(name, 'single', 'string', correct(accepted.slice(0, 1)), map);
}

function sumOf(names: readonly string[]): Xml {
  const parts = names.map((identifier) => element('qti-map-response', { identifier }));
  const sum = element('qti-sum', {}, ...parts);
  const score = element('qti-set-outcome-value', { identifier: 'SCORE' }, sum);
  return element('qti-response-processing', {}, score);
}
