import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { readCatalogue } from '../content/catalogue.ts';
import type { Diagnostic, Severity } from '../content/diagnostic.ts';
import { byPlace } from '../content/diagnostic.ts';
import { formatDiagnostic } from '../content/format.ts';
import { readFolder } from '../content/source-files.ts';

interface LintOptions {
  readonly format: 'text' | 'json';
  readonly strict: boolean;
}

/** What a run of the linter found; paths begin with the folder as it was given. */
export interface LintResult {
  readonly files: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts of the files, for code frames. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Adds `manara lint`. */
export function register(program: Command): void {
  program
    .command('lint')
    .description('check the files of a course; needs neither database nor server')
    .argument('[dir]', 'the lessons folder', process.env['LESSONS_DIR'] || 'lessons')
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'),
    )
    .option('--strict', 'fail on warnings too', false)
    .action(lintCommand);
}

async function lintCommand(dir: string, options: LintOptions, command: Command): Promise<void> {
  const folder = await stat(dir).catch(() => null);
  if (!folder?.isDirectory())
    return command.error(`error: there is no folder ${dir}`, { exitCode: 2 });
  const result = await lint(dir);
  console.log(options.format === 'json' ? toJson(result) : toText(result));
  process.exitCode = exitCode(result.diagnostics, options.strict);
}

/** Checks a folder. */
export async function lint(dir: string): Promise<LintResult> {
  const folder = await readFolder(dir);
  const reading = readCatalogue(folder.files);
  const all = [...folder.diagnostics, ...reading.diagnostics].sort(byPlace);
  const texts = Array.from(folder.files, ([path, bytes]): [string, string] => [
    join(dir, path),
    new TextDecoder().decode(bytes),
  ]);
  return {
    files: folder.files.size,
    diagnostics: all.map((one) => ({ ...one, file: join(dir, one.file) })),
    texts: new Map(texts),
  };
}

/** 1 if the findings fail the run: errors always, warnings where asked. */
export function exitCode(diagnostics: readonly Diagnostic[], strict: boolean): 0 | 1 {
  const failing: readonly Severity[] = strict ? ['error', 'warning'] : ['error'];
  return diagnostics.some((one) => failing.includes(one.severity)) ? 1 : 0;
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
