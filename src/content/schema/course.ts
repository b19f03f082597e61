import { z } from 'zod';
import { citations, id, locale, text, url } from './fields.ts';
import { drawnQuizSchema } from './quiz.ts';

/** `course.yaml`. */
export const courseSchema = z.strictObject({
  title: text,
  summary: text.meta({ description: 'One or two sentences for the top of the course map.' }),
  locales: z
    .array(locale)
    .min(1)
    .max(20)
    .meta({ description: 'Languages of the course; the first is the one it is written in.' })
    .optional(),
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
      language: locale
        .meta({ description: 'Language of the title; that of the course if left out.' })
        .optional(),
      standing: standing.meta({ description: 'How far it can be leaned on; shown beside it.' }),
      sections: z
        .array(
          z.strictObject({
            id,
            title: text,
            paragraphs: z.int().min(1).max(9999),
            cover: z.boolean().optional(),
          }),
        )
        .min(1)
        .optional(),
    }),
  ),
});

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
