import type { z } from 'zod';
import type { Catalogue, Lesson, Quiz, Source } from '../domain/course.ts';
import { DEFAULT_LANGUAGE } from '../domain/language.ts';
import { checkCourse, checkSources, checkTerms } from './checks/course.ts';
import { checkKeys } from './checks/keys.ts';
import { checkParagraphs } from './checks/paragraphs.ts';
import { checkTimeline } from './checks/timeline.ts';
import { compileSource, compileTerm } from './compile/course.ts';
import type { Desk } from './compile/texts.ts';
import { baseVoice } from './compile/texts.ts';
import { compileTimeline } from './compile/timeline.ts';
import type { Diagnostic } from './diagnostic.ts';
import { byPlace, FILE_START, filesWithErrors } from './diagnostic.ts';
import { digest } from './digest.ts';
import { checkQuiz } from './checks/quizzes.ts';
import { compileDrawnQuiz } from './compile/quiz.ts';
import type { ReadFile, Reading } from './files.ts';
import { readFile } from './files.ts';
import type { LessonsReading } from './lessons.ts';
import { readLessons } from './lessons.ts';
import type { AuthoredCourse, AuthoredSource, AuthoredTerm } from './schema/course.ts';
import { courseSchema, glossarySchema, sourcesSchema } from './schema/course.ts';
import type { AuthoredEvent } from './schema/timeline.ts';
import { timelineSchema } from './schema/timeline.ts';
import { courseTexts, translateCatalogue } from './translation/course.ts';
import { Sidecars } from './translation/sidecars.ts';
import type { World } from './world.ts';
import { worldOf } from './world.ts';

export const COURSE_FILE = 'course.yaml';
export const SOURCES_FILE = 'sources.yaml';
export const GLOSSARY_FILE = 'glossary.yaml';
export const TIMELINE_FILE = 'timeline.yaml';

/** Content files by path within the lessons folder. */
export type Files = ReadonlyMap<string, Uint8Array | string>;

/** What a set of files gave. */
export interface CatalogueReading {
  /** Everything that can be served; null where the course or its sources cannot be read. */
  readonly catalogue: Catalogue | null;
  /** In order of file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Paths of files whose errors keep them from being served; of a translation that can be read, an
   * error costs only the text that has it.
   */
  readonly failing: ReadonlySet<string>;
}

/** Reads, checks and compiles a set of files. Pure, and never throws for what the files hold. */
export function readCatalogue(files: Files): CatalogueReading {
  const diagnostics: Diagnostic[] = [];
  const { catalogue, sidecars } = build(files, diagnostics);
  diagnostics.sort(byPlace);
  const failing = new Set(filesWithErrors(diagnostics));
  for (const path of sidecars.read) failing.delete(path);
  return { catalogue, diagnostics, failing };
}

function build(files: Files, diagnostics: Diagnostic[]) {
  const take = <T>(reading: Reading<T>): ReadFile<T> | null => {
    diagnostics.push(...reading.diagnostics);
    return reading.read;
  };
  const course = take(required(files, COURSE_FILE, courseSchema));
  const sources = take(required(files, SOURCES_FILE, sourcesSchema));
  const glossary = take(readGlossary(files));
  const timeline = take(readTimeline(files));
  const read = { course, sources, glossary, timeline };
  checkShared(read);

  const [locale = DEFAULT_LANGUAGE, ...others] = new Set(course?.value.locales);
  const sidecars = new Sidecars(files, [locale, ...others]);
  const compiledSources = (sources?.value.sources ?? []).map((one) => compileSource(one, locale));
  const world = worldOf(compiledSources, glossary?.value.terms ?? null, locale);
  const lessons = readLessons({ files, course, world, sidecars, linked: sources !== null });
  const shared = { ...read, sidecars };
  const catalogue = assemble(shared, compiledSources, lessons, world);
  if (catalogue) checkWhole(shared, catalogue, lessons);
  diagnostics.push(...lessons.diagnostics, ...sidecars.diagnostics);
  for (const file of [course, sources, glossary, timeline])
    diagnostics.push(...(file?.reporter.diagnostics ?? []));
  return { catalogue, sidecars };
}

/** Checks what only the course as a whole shows, once every lesson can be read. */
function checkWhole(
  { course, sources }: SharedFiles,
  catalogue: Catalogue,
  { authored, served }: LessonsReading,
): void {
  if (!course || !sources) return;
  // The only lesson of a course is judged already.
  if (authored.length > 1) {
    const items = authored.flatMap((lesson) => lesson.items);
    checkKeys(course.reporter.report, { items, path: ['modules'] });
  }
  const listed = new Set(course.value.modules.flatMap((module) => module.lessons));
  if (listed.size > served.size) return;
  checkParagraphs(sources.reporter.report, catalogue, sources.value.sources);
}

