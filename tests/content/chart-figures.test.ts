import * as fc from 'fast-check';
import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { drawFigure } from '../../src/content/figures/draw.ts';
import type { AuthoredFigure } from '../../src/content/schema/figures.ts';
import type { Locale } from '../../src/domain/account.ts';
import { escapeHtml } from '../../src/domain/html.ts';
import { lessonOf, readEdited } from './small-course.ts';

const FIGURE = `    kind: tiles
    title: Parts
    caption: Two parts [@article:principles.7].
    tiles:
      - { title: Now, text: this }
      - { title: Later, text: that }
`;
const BARS = `    kind: bars
    title: Money
    caption: Planned and spent [@un-res-690].
    unit: billion dirhams
    series: [planned, spent]
    bars:
      - { label: I, values: [10, 14.1] }
      - { label: II, values: [17, null] }
`;
const LINE = `    kind: line
    title: Cells & more
    caption: As counted [@un-res-690].
    unit: cells
    points:
      - { at: '2015', value: 21 }
      - { at: '2016', value: 19 }
      - { at: '2018-10', value: 8 }
`;
const LINES = `    kind: line
    title: Ships
    unit: ships
    series: [sail, steam]
    points:
      - { at: '1904', values: [120, 4] }
      - { at: '1907', values: [80, null] }
      - { at: '1912', values: [20, 95] }
`;

const drawn = (figure: string) => lessonOf(readEdited(FIGURE, figure)).sections[0]?.html ?? '';
const draw = (figure: AuthoredFigure, locale: Locale = 'en') =>
  drawFigure(figure, {
    locale,
    title: escapeHtml(figure.title),
    text: (text) => escapeHtml(text),
  });
const attributes = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].map(([, value]) => value ?? '');
const base = { id: 'f', title: 'F', unit: 'u' };

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error' },
});

test.each(Object.entries({ BARS, LINE, LINES }))('%s is valid HTML', async (_name, figure) => {
  const head = '<!DOCTYPE html><html lang="en"><head><title>A lesson</title></head>';
  const notes = [1, 2, 3, 4].map((note) => `<li id="note-${note}">n</li>`).join('');
  const body = `<body><h1>T</h1><h2>S</h2>${drawn(figure)}<ol>${notes}</ol></body></html>`;
  const report = await validator.validateString(head + body);
  expect(report.results.flatMap((result) => result.messages)).toEqual([]);
});

describe('grouped bars', () => {
  test('have a column of numbers for each series, and say where there is none', () => {
    const html = drawn(BARS);
    expect(html).toContain('Money <small>(billion dirhams)</small></caption>');
    expect(html).toMatch(
      /<th scope="col" class="num"><svg class="swatch series-1".*?planned<\/th>/,
    );
    expect(html).toContain(
      '<th scope="row">I</th><td class="num">10</td><td class="num">14.1</td>',
    );
    expect(html).toContain('<span aria-hidden="true">–</span><span class="vh">no figure</span>');
  });

  test('lie one below the other, to one scale', () => {
    // Of 17: 58.8 %, 82.9 % and all of it.
    const bars = attributes(drawn(BARS), /<rect (class="series[^/]*)\/>/g);
    expect(bars).toEqual([
      'class="series-1" y="0" width="58.8" height="10"',
      'class="series-2" y="13" width="82.9" height="10"',
      'class="series-1" y="0" width="100" height="10"',
    ]);
  });

  test('are turned round with the page, being the last column of its table', () => {
    expect(drawn(BARS)).toContain('<svg class="flip group-2" viewBox="0 0 100 23"');
  });
});

const amounts = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), {
  minLength: 2,
  maxLength: 20,
});

test('every bar is as long as its value, within rounding, and stays in its drawing', () => {
  fc.assert(
    fc.property(amounts, (values) => {
      const bars = values.map((value, index) => ({ label: `b${index}`, value }));
      const html = draw({ ...base, kind: 'bars', bars });
      const lengths = attributes(html, /<rect width="([^"]*)"/g).map(Number);
      const longest = Math.max(...values);
      expect(lengths).toHaveLength(values.length);
      lengths.forEach((length, index) => {
        const whole = longest === 0 ? 0 : ((values[index] ?? 0) / longest) * 100;
        expect(Math.abs(length - whole)).toBeLessThanOrEqual(0.05 + 1e-9);
        expect(length).toBeLessThanOrEqual(100);
      });
    }),
    { seed: 25 },
  );
});

