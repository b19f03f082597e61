import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { givesSomething, type Accommodation } from '../../domain/accommodation.ts';
import type { Catalogue } from '../../domain/course.ts';
import { westernDigits } from '../../domain/items/folding.ts';
import { readNumber } from '../../domain/items/numbers.ts';
import {
  listAccommodationsOf,
  type AccommodationOwner,
  type StoredAccommodation,
} from '../../store/accommodations.ts';
import { courseView } from '../course-view.ts';
import { textOf, type FieldError, type FormResult, type PostedForm } from '../forms.ts';
import { BadRequestError } from '../http-errors.ts';
import { readLocalTime } from '../../domain/local-time.ts';
import type {
  AccommodationRow,
  AccommodationSection,
  AccommodationValues,
} from './accommodation-models.ts';

/** Times the quiz's time limit. */
const MAX_FACTOR = 5;
const MAX_EXTRA_ATTEMPTS = 20;

const NO_VALUES: AccommodationValues = {
  quiz: '',
  factor: '',
  attempts: '',
  opens: '',
  closes: '',
};

/** A form that was refused, to be shown again. */
export type RefusedAccommodation = Pick<AccommodationSection, 'values' | 'errors'>;

export interface PostedAccommodation {
  /** Null for every quiz. */
  readonly quizId: string | null;
  readonly given: Accommodation;
}

/** What the section of a cohort's or a learner's page shows; `action` is where its form goes. */
export async function accommodationSection(
  context: Context,
  request: FastifyRequest,
  owner: AccommodationOwner,
  { action, refused }: { readonly action: string; readonly refused: RefusedAccommodation | null },
): Promise<AccommodationSection> {
  const { course } = courseView(context, request);
  return {
    action,
    rows: (await listAccommodationsOf(context.db, owner)).map((stored) => rowOf(course, stored)),
    quizzes: [...course.quizzes.values()].map(({ id, title }) => ({ id, title })),
    values: refused?.values ?? NO_VALUES,
    errors: refused?.errors ?? [],
  };
}

function rowOf(course: Catalogue, stored: StoredAccommodation): AccommodationRow {
  const { id, quizId, timeFactor, extraAttempts, opensAt, closesAt } = stored;
  const gone = { text: quizId ?? '', lang: course.locale };
  const quizTitle = quizId === null ? null : (course.quizzes.get(quizId)?.title ?? gone);
  return { id, quizTitle, timeFactor, extraAttempts, opensAt, closesAt };
}

/**
 * Reads the form; times of day are those of `timeZone`.
 * @throws {BadRequestError} for a quiz that the form does not offer.
 */
export function readAccommodation(
  form: PostedForm,
  course: Catalogue,
  timeZone: string,
): FormResult<PostedAccommodation, AccommodationValues> {
  const values = valuesOf(form);
  if (values.quiz !== '' && !course.quizzes.has(values.quiz)) {
    throw new BadRequestError('No such quiz.');
  }
  const read: ReadFields = {
    factor: readFactor(values.factor),
    attempts: readAttempts(values.attempts),
    opens: readTime(values.opens, timeZone),
    closes: readTime(values.closes, timeZone),
  };
  const errors = fieldErrors(read);
  const given = errors.length > 0 ? null : toAccommodation(read);
  if (given === null) return { ok: false, values, errors };
  const error = wholeError(given);
  if (error !== null) return { ok: false, values, errors: [error] };
  return { ok: true, value: { quizId: values.quiz === '' ? null : values.quiz, given } };
}

/** Each field by itself: what it means, or that it means nothing. */
interface ReadFields {
  readonly factor: number | 'wrong';
  readonly attempts: number | 'wrong';
  readonly opens: Date | null | 'wrong';
  readonly closes: Date | null | 'wrong';
}

function fieldErrors(read: ReadFields): FieldError[] {
  const fields = ['factor', 'attempts', 'opens', 'closes'] as const;
  return fields
    .filter((field) => read[field] === 'wrong')
    .map((field) => wrong(field, field === 'opens' || field === 'closes' ? 'time' : field));
}

function toAccommodation({ factor, attempts, opens, closes }: ReadFields): Accommodation | null {
  if (factor === 'wrong' || attempts === 'wrong') return null;
  if (opens === 'wrong' || closes === 'wrong') return null;
  return { timeFactor: factor, extraAttempts: attempts, opensAt: opens, closesAt: closes };
}

function wholeError(given: Accommodation): FieldError | null {
  if (!givesSomething(given)) return wrong('factor', 'nothing');
  const { opensAt, closesAt } = given;
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt) return wrong('closes', 'order');
  return null;
}

function valuesOf(form: PostedForm): AccommodationValues {
  const value = (field: keyof AccommodationValues) => textOf(form, `accommodation-${field}`).trim();
  return {
    quiz: value('quiz'),
    factor: value('factor'),
    attempts: value('attempts'),
    opens: value('opens'),
    closes: value('closes'),
  };
}

function readFactor(text: string): number | 'wrong' {
  if (text === '') return 1;
  const factor = readNumber(text);
  return factor === null || factor < 1 || factor > MAX_FACTOR ? 'wrong' : factor;
}

function readAttempts(text: string): number | 'wrong' {
  const digits = westernDigits(text);
  if (!/^\d{0,3}$/.test(digits)) return 'wrong';
  const attempts = Number(digits);
  return attempts > MAX_EXTRA_ATTEMPTS ? 'wrong' : attempts;
}

function readTime(text: string, timeZone: string): Date | null | 'wrong' {
  if (text === '') return null;
  return readLocalTime(text, timeZone) ?? 'wrong';
}

function wrong(field: keyof AccommodationValues, problem: string = field): FieldError {
  return { field: `accommodation-${field}`, message: `accommodation.error.${problem}` };
}
