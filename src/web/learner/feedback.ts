import type { Catalogue } from '../../domain/course.ts';
import { totalScore } from '../../domain/attempt.ts';
import { certaintyMark } from '../../domain/certainty.ts';
import type { Review } from '../../domain/interaction.ts';
import type { Item } from '../../domain/item.ts';
import { reviewOf, shuffledIds } from '../../domain/items/registry.ts';
import { releasedParts, type ReleasedPart } from '../../domain/release.ts';
import { reaches } from '../../domain/share.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import type { AttemptWork } from '../../services/attempting.ts';
import type { SavedResponse } from '../../store/responses.ts';
import { quizTitle, type CourseView } from '../course-view.ts';
import { essayResult } from './essay-result.ts';
import type {
  AttemptResult,
  EssayResult,
  FeedbackModel,
  ItemMarks,
  MarkedItem,
  Verdict,
} from './feedback-models.ts';
import { quizPath } from './quiz-pages.ts';
import { readAgain } from './read-again.ts';
import { EVERYTHING, releasedOf, type Viewer } from '../../services/releasing.ts';

/** What a submitted attempt's page shows at `now`. What is held back is not in the model at all. */
export function feedbackModel(
  view: CourseView,
  work: AttemptWork,
  viewer: Viewer,
  now: Date,
): FeedbackModel {
  const { attempt } = work;
  const { course, locale, paths } = view;
  const released = releasedOf(attempt, viewer, now);
  const marked = work.items.map((item) => itemMarks(work, item));
  return {
    viewer,
    ofLesson: course.lessons.has(attempt.quizId),
    quizHref: quizPath(course, paths, attempt.quizId),
    quizTitle: quizTitle(view, attempt),
    number: attempt.number,
    submittedAt: attempt.submittedAt ?? attempt.startedAt,
    endedBy: attempt.endedBy,
    awaiting: work.items.filter((item) => isAwaiting(work, item)).length,
    result: released.has('marks') ? attemptResult(work, marked) : null,
    items: work.items.map((item, index) => ({
      ...markedItem(work, item, { number: index + 1, locale }, released),
      reading: released.has('explanations') ? readAgain(course, paths, item) : null,
      ...(viewer === 'instructor' && withChange(work, item, view)),
    })),
    moreAt: moreAt(work, released, now),
    nextLesson: lessonAfter(course, attempt.quizId),
  };
}

function moreAt(work: AttemptWork, released: ReadonlySet<ReleasedPart>, now: Date): Date | null {
  const { closesAt, release } = work.attempt.settings;
  if (closesAt === null || now >= new Date(closesAt)) return null;
  const later = releasedParts(release, 'after-close');
  return later.size > released.size ? new Date(closesAt) : null;
}

function attemptResult(work: AttemptWork, marks: readonly ItemMarks[]): AttemptResult {
  const { plan, settings, certaintyScore } = work.attempt;
  const counting = marks.map((mark) => mark.verdict !== 'dropped');
  const scores = marks.filter((_, index) => counting[index]).map((mark) => mark.score ?? 0);
  const total = totalScore(
    scores,
    plan.filter((_, index) => counting[index]),
    settings.pass,
  );
  return { ...total, pass: settings.pass, counts: countVerdicts(marks), certaintyScore };
}

/** One item of an attempt, in a language, with the parts that are released; the others are not in it. */
export function markedItem(
  work: AttemptWork,
  item: Item,
  { number, locale }: { readonly number: number; readonly locale: string },
  released: ReadonlySet<ReleasedPart>,
): MarkedItem {
  const face = itemIn(item, locale);
  return {
    number,
    type: item.type,
    lang: languageOf(face),
    prompt: face.prompt,
    marks: released.has('marks') ? itemMarks(work, item) : null,
    review: releasedReview(work, face, released),
    grading: grading(work, face, released),
    explanation: released.has('explanations') ? face.explanation : null,
    cite: released.has('explanations') ? face.cite : [],
  };
}

/** What a reader gave an essay; its whole rubric only where right answers are shown. */
function grading(
  work: AttemptWork,
  item: Item,
  released: ReadonlySet<ReleasedPart>,
): EssayResult | null {
  const grade = work.grades.get(item.ref);
  if (item.type !== 'essay' || grade === undefined || !released.has('marks')) return null;
  return essayResult(item, grade, released.has('right-answers'));
}

