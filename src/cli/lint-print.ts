import type { Diagnostic, Severity } from '../content/diagnostic.ts';
import { formatDiagnostic } from '../content/format.ts';
import { listRules } from '../content/rules.ts';
import { toSarif } from '../content/sarif.ts';

/** How findings can be printed. */
export const LINT_FORMATS = ['text', 'json', 'sarif'] as const;
export type LintFormat = (typeof LINT_FORMATS)[number];

/** What a run of the linter found; paths begin with the folder as it was given. */
export interface LintResult {
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the files, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The outcome of a run, for people or for programs. */
export function printResult(format: LintFormat, result: LintResult): string {
  switch (format) {
    case 'text':
      return toText(result);
    case 'json':
      return toJson(result);
    case 'sarif':
      return JSON.stringify(toSarif(result.diagnostics), null, 2);
  }
}

/** The table of rules: lines of columns, or a list of objects; SARIF has it in every log. */
export function printRules(format: LintFormat): string {
  const rules = listRules();
  if (format === 'sarif') return JSON.stringify(toSarif([]), null, 2);
  if (format === 'json') return JSON.stringify(rules, null, 2);
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return rules
    .map(({ id, severity, says }) => `${severity.padEnd(7)}  ${id.padEnd(width)}  ${says}`)
    .join('\n');
}

function toText({ diagnostics, texts, files }: LintResult): string {
  const blocks = diagnostics.map((one) => `${formatDiagnostic(one, texts.get(one.file))}\n`);
  return [...blocks, summary(diagnostics, files)].join('\n');
}

function toJson({ diagnostics, files }: LintResult): string {
  return JSON.stringify({ files, ...counts(diagnostics), diagnostics }, null, 2);
}

function counts(diagnostics: readonly Diagnostic[]) {
  const count = (severity: Severity) =>
    diagnostics.filter((one) => one.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}

function summary(diagnostics: readonly Diagnostic[], files: number): string {
  const { errors, warnings, notes } = counts(diagnostics);
  const found = [plural(errors, 'error'), plural(warnings, 'warning'), plural(notes, 'note')];
  return `${plural(files, 'file')}: ${found.join(', ')}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
