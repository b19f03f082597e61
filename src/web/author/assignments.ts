import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Catalogue } from '../../domain/course.ts';
import { readPunctuality, setAssignments, type Punctuality } from '../../services/assigning.ts';
import { listAssignments } from '../../store/assignments.ts';
import type { Cohort } from '../../store/cohorts.ts';
import { courseView } from '../course-view.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, queryText, type FormErrors } from '../forms.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import {
  planLessons,
  readAssignments,
  typedWindows,
  type TypedWindows,
} from './assignment-forms.ts';
import type { AssignmentRow, AssignmentsModel, PlanValues } from './assignment-models.ts';
import { taughtCohort, type CohortParams } from './taught.ts';

type CohortRequest = FastifyRequest<{ Params: CohortParams }>;

/** When a cohort does which lesson and quiz. */
export function assignmentRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'instructor' as const };
  const path = '/:locale/teach/cohorts/:cohort/assignments';
  app.get(path, { config }, async (request: CohortRequest, reply) => {
    const cohort = await taughtCohort(context, request, request.params.cohort);
    return await showPlan(context, request, reply, cohort);
  });
  app.post(path, { config }, async (request: CohortRequest, reply) =>
    postAssignments(context, request, reply),
  );
}

/** A plan stands in the address: it is shown in the fields, and saved with them or not at all. */
async function showPlan(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  cohort: Cohort,
): Promise<FastifyReply> {
  const { db, config, library } = context;
  const stored = typedWindows(await listAssignments(db, cohort.id), config.timeZone);
  const plan = {
    from: queryText(request, 'from'),
    every: queryText(request, 'every') || '7',
    days: queryText(request, 'days') || '7',
  };
  if (plan.from === '') {
    return await show(context, request, reply, { cohort, typed: stored, plan });
  }
  const planned = planLessons(plan, library.catalogue(), config.timeZone);
  if (planned === null) {
    const errors = [{ field: 'from', message: 'assignments.error.plan' }];
    const shown = { cohort, typed: stored, plan, errors };
    return await show(context, request, reply.status(422), shown);
  }
  const typed = new Map([...stored, ...planned]);
  return await show(context, request, reply, { cohort, typed, plan, planned: true });
}

async function postAssignments(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, config, library, now } = context;
  const cohort = await taughtCohort(context, request, request.params.cohort);
  const form = readAssignments(postedForm(request), library.catalogue(), config.timeZone);
  if (!form.ok) {
    const plan = { from: '', every: '7', days: '7' };
    const shown = { cohort, typed: form.values, plan, errors: form.errors };
    return await show(context, request, reply.status(422), shown);
  }
  await setAssignments(db, accountOf(request).id, cohort.id, form.value, now());
  leaveFlash(reply, 'assignments-set');
  return reply.redirect(pathsFor(localeOf(request)).cohortAssignments(cohort.id), 303);
}

interface Shown {
  readonly cohort: Cohort;
  readonly typed: TypedWindows;
  readonly plan: PlanValues;
  readonly planned?: boolean;
  readonly errors?: FormErrors;
}

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { cohort, typed, plan, planned = false, errors = [] }: Shown,
): Promise<FastifyReply> {
  const { course } = courseView(context, request);
  const { db, config, now } = context;
  const kept = await readPunctuality(db, cohort.id, course.quizzes, now());
  const groups = groupsOf(course, typed, kept);
  return page(reply, 'author/assignments', {
    cohort,
    timeZone: config.timeZone,
    groups,
    plan,
    planned,
    errors,
  });
}

function groupsOf(
  course: Catalogue,
  typed: TypedWindows,
  kept: ReadonlyMap<string, Punctuality>,
): AssignmentsModel['groups'] {
  const row = (id: string): AssignmentRow[] => {
    const title = course.lessons.get(id)?.title ?? course.quizzes.get(id)?.title;
    const number = course.lessons.get(id)?.number ?? null;
    const window = typed.get(id) ?? { opens: '', due: '' };
    return title === undefined
      ? []
      : [{ id, title, number, ...window, kept: kept.get(id) ?? null }];
  };
  const drawn = [...course.quizzes.values()].filter((quiz) => quiz.lesson === null);
  const modules = course.modules.map(({ id, title, lessons }) => {
    const quizzes = drawn.filter((quiz) => quiz.module === id).map((quiz) => quiz.id);
    return { id, title, rows: [...lessons, ...quizzes].flatMap(row) };
  });
  const whole = drawn.filter((quiz) => quiz.module === null).flatMap((quiz) => row(quiz.id));
  return [...modules, { id: 'whole-course', title: null, rows: whole }].filter(
    (group) => group.rows.length > 0,
  );
}
