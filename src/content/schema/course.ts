import { z } from 'zod';
import { citations, id, text, url } from './fields.ts';
import { drawnQuizSchema } from './quiz.ts';

/** `course.yaml`. */
export const courseSchema = z.strictObject({
  title: text,
  summary: text.meta({ description: 'One or two sentences for the top of the course map.' }),
  modules: z
    .array(
      z.strictObject({
        id,
        title: text,
        summary: text,
        lessons: z.array(id).min(1).meta({
          description: 'Ids of lessons, in order; each is a file in the folder of the module.',
        }),
        quiz: drawnQuizSchema.optional(),
      }),
    )
    .min(1),
  quiz: drawnQuizSchema.optional(),
});

const standing = z.enum(['primary', 'official', 'scholarly', 'press', 'ngo', 'party', 'reference']);

/** `sources.yaml`. */
export const sourcesSchema = z.strictObject({
  sources: z.array(
    z.strictObject({
      id,
      title: text,
      author: text.optional(),
      publisher: text.optional(),
      year: z.int().min(-3000).max(3000).optional(),
      url,
      licence: text.optional(),
      standing: standing.meta({ description: 'How far it can be leaned on; shown beside it.' }),
      sections: z
        .array(z.strictObject({ id, title: text, paragraphs: z.int().min(1).max(9999) }))
        .min(1)
        .optional(),
    }),
  ),
});

const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is not a locale such as `fr` or `ar`');

/** `glossary.yaml`. */
export const glossarySchema = z.strictObject({
  terms: z.array(
    z.strictObject({
      id,
      term: text,
      names: z
        .record(locale, text)
        .meta({ description: 'The term in other languages, such as `ar: الفقه`.' })
        .optional(),
      definition: text.meta({ description: 'One or two sentences of Markdown.' }),
      cite: citations.optional(),
    }),
  ),
});

export type AuthoredCourse = z.infer<typeof courseSchema>;
export type AuthoredSource = z.infer<typeof sourcesSchema>['sources'][number];
export type AuthoredTerm = z.infer<typeof glossarySchema>['terms'][number];
