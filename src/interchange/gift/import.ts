import { parse, type GIFTQuestion, type TextChoice, type TextFormat } from 'gift-pegjs';
import type { AuthoredItem } from '../../content/schema/items.ts';
import type { ForeignText, Heading, Parts, TextReader } from '../drafts.ts';
import { Shelf } from '../drafts.ts';
import { fromFraction } from '../fractions.ts';
import { LossLog, MAX_QUESTIONS, problemAt, refusalOf } from '../outcome.ts';
import type { Imported, Problem } from '../outcome.ts';
import { rubricToWrite } from '../moodle/rubric.ts';
import { unescapeStars } from '../moodle/folds.ts';
import { multipleParts, singleParts } from '../options.ts';
import { pairParts } from '../pairs.ts';
import { numericParts } from './numbers.ts';

/** Question as the parser gives it, with answers. */
type Asked = Exclude<GIFTQuestion, { type: 'Category' | 'Description' }>;

/**
 * Reads GIFT into questions that fit the schema. What GIFT does not have is marked for an author to
 * write; a mistake is told with its line and column.
 */
export function fromGift(text: string): Imported<readonly AuthoredItem[]> {
  const refused = refusalOf(text) ?? tooMany(text) ?? longComment(text) ?? longQuestion(text);
  if (refused !== null) return { output: null, problem: refused };
  const parsed = read(text.replace(/^\ufeff/, ''));
  if ('problem' in parsed) return { output: null, problem: parsed.problem };
  const log = new LossLog();
  const shelf = new Shelf(log);
  for (const question of parsed.questions) readQuestion(question, shelf, log);
  return { output: shelf.items, losses: log.losses, problem: null };
}

