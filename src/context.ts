import type { Config } from './config.ts';
import type { Catalogue } from './domain/course.ts';
import type { Diagnostic } from './content/diagnostic.ts';
import type { LessonFolder } from './content/lesson-folder.ts';
import type { PasswordGate } from './services/hashing.ts';
import type { Db } from './store/database.ts';

/** The course as it is served now. */
export interface CourseLibrary {
  readonly catalogue: () => Catalogue;
  /** What the linter says of the files as they are, served or not. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Where its files are written. */
  readonly folder: LessonFolder;
  /** Reads the files again, and serves them if they are in order. */
  readonly reload: () => Promise<unknown>;
}

/** What the pages stand on; wired once, at start. */
export interface Context {
  readonly config: Config;
  readonly db: Db;
  readonly gate: PasswordGate;
  readonly library: CourseLibrary;
  readonly now: () => Date;
}
