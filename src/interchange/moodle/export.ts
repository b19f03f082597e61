import type { AuthoredItem, AuthoredItemOf } from '../../content/schema/items.ts';
import { acceptedOf } from '../accepted.ts';
import { decimal, tidy } from '../fractions.ts';
import type { ExportLesson } from '../lessons.ts';
import { LossLog, type Outcome } from '../outcome.ts';
import { Texts } from '../texts.ts';
import type { World } from '../../content/world.ts';
import type { Xml } from '../xml.ts';
import { DECLARATION, element, lines } from '../xml.ts';
import { clozeQuestion } from './cloze-writing.ts';
import { answer, around, html, htmlText, plain, value } from './fields.ts';
import { escapeStars, noteFolds } from './folds.ts';
import { rubricNotes } from './rubric.ts';

/** The questions of lessons as Moodle XML, a category for each lesson. */
export function toMoodleXml(lessons: readonly ExportLesson[], world: World): Outcome<string> {
  const log = new LossLog();
  const questions = lessons.flatMap(({ title, items }) => [
    category(title),
    ...items.map((item) => question(item, new Texts(world, log.of(item.id)))),
  ]);
  log.note(null, 'ids of choices, rows and targets are not kept: import makes new ones');
  const quiz = element('quiz', {}, '\n' as Xml, lines(questions));
  return { output: `${DECLARATION}${quiz}\n`, losses: log.losses };
}

function category(title: string): Xml {
  const path = `$course$/top/${title.replaceAll('/', '//')}`;
  return element('question', { type: 'category' }, plain('category', path));
}

function question(item: AuthoredItem, texts: Texts): Xml {
  const { type, text, parts } = partsOf(item, texts);
  return element('question', { type }, ...around(item, text, texts, parts));
}

interface Question {
  /** Moodle’s name of the type. */
  readonly type: string;
  /** HTML of what is asked. */
  readonly text: string;
  readonly parts: Xml[];
}

function partsOf(item: AuthoredItem, texts: Texts): Question {
  const text = texts.prompt(item.prompt);
  switch (item.type) {
    case 'single-choice':
      return { type: 'multichoice', text, parts: single(item, texts) };
    case 'multiple-response':
      return { type: 'multichoice', text, parts: several(item.choices, item.scoring, texts) };
    case 'hot-text':
      texts.note('Moodle has no text to mark: it became a multiple choice');
      return { type: 'multichoice', text, parts: several(item.sentences, item.scoring, texts) };
    case 'true-false':
      return { type: 'truefalse', text, parts: trueFalse(item, texts) };
    case 'short-text':
      return { type: 'shortanswer', text, parts: shortText(item, texts) };
    case 'numeric':
      return { type: 'numerical', text, parts: numeric(item, texts) };
    case 'matching':
      return { type: 'matching', text, parts: matching(item, texts) };
    case 'ordering':
      return { type: 'matching', text, parts: ordering(item, texts) };
    case 'cloze':
      return { type: 'cloze', text: text + clozeQuestion(item, texts), parts: [] };
    case 'essay':
      return { type: 'essay', text, parts: essay(item, texts) };
  }
}

type Options = AuthoredItemOf<'multiple-response'>['choices'];

function label(text: string, texts: Texts): Xml {
  return htmlText(texts.label(text));
}

function feedbackOf(feedback: string | undefined, texts: Texts): string {
  return feedback === undefined ? '' : texts.line(feedback);
}

function single(item: AuthoredItemOf<'single-choice'>, texts: Texts): Xml[] {
  const answers = item.choices.map((choice) => {
    const share = choice.correct ? 1 : (choice.credit ?? 0);
    return answer(share, label(choice.text, texts), feedbackOf(choice.feedback, texts), texts);
  });
  return [...choiceSettings(true), ...answers];
}

function several(options: Options, scoring: string | undefined, texts: Texts): Xml[] {
  if (scoring === 'exact') texts.note('Moodle marks ticks one by one: `scoring: exact` is lost');
  const share = 1 / options.filter((option) => option.correct).length;
  const answers = options.map((one) => {
    const earned = one.correct ? share : -share;
    return answer(earned, label(one.text, texts), feedbackOf(one.feedback, texts), texts);
  });
  return [...choiceSettings(false), ...answers];
}

