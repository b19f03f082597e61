import type { Lesson, Quiz, TranslationState } from '../domain/course.ts';
import type { PrerequisiteGraph } from '../domain/prerequisites.ts';
import type { Ownership } from './checks/attribution.ts';
import { checkAttribution, ownershipIn } from './checks/attribution.ts';
import { checkLesson } from './checks/lesson.ts';
import { checkTested } from './checks/paragraphs.ts';
import { checkPrerequisites } from './checks/prerequisites.ts';
import { checkQuiz } from './checks/quizzes.ts';
import type { LessonPlace } from './compile/lesson.ts';
import { compileLesson } from './compile/lesson.ts';
import { compileLessonQuiz } from './compile/quiz.ts';
import { baseVoice } from './compile/texts.ts';
import type { Diagnostic, Path, Report } from './diagnostic.ts';
import { FILE_START } from './diagnostic.ts';
import type { ReadFile, Reading } from './files.ts';
import { readFile } from './files.ts';
import { didYouMean } from './nearest.ts';
import type { AuthoredCourse } from './schema/course.ts';
import type { AuthoredLesson } from './schema/lesson.ts';
import { lessonSchema } from './schema/lesson.ts';
import { sidecarName } from './translation/names.ts';
import type { Sidecars } from './translation/sidecars.ts';
import { translateLesson } from './translation/lesson.ts';
import type { World } from './world.ts';

/** What reading the lessons needs. */
export interface LessonsInput {
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  readonly course: ReadFile<AuthoredCourse> | null;
  readonly world: World;
  readonly sidecars: Sidecars;
  /** False where the sources cannot be read: then citations go unchecked and nothing is served. */
  readonly linked: boolean;
}

