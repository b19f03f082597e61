import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Criterion } from '../../domain/item.ts';
import { countWords, type ChosenLevels } from '../../domain/items/essay.ts';
import { hasForbiddenInLines } from '../../domain/text.ts';
import { itemIn, languageOf } from '../../domain/wording.ts';
import { findEssayAt, gradeEssay, type SubmittedEssay } from '../../services/grading.ts';
import {
  countWaitingEssays,
  listWaitingEssays,
  type Grader,
  type WaitingEssay,
} from '../../store/essay-grades.ts';
import { leaveFlash } from '../flash.ts';
import {
  postedForm,
  textOf,
  type FieldError,
  type FormErrors,
  type FormResult,
  type PostedForm,
} from '../forms.ts';
import { BadRequestError, found } from '../http-errors.ts';
import { courseView, quizTitle } from '../course-view.ts';
import { findUnit } from '../units.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { namesFor } from './taught.ts';
import { noteLooks } from './looks.ts';
import type { EssayModel, GradingValues } from './grading-models.ts';

/** Essays that the queue's page lists; those behind them move up. */
const QUEUE_SIZE = 100;
/** Longest comment to a learner, characters. */
const MAX_COMMENT_LENGTH = 4000;

type EssayRequest = FastifyRequest<{ Params: { attempt: string; number: string } }>;

/** The queue of essays that wait for an instructor, and the page on which one is graded. */
export function gradingRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  app.get('/:locale/teach/grading', { config }, async (request, reply) => {
    const grader = graderOf(request);
    const quizzes = await countWaitingEssays(context.db, grader);
    const essays = await listWaitingEssays(context.db, grader, QUEUE_SIZE);
    const names = await namesFor(context, request, null);
    const course = courseView(context, request);
    const titled = <T extends Pick<WaitingEssay, 'quizId' | 'quizTitle'>>(one: T) => ({
      ...one,
      quizTitle: quizTitle(course, one),
    });
    return page(reply, 'author/grading', {
      total: sumOf(quizzes),
      quizzes: quizzes.map(titled),
      essays: essays.map(titled).map((essay) => ({
        ...essay,
        learner: essay.learner === null ? null : names.of(essay.accountId, essay.learner),
      })),
    });
  });
  app.get(
    '/:locale/teach/grading/:attempt/:number',
    { config },
    async (request: EssayRequest, reply) => {
      const essay = await requestedEssay(context, request);
      const { levels, comment } = essay.grade ?? { levels: {}, comment: '' };
      const form = { values: { levels, comment }, errors: [] };
      return page(reply, 'author/essay', await essayModel(context, request, essay, form));
    },
  );
  app.post(
    '/:locale/teach/grading/:attempt/:number',
    { config },
    async (request: EssayRequest, reply) => postGrade(context, request, reply),
  );
}

async function postGrade(
  context: Context,
  request: EssayRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const essay = await requestedEssay(context, request);
  const form = postedForm(request);
  const reading = readGrading(essay.item.rubric, form);
  if (!reading.ok) {
    const model = await essayModel(context, request, essay, reading);
    return page(reply.status(422), 'author/essay', model);
  }
  const grading = {
    attemptId: request.params.attempt,
    itemRef: essay.item.ref,
    replaces: readInstant(textOf(form, 'replaces')),
    ...reading.value,
  };
  const units = findUnit(context);
  const now = context.now();
  const { kind } = await gradeEssay(context.db, graderOf(request), grading, units, now);
  if (kind === 'missing') return found<never>(null);
  // The form was read against the same rubric: it cannot fail to fit.
  if (kind === 'invalid') throw new BadRequestError('The levels are not those of the rubric.');
  if (kind === 'graded-before') return toQueue(request, reply, 'essay-graded-before');
  if (kind === 'regraded') return toQueue(request, reply, 'essay-regraded');
  return toNext(context, request, reply, textOf(form, 'go') === 'next');
}