/** The grade of an essay with the page that changes it. */
function withChange(
  work: AttemptWork,
  item: Item,
  { locale, paths }: CourseView,
): Pick<MarkedItem, 'grading'> {
  const grade = grading(work, itemIn(item, locale), EVERYTHING);
  if (grade === null) return {};
  const changeHref = paths.gradeEssay(work.attempt.id, work.items.indexOf(item) + 1);
  return { grading: { ...grade, changeHref } };
}

/** The answers to an item, without the part that is held back. */
function releasedReview(
  work: AttemptWork,
  item: Item,
  released: ReadonlySet<ReleasedPart>,
): Review | null {
  const order = work.attempt.plan.find((planned) => planned.ref === item.ref)?.order ?? [];
  const response = work.responses.get(item.ref)?.response ?? null;
  const own = released.has('own-answers');
  if (!released.has('right-answers')) {
    return own ? withoutKey(reviewOf(item, response, order), placesAsShown(item, order)) : null;
  }
  return reviewOf(item, own ? response : null, order);
}

/**
 * For each row of a review its place in the question, where the rows' own order is the key: entries
 * that are to be put in order. Null for all else.
 */
function placesAsShown(item: Item, order: readonly string[]): readonly number[] | null {
  if (item.type !== 'ordering') return null;
  const shown = order.length > 0 ? order : shuffledIds(item);
  return item.entries.map(({ id }) => shown.indexOf(id));
}

function withoutKey(review: Review, places: readonly number[] | null): Review {
  if (review.kind === 'text') return review;
  if (review.kind === 'options') {
    const options = review.options.map(({ html, chosen }) => ({ html, chosen, ...UNKNOWN_OPTION }));
    return { kind: 'options', options };
  }
  const rows = review.rows.map(({ label, given }) => ({ label, given, ...UNKNOWN_ROW }));
  if (places === null) return { kind: 'rows', rows };
  const shown = rows.map((row, index) => ({ row, place: places[index] ?? 0 }));
  shown.sort((one, other) => one.place - other.place);
  return { kind: 'rows', rows: shown.map(({ row }) => row) };
}

const UNKNOWN_OPTION = { correct: null, feedback: null };
const UNKNOWN_ROW = { right: null, verdict: null, feedback: null };

function itemMarks(work: AttemptWork, item: Item): ItemMarks {
  const saved = work.responses.get(item.ref);
  const awaiting = isAwaiting(work, item);
  const score = saved?.score ?? 0;
  const certainty = saved?.certainty ?? null;
  const counts = isCertaintyMarked(work, saved) && !awaiting;
  return {
    verdict: awaiting ? 'awaiting' : verdictOf(item, saved, score),
    score: awaiting ? null : score,
    points: item.points,
    certainty,
    certaintyMark: counts ? certaintyMark(item.points, score / item.points, certainty) : null,
  };
}

function isCertaintyMarked({ attempt }: AttemptWork, saved: SavedResponse | undefined): boolean {
  const written = (saved?.response ?? null) !== null;
  return attempt.settings.certainty && written && saved?.dropped !== true;
}

/** True for an essay that was written and not read yet. */
function isAwaiting({ attempt, responses }: AttemptWork, item: Item): boolean {
  return attempt.state === 'awaiting-grading' && responses.get(item.ref)?.score === null;
}

function verdictOf(item: Item, saved: SavedResponse | undefined, score: number): Verdict {
  if (saved?.dropped === true) return 'dropped';
  if ((saved?.response ?? null) === null) return 'blank';
  // In practice a right answer may have cost points.
  if (saved?.settled === 'right' || reaches(score / item.points, 1)) return 'right';
  return score > 0 ? 'partly' : 'wrong';
}

function countVerdicts(marks: readonly ItemMarks[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = {
    right: 0,
    partly: 0,
    wrong: 0,
    blank: 0,
    awaiting: 0,
    dropped: 0,
  };
  for (const mark of marks) counts[mark.verdict] += 1;
  return counts;
}

function lessonAfter(course: Catalogue, quizId: string): FeedbackModel['nextLesson'] {
  const ids = [...course.lessons.keys()];
  const index = ids.indexOf(quizId);
  const next = index === -1 ? undefined : course.lessons.get(ids[index + 1] ?? '');
  return next === undefined ? null : { id: next.id, title: next.title };
}
