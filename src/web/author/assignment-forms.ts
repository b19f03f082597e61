import type { AssignmentWindow } from '../../domain/assignment.ts';
import type { Catalogue } from '../../domain/course.ts';
import { westernDigits } from '../../domain/items/folding.ts';
import { readLocalTime, shiftDays, writeLocalTime } from '../../domain/local-time.ts';
import type { Windows } from '../../store/assignments.ts';
import { textOf, type FieldError, type FormResult, type PostedForm } from '../forms.ts';
import type { PlanValues, TypedWindow } from './assignment-models.ts';

/** Most days between lessons, or from the opening to the due date. */
const MAX_DAYS = 365;
const NO_DATES: AssignmentWindow = { opensAt: null, dueAt: null };

/** The fields of every unit, by unit. */
export type TypedWindows = ReadonlyMap<string, TypedWindow>;

/** The stored dates as the form has them. */
export function typedWindows(windows: Windows, timeZone: string): TypedWindows {
  const local = (date: Date | null) => (date === null ? '' : writeLocalTime(date, timeZone));
  return new Map(
    [...windows].map(([unit, { opensAt, dueAt }]) => [
      unit,
      { opens: local(opensAt), due: local(dueAt) },
    ]),
  );
}

/** Reads the dates of every unit of the course; times of day are those of `timeZone`. */
export function readAssignments(
  form: PostedForm,
  course: Catalogue,
  timeZone: string,
): FormResult<Windows, TypedWindows> {
  const values = new Map(
    [...course.quizzes.keys()].map((unit) => [unit, typedWindow(form, unit)] as const),
  );
  const read = new Map([...values].map(([unit, typed]) => [unit, readWindow(typed, timeZone)]));
  const errors = [...read].flatMap(([unit, window]) => fieldErrors(course, unit, window));
  if (errors.length > 0) return { ok: false, values, errors };
  return { ok: true, value: new Map([...read].map(([unit, window]) => [unit, dates(window)])) };
}

function typedWindow(form: PostedForm, unit: string): TypedWindow {
  return {
    opens: textOf(form, `opens-${unit}`).trim(),
    due: textOf(form, `due-${unit}`).trim(),
  };
}

interface ReadWindow {
  readonly opens: Date | null | 'wrong';
  readonly due: Date | null | 'wrong';
}

function readWindow({ opens, due }: TypedWindow, timeZone: string): ReadWindow {
  return { opens: readTime(opens, timeZone), due: readTime(due, timeZone) };
}

function readTime(text: string, timeZone: string): Date | null | 'wrong' {
  return text === '' ? null : (readLocalTime(text, timeZone) ?? 'wrong');
}

function dates({ opens, due }: ReadWindow): AssignmentWindow {
  if (opens === 'wrong' || due === 'wrong') return NO_DATES;
  return { opensAt: opens, dueAt: due };
}

function fieldErrors(course: Catalogue, unit: string, { opens, due }: ReadWindow): FieldError[] {
  const parameters = { title: course.quizzes.get(unit)?.title.text ?? unit };
  const time = { message: 'assignments.error.time', parameters };
  const errors: FieldError[] = [];
  if (opens === 'wrong') errors.push({ field: `opens-${unit}`, ...time });
  if (due === 'wrong') errors.push({ field: `due-${unit}`, ...time });
  if (opens instanceof Date && due instanceof Date && due <= opens) {
    errors.push({ field: `due-${unit}`, message: 'assignments.error.order', parameters });
  }
  return errors;
}

/**
 * A plan of one lesson after the other, which fills in the lessons' fields and leaves those of the
 * other quizzes as they are; null where it cannot be understood.
 */
export function planLessons(
  { from, every, days }: PlanValues,
  course: Catalogue,
  timeZone: string,
): TypedWindows | null {
  const begin = readLocalTime(from, timeZone);
  const step = readDays(every);
  const length = readDays(days);
  if (begin === null || step === null || length === null) return null;
  const windows = [...course.lessons.keys()].map((lesson, index) => {
    const opensAt = shiftDays(begin, index * step, timeZone);
    return [lesson, { opensAt, dueAt: shiftDays(opensAt, length, timeZone) }] as const;
  });
  return typedWindows(new Map(windows), timeZone);
}

function readDays(text: string): number | null {
  const digits = westernDigits(text.trim());
  if (!/^\d{1,3}$/.test(digits)) return null;
  const days = Number(digits);
  return days >= 1 && days <= MAX_DAYS ? days : null;
}
