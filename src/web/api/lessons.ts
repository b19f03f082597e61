import { z } from 'zod';
import { LOCALES } from '../../domain/account.ts';
import { inLocale } from '../../domain/course.ts';
import { operation, pageOf, type Operation } from './operations.ts';
import { count, id, listOf, named } from './schemas.ts';

const lesson = named(
  'Lesson',
  'A lesson of the course.',
  z.strictObject({
    id,
    number: count.describe('Place in the course, from 1.'),
    module: id,
    title: z.string(),
    language: z.string().describe('BCP 47 tag of the title.'),
    minutes: z.number().describe('Reading time.'),
    objectives: z.array(z.strictObject({ id, text: z.string().describe('HTML.') })),
    questions: count,
  }),
);

/** What the ids in progress and results stand for. */
export const lessonOperation: Operation = operation({
  path: '/lessons',
  id: 'listLessons',
  summary: 'The lessons of the course, in its order, all at once.',
  scope: null,
  query: z.strictObject({ lang: z.enum(LOCALES).default('en').describe('Language of the texts.') }),
  answer: listOf('Lesson', lesson),
  read: async ({ library }, call) => {
    const { lessons } = inLocale(library.catalogue(), call.query.lang);
    const rows = [...lessons.values()].map(({ title, objectives, items, ...one }) => ({
      id: one.id,
      number: one.number,
      module: one.module,
      title: title.text,
      language: title.lang,
      minutes: one.minutes,
      objectives: objectives.map((objective) => ({ id: objective.id, text: objective.text })),
      questions: items.length,
    }));
    return pageOf(call, rows, null);
  },
});
