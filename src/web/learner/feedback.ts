import type { Catalogue } from '../../domain/course.ts';
import { reaches } from '../../domain/attempt.ts';
import type { Item } from '../../domain/item.ts';
import { reviewOf } from '../../domain/items/registry.ts';
import type { AttemptWork } from '../../services/attempting.ts';
import type { SavedResponse } from '../../store/responses.ts';
import type { FeedbackModel, MarkedItem, Verdict } from './models.ts';

/** What a submitted attempt's page shows, keys included. */
export function feedbackModel(course: Catalogue, work: AttemptWork): FeedbackModel {
  const { attempt } = work;
  const items = work.items.map((item, index) => markedItem(work, item, index + 1));
  const score = attempt.score ?? 0;
  const share = attempt.maxScore === 0 ? 0 : score / attempt.maxScore;
  return {
    lessonId: attempt.lessonId,
    lessonTitle: attempt.lessonTitle,
    number: attempt.number,
    submittedAt: attempt.submittedAt ?? attempt.startedAt,
    score,
    max: attempt.maxScore,
    share,
    pass: attempt.pass,
    passed: reaches(share, attempt.pass),
    items,
    counts: countVerdicts(items),
    lessonOpen: course.lessons.has(attempt.lessonId),
    nextLesson: lessonAfter(course, attempt.lessonId),
  };
}

function markedItem(work: AttemptWork, item: Item, number: number): MarkedItem {
  const saved = work.responses.get(item.ref);
  const order = work.attempt.plan.find((planned) => planned.ref === item.ref)?.order ?? [];
  const score = saved?.score ?? 0;
  return {
    number,
    type: item.type,
    prompt: item.prompt,
    verdict: verdictOf(item, saved, score),
    score,
    points: item.points,
    review: reviewOf(item, saved?.response ?? null, order),
    explanation: item.explanation,
    cite: item.cite,
  };
}

function verdictOf(item: Item, saved: SavedResponse | undefined, score: number): Verdict {
  if ((saved?.response ?? null) === null) return 'blank';
  if (reaches(score / item.points, 1)) return 'right';
  return score > 0 ? 'partly' : 'wrong';
}

function countVerdicts(items: readonly MarkedItem[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { right: 0, partly: 0, wrong: 0, blank: 0 };
  for (const item of items) counts[item.verdict] += 1;
  return counts;
}

function lessonAfter(course: Catalogue, lessonId: string): FeedbackModel['nextLesson'] {
  const ids = [...course.lessons.keys()];
  const index = ids.indexOf(lessonId);
  const next = index === -1 ? undefined : course.lessons.get(ids[index + 1] ?? '');
  return next === undefined ? null : { id: next.id, title: next.title };
}
