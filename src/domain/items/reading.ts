import type { Fields, Reading, ReadingProblem } from '../interaction.ts';

/** Longest typed answer, in Unicode characters (code points). */
export const MAX_TEXT_LENGTH = 200;
/** Longest essay, in Unicode characters: some 1500 words. */
export const MAX_ESSAY_LENGTH = 10_000;

// Control characters but white space, halves of characters, and marks that reorder the text around
// them: none can be typed by a keyboard, and each could make one answer look like another.
const UNTYPABLE = /(?![\t-\r\u0085])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/** White space and marks that nobody sees. */
const BLANK = /^[\s\u0085\p{Cf}]*$/u;

type Problem = Extract<Reading<never>, { readonly ok: false }>;

/** A reading that found nothing answered. */
export const unanswered: Reading<never> = { ok: true, response: null };

/** A reading that found this response. */
export function answered<R>(response: R): Reading<R> {
  return { ok: true, response };
}

/** A reading that our own pages cannot send. */
export function forged(problem: ReadingProblem, part = ''): Problem {
  return { ok: false, problem, part, forged: true };
}

/** A reading that the learner is asked to mend. */
export function mistaken(problem: ReadingProblem, part = ''): Problem {
  return { ok: false, problem, part, forged: false };
}

/**
 * Reads an item with one control that sends one value (field key `''`).
 * `next` gets the value, which is never empty.
 */
export function readSole<R>(fields: Fields, next: (value: string) => Reading<R>): Reading<R> {
  return strangePart(fields, ['']) ?? readValue(fields, '', next);
}

/**
 * Reads an item with one control for each part (field key: the part's id) into a record by part id.
 * `next` gets each value that is not empty. Parts without an answer are left out; no answer at
 * all reads as `null`. A forged part goes before a mistaken one, else the earlier of `parts` wins.
 */
export function readParts<P extends { readonly id: string }, V>(
  parts: readonly P[],
  fields: Fields,
  next: (value: string, part: P) => Reading<V>,
): Reading<Readonly<Record<string, V>>> {
  const ids = parts.map((part) => part.id);
  const readings = parts.map((part) => readValue(fields, part.id, (value) => next(value, part)));
  return strangePart(fields, ids) ?? firstProblem(readings) ?? gathered(ids, readings);
}

/**
 * Reads an item with one control that sends a value for each tick into the ids, sorted.
 * Errors: `unknown-id`, `duplicate`, both forged.
 */
export function readTicked(
  ids: readonly string[],
  fields: Fields,
): Reading<{ readonly chosen: readonly string[] }> {
  const strange = strangePart(fields, ['']);
  if (strange !== null) return strange;
  const ticked = (fields.get('') ?? []).filter((value) => value !== '');
  if (ticked.some((id) => !ids.includes(id))) return forged('unknown-id');
  if (new Set(ticked).size < ticked.length) return forged('duplicate');
  return ticked.length === 0 ? unanswered : answered({ chosen: ticked.toSorted() });
}

/** Reads a typed text, without outer white space. Errors: `too-long`, `control-character`. */
export function readText(value: string, part = ''): Reading<string> {
  if (isLonger(value.trim(), MAX_TEXT_LENGTH)) return mistaken('too-long', part);
  return readTypable(value, part);
}

/**
 * Reads a text of several paragraphs: line breaks are kept, as line feeds.
 * Errors: `too-long-essay`, `control-character`.
 */
export function readLongText(value: string): Reading<string> {
  const text = value.replaceAll(/\r\n?/g, '\n');
  if (isLonger(text.trim(), MAX_ESSAY_LENGTH)) return mistaken('too-long-essay');
  return readTypable(text, '');
}

function isLonger(text: string, limit: number): boolean {
  // A character takes one or two code units, so most texts need no counting.
  return text.length > limit && Array.from(text).length > limit;
}

function readTypable(value: string, part: string): Reading<string> {
  const text = value.trim();
  if (UNTYPABLE.test(text)) return mistaken('control-character', part);
  return BLANK.test(text) ? unanswered : answered(text);
}

/**
 * What a stored response says of one part, or undefined. Looks at own properties only, and at no
 * record at all where the response was given to an item that has changed its type since.
 */
export function answerTo<V>(
  answers: Readonly<Record<string, V>> | undefined,
  id: string,
): V | undefined {
  return answers !== undefined && Object.hasOwn(answers, id) ? answers[id] : undefined;
}

/** Goes on with what was answered; a problem, or nothing answered, stays as it is. */
export function whenAnswered<A, R>(
  reading: Reading<A>,
  next: (response: A) => Reading<R>,
): Reading<R> {
  if (!reading.ok) return reading;
  return reading.response === null ? unanswered : next(reading.response);
}

function readValue<R>(
  fields: Fields,
  part: string,
  next: (value: string) => Reading<R>,
): Reading<R> {
  const values = fields.get(part) ?? [];
  if (values.length > 1) return forged('duplicate', part);
  const value = values[0] ?? '';
  return value === '' ? unanswered : next(value);
}

function strangePart(fields: Fields, parts: readonly string[]): Problem | null {
  const strange = [...fields.keys()].find((part) => !parts.includes(part));
  return strange === undefined ? null : forged('unknown-id', strange);
}

function firstProblem(readings: readonly Reading<unknown>[]): Problem | null {
  const problems = readings.filter((reading) => !reading.ok);
  return problems.find((problem) => problem.forged) ?? problems[0] ?? null;
}

// Object.fromEntries defines own properties, so even a part named `__proto__` would be data.
function gathered<V>(
  ids: readonly string[],
  readings: readonly Reading<V>[],
): Reading<Readonly<Record<string, V>>> {
  const answers = readings.flatMap((reading, place): [string, V][] =>
    reading.ok && reading.response !== null ? [[ids[place] ?? '', reading.response]] : [],
  );
  return answers.length === 0 ? unanswered : answered(Object.fromEntries(answers));
}
