import { describe, expect, test } from 'vitest';
import { readFile } from '../../src/content/files.ts';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { worldOf } from '../../src/content/world.ts';
import { lessonSchema } from '../../src/content/schema/lesson.ts';
import { acceptedOf } from '../../src/interchange/accepted.ts';
import { toCsv } from '../../src/interchange/csv.ts';
import { fromFraction, toFraction } from '../../src/interchange/fractions.ts';
import { toGift } from '../../src/interchange/gift/export.ts';
import { fromGift } from '../../src/interchange/gift/import.ts';
import { toItemsCsv } from '../../src/interchange/items-csv.ts';
import { readExportLesson } from '../../src/interchange/lessons.ts';
import { toMoodleXml } from '../../src/interchange/moodle/export.ts';
import { fromMoodleXml } from '../../src/interchange/moodle/import.ts';
import type { Loss } from '../../src/interchange/outcome.ts';
import { itemsToYaml } from '../../src/interchange/yaml.ts';
import { SMALL_COURSE } from '../support/small-site-course.ts';

const PATH = 'first-module/alpha.yaml';
const lesson = readExportLesson(PATH, SMALL_COURSE.get(PATH) ?? '');
if (lesson === null) throw new Error('The small course has no lesson alpha.');
const WORLD = worldOf([], [], 'en');

const said = (losses: readonly Loss[], question: string) =>
  losses.filter((loss) => loss.question === question).map((loss) => loss.message);

describe('what an export loses', () => {
  test('is said for each question that has no counterpart', () => {
    const gift = toGift([lesson], WORLD).losses;
    expect(said(gift, 'evidence')).toEqual([
      'hot-text has no counterpart in GIFT: exported as a multiple choice',
    ]);
    expect(said(gift, 'blanks')[0]).toMatch(/^cloze has no counterpart in GIFT/);
    expect(said(gift, 'figure')).toEqual(['GIFT has no units: “metres” is lost']);
    expect(said(toMoodleXml([lesson], WORLD).losses, 'steps')).toEqual([
      'an ordering became a matching of entries with their places',
    ]);
  });

  test('leaves files that read back without a problem', () => {
    const moodle = fromMoodleXml(toMoodleXml([lesson], WORLD).output);
    const gift = fromGift(toGift([lesson], WORLD).output);
    const ids = lesson.items.map((item) => item.id);
    expect(moodle.output?.map((item) => item.id)).toEqual(ids);
    expect(gift.output?.map((item) => item.id)).toEqual(ids);
  });
});

describe('what an import lacks', () => {
  const GIFT = '::Light::What shines? {=A lamp ~A stone}\n';

  test('is in the report, and the linter points at it', () => {
    const { output, problem, ...rest } = fromGift(GIFT);
    expect(problem).toBeNull();
    const todo = ('losses' in rest ? rest.losses : []).filter((loss) => loss.todo);
    expect(todo.map((loss) => loss.message)).toEqual([
      'there is no feedback for the choice “A stone”: write it',
      'there are only 2 choices: write 1',
      'there is no explanation: write it',
      'there is no objective: choose one of the lesson',
      'there is no citation: cite what the answer rests on',
    ]);
    const alpha = SMALL_COURSE.get(PATH) ?? '';
    const head = alpha.slice(0, alpha.indexOf('items:\n'));
    const text = head + itemsToYaml(output ?? []);
    expect(readFile(PATH, text, lessonSchema).diagnostics).toEqual([]);
    const { diagnostics } = readCatalogue(new Map([...SMALL_COURSE, [PATH, text]]));
    const rules = diagnostics.filter((one) => one.severity === 'error').map((one) => one.rule);
    expect(new Set(rules)).toEqual(new Set(['todo', 'unknown-objective', 'unknown-citation']));
    expect(rules.filter((rule) => rule === 'todo')).toHaveLength(4);
  });
});

describe('shares in Moodle', () => {
  test.each([
    [1 / 3, '33.33333'],
    [2 / 3, '66.66667'],
    [1 / 6, '16.66667'],
    [-1 / 7, '-14.28571'],
    [1 / 9, '11.11111'],
    [0.05, '5'],
    [0, '0'],
  ])('%f is written with seven digits and read back as it was', (share, text) => {
    expect(toFraction(share)).toEqual({ text, exact: true });
    expect(fromFraction(Number(text))).toBe(share);
  });

  test('that are not on the list become the nearest, and this is said', () => {
    expect(toFraction(0.35)).toEqual({ text: '33.33333', exact: false });
  });
});

describe('a table', () => {
  test('has a byte order mark, quotes what needs them and no formulas', () => {
    expect(toCsv([['a,b', 'say "hi"', '=1+1', '-x', '@y', -3, 'two\nlines']])).toBe(
      `\ufeff"a,b","say ""hi""",'=1+1,'-x,'@y,-3,"two\nlines"\r\n`,
    );
  });

  test('has a row for each question', () => {
    const rows = toItemsCsv([lesson], WORLD).output.trim().split('\r\n');
    expect(rows).toHaveLength(lesson.items.length + 1);
    expect(rows[5]).toContain('8471 ± 1 metres');
  });
});

test('accepted answers of several languages are taken together, each once', () => {
  expect(acceptedOf({ en: ['light', 'lamp'], fr: ['lumière', 'light'] })).toEqual([
    'light',
    'lamp',
    'lumière',
  ]);
});
