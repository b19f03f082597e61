import type { AuthoredItem, AuthoredItemOf } from '../../content/schema/items.ts';
import { acceptedOf } from '../accepted.ts';
import { decimal, tidy } from '../fractions.ts';
import { toXhtml } from '../html.ts';
import type { Texts } from '../texts.ts';
import type { Attributes, Xml } from '../xml.ts';
import { element, words } from '../xml.ts';
import { clozeBody } from './cloze.ts';
import { cardinalityOf, correct, declaration, mapping, prefixed, type Body } from './parts.ts';

/** The interaction of a question in QTI 3 names: what is answered, what is shown, how it is marked. */
export function bodyOf(item: AuthoredItem, texts: Texts): Body {
  switch (item.type) {
    case 'single-choice':
      return single(item, texts);
    case 'multiple-response':
      return ticks(item, texts);
    case 'hot-text':
      return hotText(item, texts);
    case 'true-false':
      return trueFalse(item, texts);
    case 'short-text':
      return shortText(item, texts);
    case 'numeric':
      return numeric(item, texts);
    case 'matching':
      return matching(item, texts);
    case 'ordering':
      return ordering(item, texts);
    case 'cloze':
      return clozeBody(item, texts);
    case 'essay':
      return essay(item, texts);
  }
}

function xhtml(html: string): Xml {
  return toXhtml(html) as Xml;
}

function choiceOf(name: string, id: string, text: string, more: Attributes = {}): Xml {
  return element(name, { identifier: prefixed(id), ...more }, xhtml(text));
}

function interaction(name: string, attributes: Attributes, ...children: Xml[]): Xml {
  return element(name, { 'response-identifier': 'RESPONSE', ...attributes }, ...children);
}

function single(item: AuthoredItemOf<'single-choice'>, texts: Texts): Body {
  const key = item.choices.filter((one) => one.correct).map((one) => prefixed(one.id));
  const credits = item.choices.flatMap(({ id, credit, correct: right }) =>
    credit === undefined || right ? [] : [[prefixed(id), credit] as const],
  );
  const map =
    credits.length === 0 ? null : mapping([...key.map((id) => [id, 1] as const), ...credits]);
  const choices = item.choices.map((one) =>
    choiceOf('qti-simple-choice', one.id, texts.label(one.text)),
  );
  return {
    declarations: [declaration('RESPONSE', 'single', 'identifier', correct(key), map)],
    content: interaction('qti-choice-interaction', { shuffle: true, 'max-choices': 1 }, ...choices),
    template: map === null ? 'match_correct' : 'map_response',
  };
}

function ticks(item: AuthoredItemOf<'multiple-response'>, texts: Texts): Body {
  const choices = item.choices.map((one) =>
    choiceOf('qti-simple-choice', one.id, texts.label(one.text)),
  );
  return {
    ...tickKey(item.choices, item.scoring),
    content: interaction('qti-choice-interaction', { shuffle: true, 'max-choices': 0 }, ...choices),
  };
}

type Options = AuthoredItemOf<'multiple-response'>['choices'];

/** Right ticks less wrong ones, or all or nothing. */
function tickKey(options: Options, scoring: string | undefined): Omit<Body, 'content'> {
  const right = options.filter((one) => one.correct);
  const key = correct(right.map((one) => prefixed(one.id)));
  const share = tidy(1 / right.length);
  const shares = options.map(
    ({ id, correct: one }) => [prefixed(id), one ? share : -share] as const,
  );
  const map = scoring === 'exact' ? null : mapping(shares);
  return {
    declarations: [declaration('RESPONSE', 'multiple', 'identifier', key, map)],
    template: map === null ? 'match_correct' : 'map_response',
  };
}

function hotText(item: AuthoredItemOf<'hot-text'>, texts: Texts): Body {
  const sentences = item.sentences.map((one) =>
    choiceOf('qti-hottext', one.id, texts.label(one.text)),
  );
  const text = element('p', {}, sentences.join(' ') as Xml);
  return {
    ...tickKey(item.sentences, item.scoring),
    content: interaction('qti-hottext-interaction', { 'max-choices': 0 }, text),
  };
}

function trueFalse(item: AuthoredItemOf<'true-false'>, _texts: Texts): Body {
  const choices = [true, false].map((one) =>
    choiceOf('qti-simple-choice', String(one), one ? 'True' : 'False'),
  );
  const key = correct([prefixed(String(item.answer))]);
  return {
    declarations: [declaration('RESPONSE', 'single', 'identifier', key, null)],
    content: interaction(
      'qti-choice-interaction',
      { shuffle: false, 'max-choices': 1 },
      ...choices,
    ),
    template: 'match_correct',
  };
}