function required<S extends z.ZodType>(files: Files, path: string, schema: S): Reading<z.infer<S>> {
  const content = files.get(path);
  if (content !== undefined) return readFile(path, content, schema);
  const message = `there is no ${path}`;
  const missing: Diagnostic = {
    file: path,
    ...FILE_START,
    severity: 'error',
    rule: 'missing-file',
    message,
  };
  return { read: null, diagnostics: [missing] };
}

/** A course may have no glossary; then a link to a term is an error of the text that has it. */
function readGlossary(files: Files): Reading<{ terms: AuthoredTerm[] }> {
  const content = files.get(GLOSSARY_FILE);
  if (content !== undefined) return readFile(GLOSSARY_FILE, content, glossarySchema);
  return readFile(GLOSSARY_FILE, 'terms: []\n', glossarySchema);
}

/** A course may have no timeline; then there is no page of it. */
function readTimeline(files: Files): Reading<{ events: AuthoredEvent[] }> {
  const content = files.get(TIMELINE_FILE);
  return readFile(TIMELINE_FILE, content ?? 'events: []\n', timelineSchema);
}

interface SharedFiles {
  readonly course: ReadFile<AuthoredCourse> | null;
  readonly sources: ReadFile<{ sources: AuthoredSource[] }> | null;
  readonly glossary: ReadFile<{ terms: AuthoredTerm[] }> | null;
  readonly timeline: ReadFile<{ events: AuthoredEvent[] }> | null;
  readonly sidecars: Sidecars;
}

function checkShared({ course, sources, glossary, timeline }: Omit<SharedFiles, 'sidecars'>): void {
  if (sources) checkSources(sources.reporter.report, sources.value.sources);
  if (glossary) checkTerms(glossary.reporter.report, glossary.value.terms);
  if (course) checkCourse(course.reporter.report, course.value);
  if (!timeline) return;
  const listed = course && new Set(course.value.modules.flatMap((module) => module.lessons));
  checkTimeline(timeline.reporter.report, timeline.value.events, listed);
}

function assemble(
  { course, sources, glossary, timeline, sidecars }: SharedFiles,
  compiledSources: readonly Source[],
  { served: lessons, quizzes, translated, states }: LessonsReading,
  world: World,
): Catalogue | null {
  // Without sources every citation would be blamed for what is their fault.
  if (!sources) return null;
  const terms = (glossary?.value.terms ?? []).map((term, index) =>
    compileTerm(deskOf(glossary, world), term, index),
  );
  const events = timeline?.value.events ?? [];
  const compiledEvents = compileTimeline(deskOf(timeline, world), events, lessons);
  if (!course) return null;
  const desk = deskOf(course, world);
  const { title, summary, modules } = courseTexts(desk, course.value, lessons);
  const written: Catalogue = {
    hash: '',
    locale: world.locale,
    translations: new Map(),
    translationStates: states,
    title,
    summary,
    modules,
    lessons,
    quizzes: new Map([...quizzes, ...drawnQuizzes(desk, course.value, lessons)]),
    terms: new Map(terms.map((term) => [term.id, term])),
    sources: new Map(compiledSources.map((source) => [source.id, source])),
    timeline: compiledEvents,
  };
  const files = { course, glossary, timeline, world, sidecars, lessons: translated };
  const translations = translateCatalogue(written, files);
  const hash = digest({
    course: course.value,
    sources: sources.value,
    glossary: glossary?.value ?? null,
    timeline: timeline?.value ?? null,
    lessons: Array.from(lessons.values(), (lesson) => [lesson.id, lesson.hash]),
    translations: sidecars.data,
  });
  const named = Array.from(translations, ([locale, one]) => [locale, { ...one, hash }] as const);
  return { ...written, hash, translations: new Map(named) };
}

/** The quizzes of the modules and of the course. */
function drawnQuizzes(
  desk: Desk,
  course: AuthoredCourse,
  lessons: ReadonlyMap<string, Lesson>,
): [string, Quiz][] {
  const all = [...lessons.values()];
  const places = course.modules.map((module, index) => ({
    authored: module.quiz,
    path: ['modules', index, 'quiz'],
    module: module.id,
    lessons: all.filter((lesson) => lesson.module === module.id),
  }));
  const whole = { authored: course.quiz, path: ['quiz'], module: null, lessons: all };
  return [...places, whole].flatMap(({ authored, path, ...place }): [string, Quiz][] => {
    if (!authored) return [];
    const quiz = compileDrawnQuiz(desk, authored, path, place);
    checkQuiz(desk.report, quiz, path);
    return [[quiz.id, quiz]];
  });
}

function deskOf(file: ReadFile<unknown> | null, world: World): Desk {
  return {
    world,
    voice: baseVoice(world.locale),
    report: (finding) => file?.reporter.report(finding),
  };
}
