import type { Item } from '../domain/item.ts';
import {
  levelAfterQuiz,
  levelAfterReview,
  objectiveShares,
  type MasteryLevel,
} from '../domain/mastery.ts';
import { nextCard, ratingOf, type ReviewCard } from '../domain/review-card.ts';
import type { Certainty } from '../domain/certainty.ts';
import { reaches } from '../domain/share.ts';
import type { Tx } from '../store/database.ts';
import { listObjectives, putObjectives, type ObjectiveProgress } from '../store/objectives.ts';
import { findCards, putCards } from '../store/review-cards.ts';

const DAY = 24 * 60 * 60_000;

/** One item of a submitted attempt or review, marked. */
export interface Mark {
  readonly item: Item;
  /** Share of the points earned, 0 to 1. */
  readonly share: number;
  readonly certainty: Certainty | null;
  readonly answered: boolean;
}

/** Moves the levels of the objectives that the quiz of a lesson asked about. */
export async function noteLessonMastery(
  tx: Tx,
  accountId: string,
  lessonId: string,
  marks: readonly Mark[],
  now: Date,
): Promise<void> {
  const levels = levelsOf(await listObjectives(tx, accountId, lessonId));
  const shares = objectiveShares(
    marks.map(({ item, share }) => ({
      objective: item.objective,
      score: item.points * share,
      points: item.points,
    })),
  );
  const after = [...shares].map(([objectiveId, share]): ObjectiveProgress => {
    const before = levels.get(`${lessonId}/${objectiveId}`)?.level ?? 'not-started';
    return { lessonId, objectiveId, share, level: levelAfterQuiz(before, share), updatedAt: now };
  });
  await putObjectives(tx, accountId, after, now);
}

/** Moves the levels after items of several lessons, one by one: up where right, down where wrong. */
export async function noteMixedMastery(
  tx: Tx,
  accountId: string,
  marks: readonly Mark[],
  now: Date,
): Promise<void> {
  const before = levelsOf(await listObjectives(tx, accountId));
  const after = new Map<string, ObjectiveProgress>();
  for (const { item, share } of marks) {
    const key = `${item.lesson}/${item.objective}`;
    const known = before.get(key);
    const level: MasteryLevel = after.get(key)?.level ?? known?.level ?? 'not-started';
    const laterDay = known !== undefined && dayOf(now) > dayOf(known.updatedAt);
    after.set(key, {
      lessonId: item.lesson,
      objectiveId: item.objective,
      share,
      level: levelAfterReview(level, reaches(share, 1), laterDay),
      updatedAt: now,
    });
  }
  await putObjectives(tx, accountId, [...after.values()], now);
}

/**
 * Plans the next review of each item that was answered. Essays are left out, since nobody reads an
 * answer given in a review; so are items that were answered again since `now`, as may happen while
 * an attempt waits for a reader: the later answer says more.
 */
export async function scheduleReviews(
  tx: Tx,
  accountId: string,
  marks: readonly Mark[],
  now: Date,
): Promise<void> {
  const answered = marks.filter((mark) => mark.answered && mark.item.type !== 'essay');
  const refs = answered.map((mark) => mark.item.ref);
  const before = await findCards(tx, accountId, refs);
  const after = new Map<string, ReviewCard>();
  for (const { item, share, certainty } of answered) {
    const card = before.get(item.ref) ?? null;
    if (card !== null && card.lastAnsweredAt > now) continue;
    after.set(item.ref, nextCard(card, ratingOf(share, certainty), now));
  }
  await putCards(tx, accountId, after);
}

function levelsOf(objectives: readonly ObjectiveProgress[]): Map<string, ObjectiveProgress> {
  return new Map(objectives.map((row) => [`${row.lessonId}/${row.objectiveId}`, row]));
}

/** Whole days since 1970, UTC. */
function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY);
}
