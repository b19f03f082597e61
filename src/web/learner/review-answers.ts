import type { Catalogue } from '../../domain/course.ts';
import type { Item } from '../../domain/item.ts';
import { reviewOf } from '../../domain/items/registry.ts';
import type { ReviewCard } from '../../domain/review-card.ts';
import { reaches } from '../../domain/share.ts';
import type { Reviews } from '../../services/reviewing.ts';
import type { ReviewAnswer } from '../../store/review-answers.ts';
import type { Paths } from '../paths.ts';
import type { MarkedItem, Verdict } from './feedback-models.ts';
import { readAgain } from './read-again.ts';
import type { ReviewAnswerModel, ReviewsModel } from './review-models.ts';

/** What the page of reviews shows; `versions` are the item versions of today's answers, by hash. */
export function reviewsModel(
  { queue, waiting, nextAt, today }: Reviews,
  versions: ReadonlyMap<string, Item>,
): ReviewsModel {
  const answers = today.flatMap((answer) => {
    const item = versions.get(answer.itemHash);
    return item === undefined
      ? []
      : [{ id: answer.id, prompt: item.prompt, verdict: verdictOf(answer) }];
  });
  const right = answers.filter(({ verdict }) => verdict === 'right').length;
  return { due: queue.length, waiting, nextAt, today: answers, right };
}

/** What the page of one answer shows: `item` as it was answered, `card` where it may be shown. */
export function answerModel(
  site: { readonly course: Catalogue; readonly paths: Paths; readonly now: Date },
  answer: ReviewAnswer,
  item: Item,
  card: ReviewCard | null,
  left: number,
): ReviewAnswerModel {
  return {
    item: markedItem(answer, item),
    verdict: verdictOf(answer),
    certainty: answer.certainty,
    dueAt: card?.dueAt ?? null,
    isDue: card !== null && card.dueAt <= site.now,
    reading: readAgain(site.course, site.paths, item),
    left,
  };
}

/** A review earns no marks, so none are shown. */
function markedItem(answer: ReviewAnswer, item: Item): MarkedItem {
  const { type, prompt, explanation, cite } = item;
  const review = reviewOf(item, answer.response, answer.order);
  return { number: 1, type, prompt, marks: null, review, explanation, cite };
}

function verdictOf({ response, share }: ReviewAnswer): Verdict {
  if (response === null) return 'blank';
  if (reaches(share, 1)) return 'right';
  return share > 0 ? 'partly' : 'wrong';
}
