import type { ForeignText } from '../drafts.ts';
import { fromFraction } from '../fractions.ts';
import type { ForeignChoice } from '../options.ts';
import type { TextFormat } from '../markdown.ts';
import type { XmlElement } from '../xml-reading.ts';
import { childOf, childrenOf } from '../xml-reading.ts';

/** Moodle’s names of formats; its “auto format” is HTML with line ends that count. */
const FORMATS: ReadonlyMap<string, TextFormat> = new Map<string, TextFormat>([
  ['markdown', 'markdown'],
  ['plain_text', 'plain'],
  ['plain', 'plain'],
]);

/** The words of `<name><text>…`, empty where there are none. */
export function textIn(parent: XmlElement, name: string): string {
  const holder = childOf(parent, name);
  return (holder === undefined ? '' : (childOf(holder, 'text')?.text ?? '')).trim();
}

/** The text of `<name format="…"><text>…`. */
export function foreignText(parent: XmlElement, name: string): ForeignText {
  const format = childOf(parent, name)?.attributes['format'] ?? 'html';
  const text = textIn(parent, name);
  const known = FORMATS.get(format) ?? 'html';
  if (format !== 'moodle_auto_format') return { text, format: known };
  return { text: text.replaceAll(/\r?\n/g, '<br>'), format: known };
}

/** The same, or null where there are no words. */
export function foreignTextOrNull(parent: XmlElement, name: string): ForeignText | null {
  const found = foreignText(parent, name);
  return found.text === '' ? null : found;
}

/** The number in `<name>`; undefined where there is none. */
export function numberOf(parent: XmlElement, name: string): number | undefined {
  const text = (childOf(parent, name)?.text ?? '').trim();
  const number = Number(text);
  return text === '' || !Number.isFinite(number) ? undefined : number;
}

/** An answer of a question. */
export interface ForeignAnswer {
  readonly text: string;
  /** The text as it stands in a choice. */
  readonly label: ForeignText;
  readonly feedback: ForeignText | null;
  readonly percent: number;
  readonly element: XmlElement;
}

/** The answers of a question, in order. */
export function answersOf(question: XmlElement): readonly ForeignAnswer[] {
  return childrenOf(question, 'answer').map((element) => {
    const holder: XmlElement = {
      ...element,
      name: 'holder',
      children: [{ ...element, name: 'x' }],
    };
    const percent = Number(element.attributes['fraction'] ?? 0);
    return {
      text: (childOf(element, 'text')?.text ?? '').trim(),
      label: foreignText(holder, 'x'),
      feedback: foreignTextOrNull(element, 'feedback'),
      percent: Number.isFinite(percent) ? percent : 0,
      element,
    };
  });
}

/** The answers as choices. */
export function choicesOf(question: XmlElement): readonly ForeignChoice[] {
  return answersOf(question).map(({ label, feedback, percent }) => ({
    text: label,
    feedback,
    share: fromFraction(percent),
  }));
}
