import { z } from 'zod';
import { id, text } from './fields.ts';
import { figureSchema } from './figures.ts';
import { itemSchema } from './items.ts';
import { lessonQuizSchema } from './quiz.ts';

const section = z.strictObject({
  id,
  title: text,
  body: text.meta({
    description:
      '80 to 220 words of Markdown: [@source] cites, [words](term:id) links a term, ![](figure:id) places a figure.',
  }),
  recall: z
    .strictObject({ prompt: text, answer: text })
    .meta({ description: 'A question to answer from memory before reading on; not graded.' })
    .optional(),
});

/** `<module>/<lesson>.yaml`. */
export const lessonSchema = z.strictObject({
  id: id.meta({ description: 'The name of the file, without .yaml.' }),
  title: text,
  summary: text.meta({ description: 'One or two sentences for the course map.' }),
  minutes: z.int().min(1).max(240).meta({ description: 'Reading time.' }),
  objectives: z
    .array(
      z.strictObject({
        id,
        text: text.meta({
          description: 'Completes “By the end you can …”, with a verb that can be observed.',
        }),
      }),
    )
    .min(1)
    .meta({ description: 'What a learner can do afterwards; three to five are good.' }),
  prerequisites: z
    .array(
      z.strictObject({
        lesson: id,
        hard: z
          .boolean()
          .meta({ description: 'True: must be passed before the quiz is open; false: is advice.' })
          .optional(),
      }),
    )
    .meta({ description: 'Lessons that are better passed before.' })
    .optional(),
  sections: z
    .array(section)
    .min(1)
    .meta({ description: 'The text, in parts that each have a title.' }),
  figures: z
    .array(figureSchema)
    .meta({ description: 'Tables, timelines, tiles, steps and charts, each placed by a section.' })
    .optional(),
  quiz: lessonQuizSchema
    .meta({ description: 'The settings of the quiz; all have defaults.' })
    .optional(),
  items: z.array(itemSchema).meta({ description: 'The questions.' }),
});

export type AuthoredLesson = z.infer<typeof lessonSchema>;
export type AuthoredSection = AuthoredLesson['sections'][number];
