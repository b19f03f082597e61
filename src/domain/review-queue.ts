/** Reviews of a day, at most: about a quarter of an hour. */
export const DAILY_LIMIT = 20;

/** Milliseconds. */
const DAY = 24 * 60 * 60_000;

/** What the order of a review depends on. */
export interface QueueCard {
  /** Lesson id. */
  readonly lesson: string;
  readonly dueAt: Date;
}

/** The beginning of the day of `now`, UTC, as for the levels of mastery. */
export function startOfDay(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY) * DAY);
}

/**
 * The cards to answer today, in their order: the longest overdue of `due`, at most the day's limit
 * less `answeredToday`, and among them no two of the same lesson in a row where that can be helped.
 * `previousLesson` is that of the last answer, or null.
 */
export function todaysQueue<T extends QueueCard>(
  due: readonly T[],
  answeredToday: number,
  previousLesson: string | null,
): T[] {
  const oldestFirst = due.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const room = Math.max(0, DAILY_LIMIT - answeredToday);
  return mixLessons(oldestFirst.slice(0, room), previousLesson);
}

/**
 * When there is something to review again: tomorrow (UTC) where `waiting` cards are due but over
 * the day's limit, else at the earliest of the `upcoming` due dates; null when there is none.
 */
export function nextReviewAt(waiting: number, upcoming: readonly Date[], now: Date): Date | null {
  if (waiting > 0) return new Date(startOfDay(now).getTime() + DAY);
  const times = upcoming.map((date) => date.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function mixLessons<T extends QueueCard>(cards: readonly T[], previousLesson: string | null): T[] {
  const left = [...cards];
  const mixed: T[] = [];
  let last = previousLesson;
  for (let next = pick(left, last); next !== undefined; next = pick(left, last)) {
    left.splice(left.indexOf(next), 1);
    mixed.push(next);
    last = next.lesson;
  }
  return mixed;
}

/** The oldest card that leaves the others mixable. */
function pick<T extends QueueCard>(left: readonly T[], last: string | null): T | undefined {
  const mixable = left.find((card) => card.lesson !== last && leavesMixable(left, card));
  return mixable ?? pickUnmixable(left, last);
}

/**
 * True when the other cards can follow `card` with no two of a lesson in a row: no lesson has more
 * than every other place, and that of `card` does not need the first one.
 */
function leavesMixable<T extends QueueCard>(left: readonly T[], card: T): boolean {
  const others = left.filter((other) => other !== card);
  return [...countLessons(others)].every(([lesson, count]) => {
    const places = others.length / 2;
    return count <= (lesson === card.lesson ? Math.floor(places) : Math.ceil(places));
  });
}

/** One lesson is too many to keep apart: every other place for it makes the fewest repeats. */
function pickUnmixable<T extends QueueCard>(
  left: readonly T[],
  last: string | null,
): T | undefined {
  const counts = countLessons(left);
  const most = Math.max(...counts.values());
  const other = left.filter((card) => card.lesson !== last);
  return other.find((card) => counts.get(card.lesson) === most) ?? other[0] ?? left[0];
}

function countLessons(cards: readonly QueueCard[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lesson } of cards) counts.set(lesson, (counts.get(lesson) ?? 0) + 1);
  return counts;
}
