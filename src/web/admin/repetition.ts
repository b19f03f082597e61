import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { writeLocalTime } from '../../domain/local-time.ts';
import { daysBetween, nextTermName } from '../../domain/term.ts';
import { repeatCohort } from '../../services/repeating.ts';
import { listAssignments } from '../../store/assignments.ts';
import { findCohort, type Cohort } from '../../store/cohorts.ts';
import { leaveFlash } from '../flash.ts';
import { postedForm, textOf, type FieldError } from '../forms.ts';
import { found } from '../http-errors.ts';
import { localeOf } from '../locale.ts';
import { pathsFor } from '../paths.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import { nameErrors } from './cohorts.ts';
import type { RepetitionModel } from './models.ts';

type CohortRequest = FastifyRequest<{ Params: { cohort: string } }>;
type Values = Pick<RepetitionModel, 'name' | 'began' | 'begins'>;

/** A cohort again, for a new term. */
export function repetitionRoutes(app: FastifyInstance, context: Context): void {
  const config = { policy: 'admin' as const };
  const path = '/:locale/admin/cohorts/:cohort/repetition';
  app.get(path, { config }, async (request: CohortRequest, reply) => {
    const cohort = found(await findCohort(context.db, request.params.cohort));
    const began = await firstDay(context, cohort);
    const values = { name: nextTermName(cohort.name), began, begins: '' };
    return page(reply, 'admin/repetition', { cohort, ...values, errors: [] });
  });
  app.post(path, { config }, async (request: CohortRequest, reply) =>
    postRepetition(context, request, reply),
  );
}

async function postRepetition(
  context: Context,
  request: CohortRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, config, now } = context;
  const cohort = found(await findCohort(db, request.params.cohort));
  const form = postedForm(request);
  const values: Values = {
    name: textOf(form, 'name').trim(),
    began: textOf(form, 'began').trim(),
    begins: textOf(form, 'begins').trim(),
  };
  const days = daysBetween(values.began, values.begins);
  const errors = [...nameErrors(values.name), ...dateErrors(values)];
  if (days === null || errors.length > 0) {
    return page(reply.status(422), 'admin/repetition', { cohort, ...values, errors });
  }
  const repetition = { name: values.name, days, timeZone: config.timeZone };
  const id = await repeatCohort(db, accountOf(request).id, cohort.id, repetition, now());
  leaveFlash(reply, 'cohort-created');
  return reply.redirect(pathsFor(localeOf(request)).adminCohort(id), 303);
}

function dateErrors({ began, begins }: Values): FieldError[] {
  return Object.entries({ began, begins })
    .filter(([, date]) => daysBetween(date, date) === null)
    .map(([field]) => ({ field, message: 'repetition.error.date' }));
}

/** The day of its first date; empty where it has none. */
async function firstDay({ db, config }: Context, cohort: Cohort): Promise<string> {
  const windows = [...(await listAssignments(db, cohort.id)).values()];
  const dates = windows.flatMap(({ opensAt, dueAt }) => opensAt ?? dueAt ?? []);
  if (dates.length === 0) return '';
  const first = new Date(Math.min(...dates.map((date) => date.getTime())));
  return writeLocalTime(first, config.timeZone).slice(0, 'yyyy-mm-dd'.length);
}
