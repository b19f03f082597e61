import * as fc from 'fast-check';
import { itemSchema, type AuthoredItem } from '../../src/content/schema/items.ts';
import { escapeHtml } from '../../src/domain/html.ts';
import { toMarkdown, type Place } from '../../src/interchange/markdown.ts';
import { acceptedOf } from '../../src/interchange/accepted.ts';

const SPECIAL = [
  '&',
  '<',
  '>',
  '*',
  '_',
  '[',
  ']',
  '(',
  ')',
  '\\',
  '`',
  '#',
  '=',
  '~',
  '{',
  '}',
  ':',
  '%',
  '"',
  "'",
  '|',
  '!',
  '-',
  '+',
  '1.',
  '->',
  '//',
  ']]>',
  '&amp;',
  '&#35;',
  '**',
  '[@a]',
  '{{x}}',
  '\\n',
  '@',
  '::',
  '####',
  '<b>',
  '$',
  ';',
  ',',
  '،',
  '؟',
];
const PLAIN = [
  'Light',
  'sea',
  'tower',
  'الفقه',
  'منارة',
  'élève',
  'Œuvre',
  '2005',
  'K',
  'TRUE',
  'F',
];

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...PLAIN) },
  { weight: 2, arbitrary: fc.constantFrom(...SPECIAL) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PLAIN), fc.constantFrom(...SPECIAL))
      .map((two) => two.join('')),
  },
);

/** Plain words that mean something in one format or another, on one line. */
export const words = fc
  .tuple(fc.constantFrom(...PLAIN), fc.array(word, { maxLength: 6 }), fc.boolean())
  .map(([first, rest, back]) => (back ? [...rest, first] : [first, ...rest]).join(' '));

const phrase = fc.array(
  fc.tuple(
    fc.constantFrom('', '', 'strong', 'em', 'a href="https://example.org/?a=1&amp;b=2#c"'),
    words,
  ),
  { minLength: 1, maxLength: 3 },
);

const phraseHtml = phrase.map((parts) =>
  parts
    .map(([tag, text]) => {
      const inner = escapeHtml(text);
      return tag === '' ? inner : `<${tag}>${inner}</${tag.split(' ')[0]}>`;
    })
    .join(' '),
);

const markdown = (html: string, place: Place) => toMarkdown(html, 'html', place, () => undefined);

const usable = (text: string) => text.trim() !== '' && !text.startsWith('TODO');
export const line = phraseHtml.map((html) => markdown(html, 'line')).filter(usable);
export const label = phraseHtml
  .map((html) => markdown(html.replaceAll(/<\/?a[^>]*>/g, ''), 'label'))
  .filter(usable);
export const block = fc
  .array(phraseHtml, { minLength: 1, maxLength: 3 })
  .map((all) => markdown(all.map((one) => `<p>${one}</p>`).join(''), 'block'))
  .filter(usable);
/** Words without markup, as Markdown. */
export const plainLabel = words.map((text) => markdown(escapeHtml(text), 'label')).filter(usable);

const id = fc.stringMatching(/^[a-z]{1,6}(-[a-z0-9]{1,4})?$/).filter((one) => one.length > 0);
const plainTag = fc.constantFrom('recall', 'hard', 'الفقه', 'a & b');

