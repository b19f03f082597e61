import { createHash } from 'node:crypto';
import type { Certainty } from '../domain/certainty.ts';
import type { Catalogue } from '../domain/course.ts';
import type { Fields, ReadingProblem } from '../domain/interaction.ts';
import type { Item } from '../domain/item.ts';
import {
  questionOf,
  readResponse,
  shuffledIds,
  type ItemResponse,
} from '../domain/items/registry.ts';
import { releasedParts, releasePhase } from '../domain/release.ts';
import { nextReviewAt, startOfDay, todaysQueue, type QueueCard } from '../domain/review-queue.ts';
import { listAcceptedAnswersTo } from '../store/accepted-answers.ts';
import { listWholeAttemptsOf, type Attempt } from '../store/attempts.ts';
import type { Db, Tx } from '../store/database.ts';
import { keepItemVersions } from '../store/item-versions.ts';
import {
  findLatestReviewAnswer,
  insertReviewAnswer,
  listReviewAnswersSince,
  type ReviewAnswer,
} from '../store/review-answers.ts';
import { findCards, listDueCards, listUpcoming } from '../store/review-cards.ts';
import { markStale } from '../store/standings.ts';
import { noteMixedMastery, scheduleReviews, type Mark } from './mastering.ts';
import { gradeAnswer } from './submitting.ts';

/** An item whose turn it is, as the course has it now. */
export interface DueReview extends QueueCard {
  readonly item: Item;
}

/** Where a learner's reviews stand. */
export interface Reviews {
  /** To answer today, in this order. */
  readonly queue: readonly DueReview[];
  /** Due too, but over the day's limit. */
  readonly waiting: number;
  /** When there is more to review after the queue; null when nothing is planned. */
  readonly nextAt: Date | null;
  /** Answers of today, newest first. */
  readonly today: readonly ReviewAnswer[];
  /** Refs of items that an attempt keeps out of the reviews; even their due dates tell a result. */
  readonly held: ReadonlySet<string>;
}

/** A review's posted form. */
export interface PostedReview {
  readonly itemRef: string;
  /** Names the question that the page showed, see `questionDigest`. */
  readonly shown: string;
  /** The due date that the page asked for. */
  readonly dueAt: Date;
  /** Option ids as shown. */
  readonly order: readonly string[];
  readonly fields: Fields;
  /** Null where nothing was stated. */
  readonly certainty: Certainty | null;
  /** The learner says that they do not know: counts as wrong, whatever the fields hold. */
  readonly unknown: boolean;
}

export type ReviewOutcome =
  | { readonly kind: 'answered'; readonly answerId: string }
  /** Answered before, from another tab or by a double click; nothing was changed. */
  | { readonly kind: 'repeated'; readonly answerId: string }
  /** Not to be asked now: a quiz has put it off or asks it just now, or it has left the course. */
  | { readonly kind: 'not-due' }
  /** The course asks another question under this name since. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'blank' }
  | { readonly kind: 'invalid'; readonly problem: ReadingProblem; readonly part: string }
  /** Not from our pages: ids or controls that the item does not have. */
  | { readonly kind: 'forged' }
  /** The learner has no card of this item. */
  | { readonly kind: 'missing' };

/** The learner's reviews at `now`; items that have left the course are passed over. */
export async function openReviews(
  db: Db,
  accountId: string,
  course: Catalogue,
  now: Date,
): Promise<Reviews> {
  const today = await listReviewAnswersSince(db, accountId, startOfDay(now));
  const cards = await listDueCards(db, accountId, now);
  const held = await itemsHeldBack(db, accountId, now);
  const due = cards.flatMap(({ itemRef, card }): DueReview[] => {
    const item = findItem(course, itemRef);
    if (item === undefined || held.has(itemRef)) return [];
    return [{ item, lesson: item.lesson, dueAt: card.dueAt }];
  });
  const queue = todaysQueue(due, today.length, lessonOf(today[0]?.itemRef));
  const waiting = due.length - queue.length;
  const upcoming = (await listUpcoming(db, accountId, now))
    .filter(({ itemRef }) => findItem(course, itemRef) !== undefined && !held.has(itemRef))
    .map(({ dueAt }) => dueAt);
  return { queue, waiting, nextAt: nextReviewAt(waiting, upcoming, now), today, held };
}

/**
 * Answers one item that is due: stores the answer with the item version, plans the next review and
 * moves the objective's level, in one transaction. A due date is answered once; a repeat gives the
 * answer that was stored. `now` is when the request arrived.
 */
