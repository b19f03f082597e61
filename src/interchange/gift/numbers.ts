import type { NumericalChoice, NumericalFormat, TextFormat } from 'gift-pegjs';
import type { ForeignText, Parts, TextReader } from '../drafts.ts';
import { tidy } from '../fractions.ts';

/** The parser’s types leave out the text `*` of an answer that stands for any other number. */
type Answer = Omit<NumericalChoice, 'text'> & { readonly text: NumericalFormat | TextFormat };

/** The parts of a numerical question. */
export function numericParts(
  choices: readonly NumericalChoice[] | NumericalFormat,
  reader: TextReader,
): Parts | null {
  const answers: readonly Answer[] =
    'type' in choices
      ? [{ isCorrect: true, weight: null, text: choices, feedback: null }]
      : choices;
  const right = answers.find(({ isCorrect, weight }) => isCorrect && (weight ?? 100) === 100);
  const number = right === undefined ? null : readNumber(right.text);
  if (number === null) {
    reader.note('left out: there is no number that earns everything', true);
    return null;
  }
  for (const one of answers) noteOther(one, right, reader);
  const other = answers.find(({ text }) => readNumber(text) === null);
  return {
    type: 'numeric',
    ...number,
    feedback: reader.feedback(feedbackOf(other), 'any other number'),
  };
}

function feedbackOf(answer: Answer | undefined): ForeignText | null {
  const feedback = answer?.feedback ?? null;
  if (feedback === null || feedback.text.trim() === '') return null;
  return { text: feedback.text, format: feedback.format === 'moodle' ? 'html' : feedback.format };
}

function noteOther(one: Answer, right: Answer | undefined, reader: TextReader): void {
  if (one === right) {
    if (one.feedback !== null) reader.note('the feedback on the right number was left out');
    return;
  }
  const number = readNumber(one.text);
  if (number !== null) reader.note(`the number ${number.answer} was left out`);
}

/** The number with its tolerance or range; null for a text. */
function readNumber(text: NumericalFormat | TextFormat) {
  if (!('type' in text)) return null;
  const { number = 0, range = 0, numberLow = 0, numberHigh = 0 } = text;
  if (text.type !== 'high-low') {
    return { answer: number, tolerance: range === 0 ? undefined : Math.abs(range) };
  }
  const ends = [Math.min(numberLow, numberHigh), Math.max(numberLow, numberHigh)];
  return { answer: tidy((numberLow + numberHigh) / 2), range: ends };
}
