import type { World } from '../../content/world.ts';
import type { AuthoredItem, AuthoredItemOf } from '../../content/schema/items.ts';
import { acceptedOf } from '../accepted.ts';
import { toTags } from '../carried.ts';
import { decimal, toFraction, tidy } from '../fractions.ts';
import type { ExportLesson } from '../lessons.ts';
import { LossLog, withoutControls, type Outcome } from '../outcome.ts';
import { Texts } from '../texts.ts';

/** The questions of lessons as GIFT, a category for each lesson. */
export function toGift(lessons: readonly ExportLesson[], world: World): Outcome<string> {
  const log = new LossLog();
  const blocks = lessons.flatMap(({ title, items }) => [
    `$CATEGORY: ${oneLine(title).replaceAll('/', '//')}`,
    ...items.map((item) => question(item, new Texts(world, log.of(item.id)))),
  ]);
  log.note(null, 'ids of choices, rows and targets are not kept: import makes new ones');
  return { output: `${blocks.join('\n\n')}\n`, losses: log.losses };
}

function question(item: AuthoredItem, texts: Texts): string {
  noteRest(item, texts);
  const answers = answersOf(item, texts);
  const general = `####${html(texts.block(item.explanation))}`;
  return [
    `// ${[`[id:${item.id}]`, ...tags(item, texts)].join(' ')}`,
    `::${escape(item.id)}::${html(promptOf(item, texts))}{${answers}`,
    `${general}}`,
  ].join('\n');
}

function tags(item: AuthoredItem, texts: Texts): string[] {
  return toTags(item).flatMap((tag) => {
    if (!/[\]\p{Cc}]/u.test(tag)) return [`[tag:${tag}]`];
    texts.note(`the tag “${oneLine(tag)}” is lost: it holds a bracket`);
    return [];
  });
}

function noteRest(item: AuthoredItem, texts: Texts): void {
  if (item.points !== undefined && item.points !== 1) {
    texts.note('GIFT has no points: every question counts once');
  }
  if (item.hints !== undefined) texts.note('GIFT has no hints: they are lost');
  if (item.penalty !== undefined) texts.note('GIFT has no penalty: it is lost');
}

/** A cloze has no counterpart: its text, with numbered gaps, becomes part of the prompt. */
function promptOf(item: AuthoredItem, texts: Texts): string {
  const prompt = texts.prompt(item.prompt);
  if (item.type !== 'cloze') return prompt;
  const numbers = new Map(item.gaps.map((gap, index) => [gap.id, `__(${index + 1})__`]));
  const text = item.text.replaceAll(/\{\{([^{}\n]*)\}\}/g, (all, id: string) => {
    return numbers.get(id.trim()) ?? all;
  });
  return `${prompt}<p>${texts.label(text).replaceAll(/<\/?strong>\((\d+)\)<\/?strong>/g, '__($1)__')}</p>`;
}

function answersOf(item: AuthoredItem, texts: Texts): string {
  switch (item.type) {
    case 'single-choice':
      return lines(item.choices.map((choice) => singleAnswer(choice, texts)));
    case 'multiple-response':
      return several(item.choices, item.scoring, texts);
    case 'hot-text':
      texts.note('hot-text has no counterpart in GIFT: exported as a multiple choice');
      return several(item.sentences, item.scoring, texts);
    case 'true-false':
      return `${item.answer ? 'TRUE' : 'FALSE'}#${html(texts.line(item.feedback))}`;
    case 'short-text':
      return shortText(item, texts);
    case 'numeric':
      return numeric(item, texts);
    case 'matching':
      return matching(item, texts);
    case 'ordering':
      return ordering(item, texts);
    case 'cloze':
      return cloze(item, texts);
    case 'essay':
      texts.note('GIFT has no rubric and no number of words: they are lost');
      return '';
  }
}

function lines(answers: readonly string[]): string {
  return answers.map((one) => `\n${one}`).join('');
}

type Choice = AuthoredItemOf<'single-choice'>['choices'][number];
type Options = AuthoredItemOf<'multiple-response'>['choices'];

function feedbackOf(feedback: string | undefined, texts: Texts): string {
  return feedback === undefined ? '' : `#${html(texts.line(feedback))}`;
}

function singleAnswer(choice: Choice, texts: Texts): string {
  const { correct, credit = 0 } = choice;
  const mark = correct ? '=' : credit > 0 ? `~%${percent(credit, texts)}%` : '~';
  return `${mark}${html(texts.label(choice.text))}${feedbackOf(choice.feedback, texts)}`;
}

