import type { Files } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { RuleId } from './rules.ts';

/** True if files can be served as they are: none fails, and no listed lesson is without its file. */
export function isWhole(failing: ReadonlySet<string>, diagnostics: readonly Diagnostic[]): boolean {
  return failing.size === 0 && !diagnostics.some((one) => one.rule === 'missing-lesson');
}

/** The files about which one of these rules has something to say. */
export function filesOf(
  rules: readonly RuleId[],
  diagnostics: readonly Diagnostic[],
): ReadonlySet<string> {
  return new Set(diagnostics.filter((one) => rules.includes(one.rule)).map((one) => one.file));
}

/** Files without those that fail. */
export function without(files: Files, failing: ReadonlySet<string>): Files {
  return new Map([...files].filter(([path]) => !failing.has(path)));
}

/**
 * Files with each one that fails or is gone put back in its last good version. A file that is gone
 * on purpose is no longer listed in course.yaml, so putting it back does not serve it.
 */
export function mend(files: Files, failing: ReadonlySet<string>, good: Files): Files {
  return new Map([...good, ...without(files, failing)]);
}

/** The texts of files, without byte order marks. */
export function toTexts(files: Files): ReadonlyMap<string, string> {
  return new Map(
    Array.from(files, ([path, content]): [string, string] => [
      path,
      typeof content === 'string' ? content : new TextDecoder().decode(content),
    ]),
  );
}

/** Paths of files that another set does not have in the same words. */
export function differing(
  files: ReadonlyMap<string, string>,
  others: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  return new Set([...files].flatMap(([path, text]) => (others.get(path) === text ? [] : [path])));
}
