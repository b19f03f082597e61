import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { edited, LESSON_PATH, lessonOf, readEdited, SMALL } from './small-course.ts';

const FIGURE = `    kind: tiles
    title: Parts
    caption: Two parts [@article:principles.7].
    tiles:
      - { title: Now, text: this }
      - { title: Later, text: that }
`;

const KINDS = {
  table: `    kind: table
    title: "Parts & <wholes>"
    caption: Look.
    columns: [Part, Whole]
    rows: [[one, "*two* [@un-res-690]"], [three, four]]
`,
  timeline: `    kind: timeline
    title: Times
    events:
      - { date: 1 July 2011, text: "This [@article:borders.1]." }
      - { date: "2017", text: That. }
`,
  tiles: FIGURE,
  steps: `    kind: steps
    title: Steps
    steps:
      - { title: First, text: this }
      - { title: Then, text: that }
      - { title: Last, text: "[fiqh](term:fiqh)" }
`,
  bars: `    kind: bars
    title: Cells
    unit: cells
    bars:
      - { label: "2015", value: 21 }
      - { label: "2016", value: 10.5 }
      - { label: "2017", value: 0 }
      - { label: "2018", value: 1622 }
`,
};

const drawn = (figure: string) => lessonOf(readEdited(FIGURE, figure)).sections[0]?.html ?? '';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error' },
});

/** Puts a lesson's sections and notes into a page as the site does. */
function page(reading: ReturnType<typeof readCatalogue>): string {
  const lesson = lessonOf(reading);
  const sections = lesson.sections.map(
    (one) => `<h2 id="${one.id}">${one.title.text}</h2>${one.html}`,
  );
  const notes = lesson.notes.map((one, index) => `<li id="note-${index + 1}">${one.label}</li>`);
  const items = lesson.items.map((item) => `<div>${item.prompt}${item.explanation}</div>`);
  const body = `<h1>T</h1>${sections.join('')}<ol>${notes.join('')}</ol>${items.join('')}`;
  return `<!DOCTYPE html><html lang="en"><head><title>A lesson</title></head><body>${body}</body></html>`;
}

describe('figures', () => {
  test.each(Object.entries(KINDS))('of kind %s are valid HTML', async (_kind, figure) => {
    const report = await validator.validateString(page(readEdited(FIGURE, figure)));
    expect(report.results.flatMap((result) => result.messages)).toEqual([]);
  });

  test.each(Object.entries(KINDS))(
    'of kind %s carry no style and stand under their id',
    (kind, figure) => {
      const html = drawn(figure);
      expect(html).toContain(
        `<figure class="figure figure-${kind}" id="figure-parts" aria-labelledby="figtitle-parts">`,
      );
      expect(html).not.toContain('style=');
      expect(html).not.toContain('<p></p>');
    },
  );

  test('a table has headers for columns and rows in a scroller with its caption’s name', () => {
    const html = drawn(KINDS.table);
    expect(html).toContain(
      '<section class="scroll" tabindex="0" aria-labelledby="figtitle-parts"><table><caption id="figtitle-parts">Parts &amp; &lt;wholes&gt;</caption>',
    );
    expect(html).toContain(
      '<thead><tr><th scope="col">Part</th><th scope="col">Whole</th></tr></thead>',
    );
    expect(html).toContain('<tr><th scope="row">three</th><td>four</td></tr>');
    expect(html).toContain('<td><em>two</em><sup class="cite"><a href="#note-2">2</a></sup></td>');
    expect(html).toContain('<figcaption>Look.</figcaption>');
  });

  test('a timeline is a list in order', () => {
    expect(drawn(KINDS.timeline)).toContain(
      '<ol class="timeline"><li><strong>1 July 2011</strong> <span>This<sup',
    );
  });

  test('tiles have a star each, hidden from assistive technology', () => {
    const html = drawn(KINDS.tiles);
    expect(html).toContain(
      '<p class="figure-title" id="figtitle-parts">Parts</p><ul class="dia dia-2"><li><svg class="star star-1"',
    );
    expect(html.match(/aria-hidden="true"/g)).toHaveLength(2);
    expect(html).toContain('<strong>Later</strong> <span>that</span></li></ul>');
  });

  test('steps are a list in order', () => {
    expect(drawn(KINDS.steps)).toContain(
      '<ol class="steps"><li><strong>First</strong> <span>this</span></li>',
    );
  });

  test('bars stand in the table of their values', () => {
    const html = drawn(KINDS.bars);
    expect(html).toContain(
      '<thead><tr><td></td><th scope="col" class="num">cells</th><td></td></tr></thead>',
    );
    expect(html).toContain('<th scope="row">2018</th><td class="num">1,622</td>');
    expect(html).toContain('<rect width="100" height="10"/>');
    expect(html).toContain('<rect width="0" height="10"/>');
  });

  test('a table with a short row is an error at the row', () => {
    const { diagnostics } = readEdited(FIGURE, KINDS.table.replace('[three, four]', '[three]'));
    expect(diagnostics).toMatchObject([
      { rule: 'table-shape', message: 'this row has 1 cells; the table has 2 columns' },
    ]);
  });

  test('a mistake in a figure is placed in the figure', () => {
    const files = edited(LESSON_PATH, FIGURE, KINDS.steps.replace('term:fiqh', 'term:fikh'));
    const line = (files.get(LESSON_PATH) ?? '')
      .split('\n')
      .findIndex((one) => one.includes('fikh'));
    const errors = readCatalogue(files).diagnostics.filter((one) => one.severity === 'error');
    expect(errors).toMatchObject([{ rule: 'unknown-term', line: line + 1 }]);
  });
});

test('a whole lesson is valid HTML', async () => {
  const report = await validator.validateString(page(readCatalogue(SMALL)));
  expect(report.results.flatMap((result) => result.messages)).toEqual([]);
});
