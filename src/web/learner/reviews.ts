import { randomInt } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Item } from '../../domain/item.ts';
import { questionOf, shuffledIds } from '../../domain/items/registry.ts';
import { seededShuffle } from '../../domain/shuffle.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import {
  answerReview,
  openReviews,
  questionDigest,
  type DueReview,
  type PostedReview,
  type Reviews,
} from '../../services/reviewing.ts';
import { getShownItems, type ShownItem } from '../../store/item-versions.ts';
import { findReviewAnswerOf, type ReviewAnswer } from '../../store/review-answers.ts';
import { findCards } from '../../store/review-cards.ts';
import { courseView, type CourseView } from '../course-view.ts';
import { leaveFlash, type Flash } from '../flash.ts';
import { postedForm } from '../forms.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor, type Paths } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { answerModel, reviewsModel } from './review-answers.ts';
import { postedReview } from './review-forms.ts';

/** Seeds are positive 31-bit integers. */
const MAX_SEED = 2 ** 31 - 1;

type AnswerRequest = FastifyRequest<{ Params: { answer: string } }>;

/** What a refused form brings to the page that shows it again. */
interface Refusal {
  readonly posted: PostedReview;
  readonly problem: { readonly message: string; readonly part: string };
}

/** Spaced review: what is due, its questions one by one, and each answer with its feedback. */
export function reviewRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  app.get('/:locale/reviews', { config }, async (request, reply) => {
    const reviews = await ownReviews(context, request);
    const items = await getShownItems(context.db, reviews.today.map(shownItem));
    const { locale } = courseView(context, request);
    return page(reply, 'learner/reviews', reviewsModel(reviews, { items, locale }));
  });
  app.get('/:locale/reviews/next', { config }, async (request, reply) => {
    const reviews = await ownReviews(context, request);
    const [first] = reviews.queue;
    if (first === undefined) return reply.redirect(pathsOf(request).reviews, 303);
    return showQuestion(courseView(context, request), reply, reviews, first);
  });
  app.post('/:locale/reviews/answers', { config }, async (request, reply) =>
    postAnswer(context, request, reply),
  );
  app.get('/:locale/reviews/answers/:answer', { config }, async (request: AnswerRequest, reply) =>
    showAnswer(context, request, reply),
  );
}

async function ownReviews(context: Context, request: FastifyRequest): Promise<Reviews> {
  const course = context.library.catalogue();
  return await openReviews(context.db, accountOf(request).id, course, context.now());
}

/** Options come in an order drawn for each showing; the form brings it back. */
function showQuestion(
  { course, locale }: CourseView,
  reply: FastifyReply,
  reviews: Reviews,
  review: DueReview,
  refusal?: Refusal,
): FastifyReply {
  const { item, dueAt } = review;
  const order = refusal?.posted.order ?? shuffledOrder(item);
  const face = itemIn(item, locale);
  const lesson = course.lessons.get(item.lesson);
  return page(reply, 'learner/review-question', {
    view: {
      number: 1,
      ref: item.ref,
      name: 'q1',
      lang: languageOf(face),
      question: questionOf(face, order),
      given: refusal?.posted.fields ?? new Map(),
      flagged: false,
      certainty: refusal?.posted.certainty ?? null,
      revision: 0,
      problem: refusal?.problem ?? null,
      stored: null,
    },
    lessonTitle: lesson?.title ?? { text: '', lang: locale },
    left: reviews.queue.length,
    shown: questionDigest(item),
    due: dueAt.getTime(),
    order: order.join(' '),
  });
}

function shuffledOrder(item: Item): string[] {
  return seededShuffle(shuffledIds(item), randomInt(1, MAX_SEED));
}

async function postAnswer(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const posted = postedReview(postedForm(request));
  const course = context.library.catalogue();
  const { id } = accountOf(request);
  const paths = pathsOf(request);
  const outcome = await answerReview(context.db, id, course, posted, context.now());
  switch (outcome.kind) {
    case 'answered':
      return reply.redirect(paths.reviewAnswer(outcome.answerId), 303);
    case 'repeated':
      return leave(reply, 'review-repeated', paths.reviewAnswer(outcome.answerId));
    case 'not-due':
      return leave(reply, 'review-not-due', paths.reviews);
    case 'changed':
      return leave(reply, 'review-changed', paths.nextReview);
    case 'blank':
      return await refuse(context, request, reply, posted, { message: 'reviews.blank', part: '' });
    case 'invalid': {
      const { problem, part } = outcome;
      const message = `question.error.${problem}`;
      return await refuse(context, request, reply, posted, { message, part });
    }
    case 'forged':
      throw new BadRequestError('The form has an id that its question does not have.');
    case 'missing':
      return found<never>(null);
  }
}

function leave(reply: FastifyReply, flash: Flash, path: string): FastifyReply {
  leaveFlash(reply, flash);
  return reply.redirect(path, 303);
}

/** Shows the question again with what was sent and what is wrong with it. */
async function refuse(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  posted: PostedReview,
  problem: Refusal['problem'],
): Promise<FastifyReply> {
  const reviews = await ownReviews(context, request);
  const review = reviews.queue.find(({ item }) => item.ref === posted.itemRef);
  // Another tab has used up the day meanwhile: the page of reviews says so.
  if (review === undefined) return leave(reply, 'review-not-due', pathsOf(request).reviews);
  const view = courseView(context, request);
  return showQuestion(view, reply.status(422), reviews, review, { posted, problem });
}

async function showAnswer(
  context: Context,
  request: AnswerRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id } = accountOf(request);
  const answer = found(await findReviewAnswerOf(context.db, id, request.params.answer));
  const [item] = await getShownItems(context.db, [shownItem(answer)]);
  const reviews = await ownReviews(context, request);
  const cards = await findCards(context.db, id, [answer.itemRef]);
  const card = reviews.held.has(answer.itemRef) ? undefined : cards.get(answer.itemRef);
  const model = answerModel(
    { view: courseView(context, request), now: context.now() },
    answer,
    found(item),
    card ?? null,
    reviews.queue.length,
  );
  return page(reply, 'learner/review-answer', model);
}

function shownItem({ itemHash: hash, wording }: ReviewAnswer): ShownItem {
  return { hash, wording };
}

function pathsOf(request: FastifyRequest): Paths {
  return pathsFor(localeOf(request));
}
