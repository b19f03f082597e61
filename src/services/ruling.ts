import { itemScore } from '../domain/attempt.ts';
import type { Catalogue } from '../domain/course.ts';
import type { Item } from '../domain/item.ts';
import { answerKey } from '../domain/items/same-answer.ts';
import type { MarkChangeReason } from '../domain/dispute.ts';
import { practisedShare } from '../domain/practice.ts';
import type { FindUnit } from '../domain/progress.ts';
import { ruledGrade, type Ruling, type RulingDecision } from '../domain/ruling.ts';
import { listAcceptedAnswersTo, type AcceptedAnswers } from '../store/accepted-answers.ts';
import { recordEvent } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import { insertRuling, listStandingRulings, reverseRulings } from '../store/item-rulings.ts';
import { getItemVersions, keepItemVersions } from '../store/item-versions.ts';
import { findStandingChange } from '../store/mark-changes.ts';
import {
  listMarkedItems,
  listPasses,
  listQuizzesWith,
  type MarkedItemOf,
} from '../store/regrades.ts';
import { revisedItems, type Consequence, type Decisions } from './consequences.ts';
import { reviseAllMarks, type MarkRevision } from './regrading.ts';
import { readRulings } from './rulings.ts';

/** What decisions do to results: how many attempts change, and how many learners pass or fail by it. */
export interface RulingEffect {
  readonly attempts: number;
  readonly passing: number;
  readonly failing: number;
}

/** Who decides, with which publication, when. */
export interface RulingAct {
  readonly revisionId: string;
  readonly actorId: string;
  readonly findUnit: FindUnit;
  readonly now: Date;
}

const REASONS: Readonly<Record<RulingDecision, MarkChangeReason>> = {
  regrade: 'item-regraded',
  'full-credit': 'item-credited',
  drop: 'item-dropped',
};

/** Applies what was decided about answers, in the transaction of the publication. */
export async function applyDecisions(
  tx: Tx,
  consequences: readonly Consequence[],
  decisions: Decisions,
  act: RulingAct,
): Promise<RulingEffect> {
  const changes: MarkChanges[] = [];
  for (const { before, after, versions } of consequences) {
    const decision = decisions.get(before.ref) ?? 'keep';
    if (decision === 'keep') continue;
    const by = decision === 'regrade' ? after : null;
    if (by !== null) await keepItemVersions(tx, [by], act.now);
    for (const version of versions) {
      const { hash: itemHash } = version;
      const byHash = by?.hash ?? null;
      await insertRuling(tx, { itemHash, revisionId: act.revisionId, decision, byHash }, act.now);
      const revisions = await marksToChange(tx, version);
      changes.push({ item: version, reason: REASONS[decision], revisions });
    }
  }
  return await changeMarks(tx, changes, act);
}

/**
 * A version that is served (again) is marked by its own key from now on, whatever was decided about
 * it when it was taken out.
 */
export async function endRulingsOfServed(
  tx: Tx,
  before: Catalogue | null,
  after: Catalogue | null,
  { revisionId, now }: Pick<RulingAct, 'revisionId' | 'now'>,
): Promise<void> {
  const standing = await listStandingRulings(tx);
  if (standing.size === 0) return;
  for (const revision of revisedItems(before, after)) {
    if (revision.status === 'removed') continue;
    const { hash } = revision.after;
    if (!standing.has(hash)) continue;
    const own = { itemHash: hash, revisionId, decision: 'regrade', byHash: hash } as const;
    await insertRuling(tx, own, now);
  }
}

/** `nothing`: the revision changed no mark, or its changes are undone already. */
export type ReversalOutcome = 'done' | 'nothing';

/**
 * Undoes what a publication did to marks: each is again what it was before, unless something else
 * has changed it since; what was submitted later is marked as if nothing had been decided.
 */
