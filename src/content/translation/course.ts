import type { Catalogue, Lesson, Module, Quiz, Term } from '../../domain/course.ts';
import type { Html } from '../../domain/item.ts';
import type { Phrase } from '../../domain/language.ts';
import { compileModule, compileTerm } from '../compile/course.ts';
import type { Desk } from '../compile/texts.ts';
import { inline, phrase } from '../compile/texts.ts';
import { compileTimeline } from '../compile/timeline.ts';
import type { ReadFile } from '../files.ts';
import { POLICIES } from '../markdown/context.ts';
import type { AuthoredCourse, AuthoredTerm } from '../schema/course.ts';
import type { AuthoredEvent } from '../schema/timeline.ts';
import type { World } from '../world.ts';
import { compileTranslated } from './compile.ts';
import type { Sidecars } from './sidecars.ts';
import type { Translation } from './translation.ts';

/** What the translations of a catalogue are made of beside it. */
export interface CatalogueFiles {
  readonly course: ReadFile<AuthoredCourse>;
  readonly glossary: ReadFile<{ terms: AuthoredTerm[] }> | null;
  readonly timeline: ReadFile<{ events: AuthoredEvent[] }> | null;
  readonly world: World;
  readonly sidecars: Sidecars;
  /** Lessons by locale, then by id. */
  readonly lessons: ReadonlyMap<string, ReadonlyMap<string, Lesson>>;
}

/** The texts of course.yaml in one language. */
export interface CourseTexts {
  readonly title: Phrase;
  readonly summary: Html;
  readonly modules: readonly Module[];
  /** Of the quizzes of modules and of the course, by id. */
  readonly quizzes: ReadonlyMap<string, Pick<Quiz, 'title' | 'summary'>>;
}

/** Compiles the texts of course.yaml; `served` are the lessons that there are. */
export function courseTexts(
  desk: Desk,
  course: AuthoredCourse,
  served: ReadonlyMap<string, unknown>,
): CourseTexts {
  const quizzes = [
    ...course.modules.map(({ quiz }, index) => ({ quiz, path: ['modules', index, 'quiz'] })),
    { quiz: course.quiz, path: ['quiz'] },
  ];
  return {
    title: phrase(desk, course.title, ['title']),
    summary: inline(desk, POLICIES.line, course.summary, ['summary']),
    modules: course.modules.map((module, index) => compileModule(desk, module, index, served)),
    quizzes: new Map(
      quizzes.flatMap(({ quiz, path }) => {
        if (quiz === undefined) return [];
        const title = phrase(desk, quiz.title, [...path, 'title']);
        const summary = inline(desk, POLICIES.line, quiz.summary, [...path, 'summary']);
        return [[quiz.id, { title, summary }] as const];
      }),
    ),
  };
}

/** The catalogue in each of the course's other languages. */
export function translateCatalogue(
  base: Catalogue,
  files: CatalogueFiles,
): ReadonlyMap<string, Catalogue> {
  const courses = files.sidecars.of(files.course);
  // The terms that a course without a glossary has: none to translate.
  const glossaries = files.glossary === null ? [] : files.sidecars.of(files.glossary);
  const timelines = files.timeline === null ? [] : files.sidecars.of(files.timeline);
  return new Map(
    courses.map((course, index) => [
      course.locale,
      inLanguage(base, files, { course, glossary: glossaries[index], timeline: timelines[index] }),
    ]),
  );
}

function inLanguage(
  base: Catalogue,
  files: CatalogueFiles,
  translations: {
    readonly course: Translation;
    readonly glossary: Translation | undefined;
    readonly timeline: Translation | undefined;
  },
): Catalogue {
  const { locale } = translations.course;
  const context = { world: { ...files.world, locale }, base: base.locale };
  const lessons = files.lessons.get(locale) ?? base.lessons;
  const { value } = files.course;
  const { result: texts } = compileTranslated(value, translations.course, context, (desk, course) =>
    courseTexts(desk, course, base.lessons),
  );
  const { quizzes, ...words } = texts;
  return {
    ...base,
    ...words,
    locale,
    lessons,
    quizzes: new Map([...base.quizzes].map(([id, quiz]) => [id, quizIn(quiz, lessons, quizzes)])),
    terms: termsIn(files, translations.glossary, context),
    timeline: timelineIn(files, translations.timeline, context, lessons),
  };
}

function quizIn(
  quiz: Quiz,
  lessons: ReadonlyMap<string, Lesson>,
  texts: CourseTexts['quizzes'],
): Quiz {
  const words = texts.get(quiz.id) ?? { title: lessons.get(quiz.id)?.title ?? quiz.title };
  const faces = new Map(
    [...lessons.values()].flatMap((one) => one.items).map((one) => [one.ref, one]),
  );
  return { ...quiz, ...words, bank: quiz.bank.map((item) => faces.get(item.ref) ?? item) };
}

function termsIn(
  { glossary }: CatalogueFiles,
  translation: Translation | undefined,
  context: { readonly world: World; readonly base: string },
): ReadonlyMap<string, Term> {
  if (glossary === null || translation === undefined) return new Map();
  const { result } = compileTranslated(glossary.value, translation, context, (desk, { terms }) =>
    terms.map((term, index) => compileTerm(desk, term, index)),
  );
  return new Map(result.map((term) => [term.id, term]));
}

function timelineIn(
  { timeline }: CatalogueFiles,
  translation: Translation | undefined,
  context: { readonly world: World; readonly base: string },
  served: ReadonlyMap<string, unknown>,
): Catalogue['timeline'] {
  if (timeline === null || translation === undefined) return [];
  const compile = (desk: Desk, { events }: { events: AuthoredEvent[] }) =>
    compileTimeline(desk, events, served);
  return compileTranslated(timeline.value, translation, context, compile).result;
}
