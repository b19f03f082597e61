import type { Catalogue } from '../../src/domain/course.ts';
import { nextCard } from '../../src/domain/review-card.ts';
import { answerReview, questionDigest } from '../../src/services/reviewing.ts';
import { putCards } from '../../src/store/review-cards.ts';
import type { Form } from './answers.ts';
import type { Site } from './site.ts';

/** Makes two reviews due and answers the first; gives that answer's id and a form for the other. */
export async function giveReviews(
  { context, db }: Site,
  accountId: string,
): Promise<{ answer: string; form: Form }> {
  const course = context.library.catalogue();
  const now = context.now();
  const card = nextCard(null, 'good', new Date(now.getTime() - 30 * 24 * 60 * 60_000));
  const cards = new Map(['beta/truth', 'beta/pick'].map((ref) => [ref, card]));
  await db.transaction().execute(async (tx) => putCards(tx, accountId, cards));
  const truth = {
    itemRef: 'beta/truth',
    shown: shownOf(course, 'beta/truth'),
    dueAt: card.dueAt,
    order: [],
    fields: new Map([['', ['true']]]),
    certainty: null,
    unknown: false,
  };
  const outcome = await answerReview(db, accountId, course, truth, now);
  if (outcome.kind !== 'answered') throw new Error(`The review was not taken: ${outcome.kind}.`);
  const form = {
    item: 'beta/pick',
    shown: shownOf(course, 'beta/pick'),
    due: String(card.dueAt.getTime()),
    order: 'red green blue',
    q1: 'red',
    go: 'answer',
  };
  return { answer: outcome.answerId, form };
}

/** What the page of a review says that it showed. */
function shownOf(course: Catalogue, ref: string): string {
  const item = course.lessons.get('beta')?.items.find((candidate) => candidate.ref === ref);
  if (item === undefined) throw new Error(`There is no item ${ref}.`);
  return questionDigest(item);
}
