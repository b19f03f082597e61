import type { Item } from '../../domain/item.ts';
import { reviewOf } from '../../domain/items/registry.ts';
import type { ReviewCard } from '../../domain/review-card.ts';
import { reaches } from '../../domain/share.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import type { Reviews } from '../../services/reviewing.ts';
import type { ReviewAnswer } from '../../store/review-answers.ts';
import type { CourseView } from '../course-view.ts';
import type { MarkedItem, Verdict } from './feedback-models.ts';
import { readAgain } from './read-again.ts';
import type { ReviewAnswerModel, ReviewsModel } from './review-models.ts';

/** What the page of reviews shows; `items` are those of today's answers, in their order. */
export function reviewsModel(
  { queue, waiting, nextAt, today }: Reviews,
  { items, locale }: { readonly items: readonly Item[]; readonly locale: string },
): ReviewsModel {
  const answers = today.flatMap((answer, index) => {
    const item = items[index];
    if (item === undefined) return [];
    const face = itemIn(item, locale);
    const shown = { prompt: face.prompt, lang: languageOf(face) };
    return [{ id: answer.id, ...shown, verdict: verdictOf(answer) }];
  });
  const right = answers.filter(({ verdict }) => verdict === 'right').length;
  return { due: queue.length, waiting, nextAt, today: answers, right };
}

/** What the page of one answer shows: `item` as it was answered, `card` where it may be shown. */
export function answerModel(
  site: { readonly view: CourseView; readonly now: Date },
  answer: ReviewAnswer,
  item: Item,
  card: ReviewCard | null,
  left: number,
): ReviewAnswerModel {
  return {
    item: markedItem(answer, itemIn(item, site.view.locale)),
    verdict: verdictOf(answer),
    certainty: answer.certainty,
    dueAt: card?.dueAt ?? null,
    isDue: card !== null && card.dueAt <= site.now,
    reading: readAgain(site.view.course, site.view.paths, item),
    left,
  };
}

/** A review earns no marks, so none are shown. */
function markedItem(answer: ReviewAnswer, item: Item): MarkedItem {
  const { type, prompt, explanation, cite } = item;
  const review = reviewOf(item, answer.response, answer.order);
  const lang = languageOf(item);
  return { number: 1, type, lang, prompt, marks: null, review, explanation, cite };
}

function verdictOf({ response, share }: ReviewAnswer): Verdict {
  if (response === null) return 'blank';
  if (reaches(share, 1)) return 'right';
  return share > 0 ? 'partly' : 'wrong';
}
