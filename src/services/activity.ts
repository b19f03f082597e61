import {
  newestOf,
  type Activity,
  type ActivityKind,
  type ActivityPlace,
  NEWEST,
} from '../domain/activity.ts';
import type { FindUnit } from '../domain/progress.ts';
import { listGivenTime, listJoinings, listStarts, listSubmissions } from '../store/activity.ts';
import type { MarkedActivity, Stretch } from '../store/activity-stretch.ts';
import type { Db } from '../store/database.ts';
import { listDisputing, listGradings, listMarkRevisions } from '../store/marking-activity.ts';
import { listProgress, type LessonProgress } from '../store/progress.ts';
import { listReviewTimes } from '../store/review-answers.ts';
import { isHeld, readShownProgress, type Viewer } from './releasing.ts';

/** Milliseconds. */
const DAY = 24 * 60 * 60_000;
/** Answers of reviews that are read at once; more than most people give in a month. */
const REVIEWS_AT_ONCE = 500;

/** Whose activity is read, and by whom. */
export interface Watched {
  readonly accountId: string;
  readonly viewer: Viewer;
  /** The only cohort that is spoken of; null for all. */
  readonly cohortId: string | null;
}

/** What activity is read in. */
export interface ActivityWorld {
  readonly findUnit: FindUnit;
  readonly now: Date;
  /** Numbers the days of the site's calendar. */
  readonly dayOf: (instant: Date) => number;
}

type Source = (
  db: Db,
  watched: Watched,
  stretch: Stretch,
  world: ActivityWorld,
) => Promise<readonly Activity[]>;

const SOURCES: Readonly<Record<ActivityKind, Source>> = {
  lessons: listLessonActivity,
  attempts: async (db, watched, stretch, { now }) => [
    ...(await listStarts(db, watched.accountId, stretch)),
    ...withoutHeldShares(await listSubmissions(db, watched.accountId, stretch), watched, now),
  ],
  reviews: async (db, { accountId }, stretch, { dayOf }) =>
    await listReviewDays(db, accountId, stretch, dayOf),
  marks: async (db, { accountId, viewer }, stretch, { now }) => {
    const knownAt = viewer === 'learner' ? now : null;
    const graded = await listGradings(db, accountId, stretch, knownAt);
    const revised = await listMarkRevisions(db, accountId, stretch, knownAt);
    return [...graded, ...revised].filter(({ rules }) => !isHeld(rules, viewer, now));
  },
  disputes: async (db, { accountId }, stretch) => await listDisputing(db, accountId, stretch),
  cohorts: async (db, { accountId, cohortId }) => [
    ...(await listJoinings(db, accountId, cohortId)),
    ...(await listGivenTime(db, accountId)),
  ],
};

/**
 * What a learner did and what was done about their work, newest first, as far as `watched.viewer`
 * may know: of one kind, or of all where it is null. Each source is read by an index from `before`
 * on, at most `limit` of it, so that a page costs the same however much lies behind it.
 */
export async function readActivity(
  db: Db,
  watched: Watched,
  { kind, ...stretch }: Stretch & { readonly kind: ActivityKind | null },
  world: ActivityWorld,
): Promise<Activity[]> {
  const sources = kind === null ? Object.values(SOURCES) : [SOURCES[kind]];
  const found: Activity[] = [];
  for (const source of sources) found.push(...(await source(db, watched, stretch, world)));
  return newestOf(found, stretch.before, stretch.limit);
}

/** A course has few lessons: their rows are read whole. */
async function listLessonActivity(
  db: Db,
  { accountId, viewer }: Watched,
  _stretch: Stretch,
  { findUnit, now }: ActivityWorld,
): Promise<Activity[]> {
  const progress =
    viewer === 'learner'
      ? await readShownProgress(db, accountId, findUnit, now)
      : await listProgress(db, accountId);
  return [...progress.values()].flatMap((own) => lessonActivity(own));
}

function lessonActivity({ lessonId, readAt, passedAt, sectionsRead }: LessonProgress): Activity[] {
  const read: Activity[] =
    readAt === null
      ? []
      : [
          {
            at: readAt,
            rank: 'c',
            id: lessonId,
            deed: { type: 'read', lessonId, sections: sectionsRead.length },
          },
        ];
  const passed: Activity[] =
    passedAt === null
      ? []
      : [{ at: passedAt, rank: 'j', id: lessonId, deed: { type: 'passed', unitId: lessonId } }];
  return [...read, ...passed];
}

function withoutHeldShares(
  submissions: readonly MarkedActivity[],
  { viewer }: Watched,
  now: Date,
): Activity[] {
  return submissions.map((one) =>
    one.deed.type === 'submitted' && isHeld(one.rules, viewer, now)
      ? { ...one, deed: { ...one.deed, share: null } }
      : one,
  );
}

/** Reviews are the learner's own: what others see is how many were answered on which day. */
async function listReviewDays(
  db: Db,
  accountId: string,
  { before, limit }: Stretch,
  dayOf: ActivityWorld['dayOf'],
): Promise<Activity[]> {
  const days = new Map<number, { first: Date; answers: number }>();
  // A day stands where it began: what was answered on it later than `before` belongs to it.
  let place = laterBy(before, 2 * DAY);
  for (;;) {
    const times = await listReviewTimes(db, accountId, { before: place, limit: REVIEWS_AT_ONCE });
    for (const { at } of times) {
      const day = dayOf(at);
      days.set(day, { first: at, answers: (days.get(day)?.answers ?? 0) + 1 });
    }
    const last = times.at(-1);
    if (last === undefined || times.length < REVIEWS_AT_ONCE) break;
    place = last;
    // Of the last day there may be more; of those after `before` there are at most three.
    if (days.size > limit + 4) {
      days.delete(dayOf(last.at));
      break;
    }
  }
  return [...days].map(([day, { first, answers }]) => ({
    at: first,
    rank: 'k',
    id: String(day),
    deed: { type: 'reviewed', answers },
  }));
}

function laterBy(place: ActivityPlace, time: number): ActivityPlace {
  return place.at.getTime() + time >= NEWEST.at.getTime()
    ? NEWEST
    : { ...place, at: new Date(place.at.getTime() + time) };
}
