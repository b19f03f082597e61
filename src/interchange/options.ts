import type { ForeignText, Parts, TextReader } from './drafts.ts';
import { Ids } from './ids.ts';

/** A choice of another system; `share` of the points, −1 to 1. */
export interface ForeignChoice {
  readonly text: ForeignText;
  readonly feedback: ForeignText | null;
  readonly share: number;
}

interface ReadChoice {
  readonly id: string;
  readonly text: string;
  readonly share: number;
  readonly feedback: ForeignText | null;
}

/** Fewest and most choices of a question with one right choice, and most of one with several. */
const FEWEST = 3;
const MOST_SINGLE = 5;
const MOST_MULTIPLE = 8;

/** The parts of a question with one right choice. */
export function singleParts(choices: readonly ForeignChoice[], reader: TextReader): Parts {
  const read = readChoices(choices, reader);
  const best = Math.max(...read.map((one) => one.share));
  if (best < 1) reader.note('no choice earns everything; the best one became the right one');
  const key = read.find((one) => one.share === best);
  const kept = limit(read, MOST_SINGLE, (one) => one === key, reader);
  const written = kept.map((one) => {
    if (one === key) return { ...idAndText(one), correct: true, ...praise(one, reader) };
    return {
      ...idAndText(one),
      ...creditOf(one, reader),
      feedback: reader.feedback(one.feedback, `the choice “${one.text.slice(0, 40)}”`),
    };
  });
  return { type: 'single-choice', choices: fill(written, reader) };
}

/** The parts of a question with any number of right choices. */
export function multipleParts(choices: readonly ForeignChoice[], reader: TextReader): Parts {
  const read = readChoices(choices, reader);
  const right = read.filter((one) => one.share > 0);
  const shares = new Set(right.map((one) => one.share.toFixed(5)));
  if (shares.size > 1) reader.note('right choices that earned different shares earn the same');
  const cost = right[0]?.share ?? 0;
  const wrong = read.filter((one) => one.share <= 0);
  if (wrong.some((one) => Math.abs(-one.share - cost) > 1e-4)) {
    reader.note('a wrong tick takes back what a right one earns; it did not where this comes from');
  }
  const kept = limit(read, MOST_MULTIPLE, (one) => one.share > 0, reader);
  const written = kept.map((one) =>
    one.share > 0
      ? { ...idAndText(one), correct: true, ...praise(one, reader) }
      : {
          ...idAndText(one),
          feedback: reader.feedback(one.feedback, `the choice “${one.text.slice(0, 40)}”`),
        },
  );
  return { type: 'multiple-response', choices: fill(written, reader) };
}

/** Choices of a gap: as those of a single choice, without shares. */
export function gapChoices(choices: readonly ForeignChoice[], reader: TextReader): unknown[] {
  const read = readChoices(choices, reader);
  const best = Math.max(...read.map((one) => one.share));
  const key = read.find((one) => one.share === best);
  const kept = limit(read, 6, (one) => one === key, reader);
  return kept.map((one) => {
    if (one === key) return { ...idAndText(one), correct: true, ...praise(one, reader) };
    if (one.share > 0) reader.note('a part of the points for a choice of a gap was left out');
    const feedback = reader.feedback(one.feedback, `the choice “${one.text.slice(0, 40)}”`);
    return { ...idAndText(one), feedback };
  });
}

function readChoices(choices: readonly ForeignChoice[], reader: TextReader): ReadChoice[] {
  const ids = new Ids('choice');
  const seen = new Set<string>();
  return choices.flatMap(({ text, feedback, share }) => {
    const label = reader.label(text);
    const known = label.trim().toLowerCase();
    if (known === '' || seen.has(known)) {
      reader.note(known === '' ? 'a choice without words was left out' : 'a choice stood twice');
      return [];
    }
    seen.add(known);
    return [{ id: ids.next(label), text: label, share, feedback }];
  });
}

function idAndText({ id, text }: ReadChoice) {
  return { id, text };
}

function praise(one: ReadChoice, reader: TextReader) {
  const feedback = reader.line(one.feedback);
  return feedback === '' ? {} : { feedback };
}

function creditOf(one: ReadChoice, reader: TextReader) {
  if (one.share < 0) reader.note('a wrong choice that cost points costs none');
  if (one.share <= 0) return {};
  if (one.share < 1) return { credit: one.share };
  reader.note('a second right choice earns nine tenths: only one can earn everything');
  return { credit: 0.9 };
}

/** The choices that fit: the right ones first, the rest in order. */
function limit(
  all: readonly ReadChoice[],
  most: number,
  isKey: (one: ReadChoice) => boolean,
  reader: TextReader,
): readonly ReadChoice[] {
  if (all.length <= most) return all;
  const room = Math.max(0, most - all.filter(isKey).length);
  const wrong = new Set(all.filter((one) => !isKey(one)).slice(0, room));
  const kept = all.filter((one) => isKey(one) || wrong.has(one)).slice(0, most);
  reader.note(`${all.length - kept.length} choices were left out: there can be ${most}`);
  return kept;
}

/** Choices that an author must still write, where there are too few. */
function fill(written: readonly object[], reader: TextReader): readonly object[] {
  const missing = Math.max(0, FEWEST - written.length);
  if (missing > 0) reader.note(`there are only ${written.length} choices: write ${missing}`, true);
  return [
    ...written,
    ...Array.from({ length: missing }, (_, index) => ({
      id: `todo-${index + 1}`,
      text: `TODO: write another choice (${index + 1})`,
      feedback: 'TODO: say what it gets wrong',
    })),
  ];
}