function percent(share: number, texts: Texts): string {
  const { text, exact } = toFraction(share);
  if (!exact) texts.note(`the credit ${share} became ${text} %, the nearest that Moodle knows`);
  return text;
}

function several(options: Options, scoring: string | undefined, texts: Texts): string {
  if (scoring === 'exact') texts.note('GIFT marks ticks one by one: `scoring: exact` is lost');
  const share = 1 / options.filter((option) => option.correct).length;
  return lines(
    options.map(({ text, correct, feedback }) => {
      const mark = `~%${percent(correct ? share : -share, texts)}%`;
      return `${mark}${html(texts.label(text))}${feedbackOf(feedback, texts)}`;
    }),
  );
}

function shortText(item: AuthoredItemOf<'short-text'>, texts: Texts): string {
  texts.note('GIFT sets aside capitals at most: accents, punctuation and Arabic forms count there');
  const accepted = acceptedOf(item.accept).map((one) => {
    if (one.includes('->')) texts.note('`->` in an answer would be a pair in GIFT: it became →');
    const words = oneLine(one)
      .replaceAll('*', String.raw`\*`)
      .replaceAll('->', '→');
    return `=%100%[plain]${escape(words)}`;
  });
  // An answer of nothing that stands for any other: with `~` it would be a multiple choice.
  return lines([...accepted, `=%0%*${feedbackOf(item.feedback, texts)}`]);
}

function numeric(item: AuthoredItemOf<'numeric'>, texts: Texts): string {
  const [low, high] = item.range ?? [item.answer, item.answer];
  const middle = item.range ? tidy((low + high) / 2) : item.answer;
  const tolerance = item.range ? tidy((high - low) / 2) : (item.tolerance ?? 0);
  if (item.range) texts.note(`the range became ${decimal(middle)} ± ${decimal(tolerance)}`);
  if (item.unit !== undefined) texts.note(`GIFT has no units: “${item.unit}” is lost`);
  const answer = `=${decimal(middle)}:${decimal(tolerance)}`;
  return `#${lines([answer, `~${feedbackOf(item.feedback, texts)}`])}`;
}

function matching(item: AuthoredItemOf<'matching'>, texts: Texts): string {
  texts.note('the feedback on a matching is lost: GIFT has none');
  const textOf = new Map(item.targets.map(({ id, text }) => [id, texts.plain(text)]));
  const used = new Set(item.rows.map((row) => row.match));
  const rows = item.rows.map((row) => pair(texts.label(row.text), textOf.get(row.match) ?? ''));
  const spare = item.targets.filter(({ id }) => !used.has(id));
  return lines([...rows, ...spare.map(({ id }) => ` = -> ${right(textOf.get(id) ?? '')}`)]);
}

function ordering(item: AuthoredItemOf<'ordering'>, texts: Texts): string {
  texts.note('an ordering became a matching of entries with their places; its feedback is lost');
  return lines(item.entries.map(({ text }, at) => pair(texts.label(text), String(at + 1))));
}

function cloze(item: AuthoredItemOf<'cloze'>, texts: Texts): string {
  texts.note('cloze has no counterpart in GIFT: exported as a matching of gaps with their answers');
  texts.note('the choices and the feedback of gaps are lost');
  const answers = item.gaps.map((gap) =>
    gap.choices
      ? texts.plain(gap.choices.find((one) => one.correct)?.text ?? '')
      : (acceptedOf(gap.accept ?? [])[0] ?? ''),
  );
  // A matching needs two pairs.
  if (answers.length < 2) return lines([`=%100%[plain]${escape(oneLine(answers[0] ?? ''))}`]);
  return lines(answers.map((one, index) => pair(`(${index + 1})`, one)));
}

function pair(left: string, match: string): string {
  return `=${html(left).replaceAll('->', '-&gt;')} -> ${right(match)}`;
}

/** The right side of a pair: plain words. */
function right(text: string): string {
  return escape(oneLine(text));
}

/** A text in HTML, on one line: an empty line would end the question. */
function html(text: string): string {
  return `[html]${escape(oneLine(text))}`;
}

function oneLine(text: string): string {
  return withoutControls(text).replaceAll(/\s+/g, ' ').trim();
}

function escape(text: string): string {
  return text.replaceAll(/[\\~=#{}:]/g, String.raw`\$&`);
}
