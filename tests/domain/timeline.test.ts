import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarWriter } from '../../src/domain/calendar.ts';
import type { Html } from '../../src/domain/item.ts';
import {
  compareTimelineDates,
  endsAfter,
  instantOf,
  periodsOf,
  readTimelineDate,
  timelineDateText,
  type TimelineDate,
  type TimelineEvent,
} from '../../src/domain/timeline.ts';

function dateOf(text: string): TimelineDate {
  const date = readTimelineDate(text);
  if (date === null) throw new Error(`${text} is no date.`);
  return date;
}

function eventIn(year: string): TimelineEvent {
  const text = year as Html;
  return { id: year, date: dateOf(year), until: null, about: false, text, lesson: null, cite: [] };
}

describe('a date of the timeline', () => {
  it.each([
    ['2011', { year: 2011, month: null, day: null }],
    ['0795', { year: 795, month: null, day: null }],
    ['2011-07', { year: 2011, month: 7, day: null }],
    ['2012-02-29', { year: 2012, month: 2, day: 29 }],
    ['0001-01-01', { year: 1, month: 1, day: 1 }],
  ])('is read from %s', (text, date) => {
    expect(readTimelineDate(text)).toEqual(date);
  });

  it.each([
    '795',
    '0000',
    '2100',
    '2011-00',
    '2011-13',
    '2011-02-29',
    '2011-04-31',
    '2011-7-1',
    '2011-07-01T00:00',
    ' 2011',
    '',
  ])('is not read from "%s"', (text) => {
    expect(readTimelineDate(text)).toBeNull();
  });

  it('is written as it was read', () => {
    const day = fc.date({ min: instantOf(dateOf('0001')), max: instantOf(dateOf('2099')) });
    const length = fc.constantFrom(4, 7, 10);
    fc.assert(
      fc.property(
        day.filter((one) => !Number.isNaN(one.getTime())),
        length,
        (one, digits) => {
          const text = one.toISOString().slice(0, digits);
          expect(timelineDateText(dateOf(text))).toBe(text);
        },
      ),
      { seed: 25 },
    );
  });

  it('stands before the parts of itself, and after what was before', () => {
    const texts = ['0795', '1904', '1904-02', '1904-02-01', '1904-03', '2011'];
    const shuffled = [...texts].reverse().map(dateOf);
    expect(shuffled.toSorted(compareTimelineDates).map(timelineDateText)).toEqual(texts);
  });

  it.each([
    ['1904', '1907', true],
    ['1904-02', '1907', true],
    ['1904', '1904-11', false],
    ['1904-02', '1904', false],
    ['1904-02-01', '1904-02-02', true],
    ['1904-02-02', '1904-02-02', false],
    ['1907', '1904', false],
  ])('from %s to %s is a span: %s', (start, end, answer) => {
    expect(endsAfter(dateOf(start), dateOf(end))).toBe(answer);
  });
});

const shapeOf = (years: readonly string[]) =>
  periodsOf(years.map(eventIn)).map(({ kind, from, events }) => [kind, from, events.length]);

describe('periods', () => {
  it('are centuries, and decades where a century has many events', () => {
    const many = ['1901', '1909', '1910', '1955', '1956', '1957', '1999'];
    expect(shapeOf(['0795', '0910', '0935', ...many, '2000'])).toEqual([
      ['century', 700, 1],
      ['century', 900, 2],
      ['decade', 1900, 2],
      ['decade', 1910, 1],
      ['decade', 1950, 3],
      ['decade', 1990, 1],
      ['century', 2000, 1],
    ]);
  });

  it('hold every event once, in order', () => {
    const years = fc.array(fc.integer({ min: 1, max: 2099 }), { maxLength: 60 });
    fc.assert(
      fc.property(years, (numbers) => {
        const texts = numbers.toSorted((a, b) => a - b).map((one) => String(one).padStart(4, '0'));
        const held = periodsOf(texts.map(eventIn)).flatMap(({ events }) => events);
        expect(held.map(({ id }) => id)).toEqual(texts);
      }),
      { seed: 25 },
    );
  });
});

describe('a date in words', () => {
  it.each([
    ['en', '0795', '795'],
    ['en', '2011-07', 'July 2011'],
    ['en', '2011-07-01', '1 July 2011'],
    ['fr', '2011-07', 'juillet 2011'],
    ['fr', '2011-07-01', '1er juillet 2011'],
    ['fr', '2011-07-11', '11 juillet 2011'],
    ['ar', '2011', '2011'],
    ['ar', '2011-07-01', '1 يوليوز 2011'],
  ] as const)('in %s is, for %s, %s', (locale, text, words) => {
    expect(calendarWriter(locale)(dateOf(text))).toBe(words);
  });
});
