import type { World } from '../content/world.ts';
import type { AuthoredItem } from '../content/schema/items.ts';
import { acceptedOf } from './accepted.ts';
import { toCsv } from './csv.ts';
import { wordsOf } from './html.ts';
import type { ExportLesson } from './lessons.ts';
import { LossLog, type Outcome } from './outcome.ts';
import { Texts } from './texts.ts';

const COLUMNS = [
  'lesson',
  'id',
  'type',
  'objective',
  'points',
  'prompt',
  'options',
  'right',
  'explanation',
  'cite',
  'tags',
] as const;

/** Between the parts of one cell. */
const BETWEEN = ' | ';

/** The questions of lessons as a table to read and sort; nothing reads it back. */
export function toItemsCsv(lessons: readonly ExportLesson[], world: World): Outcome<string> {
  const log = new LossLog();
  const rows = lessons.flatMap(({ id, items }) =>
    items.map((item) => rowOf(id, item, new Texts(world, log.of(item.id)))),
  );
  log.note(null, 'a table holds words only: feedback, hints, markup and settings are not in it');
  return { output: toCsv([COLUMNS, ...rows]), losses: log.losses };
}

function rowOf(lesson: string, item: AuthoredItem, texts: Texts): readonly (string | number)[] {
  const { options, right } = answersOf(item, texts);
  return [
    lesson,
    item.id,
    item.type,
    item.objective,
    item.points ?? 1,
    wordsOf(texts.prompt(item.prompt)),
    options.join(BETWEEN),
    right.join(BETWEEN),
    wordsOf(texts.block(item.explanation)),
    item.cite.join(BETWEEN),
    (item.tags ?? []).join(BETWEEN),
  ];
}

interface Answers {
  readonly options: readonly string[];
  readonly right: readonly string[];
}

type Options = readonly { readonly text: string; readonly correct?: boolean | undefined }[];

function answersOf(item: AuthoredItem, texts: Texts): Answers {
  const plain = (text: string) => wordsOf(texts.label(text));
  const ticked = (all: Options): Answers => ({
    options: all.map((one) => plain(one.text)),
    right: all.filter((one) => one.correct).map((one) => plain(one.text)),
  });
  switch (item.type) {
    case 'single-choice':
    case 'multiple-response':
      return ticked(item.choices);
    case 'hot-text':
      return ticked(item.sentences);
    case 'true-false':
      return { options: ['true', 'false'], right: [String(item.answer)] };
    case 'short-text':
      return { options: [], right: acceptedOf(item.accept) };
    case 'numeric':
      return { options: [], right: [numberOf(item)] };
    case 'ordering':
      return { options: [], right: item.entries.map((one) => plain(one.text)) };
    case 'matching': {
      const targets = new Map(item.targets.map(({ id, text }) => [id, plain(text)]));
      const right = item.rows.map((row) => `${plain(row.text)} → ${targets.get(row.match) ?? ''}`);
      return { options: [...targets.values()], right };
    }
    case 'cloze':
      return { options: [plain(item.text)], right: item.gaps.map((gap) => gapKey(gap, plain)) };
    case 'essay':
      return { options: [], right: [] };
  }
}

function numberOf(item: Extract<AuthoredItem, { type: 'numeric' }>): string {
  const { answer, tolerance = 0, range, unit = '' } = item;
  const spread = range ? ` (${range[0]} – ${range[1]})` : tolerance > 0 ? ` ± ${tolerance}` : '';
  return `${answer}${spread} ${unit}`.trim();
}

type Gap = Extract<AuthoredItem, { type: 'cloze' }>['gaps'][number];

function gapKey(gap: Gap, plain: (text: string) => string): string {
  const chosen = gap.choices?.find((one) => one.correct);
  return chosen ? plain(chosen.text) : acceptedOf(gap.accept ?? []).join(' / ');
}
