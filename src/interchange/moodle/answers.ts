import type { ForeignText, Parts, TextReader } from '../drafts.ts';
import { pairParts } from '../pairs.ts';
import type { XmlElement } from '../xml-reading.ts';
import { childOf, childrenOf } from '../xml-reading.ts';
import { unescapeStars } from './folds.ts';
import type { ForeignAnswer } from './reading.ts';
import { answersOf, foreignText, foreignTextOrNull, numberOf, textIn } from './reading.ts';
import { readRubric, rubricToWrite } from './rubric.ts';

const MOST_ACCEPTED = 40;

/** The parts of a true-or-false question. */
export function trueFalseParts(question: XmlElement, reader: TextReader): Parts {
  const answers = answersOf(question);
  const right = answers.find((one) => one.percent > 0);
  const wrong = answers.find((one) => one !== right);
  if (right?.feedback) reader.note('the feedback on the right answer was left out');
  return {
    type: 'true-false',
    answer: right?.text.toLowerCase() === 'true',
    feedback: reader.feedback(wrong?.feedback ?? null, 'the wrong answer'),
  };
}

/** The parts of a short answer. */
export function shortParts(question: XmlElement, reader: TextReader): Parts {
  const answers = answersOf(question);
  if ((childOf(question, 'usecase')?.text ?? '0').trim() === '1') {
    reader.note('capitals counted in Moodle and do not count here');
  }
  const accept = answers.flatMap((one) => acceptedIn(one, reader)).slice(0, MOST_ACCEPTED);
  return {
    type: 'short-text',
    accept: accept.length > 0 ? accept : ['TODO: write the answer'],
    feedback: reader.feedback(otherFeedback(answers), 'any other answer'),
  };
}

function acceptedIn(answer: ForeignAnswer, reader: TextReader): string[] {
  const { text, percent, feedback } = answer;
  if (text === '*' || text === '') return [];
  if (feedback !== null) reader.note(`the feedback on “${text}” was left out`);
  if (percent < 100) {
    reader.note(`the answer “${text}” (${percent} %) was left out`);
    return [];
  }
  const plain = unescapeStars(text);
  if (plain === null) reader.note(`“${text}” stood for several answers: write them`, true);
  return [plain ?? text];
}

function otherFeedback(answers: readonly ForeignAnswer[]): ForeignText | null {
  return answers.find((one) => one.text === '*' && one.percent <= 0)?.feedback ?? null;
}

/** The parts of a numerical question. */
export function numericParts(question: XmlElement, reader: TextReader): Parts | null {
  const answers = answersOf(question);
  const right = answers.filter((one) => one.percent >= 100 && one.text !== '*');
  const [first] = right;
  if (first === undefined || !Number.isFinite(Number(first.text))) {
    reader.note('left out: there is no number that earns everything', true);
    return null;
  }
  const others = answers.filter((one) => one.text !== '*' && one !== first);
  for (const { text, percent } of others) {
    reader.note(`the number ${text} (${percent} %) was left out`);
  }
  if (first.feedback) reader.note('the feedback on the right number was left out');
  const tolerance = Math.abs(numberOf(first.element, 'tolerance') ?? 0);
  const unit = unitOf(question, reader);
  return {
    type: 'numeric',
    answer: Number(first.text),
    tolerance: tolerance === 0 ? undefined : tolerance,
    unit,
    feedback: reader.feedback(otherFeedback(answers), 'any other number'),
  };
}

function unitOf(question: XmlElement, reader: TextReader): string | undefined {
  const holder = childOf(question, 'units');
  const units = holder === undefined ? [] : childrenOf(holder, 'unit');
  if (units.length > 1) reader.note(`${units.length - 1} further units were left out`);
  const name = units[0] === undefined ? '' : (childOf(units[0], 'unit_name')?.text ?? '').trim();
  return name === '' ? undefined : name;
}

/** The parts of a matching; its pairs stand in subquestions. */
export function matchingParts(question: XmlElement, reader: TextReader): Parts {
  const pairs = childrenOf(question, 'subquestion').map((one) => ({
    left: foreignText({ ...one, children: [{ ...one, name: 'x' }] }, 'x'),
    right: { text: textIn(one, 'answer'), format: 'plain' as const },
  }));
  const feedback =
    foreignTextOrNull(question, 'incorrectfeedback') ??
    foreignTextOrNull(question, 'partiallycorrectfeedback');
  return pairParts(pairs, feedback, reader);
}

/** The parts of an essay: the rubric where our export wrote one, else one to be written. */
export function essayParts(question: XmlElement, reader: TextReader): Parts {
  const notes = textIn(question, 'graderinfo');
  const rubric = readRubric(notes, reader);
  if (rubric === null) {
    if (notes !== '') reader.note('the notes for graders were left out: make a rubric of them');
    reader.note('there is no rubric: write it', true);
  }
  return { type: 'essay', words: wordsIn(question), rubric: rubric ?? rubricToWrite() };
}

const MOST_WORDS = 1500;

function wordsIn(question: XmlElement): unknown {
  const least = numberOf(question, 'minwordlimit');
  const most = numberOf(question, 'maxwordlimit');
  if (!least || !most || least > most || most > MOST_WORDS) return undefined;
  return [least, most];
}
