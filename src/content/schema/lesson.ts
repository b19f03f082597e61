import { z } from 'zod';
import { id, text } from './fields.ts';
import { figureSchema } from './figures.ts';
import { itemSchema } from './items.ts';

const section = z.strictObject({
  id,
  title: text,
  body: text,
  recall: z.strictObject({ prompt: text, answer: text }).optional(),
});

const quiz = z.strictObject({
  pass: z.number().min(0).max(100).optional(),
  shuffle: z
    .strictObject({ items: z.boolean().optional(), choices: z.boolean().optional() })
    .optional(),
});

/** `<module>/<lesson>.yaml`. */
export const lessonSchema = z.strictObject({
  id,
  title: text,
  summary: text,
  minutes: z.int().min(1).max(240),
  objectives: z.array(z.strictObject({ id, text })).min(1),
  sections: z.array(section).min(1),
  figures: z.array(figureSchema).optional(),
  quiz: quiz.optional(),
  items: z.array(itemSchema),
});

export type AuthoredLesson = z.infer<typeof lessonSchema>;
export type AuthoredSection = AuthoredLesson['sections'][number];