export async function reverseDecisions(
  db: Db,
  act: RulingAct & { readonly path: string },
): Promise<ReversalOutcome> {
  const { revisionId, actorId, now, path } = act;
  return await db.transaction().execute(async (tx): Promise<ReversalOutcome> => {
    const hashes = await reverseRulings(tx, revisionId, now);
    if (hashes.length === 0) return 'nothing';
    const changes: MarkChanges[] = [];
    for (const item of (await getItemVersions(tx, hashes)).values()) {
      const revisions = await marksToRestore(tx, item, revisionId);
      changes.push({ item, reason: 'revision-reversed', revisions });
    }
    const { attempts } = await changeMarks(tx, changes, act);
    const detail = { revision: revisionId, attempts: String(attempts) };
    await recordEvent(tx, { actorId, action: 'revision-reversed', subject: path, detail }, now);
    return 'done';
  });
}

interface MarkChanges {
  readonly item: Item;
  readonly reason: MarkChangeReason;
  readonly revisions: readonly MarkRevision[];
}

async function changeMarks(
  tx: Tx,
  changes: readonly MarkChanges[],
  { revisionId, actorId, findUnit, now }: RulingAct,
): Promise<RulingEffect> {
  const attempts = new Set(
    changes.flatMap(({ revisions }) => revisions.map(({ attemptId }) => attemptId)),
  );
  const quizzes = await listQuizzesWith(
    tx,
    changes.map(({ item }) => item.hash),
  );
  const before = await listPasses(tx, quizzes);
  const all = changes.map(({ item, reason, revisions }) => ({
    revisions,
    cause: { item, reason, disputeId: null, revisionId, actorId },
  }));
  await reviseAllMarks(tx, all, findUnit, now);
  const after = await listPasses(tx, quizzes);
  return {
    attempts: attempts.size,
    passing: learnersIn(after, before),
    failing: learnersIn(before, after),
  };
}

/** Learners of the passes in one set that are not in the other. */
function learnersIn(passes: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const fresh = [...passes].filter((pass) => !others.has(pass));
  return new Set(fresh.map((pass) => pass.split(' ', 1)[0])).size;
}

/** The marks of a version that are others by what is ruled about it now. */
async function marksToChange(tx: Tx, version: Item): Promise<MarkRevision[]> {
  const mark = await markerOf(tx, version);
  return (await listMarkedItems(tx, version.hash)).flatMap((given) => {
    const { score, dropped } = mark(given);
    const same = score === given.score && dropped === given.dropped;
    return same ? [] : [revisionOf(given, score, dropped)];
  });
}

async function marksToRestore(tx: Tx, item: Item, revisionId: string): Promise<MarkRevision[]> {
  const mark = await markerOf(tx, item);
  const revisions: MarkRevision[] = [];
  for (const given of await listMarkedItems(tx, item.hash)) {
    const standing = await findStandingChange(tx, given.attemptId, given.itemRef);
    if (standing !== undefined && standing.revisionId !== revisionId) continue;
    // Never changed: it may have been submitted while the ruling stood.
    const { score, dropped } =
      standing === undefined
        ? mark(given)
        : { score: standing.oldScore, dropped: standing.droppedBefore };
    if (score === given.score && dropped === given.dropped) continue;
    revisions.push(revisionOf(given, score, dropped));
  }
  return revisions;
}

/** Marks an answer to a version as accepted answers and rulings have it now. */
async function markerOf(
  tx: Tx,
  item: Item,
): Promise<(given: MarkedItemOf) => { score: number; dropped: boolean }> {
  const accepted = await listAcceptedAnswersTo(tx, item.hash);
  const ruling = (await readRulings(tx, [item.hash])).get(item.hash);
  return (given) => markBy(item, given, accepted, ruling);
}

function markBy(
  item: Item,
  given: MarkedItemOf,
  accepted: AcceptedAnswers,
  ruling: Ruling | undefined,
): { score: number; dropped: boolean } {
  const { response } = given;
  const keys = accepted.get(item.hash);
  const counts = response !== null && keys?.has(answerKey(item, response)) === true;
  const { share, whole, dropped } = ruledGrade(item, response, counts, ruling);
  const earned = whole ? share : practisedShare(share, given, item.penalty);
  return { score: itemScore(item.points, earned), dropped };
}

function revisionOf(given: MarkedItemOf, newScore: number, dropped: boolean): MarkRevision {
  const { attemptId, accountId, itemRef, score } = given;
  const droppedBefore = given.dropped;
  return { attemptId, accountId, itemRef, oldScore: score, newScore, dropped, droppedBefore };
}
