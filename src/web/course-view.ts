import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Locale } from '../domain/account.ts';
import { inLocale, type Catalogue } from '../domain/course.ts';
import type { Phrase } from '../domain/language.ts';
import { localeOf } from './locale.ts';
import { pathsFor, type Paths } from './paths.ts';

/** The course as a visitor reads it. */
export interface CourseView {
  readonly locale: Locale;
  /** In the visitor's language, as far as there is one. For showing only. */
  readonly course: Catalogue;
  /** As written: what attempts are begun with. */
  readonly written: Catalogue;
  readonly paths: Paths;
}

/** The course as the visitor behind a request reads it. */
export function courseView(
  { library }: Pick<Context, 'library'>,
  request: FastifyRequest,
): CourseView {
  return courseViewIn(library.catalogue(), localeOf(request));
}

/** The course as readers of a language read it. */
export function courseViewIn(written: Catalogue, locale: Locale): CourseView {
  return { locale, course: inLocale(written, locale), written, paths: pathsFor(locale) };
}

/**
 * The title of an attempt's quiz: the reader's, while the course still has the quiz under the title
 * that it was begun under; else as it was then.
 */
export function quizTitle(
  { course, written }: Pick<CourseView, 'course' | 'written'>,
  { quizId, quizTitle: text }: { readonly quizId: string; readonly quizTitle: string },
): Phrase {
  const kept = written.quizzes.get(quizId)?.title.text === text;
  return (kept ? course.quizzes.get(quizId)?.title : undefined) ?? { text, lang: written.locale };
}