/** The lessons without errors, in course order, and what is to say about all of them. */
export interface LessonsReading {
  readonly served: ReadonlyMap<string, Lesson>;
  /** The same lessons in the course's other languages, by locale. */
  readonly translated: ReadonlyMap<string, ReadonlyMap<string, Lesson>>;
  /** How far each is translated, by lesson id. */
  readonly states: ReadonlyMap<string, readonly TranslationState[]>;
  /** The quizzes of those lessons, by lesson id. */
  readonly quizzes: ReadonlyMap<string, Quiz>;
  /** Those that the course lists, as they are written, errors or not. */
  readonly authored: readonly AuthoredLesson[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Listing {
  readonly module: string;
  readonly lesson: string;
  readonly number: number;
  /** Where course.yaml lists it. */
  readonly at: Path;
}

/** Reads every lesson file: those that the course lists are compiled, others only checked. */
export function readLessons(input: LessonsInput): LessonsReading {
  const listings = listLessons(input.course?.value);
  const shelf: Shelf = {
    served: new Map(),
    translated: new Map(input.sidecars.locales.map((locale) => [locale, new Map()])),
    states: new Map(),
    quizzes: new Map(),
    diagnostics: [],
  };
  const files: LessonFile[] = [];
  for (const [path, listing] of listings) {
    const content = input.files.get(path);
    if (content === undefined) reportMissing(input, path, listing);
    else files.push({ listing, reading: readFile(path, content, lessonSchema), path });
  }
  for (const [path, content] of input.files) {
    if (!path.includes('/') || listings.has(path) || sidecarName(path) !== null) continue;
    if (input.course) shelf.diagnostics.push(unlisted(path, listings.keys()));
    files.push({ listing: null, reading: readFile(path, content, lessonSchema), path });
  }
  const authored = files.flatMap(({ reading, listing }) =>
    listing && reading.read ? [reading.read.value] : [],
  );
  const around = {
    ...orderOf(input, files, listings),
    ownership: ownershipIn(authored, input.world),
  };
  for (const file of files) keep(shelf, readLesson(input, file, around));
  return { ...shelf, authored, quizzes: withServedRequirements(shelf) };
}

interface LessonFile {
  readonly path: string;
  readonly listing: Listing | null;
  readonly reading: Reading<AuthoredLesson>;
}

/** What a lesson is checked against. */
interface Around extends Order {
  readonly ownership: Ownership;
}

/** What is known of which lesson comes before which. */
interface Order {
  /** Ids that a prerequisite may name. */
  readonly known: ReadonlySet<string>;
  readonly graph: PrerequisiteGraph;
}

/** Without a readable course.yaml every lesson there is counts as listed: it has an error already. */
function orderOf(
  { course }: LessonsInput,
  files: readonly LessonFile[],
  listings: ReadonlyMap<string, Listing>,
): Order {
  const lessons = files.flatMap(({ reading }) => reading.read?.value ?? []);
  const listed = Array.from(listings.values(), (listing) => listing.lesson);
  return {
    known: new Set(course ? listed : lessons.map((lesson) => lesson.id)),
    graph: new Map(
      lessons.map((one) => [one.id, (one.prerequisites ?? []).map(({ lesson }) => lesson)]),
    ),
  };
}

/** A lesson that cannot be served cannot be passed: nobody shall wait for it. */
function withServedRequirements({ quizzes, served }: Shelf): ReadonlyMap<string, Quiz> {
  return new Map(
    [...quizzes].map(([id, quiz]) => [
      id,
      { ...quiz, requires: quiz.requires.filter((lesson) => served.has(lesson)) },
    ]),
  );
}

function listLessons(course: AuthoredCourse | undefined): ReadonlyMap<string, Listing> {
  const listings = new Map<string, Listing>();
  const ids = new Set<string>();
  let number = 0;
  course?.modules.forEach(({ id: module, lessons }, at) =>
    lessons.forEach((lesson, index) => {
      number += 1;
      // A lesson that is listed twice has an error already; its first place counts.
      if (ids.has(lesson)) return;
      ids.add(lesson);
      const path = ['modules', at, 'lessons', index];
      listings.set(`${module}/${lesson}.yaml`, { module, lesson, number, at: path });
    }),
  );
  return listings;
}

interface LessonReading {
  /** Null where the lesson cannot be served. */
  readonly compiled: {
    readonly lesson: Lesson;
    /** By locale. */
    readonly translated: ReadonlyMap<string, Lesson>;
    readonly states: readonly TranslationState[];
    readonly quiz: Quiz;
  } | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface Shelf {
  readonly served: Map<string, Lesson>;
  readonly translated: ReadonlyMap<string, Map<string, Lesson>>;
  readonly states: Map<string, readonly TranslationState[]>;
  readonly quizzes: Map<string, Quiz>;
  readonly diagnostics: Diagnostic[];
}

function keep(shelf: Shelf, reading: LessonReading): void {
  shelf.diagnostics.push(...reading.diagnostics);
  if (!reading.compiled) return;
  const { lesson, translated, states, quiz } = reading.compiled;
  shelf.served.set(lesson.id, lesson);
  shelf.states.set(lesson.id, states);
  shelf.quizzes.set(quiz.id, quiz);
  for (const [locale, one] of translated) shelf.translated.get(locale)?.set(lesson.id, one);
}

function readLesson(
  input: LessonsInput,
  { path, listing, reading: { read, diagnostics } }: LessonFile,
  { known, graph, ownership }: Around,
): LessonReading {
  if (!read) return { compiled: null, diagnostics };
  const { reporter, value } = read;
  checkIdentity(reporter.report, value, path);
  checkLesson(reporter.report, value);
  checkPrerequisites(reporter.report, value, known, graph);
  value.items.forEach((item, index) =>
    checkAttribution(reporter.report, item, ['items', index], ownership),
  );
  const place = { module: listing?.module ?? '', number: listing?.number ?? 0 };
  const compiled = input.linked ? compile(input, read, place) : null;
  const fit = listing !== null && !reporter.failed;
  const found = [...diagnostics, ...reporter.diagnostics];
  return { compiled: fit ? compiled : null, diagnostics: found };
}

function compile(
  { world, sidecars }: LessonsInput,
  read: ReadFile<AuthoredLesson>,
  place: LessonPlace,
) {
  const { report } = read.reporter;
  const desk = { world, voice: baseVoice(world.locale), report };
  const written = compileLesson(desk, read.value, place);
  checkTested(report, written);
  const inLanguages = translateLesson(read, written, sidecars, { world, place });
  const quiz = compileLessonQuiz(inLanguages.lesson, read.value.quiz);
  checkQuiz(report, quiz, ['quiz']);
  return { ...inLanguages, quiz };
}

function checkIdentity(report: Report, lesson: AuthoredLesson, path: string): void {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
  if (lesson.id === name) return;
  const message = `the id \`${lesson.id}\` is not the file’s name, \`${name}\``;
  report({ path: ['id'], rule: 'lesson-id', message });
}

function reportMissing({ course, files }: LessonsInput, path: string, listing: Listing): void {
  const elsewhere = [...files.keys()].find((one) => one.endsWith(`/${listing.lesson}.yaml`));
  const suggestion = elsewhere ? `the file stands at ${elsewhere}` : didYouMean(path, files.keys());
  const message = `the lesson \`${listing.lesson}\` has no file ${path}`;
  course?.reporter.report({
    path: listing.at,
    rule: 'missing-lesson',
    message,
    suggestion,
  });
}

function unlisted(path: string, listed: Iterable<string>): Diagnostic {
  const message = 'course.yaml lists no such lesson, so this file is not served';
  const said: Diagnostic = {
    file: path,
    ...FILE_START,
    severity: 'warning',
    rule: 'unlisted-file',
    message,
  };
  const suggestion = didYouMean(path, listed);
  return suggestion === undefined ? said : { ...said, suggestion };
}