/** Every question but the last ends with an empty line, so that they can be counted beforehand. */
function tooMany(text: string): Problem | null {
  const openings = text.match(/(?<!\\)\{/g)?.length ?? 0;
  if (openings <= MAX_QUESTIONS) return null;
  return problemAt(text, 0, `the file has more than ${MAX_QUESTIONS} questions`);
}

/** Longest line of comment, characters: the parser looks for tags in it, over and over. */
const MAX_COMMENT_LENGTH = 1000;

function longComment(text: string): Problem | null {
  const found = new RegExp(`//[^\\r\\n]{${MAX_COMMENT_LENGTH}}`).exec(text);
  if (found === null) return null;
  return problemAt(text, found.index, `a comment has over ${MAX_COMMENT_LENGTH} characters`);
}

/** Longest question, characters: the parser’s time grows with the square of it. */
const MAX_BLOCK_LENGTH = 20_000;
/** Most answers of a question; the same holds for their number. */
const MAX_ANSWERS = 100;

function longQuestion(text: string): Problem | null {
  let offset = 0;
  for (const block of text.split(/(?<=\n)[ \t]*\r?\n/)) {
    const at = () => Math.max(0, text.indexOf(block.slice(0, 200), offset));
    if (block.length > MAX_BLOCK_LENGTH) {
      return problemAt(text, at(), `a question has more than ${MAX_BLOCK_LENGTH} characters`);
    }
    if ((block.match(/(?<!\\)[=~]/g)?.length ?? 0) > MAX_ANSWERS) {
      return problemAt(text, at(), `a question has more than ${MAX_ANSWERS} answers`);
    }
    offset += block.length;
  }
  return null;
}

function read(text: string): { questions: readonly GIFTQuestion[] } | { problem: Problem } {
  try {
    return { questions: parse(text) };
  } catch (error) {
    return { problem: problemOf(text, error) };
  }
}

interface ParseError {
  readonly message: string;
  readonly location?: { readonly start: { readonly line: number; readonly column: number } };
}

function problemOf(text: string, error: unknown): Problem {
  const { message, location } = error as ParseError;
  if (location === undefined) return problemAt(text, 0, message);
  const { line, column } = location.start;
  return { message, line, column };
}

function readQuestion(question: GIFTQuestion, shelf: Shelf, log: LossLog): void {
  if (question.type === 'Category') return;
  if (question.type === 'Description') {
    const name = question.id ?? question.title ?? question.stem.text.slice(0, 40);
    return log.note(name, 'left out: a text without a question');
  }
  shelf.add(headingOf(question), (reader) => partsOf(question, reader));
}

function headingOf(question: Asked): Heading {
  return {
    id: question.id ?? question.title ?? 'question',
    prompt: foreign(question.stem),
    explanation: foreignOrNull(question.globalFeedback),
    tags: question.tags ?? [],
    hints: [],
  };
}

function partsOf(question: Asked, reader: TextReader): Parts | null {
  if (question.hasEmbeddedAnswers)
    reader.note('an answer inside the text became a line at its end');
  switch (question.type) {
    case 'MC':
      return choiceParts(question.choices, reader);
    case 'Short':
      return shortParts(question.choices, reader);
    case 'TF':
      return trueFalseParts(question, reader);
    case 'Numerical':
      return numericParts(question.choices, reader);
    case 'Matching':
      return matchingParts(question.matchPairs, reader);
    case 'Essay':
      reader.note('there is no rubric: write it', true);
      return { type: 'essay', rubric: rubricToWrite() };
  }
}

/** `=` somewhere: one right choice. Else shares say which are right. */
function choiceParts(choices: readonly TextChoice[], reader: TextReader): Parts {
  const read = choices.map((one) => ({
    text: foreign(one.text),
    feedback: foreignOrNull(one.feedback),
    share: one.weight === null ? Number(one.isCorrect) : fromFraction(one.weight),
  }));
  const one = choices.some((choice) => choice.isCorrect);
  return one ? singleParts(read, reader) : multipleParts(read, reader);
}

function shortParts(choices: readonly TextChoice[], reader: TextReader): Parts {
  const accept = choices.flatMap((choice) => acceptedIn(choice, reader));
  const other = choices.find(({ text, weight }) => text.text === '*' && weight === 0);
  return {
    type: 'short-text',
    accept: accept.length > 0 ? accept.slice(0, 40) : ['TODO: write the answer'],
    feedback: reader.feedback(foreignOrNull(other?.feedback ?? null), 'any other answer'),
  };
}

function acceptedIn({ text, weight, feedback }: TextChoice, reader: TextReader): string[] {
  const words = text.text.trim();
  if (words === '' || (words === '*' && weight === 0)) return [];
  if (weight !== null && weight < 100) {
    reader.note(`the answer “${words}” (${weight} %) was left out`);
    return [];
  }
  if (feedback !== null) reader.note(`the feedback on “${words}” was left out`);
  const plain = unescapeStars(words);
  if (plain === null) reader.note(`“${words}” stood for several answers: write them`, true);
  return [plain ?? words];
}

type TrueFalse = Extract<GIFTQuestion, { type: 'TF' }>;

/** The first feedback is for the wrong answer, whichever that is; the parser names it otherwise. */
function trueFalseParts(question: TrueFalse, reader: TextReader): Parts {
  const { isTrue, trueFeedback: wrong, falseFeedback: right } = question;
  if (right !== null) reader.note('the feedback on the right answer was left out');
  const feedback = reader.feedback(foreignOrNull(wrong), 'the wrong answer');
  return { type: 'true-false', answer: isTrue, feedback };
}

type Pairs = Extract<GIFTQuestion, { type: 'Matching' }>['matchPairs'];

function matchingParts(pairs: Pairs, reader: TextReader): Parts {
  const read = pairs.map(({ subquestion, subanswer }) => ({
    left: foreign(subquestion),
    right: { text: unescapeGift(subanswer), format: 'plain' as const },
  }));
  return pairParts(read, null, reader);
}

/** The parser leaves the right sides of pairs with its own marks for escaped characters. */
function unescapeGift(text: string): string {
  return text
    .replaceAll(/&&(\d{3});/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&&010', ' ');
}

function foreign({ format, text }: TextFormat): ForeignText {
  // Moodle’s own format is HTML in which line ends count; the parser has joined the lines.
  return { text, format: format === 'moodle' ? 'html' : format };
}

function foreignOrNull(text: TextFormat | null): ForeignText | null {
  return text === null || text.text.trim() === '' ? null : foreign(text);
}
