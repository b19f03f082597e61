import { z } from 'zod';
import { id, text } from './fields.ts';
import { figureSchema } from './figures.ts';
import { itemSchema } from './items.ts';
import { lessonQuizSchema } from './quiz.ts';

const section = z.strictObject({
  id,
  title: text,
  body: text,
  recall: z.strictObject({ prompt: text, answer: text }).optional(),
});

/** `<module>/<lesson>.yaml`. */
export const lessonSchema = z.strictObject({
  id,
  title: text,
  summary: text,
  minutes: z.int().min(1).max(240),
  objectives: z.array(z.strictObject({ id, text })).min(1),
  prerequisites: z.array(z.strictObject({ lesson: id, hard: z.boolean().optional() })).optional(),
  sections: z.array(section).min(1),
  figures: z.array(figureSchema).optional(),
  quiz: lessonQuizSchema.optional(),
  items: z.array(itemSchema),
});

export type AuthoredLesson = z.infer<typeof lessonSchema>;
export type AuthoredSection = AuthoredLesson['sections'][number];
