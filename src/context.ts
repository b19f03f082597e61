import type { Config } from './config.ts';
import type { Catalogue } from './domain/course.ts';
import type { Diagnostic } from './content/diagnostic.ts';
import type { PasswordGate } from './services/hashing.ts';
import type { Db } from './store/database.ts';

/** The course as it is served now. */
export interface CourseLibrary {
  readonly catalogue: () => Catalogue;
  /** What the linter says of the files as they are, served or not. */
  readonly diagnostics: () => readonly Diagnostic[];
  /** Texts of the files that are served, by path within the lessons folder. */
  readonly files: () => ReadonlyMap<string, string>;
}

/** What the pages stand on; wired once, at start. */
export interface Context {
  readonly config: Config;
  readonly db: Db;
  readonly gate: PasswordGate;
  readonly library: CourseLibrary;
  readonly now: () => Date;
}