/** The instant of a hidden field; null for none, and for what is none of ours. */
function readInstant(text: string): Date | null {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

async function toNext(
  context: Context,
  request: EssayRequest,
  reply: FastifyReply,
  wantsNext: boolean,
): Promise<FastifyReply> {
  const [next] = wantsNext ? await listWaitingEssays(context.db, graderOf(request), 1) : [];
  if (next === undefined) return toQueue(request, reply, 'essay-graded');
  leaveFlash(reply, 'essay-graded');
  const paths = pathsFor(localeOf(request));
  return reply.redirect(paths.gradeEssay(next.attemptId, next.number), 303);
}

function toQueue(
  request: FastifyRequest,
  reply: FastifyReply,
  flash: 'essay-graded' | 'essay-regraded' | 'essay-graded-before',
): FastifyReply {
  leaveFlash(reply, flash);
  return reply.redirect(pathsFor(localeOf(request)).grading, 303);
}

function graderOf(request: FastifyRequest): Grader {
  const { id, isAdmin } = accountOf(request);
  return { accountId: id, isAdmin };
}

/** @throws {NotFoundError} when there is no such essay, or none that the visitor may grade. */
async function requestedEssay(context: Context, request: EssayRequest): Promise<SubmittedEssay> {
  const { attempt, number } = request.params;
  return found(await findEssayAt(context.db, graderOf(request), attempt, Number(number)));
}

/** Name of the radio buttons of a criterion. */
function nameOf(criterion: string): string {
  return `level.${criterion}`;
}

/** Id of the group of these buttons; begins theirs. Underscores are in no authored id. */
function groupOf(criterion: string): string {
  return `level_${criterion}`;
}

/**
 * Reads the levels and the comment of a grader's form. Errors: a criterion without its level, a
 * comment that is too long or has characters that cannot be shown.
 * @throws {BadRequestError} for levels that the rubric does not have.
 */
function readGrading(
  rubric: readonly Criterion[],
  form: PostedForm,
): FormResult<GradingValues, GradingValues> {
  const comment = textOf(form, 'comment').replaceAll(/\r\n?/g, '\n').trim();
  const levels = Object.fromEntries(
    rubric.flatMap((criterion) => {
      const level = textOf(form, nameOf(criterion.id));
      if (level === '') return [];
      if (!criterion.levels.some((one) => one.id === level)) {
        throw new BadRequestError('The rubric has no such level.');
      }
      return [[criterion.id, level]];
    }),
  );
  const values = { levels, comment };
  const errors = [...missingLevels(rubric, levels), ...commentErrors(comment)];
  return errors.length === 0 ? { ok: true, value: values } : { ok: false, values, errors };
}

function missingLevels(rubric: readonly Criterion[], levels: ChosenLevels): FieldError[] {
  return rubric.flatMap(({ id }, index) =>
    Object.hasOwn(levels, id)
      ? []
      : { field: groupOf(id), message: 'grading.error.noLevel', parameters: { n: index + 1 } },
  );
}

function commentErrors(comment: string): FieldError[] {
  const field = 'comment';
  if (comment.length > MAX_COMMENT_LENGTH) {
    return [
      { field, message: 'grading.error.longComment', parameters: { count: MAX_COMMENT_LENGTH } },
    ];
  }
  return hasForbiddenInLines(comment) ? [{ field, message: 'grading.error.badComment' }] : [];
}

async function essayModel(
  context: Context,
  request: EssayRequest,
  essay: SubmittedEssay,
  form: { readonly values: GradingValues; readonly errors: FormErrors },
): Promise<EssayModel> {
  const { work, item, response, learner } = essay;
  const { attempt } = work;
  await noteLooks(context, request, [{ learnerId: learner.accountId, what: 'essay' }]);
  const grader = graderOf(request);
  const queue = await listWaitingEssays(context.db, grader, QUEUE_SIZE);
  const place = queue.findIndex((one) => one.attemptId === attempt.id && one.itemRef === item.ref);
  const next = queue[place + 1];
  const course = courseView(context, request);
  const face = itemIn(item, course.locale);
  const names = await namesFor(context, request, null);
  return {
    attemptId: attempt.id,
    gradedAt: essay.grade?.gradedAt ?? null,
    number: work.items.indexOf(item) + 1,
    waiting: sumOf(await countWaitingEssays(context.db, grader)),
    quizTitle: quizTitle(course, attempt),
    learner: attempt.settings.anonymousGrading ? null : names.of(learner.accountId, learner.name),
    submittedAt: attempt.submittedAt,
    language: languageOf(face),
    prompt: face.prompt,
    explanation: face.explanation,
    points: item.points,
    text: response.text,
    length: countWords(response.text),
    words: item.words,
    rubric: face.rubric,
    values: form.values,
    errors: form.errors,
    skip: next === undefined ? null : { attemptId: next.attemptId, number: next.number },
  };
}

function sumOf(quizzes: readonly { readonly essays: number }[]): number {
  return quizzes.reduce((sum, quiz) => sum + quiz.essays, 0);
}
