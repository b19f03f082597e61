import type { Item } from '../domain/item.ts';
import { gradeItem } from '../domain/items/registry.ts';
import { releasedParts } from '../domain/release.ts';
import { reaches } from '../domain/share.ts';
import { listAcceptedAnswers } from '../store/accepted-answers.ts';
import type { Attempt } from '../store/attempts.ts';
import type { Db, Tx } from '../store/database.ts';
import { commitTogether } from '../store/group-commit.ts';
import { listResponses, putPractice, type SavedResponse } from '../store/responses.ts';
import { findWork, type AttemptWork } from './attempting.ts';
import { saveWork, type PostedAnswer, type SaveOutcome } from './saving.ts';
import { readRulings } from './rulings.ts';
import { gradeAnswer } from './submitting.ts';

export const PRACTICE_ACTIONS = ['check', 'hint', 'reveal'] as const;
export type PracticeAction = (typeof PRACTICE_ACTIONS)[number];

export type PracticeOutcome =
  | SaveOutcome
  /** The quiz, or this item, does not offer that. */
  | { readonly kind: 'refused' };

/**
 * What an item of this attempt offers, apart from its hints. A check tells marks and a reveal
 * right answers, so neither is offered while those are held back; only a reader can tell an essay.
 */
export function practiceOffer(
  { settings }: Pick<Attempt, 'settings'>,
  item: Item,
): ReadonlySet<PracticeAction> {
  const offer = new Set<PracticeAction>();
  if (settings.mode !== 'practice') return offer;
  const released = releasedParts(settings.release, 'during');
  if (item.hints.length > 0) offer.add('hint');
  if (item.type !== 'essay' && released.has('marks')) {
    offer.add('check');
    if (released.has('right-answers')) offer.add('reveal');
  }
  return offer;
}

/**
 * Saves one answer and then checks it, shows a hint or settles the item, in one transaction.
 * `hintsShown` is how many hints the page showed: a hint asked for twice by mistake costs once, as
 * does a check of the same answer.
 */
export async function practise(
  db: Db,
  accountId: string,
  attemptId: string,
  step: {
    readonly action: PracticeAction;
    readonly answer: PostedAnswer;
    readonly hintsShown: number;
  },
  now: Date,
): Promise<PracticeOutcome> {
  return await commitTogether(db, async (tx): Promise<PracticeOutcome> => {
    const work = await findWork(tx, accountId, attemptId);
    if (work === undefined) return { kind: 'missing' };
    const item = work.items.find((candidate) => candidate.ref === step.answer.ref);
    if (item === undefined) return { kind: 'forged' };
    if (!practiceOffer(work.attempt, item).has(step.action)) return { kind: 'refused' };
    const outcome = await saveWork(tx, work, [step.answer], now);
    if (outcome.kind !== 'saved') return outcome;
    const saved = (await listResponses(tx, attemptId)).get(item.ref) ?? nothingSaved(item);
    if (saved.settled !== null) return outcome;
    if (step.action === 'check' && saved.response === null) {
      return { kind: 'invalid', problems: [{ ref: item.ref, problem: 'blank', part: '' }] };
    }
    const after = await takeStep(tx, work, item, saved, step);
    const { tries, hints, settled, checkedRevision } = after;
    const itemHash = item.hash;
    const practice = { tries, hints, settled, checkedRevision };
    await putPractice(tx, { attemptId, itemRef: item.ref, itemHash, ...practice }, now);
    return outcome;
  });
}

async function takeStep(
  tx: Tx,
  work: AttemptWork,
  item: Item,
  saved: SavedResponse,
  step: { readonly action: PracticeAction; readonly hintsShown: number },
): Promise<SavedResponse> {
  switch (step.action) {
    case 'reveal':
      return { ...saved, settled: 'revealed' };
    case 'hint': {
      const repeated = step.hintsShown !== saved.hints;
      return repeated ? saved : { ...saved, hints: Math.min(item.hints.length, saved.hints + 1) };
    }
    case 'check': {
      if (saved.checkedRevision === saved.revision) return saved;
      const accepted = await listAcceptedAnswers(tx, work.attempt.id);
      const ruling = (await readRulings(tx, [item.hash])).get(item.hash);
      const { share } = gradeAnswer(item, saved.response, accepted, ruling);
      const checked = { ...saved, checkedRevision: saved.revision };
      return reaches(share, 1)
        ? { ...checked, settled: 'right' }
        : { ...checked, tries: saved.tries + 1 };
    }
  }
}

/** The share of a saved answer that the key gives, without what practice has used up. */
export function checkedShare(item: Item, saved: SavedResponse): number {
  return saved.settled === 'right' ? 1 : gradeItem(item, saved.response).share;
}

function nothingSaved(item: Item): SavedResponse {
  return {
    itemRef: item.ref,
    response: null,
    flagged: false,
    certainty: null,
    revision: 0,
    score: null,
    dropped: false,
    tries: 0,
    hints: 0,
    settled: null,
    checkedRevision: null,
  };
}
