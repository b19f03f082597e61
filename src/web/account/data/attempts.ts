import type { Context } from '../../../context.ts';
import type { Locale } from '../../../domain/account.ts';
import type { AttemptEnd, AttemptState } from '../../../domain/attempt.ts';
import type { Item } from '../../../domain/item.ts';
import {
  questionOf,
  type ItemQuestion,
  type ItemResponse,
} from '../../../domain/items/registry.ts';
import type { ReleasedPart } from '../../../domain/release.ts';
import { itemIn } from '../../../domain/wording.ts';
import { findWork, type AttemptWork } from '../../../services/attempting.ts';
import { releasedOf } from '../../../services/releasing.ts';
import { listMarkChanges } from '../../../store/mark-changes.ts';
import { listOwnAttemptIds } from '../../../store/personal-data.ts';
import { markedItem } from '../../learner/feedback.ts';
import type { MarkedItem } from '../../learner/feedback-models.ts';
import { coded } from './cells.ts';
import type { Row } from './models.ts';

/** One question of an attempt as it was shown, without its key, and what was answered. */
export interface QuestionRecord {
  /** Which question of the course. Not its version: a digest of the key would tell the key. */
  readonly item: string;
  readonly points: number;
  /** As shown, in the language of the download, options in the order shown. */
  readonly question: ItemQuestion;
  /** Null where nothing was answered, and while the quiz holds answers back. */
  readonly answer: ItemResponse | null;
  readonly flagged: boolean;
  /** 1 unsure … 3 certain; null where nothing was said. */
  readonly certainty: number | null;
  /** Points earned; null before the submission, while it waits for a reader or is held back. */
  readonly score: number | null;
  /** Practice: checks that were not right, and hints shown. */
  readonly tries: number;
  readonly hints: number;
  /** What a reader wrote about an essay; null where there is none or it is held back. */
  readonly comment: string | null;
}

export interface AttemptRecord {
  readonly id: string;
  readonly quiz: string;
  readonly title: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly startedAt: Date;
  readonly deadlineAt: Date | null;
  readonly submittedAt: Date | null;
  readonly endedBy: AttemptEnd | null;
  /** Whether the quiz holds marks back at present: then no score is given. */
  readonly marksHeld: boolean;
  readonly score: number | null;
  readonly maxScore: number;
  readonly certaintyScore: number | null;
  readonly questions: readonly QuestionRecord[];
}

/** An attempt for both files: as it is stored, and as a reader sees it. */
export interface AttemptData {
  readonly record: AttemptRecord;
  readonly items: readonly MarkedItem[];
}

/** A person's attempts in the order in which they were begun, one at a time. */
export async function* readAttempts(
  { db, now }: Context,
  accountId: string,
  locale: Locale,
): AsyncGenerator<AttemptData> {
  for (const id of await listOwnAttemptIds(db, accountId)) {
    const work = await findWork(db, accountId, id);
    // Erased or gone since the list was read.
    if (work !== undefined) yield attemptData(work, locale, ownParts(work, now()));
  }
}

/** Marks and own answers as far as the quiz shows them now; what is being answered is shown anyhow. */
function ownParts({ attempt }: AttemptWork, now: Date): ReadonlySet<ReleasedPart> {
  const running = attempt.state === 'in-progress';
  const released = releasedOf(attempt, 'learner', now);
  const parts: ReleasedPart[] = [];
  if (running || released.has('own-answers')) parts.push('own-answers');
  if (!running && released.has('marks')) parts.push('marks');
  return new Set(parts);
}

function attemptData(
  work: AttemptWork,
  locale: Locale,
  parts: ReadonlySet<ReleasedPart>,
): AttemptData {
  const { attempt, items } = work;
  const marks = parts.has('marks');
  const record: AttemptRecord = {
    id: attempt.id,
    quiz: attempt.quizId,
    title: attempt.quizTitle,
    number: attempt.number,
    state: attempt.state,
    startedAt: attempt.startedAt,
    deadlineAt: attempt.deadlineAt,
    submittedAt: attempt.submittedAt,
    endedBy: attempt.endedBy,
    marksHeld: attempt.state !== 'in-progress' && !marks,
    score: marks ? attempt.score : null,
    maxScore: attempt.maxScore,
    certaintyScore: marks ? attempt.certaintyScore : null,
    questions: items.map((item) => questionRecord(work, item, locale, parts)),
  };
  const marked = items.map((item, index) =>
    markedItem(work, item, { number: index + 1, locale }, parts),
  );
  return { record, items: marked };
}

const NOTHING_SAVED = {
  response: null,
  flagged: false,
  certainty: null,
  score: null,
  tries: 0,
  hints: 0,
};

function questionRecord(
  work: AttemptWork,
  item: Item,
  locale: Locale,
  parts: ReadonlySet<ReleasedPart>,
): QuestionRecord {
  const saved = work.responses.get(item.ref) ?? NOTHING_SAVED;
  const order = work.attempt.plan.find((planned) => planned.ref === item.ref)?.order ?? [];
  const marks = parts.has('marks');
  return {
    item: item.ref,
    points: item.points,
    question: questionOf(itemIn(item, locale), order),
    answer: parts.has('own-answers') ? saved.response : null,
    flagged: saved.flagged,
    certainty: saved.certainty,
    score: marks ? saved.score : null,
    tries: saved.tries,
    hints: saved.hints,
    comment: marks ? (work.grades.get(item.ref)?.comment ?? null) : null,
  };
}

/** Changes of marks, without those of attempts whose marks are held back. */
export async function* markChangeRows(
  { db, now }: Context,
  accountId: string,
): AsyncGenerator<Row> {
  for (const id of await listOwnAttemptIds(db, accountId)) {
    const changes = await listMarkChanges(db, id);
    const work = changes.length === 0 ? undefined : await findWork(db, accountId, id);
    if (work === undefined || !ownParts(work, now()).has('marks')) continue;
    for (const { itemRef, oldScore, newScore, reason, at } of changes) {
      const why = coded('data.reason.', reason);
      yield { attempt: id, question: itemRef, before: oldScore, after: newScore, reason: why, at };
    }
  }
}