function choiceSettings(one: boolean): Xml[] {
  return [
    value('single', String(one)),
    value('shuffleanswers', 1),
    value('answernumbering', 'abc'),
  ];
}

function trueFalse(item: AuthoredItemOf<'true-false'>, texts: Texts): Xml[] {
  return [true, false].map((one) => {
    const right = one === item.answer;
    const attributes = { fraction: right ? 100 : 0, format: 'moodle_auto_format' };
    const feedback = html('feedback', right ? '' : texts.line(item.feedback));
    return element('answer', attributes, value('text', String(one)), feedback);
  });
}

function shortText(item: AuthoredItemOf<'short-text'>, texts: Texts): Xml[] {
  noteFolds(item, texts);
  const accepted = acceptedOf(item.accept).map((one) => plainAnswer(100, escapeStars(one), ''));
  return [value('usecase', 0), ...accepted, plainAnswer(0, '*', texts.line(item.feedback))];
}

function plainAnswer(fraction: number, text: string, feedback: string, ...more: Xml[]): Xml {
  const attributes = { fraction, format: 'moodle_auto_format' };
  return element('answer', attributes, value('text', text), html('feedback', feedback), ...more);
}

function numeric(item: AuthoredItemOf<'numeric'>, texts: Texts): Xml[] {
  const [low, high] = item.range ?? [item.answer, item.answer];
  const middle = item.range ? tidy((low + high) / 2) : item.answer;
  const tolerance = item.range ? tidy((high - low) / 2) : (item.tolerance ?? 0);
  if (item.range) texts.note(`the range became ${decimal(middle)} ± ${decimal(tolerance)}`);
  const { unit } = item;
  return [
    plainAnswer(100, decimal(middle), '', value('tolerance', decimal(tolerance))),
    plainAnswer(0, '*', texts.line(item.feedback), value('tolerance', 0)),
    ...(unit === undefined ? [] : [units(unit.trim())]),
    value('unitgradingtype', 0),
    value('unitpenalty', '0.1000000'),
    value('showunits', 3),
    value('unitsleft', 0),
  ];
}

function units(name: string): Xml {
  const unit = element('unit', {}, value('multiplier', 1), value('unit_name', name));
  return element('units', {}, unit);
}

function matching(item: AuthoredItemOf<'matching'>, texts: Texts): Xml[] {
  if (item.rows.some((row) => row.feedback !== undefined)) {
    texts.note('the feedback of rows is lost: Moodle has one feedback for a whole matching');
  }
  const textOf = new Map(item.targets.map(({ id, text }) => [id, texts.plain(text)]));
  const used = new Set(item.rows.map((row) => row.match));
  const rows = item.rows.map((row) => pair(texts.label(row.text), textOf.get(row.match) ?? ''));
  const spare = item.targets.filter(({ id }) => !used.has(id));
  const rest = spare.map(({ id }) => pair('', textOf.get(id) ?? ''));
  return [value('shuffleanswers', 'true'), ...wrongFeedback(item, texts), ...rows, ...rest];
}

function ordering(item: AuthoredItemOf<'ordering'>, texts: Texts): Xml[] {
  texts.note('an ordering became a matching of entries with their places');
  const rows = item.entries.map(({ text }, at) => pair(texts.label(text), String(at + 1)));
  return [value('shuffleanswers', 'true'), ...wrongFeedback(item, texts), ...rows];
}

function wrongFeedback(item: { readonly feedback: string }, texts: Texts): Xml[] {
  const text = texts.line(item.feedback);
  return [html('partiallycorrectfeedback', text), html('incorrectfeedback', text)];
}

function pair(question: string, match: string): Xml {
  return element('subquestion', { format: 'html' }, htmlText(question), plain('answer', match));
}

function essay(item: AuthoredItemOf<'essay'>, texts: Texts): Xml[] {
  texts.note('the rubric became notes for graders');
  const [least, most] = item.words ?? [];
  if (item.words) texts.note('the number of words is guidance here and a limit in Moodle');
  return [
    value('responseformat', 'editor'),
    value('responserequired', 1),
    value('responsefieldlines', 15),
    ...(least === undefined ? [] : [value('minwordlimit', least)]),
    ...(most === undefined ? [] : [value('maxwordlimit', most)]),
    value('attachments', 0),
    value('attachmentsrequired', 0),
    html('graderinfo', rubricNotes(item.rubric.criteria, texts)),
    html('responsetemplate', ''),
  ];
}