function shortText(item: AuthoredItemOf<'short-text'>, texts: Texts): Body {
  texts.note('QTI sets aside capitals at most: accents, punctuation and Arabic forms count there');
  const accepted = acceptedOf(item.accept);
  const map = mapping(
    accepted.map((one) => [one, 1] as const),
    { 'case-sensitive': false },
  );
  const box = interaction('qti-text-entry-interaction', { 'expected-length': 40 });
  return {
    declarations: [declaration('RESPONSE', 'single', 'string', correct(accepted.slice(0, 1)), map)],
    content: element('p', {}, box),
    template: 'map_response',
  };
}

function numeric(item: AuthoredItemOf<'numeric'>, _texts: Texts): Body {
  const tolerance = item.tolerance ?? 0;
  const [low, high] = item.range ?? [item.answer - tolerance, item.answer + tolerance];
  const box = interaction('qti-text-entry-interaction', { 'expected-length': 12 });
  const unit = item.unit === undefined ? null : words(` ${item.unit.trim()}`);
  return {
    declarations: [
      declaration('RESPONSE', 'single', 'float', correct([decimal(item.answer)]), null),
    ],
    content: element('p', {}, box, unit),
    processing: within(tidy(low), tidy(high)),
  };
}

/** Full marks for a number between two ends, both included: no template says this. */
function within(low: number, high: number): Xml {
  const variable = element('qti-variable', { identifier: 'RESPONSE' });
  const inside = element(
    'qti-and',
    {},
    element('qti-gte', {}, variable, float(low)),
    element('qti-lte', {}, variable, float(high)),
  );
  const full = element('qti-set-outcome-value', { identifier: 'SCORE' }, float(1));
  const condition = element('qti-response-if', {}, inside, full);
  return element('qti-response-processing', {}, element('qti-response-condition', {}, condition));
}

function float(value: number): Xml {
  return element('qti-base-value', { 'base-type': 'float' }, words(decimal(value)));
}

function matching(item: AuthoredItemOf<'matching'>, texts: Texts): Body {
  const pairs = item.rows.map((row) => `${prefixed(row.id, 'r')} ${prefixed(row.match, 't')}`);
  const share = tidy(1 / pairs.length);
  const map = mapping(pairs.map((pair) => [pair, share] as const));
  const rows = item.rows.map(({ id, text }) => associable(prefixed(id, 'r'), 1, texts.label(text)));
  // A target may serve any number of rows.
  const targets = item.targets.map(({ id, text }) =>
    associable(prefixed(id, 't'), 0, texts.label(text)),
  );
  const sets = [rows, targets].map((set) => element('qti-simple-match-set', {}, ...set));
  const most = { shuffle: true, 'max-associations': pairs.length };
  return {
    declarations: [declaration('RESPONSE', 'multiple', 'directedPair', correct(pairs), map)],
    content: interaction('qti-match-interaction', most, ...sets),
    template: 'map_response',
  };
}

function associable(identifier: string, most: number, text: string): Xml {
  const attributes = { identifier, 'match-max': most };
  return element('qti-simple-associable-choice', attributes, xhtml(text));
}

function ordering(item: AuthoredItemOf<'ordering'>, texts: Texts): Body {
  if (item.scoring !== 'exact') {
    texts.note('QTI marks an order as a whole: neighbours in the right order earn nothing there');
  }
  // In the file the first entries stand at the end: whoever ignores `shuffle` must not show the key.
  const entries = item.entries
    .map((one) => choiceOf('qti-simple-choice', one.id, texts.label(one.text)))
    .toReversed();
  const key = correct(item.entries.map((one) => prefixed(one.id)));
  return {
    declarations: [declaration('RESPONSE', cardinalityOf('ordering'), 'identifier', key, null)],
    content: interaction('qti-order-interaction', { shuffle: true }, ...entries),
    template: 'match_correct',
  };
}

function essay(item: AuthoredItemOf<'essay'>, texts: Texts): Body {
  texts.note('the rubric is lost: QTI has no place for it that players keep from learners');
  const expected = item.words === undefined ? {} : { 'expected-lines': 15 };
  if (item.words) texts.note('the number of words is lost');
  return {
    declarations: [declaration('RESPONSE', 'single', 'string', null, null)],
    content: interaction('qti-extended-text-interaction', expected),
  };
}
