import type { RuleId } from './rules.ts';

/** `error` keeps a file from being served; `warning` and `note` do not. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a text file; lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** Something to say about a content file: a value, collected and never thrown. */
export interface Diagnostic extends Place {
  /** Path within the lessons folder, with forward slashes. */
  readonly file: string;
  readonly severity: Severity;
  readonly rule: RuleId;
  readonly message: string;
  readonly suggestion?: string;
}

/** Keys and positions that lead from the top of a document to a value. */
export type Path = readonly (string | number)[];

/** A diagnostic whose place is still a path: what checks and the compiler report. */
export interface Finding {
  readonly path: Path;
  readonly rule: RuleId;
  readonly message: string;
  /** Default: that of the rule. */
  readonly severity?: Severity;
  readonly suggestion?: string | undefined;
  /** Words within the value that the finding is about, to point at them rather than at the start. */
  readonly needle?: string;
  /** True to point at the key itself rather than at its value. */
  readonly onKey?: boolean;
}

export type Report = (finding: Finding) => void;

/** Where a file that cannot be read further is pointed at. */
export const FILE_START: Place = { line: 1, column: 1 };

/** Order for reading: by file, then by place. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** The files that have at least one error. */
export function filesWithErrors(diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(diagnostics.filter((one) => one.severity === 'error').map((one) => one.file));
}
