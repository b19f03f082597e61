import { hasForbiddenCharacters } from './text.ts';

const ID = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const LOCALE = '[a-z]{2,3}';
const SHARED_FILE = new RegExp(`^(?:course|sources|glossary)(?:\\.${LOCALE})?\\.yaml$`);
const LESSON_FILE = new RegExp(`^(${ID})/(${ID})(?:\\.(${LOCALE}))?\\.yaml$`);
/** Stands for the slash of a path in addresses. */
const SLASH = '~';
/** Longest path of a new file, in characters: addresses have to hold it. */
const MAX_PATH = 90;

/** Longest message of a publication, in Unicode characters. */
export const MAX_PUBLICATION_MESSAGE = 200;

export type PublicationMessageProblem = 'none' | 'too-long' | 'control-character';

/** What is wrong with a trimmed message; null when nothing is. */
export function publicationMessageProblem(message: string): PublicationMessageProblem | null {
  if (message === '') return 'none';
  if (Array.from(message).length > MAX_PUBLICATION_MESSAGE) return 'too-long';
  return hasForbiddenCharacters(message) ? 'control-character' : null;
}

/** The name of a course file in addresses. */
export function fileIdOf(path: string): string {
  return path.replaceAll('/', SLASH);
}

/**
 * The path that a name in an address stands for: one of those that are there, or a new one that
 * follows the rule for names, so that no name leads out of the lessons folder; else undefined.
 */
export function pathOfFile(id: string, known: Iterable<string>): string | undefined {
  for (const path of known) if (fileIdOf(path) === id) return path;
  const path = id.replaceAll(SLASH, '/');
  return isCourseFileName(path) ? path : undefined;
}

/** Whether a new file may have this path within the lessons folder. */
export function isCourseFileName(path: string): boolean {
  return path.length <= MAX_PATH && (SHARED_FILE.test(path) || LESSON_FILE.test(path));
}

/** A lesson's file, or that of its translation. */
export interface LessonFileName {
  readonly module: string;
  readonly lesson: string;
  /** The language translated into; null for the lesson as it was written. */
  readonly locale: string | null;
}

/** The lesson whose file this is, written or translated; null for any other file. */
export function lessonOfFile(path: string): LessonFileName | null {
  const [, module, lesson, locale = null] = LESSON_FILE.exec(path) ?? [];
  return module === undefined || lesson === undefined ? null : { module, lesson, locale };
}

/** A text as it is stored: line feeds only, the last line ended. */
export function tidyFileText(typed: string): string {
  const text = typed.replaceAll(/\r\n?/g, '\n');
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
