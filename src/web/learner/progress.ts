import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import type { Catalogue } from '../../domain/course.ts';
import { listAttemptsOf } from '../../store/attempts.ts';
import type { Db } from '../../store/database.ts';
import { listObjectives, listProgress } from '../../store/progress.ts';
import { page } from '../views.ts';
import { accountOf } from '../visitor.ts';
import type { Standing } from './models.ts';
import { pastAttempt } from './past-attempts.ts';

/** The learner's own page of progress. */
export function progressRoutes(app: FastifyInstance, context: Context): void {
  app.get('/:locale/progress', { config: { policy: 'signed-in' } }, async (request, reply) => {
    const course = context.library.catalogue();
    const standing = await readStanding(context.db, course, accountOf(request).id);
    return page(reply, 'learner/progress', standing);
  });
}

/** Where a learner stands in each lesson of the course, with all attempts. */
export async function readStanding(
  db: Db,
  course: Catalogue,
  accountId: string,
): Promise<Standing> {
  const progress = await listProgress(db, accountId);
  const objectives = await listObjectives(db, accountId);
  const attempts = await listAttemptsOf(db, accountId);
  const levels = new Map(
    objectives.map((row) => [`${row.lessonId}/${row.objectiveId}`, row.level]),
  );
  const lessons = [...course.lessons.values()].map((lesson) => {
    const own = progress.get(lesson.id);
    const sections = lesson.sections.map((section) => section.id);
    return {
      id: lesson.id,
      number: lesson.number,
      title: lesson.title,
      state: own?.state ?? ('not-started' as const),
      sectionsRead: sections.filter((id) => own?.sectionsRead.includes(id)).length,
      sections: sections.length,
      bestShare: own?.bestShare ?? null,
      objectives: lesson.objectives.map((objective) => ({
        text: objective.text,
        level: levels.get(`${lesson.id}/${objective.id}`) ?? ('not-started' as const),
      })),
    };
  });
  const passed = lessons.filter((lesson) => lesson.state === 'passed').length;
  return { lessons, passed, attempts: attempts.map(pastAttempt) };
}
