import { calendarWriter } from '../../domain/calendar.ts';
import { directionOf } from '../../domain/language.ts';
import { writingTag } from '../../domain/language-tag.ts';
import type { TimelineDate } from '../../domain/timeline.ts';

/** How the language of a text writes what a figure draws. */
export interface Writing {
  /** Time and order run from this side. */
  readonly dir: ReturnType<typeof directionOf>;
  /** At most three decimals. */
  readonly number: (value: number) => string;
  readonly date: (date: TimelineDate) => string;
  /** Opens the table behind a drawing. */
  readonly table: string;
  /** Stands where there is no figure. */
  readonly none: string;
}

const ENGLISH = { table: 'The figures as a table', none: 'no figure' };

const WORDS: ReadonlyMap<string, Pick<Writing, 'table' | 'none'>> = new Map([
  ['en', ENGLISH],
  ['fr', { table: 'Les chiffres en tableau', none: 'pas de chiffre' }],
  ['ar', { table: 'الأرقام في جدول', none: 'لا رقم' }],
]);

/** The writing of a language (BCP 47 tag); with English words where there are none of its own. */
export function writingOf(language: string): Writing {
  const numbers = new Intl.NumberFormat(writingTag(language), { maximumFractionDigits: 3 });
  return {
    dir: directionOf(language),
    number: (value) => numbers.format(value),
    date: calendarWriter(language),
    ...(WORDS.get(language) ?? ENGLISH),
  };
}
