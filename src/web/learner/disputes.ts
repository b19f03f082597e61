import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import {
  disputeTextProblem,
  MAX_DISPUTE_TEXT,
  MIN_DISPUTE_TEXT,
  tidyDisputeText,
} from '../../domain/dispute.ts';
import type { Citation, Item } from '../../domain/item.ts';
import type { AttemptWork } from '../../services/attempting.ts';
import { isDisputable, openDispute } from '../../services/disputing.ts';
import { listDisputesOf } from '../../store/disputes.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { found } from '../http-errors.ts';
import { courseView, quizTitle, type CourseView } from '../course-view.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { ownWork } from './attempts.ts';
import { feedbackModel } from './feedback.ts';
import type { MarkedItem } from './feedback-models.ts';

type DisputeRequest = FastifyRequest<{ Params: { attempt: string; number: string } }>;

/** The item that the form is about. */
interface Subject {
  readonly course: CourseView;
  readonly work: AttemptWork;
  readonly item: Item;
  readonly marked: MarkedItem;
  readonly number: number;
}

/** What was typed and ticked. */
interface Values {
  readonly text: string;
  readonly cited: readonly string[];
}

/** The form with which a learner says that an answer is right too. */
export function disputeRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'signed-in' as const };
  const path = '/:locale/attempts/:attempt/questions/:number/dispute';
  app.get(path, { config }, async (request: DisputeRequest, reply) => {
    const subject = await readSubject(context, request);
    const disputes = await listDisputesOf(context.db, subject.work.attempt.id);
    if (disputes.has(subject.item.ref)) return backToItem(request, reply, subject);
    if (!isDisputable(subject.work, subject.item, context.now())) return found<never>(null);
    return showForm(reply, subject, { text: '', cited: [] }, []);
  });
  app.post(path, { config }, async (request: DisputeRequest, reply) =>
    postDispute(context, request, reply),
  );
}

async function postDispute(
  context: Context,
  request: DisputeRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const subject = await readSubject(context, request);
  const { work, item } = subject;
  if (!isDisputable(work, item, context.now())) {
    const disputes = await listDisputesOf(context.db, work.attempt.id);
    return disputes.has(item.ref) ? backToItem(request, reply, subject) : found<never>(null);
  }
  const form = postedForm(request);
  const offered = passagesOf(subject).map(({ ref }) => ref);
  const cited = (form.get('passage') ?? []).filter((ref) => offered.includes(ref));
  const text = tidyDisputeText(textOf(form, 'dispute-text'));
  const errors = disputeTextErrors(text, 'dispute-text');
  if (errors.length > 0) {
    return showForm(reply.status(422), subject, { text, cited }, errors);
  }
  const claim = { attemptId: work.attempt.id, itemRef: item.ref, cited, text };
  const outcome = await openDispute(context.db, accountOf(request).id, claim, context.now());
  if (outcome === 'missing') return found<never>(null);
  leaveFlash(reply, outcome === 'opened' ? 'dispute-opened' : 'dispute-there');
  return backToItem(request, reply, subject);
}

/** What is wrong with a tidied text that a person typed into `field`. */
export function disputeTextErrors(text: string, field: string): FormErrors {
  const problem = disputeTextProblem(text);
  if (problem === null) return [];
  const parameters = { least: MIN_DISPUTE_TEXT, most: MAX_DISPUTE_TEXT };
  return [{ field, message: `dispute.error.${problem}`, parameters }];
}

/** @throws {NotFoundError} when the attempt is not the visitor's, or has no such item. */
async function readSubject(context: Context, request: DisputeRequest): Promise<Subject> {
  const work = await ownWork(context, request);
  if (work.attempt.state === 'in-progress') return found<never>(null);
  const number = Number(request.params.number);
  const course = courseView(context, request);
  const feedback = feedbackModel(course, work, 'learner', context.now());
  const item = found(work.items[number - 1]);
  return { course, work, item, marked: found(feedback.items[number - 1]), number };
}

/** Passages to lean on: those that the item cites, if they are shown, then those of its lesson. */
function passagesOf({ course: { course }, item, marked }: Subject): Citation[] {
  const notes = course.lessons.get(item.lesson)?.notes ?? [];
  const passages = new Map([...marked.cite, ...notes].map((cite) => [cite.ref, cite]));
  return [...passages.values()];
}

function showForm(
  reply: FastifyReply,
  subject: Subject,
  { text, cited }: Values,
  errors: FormErrors,
): FastifyReply {
  const { attempt, items } = subject.work;
  return page(reply, 'learner/dispute', {
    attemptId: attempt.id,
    quizTitle: quizTitle(subject.course, attempt),
    total: items.length,
    item: subject.marked,
    passages: passagesOf(subject).map((passage) => ({
      ...passage,
      chosen: cited.includes(passage.ref),
    })),
    text,
    errors,
  });
}

function backToItem(
  request: FastifyRequest,
  reply: FastifyReply,
  { work, number }: Subject,
): FastifyReply {
  const path = pathsFor(localeOf(request)).attempt(work.attempt.id);
  return reply.redirect(`${path}#question-${number}`, 303);
}
