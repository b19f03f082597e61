import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import { isLocale } from '../../domain/account.ts';
import { readAssigned } from '../../services/assigning.ts';
import { readShownLevels, readShownProgress } from '../../services/releasing.ts';
import { findRunningQuizzes } from '../../store/attempts.ts';
import { NotFoundError } from '../http-errors.ts';
import { LOCALE_COOKIE, localeOf } from '../locale.ts';
import { courseView } from '../course-view.ts';
import { findUnit } from '../units.ts';
import { page } from '../views.ts';
import { sendCourseMap } from './course-map.ts';

/** Seconds that a browser remembers the last language: a year. */
const LOCALE_MAX_AGE = 31_536_000;

/** The site's front door: a welcome for strangers, the course map for learners. */
export function homeRoutes(app: FastifyInstance, context: Context): void {
  app.get('/', { config: { policy: 'public' } }, async (request, reply) => {
    // The only page whose content depends on these headers.
    reply.header('vary', 'Accept-Language, Cookie');
    return reply.redirect(`/${localeOf(request)}/`, 302);
  });
  app.get<{ Params: { locale: string } }>(
    '/:locale',
    { config: { policy: 'public' } },
    async (request, reply) => reply.redirect(`/${request.params.locale}/`, 301),
  );
  app.get<{ Params: { locale: string } }>(
    '/:locale/',
    { config: { policy: 'public' } },
    async (request, reply) => {
      const { locale } = request.params;
      if (!isLocale(locale)) throw new NotFoundError('No such language.');
      rememberLocale(request, reply, locale);
      if (request.visitor === null) return welcome(context, request, reply);
      const { id } = request.visitor.account;
      const now = context.now();
      const progress = await readShownProgress(context.db, id, findUnit(context), now);
      const course = context.library.catalogue();
      const levels = await readShownLevels(context.db, id, course, now);
      const running = await findRunningQuizzes(context.db, id);
      const assigned = await readAssigned(context.db, id, course.quizzes);
      return sendCourseMap(context, request, reply, { progress, levels, running, assigned });
    },
  );
}

function rememberLocale(request: FastifyRequest, reply: FastifyReply, locale: string): void {
  if (request.cookies[LOCALE_COOKIE] === locale) return;
  const attributes = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: LOCALE_MAX_AGE,
  } as const;
  reply.setCookie(LOCALE_COOKIE, locale, attributes);
}

function welcome(context: Context, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { course } = courseView(context, request);
  return page(reply, 'learner/welcome', {
    title: course.title,
    summary: course.summary,
    modules: course.modules.map((module) => ({
      title: module.title,
      summary: module.summary,
      lessons: module.lessons.flatMap((id) => course.lessons.get(id)?.title ?? []),
    })),
    demo: context.config.demo,
  });
}
