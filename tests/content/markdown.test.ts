import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../src/content/catalogue.ts';
import { edited, LESSON_PATH, lessonOf, readEdited, renderSection, SMALL } from './small-course.ts';

const lesson = lessonOf(readCatalogue(SMALL));

describe('citations in a lesson', () => {
  test('are numbered in order of first citation, through figures and sections', () => {
    expect(lesson.notes.map((note) => note.ref)).toEqual([
      'article:principles.3',
      'un-res-690',
      'article:principles.7',
      'article:borders.1',
    ]);
  });

  test('the same reference keeps its number, and only its first mark has the id', () => {
    const html = lesson.sections.map((section) => section.html).join('\n');
    expect(html).toContain(
      'A claim<sup class="cite"><a href="#note-1" id="cite-1">1</a></sup> and two',
    );
    expect(html).toContain(
      '<sup class="cite"><a href="#note-2" id="cite-2">2</a>, <a href="#note-1">1</a></sup>',
    );
    expect(html).toContain(
      'One says so<sup class="cite"><a href="#note-4" id="cite-4">4</a></sup>, another not<sup class="cite"><a href="#note-2">2</a></sup>.',
    );
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('say in words where they lead', () => {
    expect(lesson.notes[0]).toEqual({
      ref: 'article:principles.3',
      label: 'A. Author 2017, “Principles”, paragraph 3',
      html: 'A. Author 2017, “Principles”, paragraph 3',
      url: 'https://example.org/article',
    });
    expect(lesson.notes[1]?.label).toBe('UN Security Council 1991, Resolution 690');
  });

  test('two marks side by side are two marks', () => {
    expect(renderSection('So [@un-res-690][@article:borders.1].')).toContain(
      'So<sup class="cite"><a href="#note-2">2</a></sup><sup class="cite"><a href="#note-4">4</a></sup>.',
    );
  });

  test('an e-mail sign in brackets is not a citation of nothing in particular', () => {
    expect(renderSection('[see @home] and a\\[@b\\]')).toContain('[see @home] and a[@b]');
  });

  test('outside the lesson’s text they are links', () => {
    expect(lesson.sections[0]?.recall?.answer).toBe(
      'These (<a href="https://example.org/article">A. Author 2017, “Principles”, paragraph 1</a>).',
    );
    expect(lesson.items[0]?.explanation).toBe(
      '<p>Because of it (<a href="https://example.org/article">A. Author 2017, “Principles”, paragraph 3</a>).</p>',
    );
  });
});

describe('links', () => {
  test('to terms lead from the lesson to the glossary', () => {
    expect(lesson.sections[1]?.html).toContain('<a class="term" href="../glossary#fiqh">fiqh</a>');
  });

  test('to terms stay within the glossary there', () => {
    const term = readCatalogue(SMALL).catalogue?.terms.get('fiqh');
    expect(term?.definition).toContain('<a class="term" href="#zawiya">zawiya</a>');
    expect(term?.names).toEqual({ fr: 'jurisprudence', ar: 'الفقه' });
    expect(term?.cite).toHaveLength(1);
  });

  test('to terms are plain words in items', () => {
    const reading = readEdited('prompt: Which one?', 'prompt: Which [fiqh](term:fiqh)?');
    expect(lessonOf(reading).items[0]?.prompt).toBe('<p>Which fiqh?</p>');
  });

  test('to the web carry nothing but their address', () => {
    expect(renderSection('[site](https://example.org/?a=1&b="2" "title")')).toContain(
      '<a href="https://example.org/?a=1&amp;b=%222%22">site</a>',
    );
  });
});

describe('callouts', () => {
  test('are notes named by a heading of their own', () => {
    expect(lesson.sections[2]?.html).toContain(
      '<aside class="note contested" role="note" aria-labelledby="callout-turn-1"><h3 id="callout-turn-1">Who says what</h3>',
    );
  });

  test.each([
    ['contested', 'Contested'],
    ['erratum', 'Correction'],
    ['key', 'Key idea'],
    ['example', 'Example'],
  ])('of kind %s without a title are called %s', (kind, title) => {
    expect(renderSection(`::: ${kind}\nText.\n:::`)).toContain(
      `<aside class="note ${kind}" role="note" aria-labelledby="callout-turn-3"><h3 id="callout-turn-3">${title}</h3>\n<p>Text.</p>\n</aside>`,
    );
  });

  test('hold lists and figures as usual', () => {
    expect(renderSection('::: key\n- a\n- b\n:::\n\nAfter.')).toContain(
      '<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</aside>\n<p>After.</p>',
    );
  });
});

describe('plain Markdown', () => {
  test('typography is the author’s', () => {
    expect(renderSection('"Quotes" -- and (c) ...')).toContain(
      '<p>&quot;Quotes&quot; -- and (c) ...</p>',
    );
  });

  test('indented lines are not code and bracketed words are not definitions', () => {
    expect(renderSection('Before.\n\n    far in\n\n[note]: https://example.org/')).toContain(
      '<p>far in</p>\n<p>[note]: https://example.org/</p>',
    );
  });

  test('one-line texts are phrasing content', () => {
    const { catalogue } = readCatalogue(
      edited('course.yaml', 'What it *teaches*.', '|\n  What\n  it *teaches*.\n'),
    );
    expect(catalogue?.summary).toBe('What\nit <em>teaches</em>.');
    expect(catalogue?.title.text).toBe('A short course');
  });

  test('an empty line in feedback is a break', () => {
    const reading = readCatalogue(
      edited(LESSON_PATH, 'feedback: It is so.', 'feedback: |\n      It is.\n\n      So.'),
    );
    expect(lessonOf(reading).items[1]).toMatchObject({ feedback: 'It is.<br><br>So.' });
  });
});
