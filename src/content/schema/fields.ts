import { z } from 'zod';
import { readTimelineDate } from '../../domain/timeline.ts';

const MAX_ID_LENGTH = 64;

/** Longest text of any kind, characters: several times the longest section that can be read well. */
export const MAX_TEXT_LENGTH = 10_000;

// What may not stand in a file may not come in by an escape such as "\u202e" either; half a surrogate
// pair can come in no other way.
const UNSHOWABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202a-\u202e]/u;

/** Text that must say something; the schema's messages complete a sentence that begins with the key. */
export const text = z
  .string()
  .max(MAX_TEXT_LENGTH, `must have at most ${MAX_TEXT_LENGTH} characters`)
  .regex(/\S/, 'is empty; it must be text')
  .refine((value) => !UNSHOWABLE.test(value), 'must not hold an invisible character, even escaped');

/** An id: lower-case letters, digits and hyphens, beginning with a letter. */
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'must be lower-case letters, digits and single hyphens, beginning with a letter',
  )
  .max(MAX_ID_LENGTH, `must have at most ${MAX_ID_LENGTH} characters`);

/** A date as exactly as it is known; YAML would take a bare year for a number. */
export const calendarDate = z
  .string()
  .refine(
    (written) => readTimelineDate(written) !== null,
    'must be a date from 0001 to 2099, written YYYY, YYYY-MM or YYYY-MM-DD',
  );

/** A web address; anything else could run a script or point into this site. */
export const url = z.url({
  protocol: /^https?$/,
  error: 'must be a web address that begins with https:// or http://',
});

/** A language, as a BCP 47 tag. */
export const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is not a locale such as `fr` or `ar`');

/** A citation as authored: `source` or `source:section.paragraph`; checked against the sources later. */
export const citations = z.array(text);

export const share = z.number().min(0).max(1);
