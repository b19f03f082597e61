import type { CatalogueReading } from './catalogue.ts';
import { readCatalogue } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';

/** What putting a text in the place of a course file would do. */
export interface Proof {
  /** The course of the files as they are. */
  readonly before: CatalogueReading;
  /** The course with the text in its place. */
  readonly after: CatalogueReading;
  /** What is to be said about the file itself, and the errors that it makes in others. */
  readonly findings: readonly Diagnostic[];
  /** True when none of these is an error. */
  readonly sound: boolean;
}

/**
 * Checks the whole course with `text` in the place of the file at `path`. Errors that other files
 * have anyhow do not stand in the way: files in disorder are mended one at a time.
 */
export function proofread(files: ReadonlyMap<string, string>, path: string, text: string): Proof {
  const before = readingOf(files);
  const after = readCatalogue(new Map([...files, [path, text]]));
  const known = new Set(before.diagnostics.map(nameOf));
  const findings = after.diagnostics.filter(
    (one) => one.file === path || (one.severity === 'error' && !known.has(nameOf(one))),
  );
  return { before, after, findings, sound: !findings.some(({ severity }) => severity === 'error') };
}

/** The course as it was last proved against: mostly nothing else has changed meanwhile. */
let latest: {
  readonly files: ReadonlyMap<string, string>;
  readonly reading: CatalogueReading;
} | null = null;

function readingOf(files: ReadonlyMap<string, string>): CatalogueReading {
  if (latest === null || !isSame(latest.files, files)) {
    latest = { files: new Map(files), reading: readCatalogue(files) };
  }
  return latest.reading;
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one.size !== other.size) return false;
  for (const [path, text] of one) if (other.get(path) !== text) return false;
  return true;
}

/** Places move when lines are added, so a finding is known by what it says. */
function nameOf({ file, rule, message }: Diagnostic): string {
  return JSON.stringify([file, rule, message]);
}