export async function answerReview(
  db: Db,
  accountId: string,
  course: Catalogue,
  posted: PostedReview,
  now: Date,
): Promise<ReviewOutcome> {
  return await db.transaction().execute(async (tx): Promise<ReviewOutcome> => {
    const card = (await findCards(tx, accountId, [posted.itemRef])).get(posted.itemRef);
    if (card === undefined) return { kind: 'missing' };
    const asked = card.dueAt.getTime() === posted.dueAt.getTime();
    if (!asked || card.dueAt > now) return await earlierAnswer(tx, accountId, posted.itemRef);
    const item = findItem(course, posted.itemRef);
    const held = await itemsHeldBack(tx, accountId, now);
    if (item === undefined || held.has(item.ref)) return { kind: 'not-due' };
    if (questionDigest(item) !== posted.shown) return { kind: 'changed' };
    const reading = readAnswer(item, posted);
    if (reading.kind !== 'read') return reading;
    return await storeAnswer(tx, accountId, { item, posted, response: reading.response }, now);
  });
}

/**
 * Names what a learner sees of an item before answering. Not the item's own hash: that covers the
 * key, and would let a guess at it be checked.
 */
export function questionDigest(item: Item): string {
  // Sorted, since the authored order of an ordering item is its key.
  const question = questionOf(item, shuffledIds(item).toSorted());
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url');
}

type AnswerReading =
  | { readonly kind: 'read'; readonly response: ItemResponse | null }
  | Extract<ReviewOutcome, { readonly kind: 'blank' | 'invalid' | 'forged' }>;

function readAnswer(item: Item, posted: PostedReview): AnswerReading {
  if (posted.unknown) return { kind: 'read', response: null };
  const reading = readResponse(item, posted.fields);
  if (!reading.ok) {
    const { forged, problem, part } = reading;
    return forged ? { kind: 'forged' } : { kind: 'invalid', problem, part };
  }
  if (reading.response === null) return { kind: 'blank' };
  return { kind: 'read', response: reading.response };
}

async function storeAnswer(
  tx: Tx,
  accountId: string,
  answer: {
    readonly item: Item;
    readonly posted: PostedReview;
    readonly response: ItemResponse | null;
  },
  now: Date,
): Promise<ReviewOutcome> {
  const { item, posted, response } = answer;
  const accepted = await listAcceptedAnswersTo(tx, item.hash);
  // The version that is served is marked by its own key.
  const { share } = gradeAnswer(item, response, accepted, undefined);
  const certainty = response === null ? null : posted.certainty;
  await keepItemVersions(tx, [item], now);
  const { dueAt, order } = posted;
  const wording = item.wording?.hash ?? null;
  const about = { itemRef: item.ref, itemHash: item.hash, wording, dueAt, order };
  const row = { ...about, response, certainty, share, answeredAt: now };
  const answerId = await insertReviewAnswer(tx, accountId, row);
  if (answerId === null) return await earlierAnswer(tx, accountId, item.ref);
  // Not to know is an answer, too: the item must come back soon.
  const mark: Mark = { item, share, certainty, answered: true };
  await scheduleReviews(tx, accountId, [mark], now);
  await noteMixedMastery(tx, accountId, [mark], now);
  await markStale(tx, accountId);
  return { kind: 'answered', answerId };
}

async function earlierAnswer(tx: Tx, accountId: string, itemRef: string): Promise<ReviewOutcome> {
  const earlier = await findLatestReviewAnswer(tx, accountId, itemRef);
  return earlier === undefined ? { kind: 'not-due' } : { kind: 'repeated', answerId: earlier.id };
}

/**
 * Refs of the items whose key one of the learner's own attempts still holds back, running or
 * submitted: a review would show it before its time.
 */
async function itemsHeldBack(db: Db, accountId: string, now: Date): Promise<ReadonlySet<string>> {
  const attempts = await listWholeAttemptsOf(db, accountId);
  const holding = attempts.filter((attempt) => holdsKeys(attempt, now));
  return new Set(holding.flatMap(({ plan }) => plan.map((planned) => planned.ref)));
}

function holdsKeys({ settings, state }: Attempt, now: Date): boolean {
  const closesAt = settings.closesAt === null ? null : new Date(settings.closesAt);
  const phase = releasePhase(state !== 'in-progress', closesAt, now);
  const released = releasedParts(settings.release, phase);
  return !released.has('right-answers') || !released.has('explanations');
}

/** The item in the course as it is now; an essay needs a reader, so it never comes back. */
function findItem(course: Catalogue, ref: string): Item | undefined {
  const lesson = course.lessons.get(lessonOf(ref) ?? '');
  return lesson?.items.find((item) => item.ref === ref && item.type !== 'essay');
}

/** An item's ref begins with its lesson's id. */
function lessonOf(ref: string | undefined): string | null {
  return ref?.split('/', 1)[0] ?? null;
}
