import { itemScore } from '../../domain/attempt.ts';
import type { Html, Item } from '../../domain/item.ts';
import { reviewOf } from '../../domain/items/registry.ts';
import { practisedShare } from '../../domain/practice.ts';
import type { ReleasedPart } from '../../domain/release.ts';
import { itemIn } from '../../domain/wording.ts';
import type { AttemptWork } from '../../services/attempting.ts';
import { checkedShare, practiceOffer } from '../../services/practising.ts';
import type { SavedResponse } from '../../store/responses.ts';
import { markedItem } from './feedback.ts';
import type { PracticeFeedback, PracticeResult, PracticeView } from './practice-models.ts';
import { releasedOf } from '../../services/releasing.ts';

/** Its place in the attempt, from 1, and the reader's language. */
interface ShownAs {
  readonly number: number;
  readonly locale: string;
}

/**
 * What the page of one question shows besides its form; null where the quiz is not for practice.
 * Nothing of the key is in it before the item is settled, and then only what is released.
 */
export function practiceView(
  work: AttemptWork,
  { number, locale }: ShownAs,
  now: Date,
): PracticeView | null {
  const item = work.items[number - 1];
  if (item === undefined || work.attempt.settings.mode !== 'practice') return null;
  const saved = work.responses.get(item.ref);
  const offer = practiceOffer(work.attempt, item);
  const shown = saved?.hints ?? 0;
  const settled = saved?.settled ?? null;
  return {
    canCheck: offer.has('check'),
    canReveal: offer.has('reveal'),
    canHint: offer.has('hint') && shown < item.hints.length,
    hints: itemIn(item, locale).hints.slice(0, shown),
    penalty: item.type === 'essay' ? null : item.penalty,
    settled,
    result: saved === undefined ? null : resultOf(work, item, { number, locale }, saved, now),
    another: settled === null ? null : anotherLike(work, item, number),
  };
}

function resultOf(
  work: AttemptWork,
  item: Item,
  shown: ShownAs,
  saved: SavedResponse,
  now: Date,
): PracticeResult | null {
  const { settled, checkedRevision, revision } = saved;
  if (settled === null && checkedRevision !== revision) return null;
  const released = releasedOf(work.attempt, 'learner', now);
  const share = checkedShare(item, saved);
  const verdict = settled ?? (share > 0 ? 'partly' : 'wrong');
  const { points } = item;
  if (settled === null) {
    return {
      verdict,
      score: null,
      points,
      said: saidOf(work, itemIn(item, shown.locale), saved, released),
      item: null,
    };
  }
  const score = released.has('marks')
    ? itemScore(points, practisedShare(share, saved, item.penalty))
    : null;
  // The box above says how it went.
  const marked = { ...markedItem(work, item, shown, released), marks: null };
  return { verdict, score, points, said: [], item: marked };
}

/** What the author says to the answer as it was given; feedback goes with the right answers. */
function saidOf(
  work: AttemptWork,
  item: Item,
  saved: SavedResponse,
  released: ReadonlySet<ReleasedPart>,
): PracticeFeedback[] {
  if (!released.has('own-answers') || !released.has('right-answers')) return [];
  const order = work.attempt.plan.find((planned) => planned.ref === item.ref)?.order ?? [];
  const review = reviewOf(item, saved.response, order);
  if (review.kind === 'text') return [];
  if (review.kind === 'options') {
    return review.options.flatMap(({ html, chosen, feedback }) =>
      chosen && feedback !== null
        ? { given: item.type === 'true-false' ? null : html, feedback }
        : [],
    );
  }
  return review.rows.flatMap(({ label, given, feedback, verdict }) =>
    feedback === null || given === null || verdict === 'right'
      ? []
      : { given: joined(label, given), feedback },
  );
}

function joined(label: Html | null, given: Html): Html {
  return label === null ? given : (`${label}: ${given}` as Html);
}

function anotherLike(
  { items, responses }: AttemptWork,
  about: Item,
  number: number,
): number | null {
  const index = items.findIndex(({ ref, lesson, objective }, place) => {
    const saved = responses.get(ref);
    const open = (saved?.response ?? null) === null && (saved?.settled ?? null) === null;
    return place >= number && lesson === about.lesson && objective === about.objective && open;
  });
  return index === -1 ? null : index + 1;
}