describe('a line', () => {
  test('has a name, a description with its numbers, and a table of them', () => {
    const html = drawn(LINE);
    expect(html).toContain(
      'role="img" aria-labelledby="figname-parts" aria-describedby="figdesc-parts"',
    );
    expect(html).toContain('<title id="figname-parts">Cells &amp; more</title>');
    expect(html).toContain(
      '<desc id="figdesc-parts">cells; 2015: 21; 2016: 19; October 2018: 8</desc>',
    );
    expect(html).toContain(
      '<details><summary>The figures as a table</summary><section class="scroll" tabindex="0" aria-labelledby="figtitle-parts"><table>',
    );
    expect(html).toContain('<th scope="row">October 2018</th><td class="num">8</td>');
    expect(html).toMatch(/<figcaption>As counted<sup class="cite">/);
  });

  test('writes the same numbers in the drawing and in the table', () => {
    const html = drawn(LINE);
    const table = attributes(html, /<td class="num">([^<]*)<\/td>/g);
    expect(attributes(html, /<text class="value"[^>]*>([^<]*)</g).toSorted()).toEqual(
      table.toSorted(),
    );
  });

  test('is to scale in both directions', () => {
    const figure = {
      ...base,
      kind: 'line' as const,
      points: [
        { at: '2000', value: 0 },
        { at: '2001', value: 100 },
        { at: '2004', value: 50 },
      ],
    };
    const places = [...draw(figure).matchAll(/<circle cx="([^"]*)" cy="([^"]*)"/g)];
    const [a, b, c] = places.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    if (!a || !b || !c) throw new Error('There are not three points.');
    // 2000 had 366 of the 1461 days; the field is 140 high.
    expect((b.x - a.x) / (c.x - a.x)).toBeCloseTo(366 / 1461, 2);
    expect([a.y, b.y, c.y]).toEqual([162, 22, 92]);
  });

  test('runs from the right in Arabic, with the numbers and months of Morocco', () => {
    const points = [
      { at: '2015-07', value: 1500 },
      { at: '2016-07', value: 900.5 },
    ];
    const html = draw({ ...base, kind: 'line', points }, 'ar');
    const [first, last] = attributes(html, /<circle cx="([^"]*)"/g).map(Number);
    expect(first).toBeGreaterThan(last ?? Infinity);
    expect(html).toContain('<th scope="row">يوليوز 2015</th><td class="num">1.500</td>');
    expect(html).toContain('<td class="num">900,5</td>');
    expect(html).toContain('<summary>الأرقام في جدول</summary>');
    expect(draw({ ...base, kind: 'line', points }, 'fr')).toContain(
      '<th scope="row">juillet 2015</th><td class="num">1\u202f500</td>',
    );
  });

  test('of several series has marks of different shapes, a key, and gaps where there is no figure', () => {
    const html = drawn(LINES);
    // Each mark stands in the key once, too.
    expect(html.match(/<circle /g)).toHaveLength(4);
    expect(html.match(/<rect /g)).toHaveLength(3);
    expect(attributes(html, / d="([^"]*)"/g)[1]).toMatch(/^M[\d. ]+M[\d. ]+$/);
    expect(html).toMatch(/<ul class="chart-key"><li><svg class="swatch series-1".*?sail<\/li>/);
    expect(html).toContain('ships; sail; 1904: 120; 1907: 80; 1912: 20; steam; 1904: 4; 1912: 95');
  });
});

test('nothing of a line leaves its drawing, whatever the numbers, and no labels overlap', () => {
  const years = fc.uniqueArray(fc.integer({ min: 1, max: 2099 }), { minLength: 2, maxLength: 40 });
  const numbers = fc.infiniteStream(fc.double({ min: 0, max: 1e9, noNaN: true }));
  const locale = fc.constantFrom<Locale>('en', 'fr', 'ar');
  fc.assert(
    fc.property(years, numbers, locale, (times, stream, language) => {
      const points = times
        .toSorted((a, b) => a - b)
        .map((year) => ({ at: String(year).padStart(4, '0'), value: stream.next().value }));
      const html = draw({ ...base, kind: 'line', points }, language);
      const marks = [...html.matchAll(/<circle cx="([^"]*)" cy="([^"]*)" r="4"/g)];
      expect(marks).toHaveLength(points.length);
      for (const [, x, y] of marks) {
        expect(Number(x) - 4).toBeGreaterThanOrEqual(0);
        expect(Number(x) + 4).toBeLessThanOrEqual(360);
        expect(Number(y) - 4).toBeGreaterThanOrEqual(0);
        expect(Number(y) + 4).toBeLessThanOrEqual(190);
      }
      const spans = [...html.matchAll(LABEL)].map((label) => spanOf(label));
      for (const { from, to } of spans) {
        expect(from).toBeGreaterThanOrEqual(-0.1);
        expect(to).toBeLessThanOrEqual(360.1);
      }
      for (const kind of ['value', 'foot']) {
        const row = spans.filter((one) => one.kind === kind).toSorted((a, b) => a.from - b.from);
        row.slice(1).forEach(({ from }, index) => {
          expect(from).toBeGreaterThan(row[index]?.to ?? 0);
        });
      }
    }),
    { numRuns: 60, seed: 25 },
  );
});

const LABEL = /<text (class="value" )?x="([^"]*)" y="([^"]*)" text-anchor="(\w+)">([^<]*)</g;

/** From where to where a label goes, at seven units a character. */
function spanOf([, look, x = '', y = '', anchor = '', text = '']: RegExpExecArray) {
  const width = text.length * 7;
  const from = Number(x) - { start: 0, middle: width / 2, end: width }[anchor as 'start'];
  const kind = look !== undefined ? 'value' : y === '182' ? 'foot' : 'axis';
  return { kind, from, to: from + width };
}

const rules = (replacement: string) =>
  readEdited(FIGURE, LINE.replace("'2016'", replacement)).diagnostics.map(({ rule }) => rule);

describe('a figure whose numbers do not fit', () => {
  test.each([
    [
      BARS,
      'values: [10, 14.1]',
      'values: [10]',
      'there are 1 values here; the figure has 2 series',
    ],
    [BARS, 'values: [10, 14.1]', 'value: 10', 'a figure with `series` has `values` here'],
    [LINE, 'value: 19', 'values: [19]', 'a figure without `series` has a `value` here'],
  ])('is an error at the entry', (figure, words, replacement, message) => {
    const { diagnostics } = readEdited(FIGURE, figure.replace(words, replacement));
    expect(diagnostics).toMatchObject([{ rule: 'series-shape', severity: 'error' }]);
    expect(diagnostics[0]?.message).toContain(message);
  });

  test('is an error where time goes back or is no time', () => {
    expect(rules("'2015'")).toEqual(['point-order']);
    expect(rules("'2014-12'")).toEqual(['point-order']);
    expect(rules("'last year'")).toEqual(['schema-value']);
    expect(rules('2016')).toEqual(['schema-type']);
  });
});
