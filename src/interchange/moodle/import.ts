import type { AuthoredItem } from '../../content/schema/items.ts';
import type { ForeignText, Heading, Parts, TextReader } from '../drafts.ts';
import { Shelf } from '../drafts.ts';
import { LossLog, MAX_QUESTIONS, problemAt, refusalOf, type Imported } from '../outcome.ts';
import type { XmlElement } from '../xml-reading.ts';
import { childOf, childrenOf, readXml } from '../xml-reading.ts';
import { essayParts, matchingParts, numericParts, shortParts, trueFalseParts } from './answers.ts';
import { clozeParts } from './cloze-reading.ts';
import { choicesOf, foreignText, numberOf, textIn } from './reading.ts';
import { multipleParts, singleParts } from '../options.ts';

/**
 * Reads Moodle XML into questions that fit the schema. What Moodle does not have (objective,
 * citation, feedback on a wrong choice) is marked for an author to write.
 */
export function fromMoodleXml(text: string): Imported<readonly AuthoredItem[]> {
  const refused = refusalOf(text);
  if (refused !== null) return { output: null, problem: refused };
  const { root, problem } = readXml(text.replace(/^\ufeff/, ''));
  if (root === null) return { output: null, problem };
  if (root.name !== 'quiz') {
    const message = `the outermost element is <${root.name}>, not <quiz>`;
    return { output: null, problem: problemAt(text, 0, message) };
  }
  const questions = childrenOf(root, 'question');
  if (questions.length > MAX_QUESTIONS) {
    const message = `the file has more than ${MAX_QUESTIONS} questions`;
    return { output: null, problem: problemAt(text, 0, message) };
  }
  const log = new LossLog();
  const shelf = new Shelf(log);
  for (const question of questions) readQuestion(question, shelf, log);
  return { output: shelf.items, losses: log.losses, problem: null };
}

type ReadParts = (question: XmlElement, reader: TextReader) => Parts | null;

const READERS: ReadonlyMap<string, ReadParts> = new Map<string, ReadParts>([
  ['multichoice', multichoice],
  ['truefalse', trueFalseParts],
  ['shortanswer', shortParts],
  ['numerical', numericParts],
  ['matching', matchingParts],
  ['essay', essayParts],
  ['cloze', (question, reader) => clozeParts(foreignText(question, 'questiontext'), reader)],
  ['multianswer', (question, reader) => clozeParts(foreignText(question, 'questiontext'), reader)],
]);

function readQuestion(question: XmlElement, shelf: Shelf, log: LossLog): void {
  const type = question.attributes['type'] ?? '';
  if (type === 'category') return;
  const heading = headingOf(question);
  const read = READERS.get(type);
  if (read === undefined) {
    const what = type === 'description' ? 'a text without a question' : `of the type \`${type}\``;
    return log.note(heading.id, `left out: ${what}`);
  }
  shelf.add(heading, (reader) => {
    noteRest(question, reader);
    return read(question, reader);
  });
}

function headingOf(question: XmlElement): Heading {
  const idnumber = textOfChild(question, 'idnumber');
  const explanation = foreignText(question, 'generalfeedback');
  return {
    id: idnumber === '' ? textIn(question, 'name') || 'question' : idnumber,
    prompt: foreignText(question, 'questiontext'),
    explanation: explanation.text === '' ? null : explanation,
    tags: childrenOf(childOf(question, 'tags') ?? question, 'tag').map((tag) =>
      (childOf(tag, 'text')?.text ?? '').trim(),
    ),
    hints: childrenOf(question, 'hint').map(asHint),
    points: numberOf(question, 'defaultgrade'),
    penalty: numberOf(question, 'penalty'),
  };
}

function asHint(hint: XmlElement): ForeignText {
  return foreignText({ ...hint, name: 'holder', children: [hint] }, 'hint');
}

function textOfChild(question: XmlElement, name: string): string {
  return (childOf(question, name)?.text ?? '').trim();
}

function multichoice(question: XmlElement, reader: TextReader): Parts {
  const single = textOfChild(question, 'single');
  const choices = choicesOf(question);
  const one = single !== 'false' && single !== '0';
  return one ? singleParts(choices, reader) : multipleParts(choices, reader);
}

/** Things of Moodle’s that questions here have no place for. */
function noteRest(question: XmlElement, reader: TextReader): void {
  const files = question.children.some((child) => childrenOf(child, 'file').length > 0);
  if (files) reader.note('files of the question were left out');
  if (textIn(question, 'correctfeedback') !== '') {
    reader.note('the feedback for right answers was left out');
  }
  if (textOfChild(question, 'hidden') === '1') reader.note('the question was hidden in Moodle');
}