const base = {
  id,
  objective: id,
  prompt: block,
  explanation: block,
  cite: fc.uniqueArray(fc.constantFrom('article:part.1', 'un-690', 'book'), { minLength: 1 }),
};
const optionals = {
  points: fc.option(fc.integer({ min: 2, max: 10 }), { nil: undefined }),
  tags: fc.option(fc.uniqueArray(plainTag, { minLength: 1 }), { nil: undefined }),
};
const more = {
  hints: fc.option(fc.array(line, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  penalty: fc.option(fc.constantFrom(0, 0.25, 0.5, 1), { nil: undefined }),
};

/** Texts that differ in more than capitals, with an id each. */
function named(text: fc.Arbitrary<string>, minLength: number, maxLength: number) {
  return fc
    .uniqueArray(text, { minLength, maxLength, selector: (one) => one.trim().toLowerCase() })
    .map((all) => all.map((one, index) => ({ id: `x${index}`, text: one })));
}

const single = (credit: readonly number[]) =>
  fc
    .tuple(
      named(label, 3, 5),
      fc.array(line, { minLength: 5, maxLength: 5 }),
      fc.nat(2),
      fc.constantFrom(undefined, ...credit),
    )
    .map(([all, said, key, share]) => ({
      type: 'single-choice',
      choices: all.map((one, index) =>
        index === key
          ? { ...one, correct: true }
          : {
              ...one,
              ...(share === undefined || index > 0 ? {} : { credit: share }),
              feedback: said[index],
            },
      ),
    }));

const multiple = fc
  .tuple(
    named(label, 3, 8),
    fc.array(line, { minLength: 8, maxLength: 8 }),
    fc.integer({ min: 1, max: 8 }),
  )
  .map(([all, said, right]) => ({
    type: 'multiple-response',
    choices: all.map((one, index) =>
      index < right ? { ...one, correct: true } : { ...one, feedback: said[index] },
    ),
  }));

const trueFalse = fc.record({
  type: fc.constant('true-false'),
  answer: fc.boolean(),
  feedback: line,
});

const accept = fc.uniqueArray(words, { minLength: 1, maxLength: 4 });
const shortText = fc.record({ type: fc.constant('short-text'), accept, feedback: line });

const figure = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((one) => one / 100);
const numeric = (unit: fc.Arbitrary<string | undefined>) =>
  fc.record({
    type: fc.constant('numeric'),
    answer: figure,
    tolerance: fc.constantFrom(undefined, 0.5, 2, 0.001),
    unit,
    feedback: line,
  });

const matching = fc
  .tuple(named(label, 2, 6), named(plainLabel, 2, 6), line)
  .map(([rows, targets, feedback]) => {
    const ends = targets.map((one, index) => ({ ...one, id: `t${index}` }));
    const matched = rows.map((row, index) => ({ ...row, match: ends[index % ends.length]?.id }));
    return { type: 'matching', rows: matched, targets: ends, feedback };
  });

const gap = fc.oneof(
  fc.record({ accept, feedback: line }),
  fc
    .tuple(named(label, 2, 4), fc.array(line, { minLength: 4, maxLength: 4 }), fc.nat(1))
    .map(([all, said, key]) => ({
      choices: all.map((one, index) =>
        index === key ? { ...one, correct: true } : { ...one, feedback: said[index] },
      ),
    })),
);
const cloze = fc
  .tuple(
    fc.array(gap, { minLength: 1, maxLength: 3 }),
    fc.array(words, { minLength: 4, maxLength: 4 }),
  )
  .map(([gaps, between]) => {
    const named = gaps.map((one, index) => ({ id: `gap-${index + 1}`, ...one }));
    const html = named.map((_, at) => `a ${escapeHtml(between[at] ?? '')} b \ue000${at + 1}\ue001`);
    const marked = toMarkdown(html.join(' '), 'html', 'label', () => undefined, true);
    const text = marked.replaceAll(/\ue000(\d)\ue001/g, '{{gap-$1}}');
    return { type: 'cloze', text, gaps: named };
  });

const essay = fc
  .tuple(named(label, 1, 3), named(label, 3, 3), fc.constantFrom(undefined, [80, 150]))
  .map(([criteria, levels, length]) => ({
    type: 'essay',
    words: length,
    rubric: {
      criteria: criteria.map((one, index) => ({
        ...one,
        ...(index === 0 ? { weight: 2.5 } : {}),
        levels: levels.map((level, at) => ({ ...level, share: at / 2 })),
      })),
    },
  }));

function item(parts: fc.Arbitrary<object>, head: Record<string, fc.Arbitrary<unknown>>) {
  return fc
    .tuple(fc.record(head), parts)
    .map(([first, rest]) => JSON.parse(JSON.stringify({ ...first, ...rest })) as unknown)
    .map((one) => itemSchema.parse(one));
}

/** Items of the types that Moodle has, without what it cannot hold. */
export const moodleItem: fc.Arbitrary<AuthoredItem> = fc.oneof(
  ...[
    single([0.5, 0.25, 1 / 3]),
    multiple,
    trueFalse,
    shortText,
    numeric(fc.constantFrom(undefined, 'cells', 'm²')),
    matching,
    cloze,
    essay,
  ].map((parts) => item(parts as fc.Arbitrary<object>, { ...base, ...optionals, ...more })),
);

/** Items of the types that GIFT has, without what it cannot hold. */
export const giftItem: fc.Arbitrary<AuthoredItem> = fc
  .oneof(
    ...[
      single([0.5, 0.25, 1 / 3]),
      multiple,
      trueFalse,
      shortText,
      numeric(fc.constant(undefined)),
      matching,
    ].map((parts) => item(parts as fc.Arbitrary<object>, { ...base, tags: optionals.tags })),
  )
  .filter((one) => one.type !== 'short-text' || !acceptedOf(one.accept).join().includes('->'));
