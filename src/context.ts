import type { Config } from './config.ts';
import type { Catalogue } from './domain/course.ts';
import type { Diagnostic } from './content/diagnostic.ts';
import type { LessonFolder } from './content/lesson-folder.ts';
import type { PasswordGate } from './services/hashing.ts';
import type { Backups } from './services/backups.ts';
import type { Pulse } from './services/pulse.ts';
import type { Sweeper } from './services/sweeping.ts';
import type { Db } from './store/database.ts';

/** The course as it is served now. */
export interface ServedCourse {
  readonly catalogue: () => Catalogue;
  /** What the linter says of the files as they are, served or not. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Texts of the files behind what is served, by path within the lessons folder. */
  readonly files: () => ReadonlyMap<string, string>;
}

/** The course with the means to change it. */
export interface CourseLibrary extends ServedCourse {
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
  readonly backups: Backups;
  readonly pulse: Pulse;
  /** What the site does by itself, and how that went. */
  readonly sweeper: Sweeper;
}
