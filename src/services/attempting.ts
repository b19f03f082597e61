import { planAttempt } from '../domain/attempt.ts';
import type { Lesson } from '../domain/course.ts';
import type { Fields, ReadingProblem } from '../domain/interaction.ts';
import type { Item } from '../domain/item.ts';
import { readResponse, type ItemResponse } from '../domain/items/registry.ts';
import {
  findAttemptInProgress,
  findAttemptOf,
  insertAttempt,
  type Attempt,
} from '../store/attempts.ts';
import type { Db, Tx } from '../store/database.ts';
import { commitTogether } from '../store/group-commit.ts';
import { getItemVersions, keepItemVersions } from '../store/item-versions.ts';
import { listResponses, putResponse, type SavedResponse } from '../store/responses.ts';
import { noteProgress } from './progressing.ts';

/** An attempt with its pinned items (in the order shown) and what was answered. */
export interface AttemptWork {
  readonly attempt: Attempt;
  readonly items: readonly Item[];
  readonly responses: ReadonlyMap<string, SavedResponse>;
}

/** One item's part of a posted form. */
export interface PostedAnswer {
  readonly ref: string;
  readonly fields: Fields;
  /** Revision that the page showed. */
  readonly revision: number;
  readonly flagged: boolean;
}

export interface AnswerProblem {
  readonly ref: string;
  readonly problem: ReadingProblem;
  readonly part: string;
}

export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'missing' }
  /** The attempt was submitted before. */
  | { readonly kind: 'closed' }
  /** Not from our pages: ids or controls that the items do not have. */
  | { readonly kind: 'forged' }
  /** Nothing was stored; the learner can mend these. */
  | { readonly kind: 'invalid'; readonly problems: readonly AnswerProblem[] }
  /** Another tab saved something else meanwhile; nothing was stored. */
  | { readonly kind: 'stale'; readonly refs: readonly string[] };

/**
 * Starts a run at the lesson's quiz, or returns the id of the one in progress. `seed` (an integer)
 * fixes the order of options.
 */
export async function startAttempt(
  db: Db,
  accountId: string,
  lesson: Lesson,
  seed: number,
  now: Date,
): Promise<string> {
  return await db.transaction().execute(async (tx) => {
    const running = await findAttemptInProgress(tx, accountId, lesson.id);
    if (running !== undefined) return running.id;
    const plan = planAttempt(lesson, seed);
    await keepItemVersions(tx, lesson.items, now);
    await noteProgress(tx, accountId, lesson, {}, now);
    const attempt = {
      accountId,
      lessonId: lesson.id,
      lessonHash: lesson.hash,
      lessonTitle: lesson.title,
      seed,
      plan,
      pass: lesson.quiz.pass,
      maxScore: plan.reduce((sum, item) => sum + item.points, 0),
    };
    return await insertAttempt(tx, attempt, now);
  });
}

/** The learner's attempt with all that its pages need; undefined when it is not theirs. */
export async function findWork(
  db: Db,
  accountId: string,
  attemptId: string,
): Promise<AttemptWork | undefined> {
  const attempt = await findAttemptOf(db, accountId, attemptId);
  if (attempt === undefined) return undefined;
  const versions = await getItemVersions(
    db,
    attempt.plan.map((planned) => planned.hash),
  );
  const items = attempt.plan.flatMap((planned) => versions.get(planned.hash) ?? []);
  return { attempt, items, responses: await listResponses(db, attemptId) };
}

/** Saves answers as posted; all of them or none. Never grades. */
export async function saveAnswers(
  db: Db,
  accountId: string,
  attemptId: string,
  answers: readonly PostedAnswer[],
  now: Date,
): Promise<SaveOutcome> {
  return await commitTogether(db, async (tx): Promise<SaveOutcome> => {
    const work = await findWork(tx, accountId, attemptId);
    if (work === undefined) return { kind: 'missing' };
    if (work.attempt.state !== 'in-progress') return { kind: 'closed' };
    const readings = readAnswers(work, answers);
    if (readings.kind !== 'read') return readings;
    const stale = readings.changes.filter((change) => change.stale).map((change) => change.ref);
    if (stale.length > 0) return { kind: 'stale', refs: stale };
    for (const change of readings.changes) await storeChange(tx, attemptId, change, now);
    return { kind: 'saved' };
  });
}

interface Change {
  readonly ref: string;
  readonly hash: string;
  readonly response: ItemResponse | null;
  readonly flagged: boolean;
  readonly revision: number;
  readonly stale: boolean;
}

type Readings =
  | { readonly kind: 'read'; readonly changes: readonly Change[] }
  | Extract<SaveOutcome, { kind: 'forged' | 'invalid' }>;

function readAnswers(work: AttemptWork, answers: readonly PostedAnswer[]): Readings {
  const changes: Change[] = [];
  const problems: AnswerProblem[] = [];
  for (const answer of answers) {
    const item = work.items.find((candidate) => candidate.ref === answer.ref);
    if (item === undefined) return { kind: 'forged' };
    const reading = readResponse(item, answer.fields);
    if (!reading.ok && reading.forged) return { kind: 'forged' };
    if (reading.ok) {
      const change = changeOf(item, answer, reading.response, work.responses.get(item.ref));
      if (change !== null) changes.push(change);
    } else {
      problems.push({ ref: item.ref, problem: reading.problem, part: reading.part });
    }
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'read', changes };
}

/** Null when the answer says what is stored already: replays and lost replies then do no harm. */
function changeOf(
  item: Item,
  answer: PostedAnswer,
  response: ItemResponse | null,
  saved: SavedResponse | undefined,
): Change | null {
  const sameResponse = JSON.stringify(response) === JSON.stringify(saved?.response ?? null);
  if (sameResponse && answer.flagged === (saved?.flagged ?? false)) return null;
  const revision = saved?.revision ?? 0;
  return {
    ref: item.ref,
    hash: item.hash,
    response,
    flagged: answer.flagged,
    // A flag alone is no new answer: another tab's must not be called stale for it.
    revision: sameResponse ? revision : revision + 1,
    // A flag is no answer: two tabs that differ in it alone lose nothing.
    stale: !sameResponse && answer.revision !== revision,
  };
}

async function storeChange(tx: Tx, attemptId: string, change: Change, now: Date): Promise<void> {
  const { ref: itemRef, hash: itemHash, response, flagged, revision } = change;
  await putResponse(tx, { attemptId, itemRef, itemHash, response, flagged, revision }, now);
}
