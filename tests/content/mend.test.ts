import { describe, expect, test } from 'vitest';
import { withoutByteOrderMark } from '../../src/content/mend/byte-order-mark.ts';
import { withFinalBreak } from '../../src/content/mend/final-break.ts';
import { withLineFeeds } from '../../src/content/mend/line-ends.ts';
import { mendText } from '../../src/content/mend/mends.ts';
import { withoutTabs } from '../../src/content/mend/tabs.ts';
import { LESSON_PATH, SMALL } from './small-course.ts';

const LESSON = SMALL.get(LESSON_PATH) ?? '';

describe('mending a text', () => {
  test.each([
    ['a byte order mark', `\uFEFF${LESSON}`],
    ['Windows line ends', LESSON.replaceAll('\n', '\r\n')],
    ['a last line without its end', LESSON.trimEnd()],
    ['tabs in the indentation', LESSON.replace('    title: The middle', '\t\ttitle: The middle')],
    [
      'all of them',
      `\uFEFF${LESSON.replaceAll('\n', '\r\n').replace('    title: The middle', '\t\ttitle: The middle').trimEnd()}`,
    ],
  ])('puts %s right', (_what, broken) => {
    expect(mendText(broken)?.text).toBe(LESSON);
  });

  test('says what it did', () => {
    expect(mendText('\uFEFFa: 1')?.done).toEqual([
      'removed the byte order mark',
      'ended the last line (see whether the file is whole)',
    ]);
  });

  test('does nothing a second time', () => {
    const once = mendText(`\uFEFF${LESSON.trimEnd()}`);
    expect(mendText(once?.text ?? '')).toBeNull();
  });

  test.each([
    ['is in order', LESSON],
    ['does not parse', 'a: [1'],
    ['is empty', ''],
    ['has a tab that is part of a text', 'a: |\n  one\n  \ttwo\n'],
    ['holds what the format refuses', 'a: &x 1'],
    ['holds a control character', 'a: \u202e1'],
    ['means different things by the width of its tabs', 'a:\n  b:\n\tc: 2\n'],
  ])('leaves alone what %s', (_what, text) => expect(mendText(text)).toBeNull());
});

describe('each mend alone', () => {
  test('takes away one mark, at the start', () => {
    expect(withoutByteOrderMark('\uFEFFa\uFEFF')).toBe('a\uFEFF');
  });

  test('leaves a carriage return that ends no line', () => {
    expect(withLineFeeds('a\r\nb\rc')).toBe('a\nb\rc');
  });

  test('ends no empty text', () => {
    expect([withFinalBreak('a'), withFinalBreak('a\n'), withFinalBreak('')]).toEqual([
      'a\n',
      'a\n',
      '',
    ]);
  });

  test('draws tabs out to spaces where the data is the same at every width', () => {
    expect(withoutTabs('a:\n\tb: 1\n\tc:\n\t\td: 2\n')).toBe('a:\n  b: 1\n  c:\n    d: 2\n');
    expect(withoutTabs('a:\n  b:\n\tc: 2\n')).toBe('a:\n  b:\n\tc: 2\n');
  });
});
