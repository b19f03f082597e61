import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { tidyDisputeText } from '../../domain/dispute.ts';
import type { LearnerNames } from '../../domain/pseudonym.ts';
import { itemIn } from '../../domain/wording.ts';
import { findWork } from '../../services/attempting.ts';
import {
  acceptDispute,
  answerDispute,
  countChanges,
  reverseDispute,
  type DecisionOutcome,
} from '../../services/disputing.ts';
import {
  findDispute,
  listDecidedDisputes,
  listOpenDisputes,
  type NamedDispute,
} from '../../store/disputes.ts';
import { leaveFlash, type Flash } from '../flash.ts';
import { postedForm, textOf, type FormErrors } from '../forms.ts';
import { found } from '../http-errors.ts';
import { findUnit } from '../units.ts';
import { disputeTextErrors } from '../learner/disputes.ts';
import { feedbackModel } from '../learner/feedback.ts';
import { courseView, quizTitle } from '../course-view.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { namesFor } from './taught.ts';
import { noteLooks } from './looks.ts';
import type { DisputeCase } from './dispute-models.ts';

/** Open disputes on one page; the rest move up as these are decided. */
const OPEN_SHOWN = 20;
const DECIDED_SHOWN = 50;
/** Digits of a hash that tell versions apart to the eye. */
const SHORT_HASH = 8;

type DisputeRequest = FastifyRequest<{ Params: { dispute: string } }>;

/** What learners say of marks, and what their instructors decide. */
export function teachDisputeRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const path = '/:locale/teach/disputes';
  app.get(path, { config }, async (request, reply) => {
    const viewer = accountOf(request);
    const open = await listOpenDisputes(context.db, viewer, OPEN_SHOWN);
    const decided = await listDecidedDisputes(context.db, viewer, DECIDED_SHOWN);
    await noteLooks(context, request, open.map(seen));
    const names = await namesFor(context, request, null);
    const cases: DisputeCase[] = [];
    for (const dispute of open.map((one) => called(one, names))) {
      cases.push(await readCase(context, request, dispute, cases.length + 1));
    }
    return page(reply, 'author/disputes', {
      open: cases,
      decided: decided.map((one) => called(one, names)),
    });
  });
  app.get(`${path}/:dispute`, { config }, async (request: DisputeRequest, reply) =>
    showDispute(context, request, reply, { reply: '', errors: [] }),
  );
  app.post(`${path}/:dispute/acceptance`, { config }, async (request: DisputeRequest, reply) => {
    const { id, units, now } = decisionOf(context, request);
    const outcome = await acceptDispute(context.db, accountOf(request), id, units, now);
    return afterDecision(request, reply, outcome, 'dispute-accepted');
  });
  app.post(`${path}/:dispute/reversal`, { config }, async (request: DisputeRequest, reply) => {
    const { id, units, now } = decisionOf(context, request);
    const outcome = await reverseDispute(context.db, accountOf(request), id, units, now);
    return afterDecision(request, reply, outcome, 'dispute-reversed');
  });
  app.post(`${path}/:dispute/answer`, { config }, async (request: DisputeRequest, reply) => {
    const answer = tidyDisputeText(textOf(postedForm(request), 'dispute-answer'));
    const errors = disputeTextErrors(answer, 'dispute-answer');
    if (errors.length > 0) {
      return showDispute(context, request, reply.status(422), { reply: answer, errors });
    }
    const { id, now } = decisionOf(context, request);
    const outcome = await answerDispute(context.db, accountOf(request), id, answer, now);
    return afterDecision(request, reply, outcome, 'dispute-answered');
  });
}

function decisionOf(context: Context, request: DisputeRequest) {
  return { id: request.params.dispute, units: findUnit(context), now: context.now() };
}

/** Whoever comes second sees on the dispute's page what the first decided. */
function afterDecision(
  request: DisputeRequest,
  reply: FastifyReply,
  outcome: DecisionOutcome,
  done: Flash,
): FastifyReply {
  if (outcome === 'missing') return found<never>(null);
  leaveFlash(reply, outcome === 'done' ? done : 'dispute-decided-before');
  return reply.redirect(pathsFor(localeOf(request)).dispute(request.params.dispute), 303);
}

async function showDispute(
  context: Context,
  request: DisputeRequest,
  reply: FastifyReply,
  form: { readonly reply: string; readonly errors: FormErrors },
): Promise<FastifyReply> {
  const viewer = accountOf(request);
  const dispute = found(await findDispute(context.db, viewer, request.params.dispute));
  await noteLooks(context, request, [seen(dispute)]);
  const names = await namesFor(context, request, null);
  return page(reply, 'author/dispute', {
    dispute: await readCase(context, request, called(dispute, names), 1),
    changes: dispute.state === 'open' ? await countChanges(context.db, dispute) : null,
    ...form,
  });
}

/** The dispute with its learner called as the visitor is to see it. */
function called(dispute: NamedDispute, names: LearnerNames): NamedDispute {
  return { ...dispute, learner: names.of(dispute.accountId, dispute.learner) };
}

function seen({ accountId }: NamedDispute) {
  return { learnerId: accountId, what: 'dispute' } as const;
}

/** `number` names the item on the page, which may show several of the same place. */
async function readCase(
  context: Context,
  request: FastifyRequest,
  dispute: NamedDispute,
  number: number,
): Promise<DisputeCase> {
  const work = found(await findWork(context.db, dispute.accountId, dispute.attemptId));
  const view = courseView(context, request);
  const feedback = feedbackModel(view, work, 'instructor', context.now());
  const index = work.items.findIndex((item) => item.ref === dispute.itemRef);
  const item = found(work.items[index]);
  const lesson = view.course.lessons.get(item.lesson);
  const passages = [...itemIn(item, view.locale).cite, ...(lesson?.notes ?? [])];
  return {
    ...dispute,
    quizTitle: quizTitle(view, work.attempt),
    attempt: work.attempt.number,
    item: { ...found(feedback.items[index]), number },
    place: index + 1,
    total: work.items.length,
    version: dispute.itemHash.slice(0, SHORT_HASH),
    current: lesson?.items.some(({ hash }) => hash === dispute.itemHash) ?? false,
    cited: dispute.cited.map((ref) => {
      const passage = passages.find((cite) => cite.ref === ref);
      return passage ?? { label: ref, url: null };
    }),
  };
}
