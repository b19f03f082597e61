import { itemScore } from '../domain/attempt.ts';
import type { Item } from '../domain/item.ts';
import { gradeItem, type ItemResponse } from '../domain/items/registry.ts';
import { answerKey } from '../domain/items/same-answer.ts';
import { practisedShare } from '../domain/practice.ts';
import { releasedParts, releasePhase } from '../domain/release.ts';
import { reaches } from '../domain/share.ts';
import type { FindUnit } from '../domain/progress.ts';
import {
  deleteAcceptedAnswer,
  findAcceptance,
  insertAcceptedAnswer,
} from '../store/accepted-answers.ts';
import { recordEvent, type AuditAction } from '../store/audit.ts';
import type { Db, Tx } from '../store/database.ts';
import {
  acceptDisputesAbout,
  decideDispute,
  findDispute,
  insertDispute,
  reopenDisputesAbout,
  type Dispute,
  type DisputeViewer,
} from '../store/disputes.ts';
import { getItemVersions } from '../store/item-versions.ts';
import { findLatestChange } from '../store/mark-changes.ts';
import { listMarkedResponses, type MarkedResponse } from '../store/regrades.ts';
import { findWork, type AttemptWork } from './attempting.ts';
import { reviseMarks, type MarkRevision } from './regrading.ts';

/** A learner's claim about one item of an attempt; the text is tidied and checked. */
export interface Claim {
  readonly attemptId: string;
  readonly itemRef: string;
  /** Refs of the passages leaned on. */
  readonly cited: readonly string[];
  readonly text: string;
}

/** `there`: the item of this attempt has a dispute. `missing`: not theirs, or not to be disputed. */
export type OpenOutcome = 'opened' | 'there' | 'missing';

/** `decided-before`: somebody else was first; nothing was changed. */
export type DecisionOutcome = 'done' | 'decided-before' | 'missing';

/**
 * Whether the learner may say that an answer is right too: it did not earn everything, and they
 * have been shown its mark and the right answer. Essays have a reader, who gave reasons.
 */
export function isDisputable(work: AttemptWork, item: Item, now: Date): boolean {
  const { settings, state } = work.attempt;
  const saved = work.responses.get(item.ref);
  if (saved === undefined || saved.response === null || saved.score === null) return false;
  // Settled in practice: its answer was right, or given up.
  if (saved.settled !== null) return false;
  if (item.type === 'essay' || reaches(saved.score / item.points, 1)) return false;
  const closesAt = settings.closesAt === null ? null : new Date(settings.closesAt);
  const phase = releasePhase(state !== 'in-progress', closesAt, now);
  const released = releasedParts(settings.release, phase);
  return released.has('marks') && released.has('right-answers');
}

/** Opens a dispute, one for each item of an attempt. */
export async function openDispute(
  db: Db,
  accountId: string,
  claim: Claim,
  now: Date,
): Promise<OpenOutcome> {
  return await db.transaction().execute(async (tx): Promise<OpenOutcome> => {
    const work = await findWork(tx, accountId, claim.attemptId);
    const item = work?.items.find((candidate) => candidate.ref === claim.itemRef);
    const response = work?.responses.get(claim.itemRef)?.response ?? null;
    if (work === undefined || item === undefined || response === null) return 'missing';
    if (!isDisputable(work, item, now)) return 'missing';
    const answer = { itemHash: item.hash, answerKey: answerKey(item, response) };
    const id = await insertDispute(tx, { ...claim, accountId, ...answer }, now);
    if (id === null) return 'there';
    await record(tx, accountId, 'dispute-opened', { ...claim, id, accountId }, now);
    return 'opened';
  });
}

/** Answers a dispute in words; the mark stays. The answer is tidied and checked. */
export async function answerDispute(
  db: Db,
  viewer: DisputeViewer,
  id: string,
  answer: string,
  now: Date,
): Promise<DecisionOutcome> {
  return await db.transaction().execute(async (tx): Promise<DecisionOutcome> => {
    const dispute = await findDispute(tx, viewer, id);
    if (dispute === undefined) return 'missing';
    const decision = { state: 'answered', answer, deciderId: viewer.id } as const;
    if (!(await decideDispute(tx, id, decision, now))) return 'decided-before';
    await record(tx, viewer.id, 'dispute-answered', dispute, now);
    return 'done';
  });
}

/**
 * Accepts the answer as right: for this learner, for everybody who gave the same answer to the
 * same item version, and for those who will. Other open disputes about it are accepted with it.
 */
