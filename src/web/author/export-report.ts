import type { FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { lessonCounts, medianMastery, medianTime } from '../../domain/cohort-figures.ts';
import { readCohortFigures } from '../../services/cohort-figures.ts';
import { courseView } from '../course-view.ts';
import type { ReportModel } from './export-models.ts';
import { wholeMinutes } from './cohort-page.ts';
import { minutesOf } from './export-tables.ts';
import type { TaughtCohort } from './taught.ts';

/** The report of a cohort: the same figures as its page and its exports. */
export async function reportModel(
  context: Context,
  request: FastifyRequest,
  cohort: TaughtCohort,
): Promise<ReportModel> {
  const view = courseView(context, request);
  const now = context.now();
  const { learners, states } = await readCohortFigures(context.db, view.written, cohort, now);
  const lessons = [...view.course.lessons.values()];
  const lessonIds = lessons.map(({ id }) => id);
  return {
    cohort,
    at: now,
    states,
    medianMastery: medianMastery(lessonIds, learners),
    medianMinutes: wholeMinutes(medianTime(lessonIds, learners)),
    lessons: lessons.map(({ id, number, title }) => {
      return { ...lessonCounts(id, learners), number, title };
    }),
    learners: learners.map(({ name, email, state, reasons, standing, lastActiveAt }) => ({
      name,
      email,
      state,
      reasons: reasons.map(({ kind }) => kind),
      passed: standing.passed,
      mastery: standing.mastery,
      minutes: minutesOf(standing.time),
      lastActiveAt,
    })),
  };
}
