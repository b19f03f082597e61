import { z } from 'zod';
import { citations, id, locale, text, url } from './fields.ts';
import { drawnQuizSchema } from './quiz.ts';

/** `course.yaml`. */
export const courseSchema = z.strictObject({
  title: text,
  summary: text,
  locales: z.array(locale).min(1).max(20).optional(),
  modules: z
    .array(
      z.strictObject({
        id,
        title: text,
        summary: text,
        lessons: z.array(id).min(1),
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
      language: locale.optional(),
      standing,
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
      names: z.record(locale, text).optional(),
      definition: text,
      cite: citations.optional(),
    }),
  ),
});

export type AuthoredCourse = z.infer<typeof courseSchema>;
export type AuthoredSource = z.infer<typeof sourcesSchema>['sources'][number];
export type AuthoredTerm = z.infer<typeof glossarySchema>['terms'][number];
