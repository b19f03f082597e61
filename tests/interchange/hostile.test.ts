import { describe, expect, test } from 'vitest';
import { fromGift } from '../../src/interchange/gift/import.ts';
import { fromMoodleXml } from '../../src/interchange/moodle/import.ts';
import { MAX_IMPORT_LENGTH } from '../../src/interchange/outcome.ts';

const laughs = Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
).join('');

const question = (inner: string) =>
  `<?xml version="1.0"?><quiz><question type="truefalse">${inner}</question></quiz>`;

describe('a hostile file of Moodle', () => {
  test.each([
    ['entities in entities', `<!DOCTYPE quiz [<!ENTITY l0 "ha">${laughs}]><quiz>&l9;</quiz>`],
    ['an outside entity', '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'],
    ['a document type', '<!DOCTYPE quiz SYSTEM "http://example.org/q.dtd"><quiz/>'],
  ])('with %s is refused for its document type', (_name, text) => {
    const { output, problem } = fromMoodleXml(text);
    expect(output).toBeNull();
    expect(problem?.message).toBe('document types and entities are not taken');
  });

  test('says the place of what is not well formed', () => {
    expect(fromMoodleXml('<quiz>\n<question></quiz>').problem).toMatchObject({ line: 2 });
  });

  test.each([
    ['nested too deep', '<quiz>'.repeat(100) + '</quiz>'.repeat(100), /too deep/],
    ['with a control character', question('<name><text>a\u0001</text></name>'), /U\+0001/],
    ['too long', ' '.repeat(MAX_IMPORT_LENGTH + 1), /more than 1000000 characters/],
    ['empty', '  ', /empty/],
    ['of something else', '<html/>', /<html>, not <quiz>/],
    ['with too many', `<quiz>${'<question type="essay"/>'.repeat(501)}</quiz>`, /more than 500/],
  ])('%s is refused', (_name, text, message) => {
    expect(fromMoodleXml(text).problem?.message).toMatch(message);
  });

  test('resolves an entity once, and knows only those of XML', () => {
    const text =
      '<questiontext format="plain_text"><text>&amp;lt; &amp;#65; &nbsp;</text></questiontext>';
    const { output } = fromMoodleXml(question(text));
    expect(output?.[0]?.prompt).toBe(String.raw`\&lt; \&\#65; \&nbsp;`.replace('\\#', '#'));
  });

  test('brings no script, style or handler into a lesson', () => {
    const html =
      '<p onclick="x()">Is <script>alert(1)</script><b>it</b> <a href="javascript:x()">so</a>?</p>';
    const { output, losses } = {
      losses: [],
      ...fromMoodleXml(
        question(`<questiontext format="html"><text><![CDATA[${html}]]></text></questiontext>`),
      ),
    };
    expect(output?.[0]?.prompt).toBe('Is **it** so?');
    expect(losses.map(({ message }) => message)).toContain('<script> was left out');
  });
});

describe('a wrong file of GIFT', () => {
  test('is told with line and column', () => {
    expect(fromGift('::a::Is it? {T}\n\n::b::Which? {\n=one\n~two\n\n').problem).toMatchObject({
      line: 5,
      column: 5,
    });
  });

  test.each([
    ['with a control character', 'a\u0000{T}', /U\+0000/],
    ['with an endless comment', '//[tag:'.repeat(100_000), /a comment has over 1000/],
    ['empty', '', /empty/],
    ['with too many questions', 'Is it? {T}\n\n'.repeat(501), /more than 500/],
  ])('%s is refused', (_name, text, message) => {
    expect(fromGift(text).problem?.message).toMatch(message);
  });
});
