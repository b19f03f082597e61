import type { MarkChangeReason } from './dispute.ts';

/** What activity can be narrowed to. */
export const ACTIVITY_KINDS = [
  'lessons',
  'attempts',
  'reviews',
  'marks',
  'disputes',
  'cohorts',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** The attempt that something happened in. */
export interface ActivityAttempt {
  readonly id: string;
  readonly quizId: string;
  /** As it was at the start. */
  readonly quizTitle: string;
  readonly number: number;
}

interface DisputeDeed<Type extends string> {
  readonly type: Type;
  readonly attempt: ActivityAttempt;
  /** Place of the question in the attempt, from 1. */
  readonly question: number;
  readonly disputeId: string;
}

/** What a learner did, or what was done about their work. */
export type Deed =
  | { readonly type: 'joined'; readonly cohort: string }
  /** Read on in a lesson; `sections` are those read by now. */
  | { readonly type: 'read'; readonly lessonId: string; readonly sections: number }
  /** Passed a lesson, or a quiz of a module or of the course. */
  | { readonly type: 'passed'; readonly unitId: string }
  | { readonly type: 'started'; readonly attempt: ActivityAttempt }
  | {
      readonly type: 'submitted';
      readonly attempt: ActivityAttempt;
      /** 0 to 1; null until all its answers are marked, and while marks are held back. */
      readonly share: number | null;
      readonly byClock: boolean;
    }
  /** Answers given in reviews on one day. */
  | { readonly type: 'reviewed'; readonly answers: number }
  | DisputeDeed<'disputed'>
  | DisputeDeed<'dispute-accepted'>
  | DisputeDeed<'dispute-answered'>
  /** A reader marked a text. Points. */
  | {
      readonly type: 'graded';
      readonly attempt: ActivityAttempt;
      readonly question: number;
      readonly score: number;
      readonly points: number;
    }
  | {
      readonly type: 'mark-changed';
      readonly attempt: ActivityAttempt;
      readonly question: number;
      readonly from: number;
      readonly to: number;
      readonly reason: MarkChangeReason;
    }
  /** More time, attempts, or another window; for one quiz or, null, for all. */
  | { readonly type: 'accommodated'; readonly quizId: string | null };

/**
 * A place in the list of activities, newest first. Of two at the same instant the one of the higher
 * rank, and of one rank that of the higher id, comes first.
 */
export interface ActivityPlace {
  readonly at: Date;
  /** One character: what follows from something ranks above it. */
  readonly rank: string;
  readonly id: string;
}

export interface Activity extends ActivityPlace {
  readonly deed: Deed;
}

/** Before everything there is: where the first page begins. */
export const NEWEST: ActivityPlace = {
  at: new Date('9999-12-31T23:59:59.999Z'),
  rank: '~',
  id: '',
};

/** Below 0 where `one` stands before `other`, that is, came later. */
export function newestFirst(one: ActivityPlace, other: ActivityPlace): number {
  const byTime = other.at.getTime() - one.at.getTime();
  if (byTime !== 0) return byTime;
  const [mine, theirs] = [one.rank + one.id, other.rank + other.id];
  return mine === theirs ? 0 : mine > theirs ? -1 : 1;
}

/** The newest `limit` of what stands after `before`, whatever list they come from. */
export function newestOf(
  activities: readonly Activity[],
  before: ActivityPlace,
  limit: number,
): Activity[] {
  return activities
    .filter((activity) => newestFirst(before, activity) < 0)
    .toSorted(newestFirst)
    .slice(0, limit);
}

/** A place as an address holds it. */
export function writePlace({ at, rank, id }: ActivityPlace): string {
  return `${at.getTime()}-${rank}${id}`;
}

const PLACE = /^(\d{1,15})-([a-z])([\w~/.-]{0,100})$/;

/** The place that an address holds; null for anything else. */
export function readPlace(text: string): ActivityPlace | null {
  const [, time, rank, id] = PLACE.exec(text) ?? [];
  if (time === undefined || rank === undefined || id === undefined) return null;
  return { at: new Date(Number(time)), rank, id };
}

/** Activities of one day by the calendar of `dayOf`, which numbers days; both newest first. */
export function byDay(
  activities: readonly Activity[],
  dayOf: (instant: Date) => number,
): (readonly [Activity, ...Activity[]])[] {
  const days = new Map<number, [Activity, ...Activity[]]>();
  for (const activity of activities) {
    const day = dayOf(activity.at);
    const found = days.get(day);
    if (found === undefined) days.set(day, [activity]);
    else found.push(activity);
  }
  return [...days.values()];
}
