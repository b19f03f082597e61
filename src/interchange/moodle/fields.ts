import type { AuthoredItem } from '../../content/schema/items.ts';
import { DEFAULT_PENALTY } from '../../domain/practice.ts';
import { toTags } from '../carried.ts';
import { toFraction } from '../fractions.ts';
import { wordsOf } from '../html.ts';
import type { Texts } from '../texts.ts';
import type { Xml } from '../xml.ts';
import { cdata, element, words } from '../xml.ts';

/** Longest name of a question in Moodle’s lists, characters. */
const MAX_NAME_LENGTH = 80;

/** `<name><text>…</text></name>` of plain words. */
export function plain(name: string, text: string): Xml {
  return element(name, {}, element('text', {}, words(text)));
}

/** A text in HTML. */
export function htmlText(text: string): Xml {
  return element('text', {}, cdata(text));
}

/** An element with a text in HTML. */
export function html(name: string, text: string): Xml {
  return element(name, { format: 'html' }, htmlText(text));
}

/** An element with a value. */
export function value(name: string, text: string | number): Xml {
  return element(name, {}, words(String(text)));
}

/** An answer in HTML with the feedback on it. */
export function answer(share: number, text: Xml, feedback: string, texts: Texts): Xml {
  const fraction = toFraction(share);
  if (!fraction.exact) {
    texts.note(`the credit ${share} became ${fraction.text} %, the nearest that Moodle knows`);
  }
  const attributes = { fraction: fraction.text, format: 'html' };
  return element('answer', attributes, text, html('feedback', feedback));
}

/** What every question has in front of the parts of its type, and behind them. */
export function around(item: AuthoredItem, question: string, texts: Texts, parts: Xml[]): Xml[] {
  return [
    plain('name', nameOf(item, texts)),
    html('questiontext', question),
    html('generalfeedback', texts.block(item.explanation)),
    value('defaultgrade', (item.points ?? 1).toFixed(7)),
    value('penalty', (item.penalty ?? DEFAULT_PENALTY).toFixed(7)),
    value('hidden', 0),
    value('idnumber', item.id),
    ...parts,
    ...(item.hints ?? []).map((hint) => html('hint', texts.line(hint))),
    element('tags', {}, ...toTags(item).map((tag) => plain('tag', tag))),
  ];
}

function nameOf(item: AuthoredItem, texts: Texts): string {
  const prompt = Array.from(wordsOf(texts.prompt(item.prompt)));
  const cut = prompt.slice(0, MAX_NAME_LENGTH).join('');
  return prompt.length > MAX_NAME_LENGTH ? `${cut}…` : cut || item.id;
}