export async function acceptDispute(
  db: Db,
  viewer: DisputeViewer,
  id: string,
  findUnit: FindUnit,
  now: Date,
): Promise<DecisionOutcome> {
  return await db.transaction().execute(async (tx): Promise<DecisionOutcome> => {
    const dispute = await findDispute(tx, viewer, id);
    if (dispute === undefined) return 'missing';
    const decision = { state: 'accepted', answer: null, deciderId: viewer.id } as const;
    if (!(await decideDispute(tx, id, decision, now))) return 'decided-before';
    await acceptDisputesAbout(tx, dispute, viewer.id, now);
    const { item, given } = await readCase(tx, dispute);
    const own = given.find(({ attemptId }) => attemptId === dispute.attemptId);
    if (own === undefined) throw new Error(`Dispute ${id} is about an answer that has gone.`);
    if ((await findAcceptance(tx, dispute)) === undefined) {
      const source = { response: own.response, disputeId: id };
      await insertAcceptedAnswer(tx, dispute, source, now);
    }
    const revisions = raisedMarks(item, given);
    const cause = { item, reason: 'dispute-accepted', disputeId: id, actorId: viewer.id } as const;
    await reviseMarks(tx, revisions, cause, findUnit, now);
    await record(tx, viewer.id, 'dispute-accepted', { ...dispute, marks: revisions.length }, now);
    return 'done';
  });
}

/**
 * Takes an acceptance back: marks are again what they were, those of later submissions what the
 * key gives; disputes about the answer are open again.
 */
export async function reverseDispute(
  db: Db,
  viewer: DisputeViewer,
  id: string,
  findUnit: FindUnit,
  now: Date,
): Promise<DecisionOutcome> {
  return await db.transaction().execute(async (tx): Promise<DecisionOutcome> => {
    const dispute = await findDispute(tx, viewer, id);
    if (dispute === undefined) return 'missing';
    const acceptance = await findAcceptance(tx, dispute);
    if (dispute.state !== 'accepted' || acceptance === undefined) return 'decided-before';
    if (!(await reopenDisputesAbout(tx, dispute))) return 'decided-before';
    await deleteAcceptedAnswer(tx, dispute);
    const { item, given } = await readCase(tx, dispute);
    const revisions: MarkRevision[] = [];
    for (const response of given) {
      const score = await scoreBefore(tx, item, response, acceptance);
      if (score !== response.score) revisions.push(revisionOf(response, score));
    }
    const cause = { item, reason: 'dispute-reversed', disputeId: id, actorId: viewer.id } as const;
    await reviseMarks(tx, revisions, cause, findUnit, now);
    await record(tx, viewer.id, 'dispute-reversed', { ...dispute, marks: revisions.length }, now);
    return 'done';
  });
}

/** How many marks accepting a dispute would change. */
export async function countChanges(db: Db, dispute: Dispute): Promise<number> {
  const { item, given } = await readCase(db, dispute);
  return raisedMarks(item, given).length;
}

/** The marks that are higher with the answer accepted: full, less what practice has used up. */
function raisedMarks(item: Item, given: readonly MarkedResponse[]): MarkRevision[] {
  return given.flatMap((response) => {
    const score = itemScore(item.points, practisedShare(1, response, item.penalty));
    return score > response.score ? revisionOf(response, score) : [];
  });
}

/** The item version of a dispute, and every marked response to it that gives the same answer. */
async function readCase(
  db: Db,
  dispute: Dispute,
): Promise<{ item: Item; given: readonly MarkedResponse[] }> {
  const item = (await getItemVersions(db, [dispute.itemHash])).get(dispute.itemHash);
  if (item === undefined) throw new Error(`Item version ${dispute.itemHash} has gone.`);
  const isSame = (response: ItemResponse) => answerKey(item, response) === dispute.answerKey;
  return { item, given: await listMarkedResponses(db, dispute.itemHash, isSame) };
}

/** Points without the acceptance; as it is where something else has changed the mark since. */
async function scoreBefore(
  tx: Tx,
  item: Item,
  given: MarkedResponse,
  acceptance: string,
): Promise<number> {
  const latest = await findLatestChange(tx, given.attemptId, given.itemRef);
  // Never changed: it was submitted while the answer was accepted.
  if (latest === undefined) {
    const { share } = gradeItem(item, given.response);
    return itemScore(item.points, practisedShare(share, given, item.penalty));
  }
  const byAcceptance = latest.reason === 'dispute-accepted' && latest.disputeId === acceptance;
  return byAcceptance ? latest.oldScore : given.score;
}

function revisionOf(given: MarkedResponse, newScore: number): MarkRevision {
  const { attemptId, accountId, itemRef, score } = given;
  return { attemptId, accountId, itemRef, oldScore: score, newScore };
}

async function record(
  tx: Tx,
  actorId: string,
  action: AuditAction,
  dispute: Pick<Dispute, 'id' | 'accountId' | 'attemptId' | 'itemRef'> & {
    /** How many were changed. */
    readonly marks?: number;
  },
  now: Date,
): Promise<void> {
  const detail = {
    dispute: dispute.id,
    attempt: dispute.attemptId,
    item: dispute.itemRef,
    marksChanged: String(dispute.marks ?? 0),
  };
  await recordEvent(tx, { actorId, action, subject: dispute.accountId, detail }, now);
}
