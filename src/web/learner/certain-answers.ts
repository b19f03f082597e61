import {
  calibration,
  CERTAINTY_PAYS_FROM,
  FEWEST_ANSWERS,
  isConfidentlyWrong,
  latestAnswers,
  type CalibrationRow,
  type DatedAnswer,
} from '../../domain/certainty.ts';
import type { Phrase } from '../../domain/language.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import type { Attempt } from '../../store/attempts.ts';
import { listCertainResponses, listCertainReviews } from '../../store/certain-answers.ts';
import type { Db } from '../../store/database.ts';
import { getShownItems } from '../../store/item-versions.ts';
import { quizTitle, type CourseView } from '../course-view.ts';
import type { CalibrationModel, ConfidentlyWrong } from './learning-models.ts';
import { isHeld, type Viewer } from '../../services/releasing.ts';

/** Longest list of answers to look at again. */
const MAX_LISTED = 10;

/** A learner whose standing is read, and the addresses that who looks has for it. */
export interface Looker {
  readonly accountId: string;
  readonly viewer: Viewer;
  readonly attemptHref: (attemptId: string) => string;
  /** Null where the viewer has no page of the learner's reviews. */
  readonly reviewHref: ((answerId: string) => string) | null;
}

/** An answer with a stated certainty, and where it stands. */
export interface PlacedAnswer extends DatedAnswer {
  readonly itemHash: string;
  readonly wording: string | null;
  readonly quizTitle: Phrase | null;
  readonly href: string | null;
}

/**
 * The latest answer with a stated certainty to each item, most recent first, as far as `looker` may
 * know how it was marked. `attempts` are all of the learner's.
 */
export async function readCertainAnswers(
  db: Db,
  attempts: readonly Attempt[],
  looker: Looker,
  { course, now }: { readonly course: CourseView; readonly now: Date },
): Promise<PlacedAnswer[]> {
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const responses = await listCertainResponses(db, looker.accountId);
  const reviews = await listCertainReviews(db, looker.accountId);
  const inAttempts = responses.flatMap(({ attemptId, ...response }) => {
    const attempt = byId.get(attemptId);
    if (attempt === undefined || isHeld(attempt, looker.viewer, now)) return [];
    return placeInAttempt(course, attempt, response, looker) ?? [];
  });
  const inReviews = reviews.map((review): PlacedAnswer => {
    const { id, answeredAt: at, ...answer } = review;
    return { ...answer, at, quizTitle: null, href: looker.reviewHref?.(id) ?? null };
  });
  return latestAnswers([...inAttempts, ...inReviews]);
}

/** The points of an item stand in the plan of the attempt, which is read anyway. */
function placeInAttempt(
  course: CourseView,
  attempt: Attempt,
  response: Pick<PlacedAnswer, 'itemRef' | 'certainty'> & { readonly score: number },
  { attemptHref }: Looker,
): PlacedAnswer | null {
  const index = attempt.plan.findIndex((planned) => planned.ref === response.itemRef);
  const planned = attempt.plan[index];
  if (planned === undefined || planned.points === 0) return null;
  const { score, itemRef, certainty } = response;
  return {
    itemRef,
    certainty,
    share: score / planned.points,
    at: attempt.submittedAt ?? attempt.startedAt,
    itemHash: planned.hash,
    wording: planned.wording ?? null,
    quizTitle: quizTitle(course, attempt),
    href: `${attemptHref(attempt.id)}#question-${index + 1}`,
  };
}

/** How often each certainty was right; silent where there are too few answers to tell. */
export function calibrationRows(answers: readonly PlacedAnswer[]): CalibrationModel['rows'] {
  return statedRows(calibration(answers));
}

/** The same of what was counted before. */
export function statedRows(rows: readonly CalibrationRow[]): CalibrationModel['rows'] {
  return rows.map((row) => ({
    ...row,
    share: row.answers < FEWEST_ANSWERS ? null : row.right / row.answers,
    paysFrom: CERTAINTY_PAYS_FROM[row.certainty],
  }));
}

/** The latest answers that were certain and earned nothing, with what was asked. */
export async function listConfidentlyWrong(
  db: Db,
  answers: readonly PlacedAnswer[],
  locale: string,
): Promise<ConfidentlyWrong[]> {
  const wrong = answers.filter(isConfidentlyWrong).slice(0, MAX_LISTED);
  if (wrong.length === 0) return [];
  const items = await getShownItems(
    db,
    wrong.map(({ itemHash: hash, wording }) => ({ hash, wording })),
  );
  return wrong.flatMap(({ at, quizTitle: title, href }, index) => {
    const item = items[index];
    if (item === undefined) return [];
    const face = itemIn(item, locale);
    return { prompt: face.prompt, lang: languageOf(face), at, quizTitle: title, href };
  });
}
