import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { readCatalogue } from '../content/catalogue.ts';
import type { Diagnostic } from '../content/diagnostic.ts';
import { byPlace } from '../content/diagnostic.ts';
import type { OtherText } from '../content/shared-words.ts';
import { namesIn, sharedWords } from '../content/shared-words.ts';
import { readFolder } from '../content/source-files.ts';
import type { LintFormat, LintResult } from './lint-print.ts';
import { LINT_FORMATS, printResult, printRules } from './lint-print.ts';
import { mendFolder } from './mend-folder.ts';
import { fixTranslations } from './stamping.ts';

interface LintOptions {
  readonly format: LintFormat;
  readonly strict: boolean;
  readonly fix: boolean;
  readonly rules: boolean;
  readonly against: readonly string[];
}

/** Exit code for a command line that names what is not there. */
const USAGE = 2;

/** Adds `manara lint`. */
export function register(program: Command): void {
  program
    .command('lint')
    .description('check the files of a course; needs neither database nor server')
    .argument('[dir]', 'the lessons folder', process.env['LESSONS_DIR'] || 'lessons')
    .addOption(
      new Option('--format <format>', 'how to print').choices(LINT_FORMATS).default('text'),
    )
    .option('--strict', 'fail on warnings and notes too', false)
    .option('--fix', 'first mend what can be mended safely', false)
    .option('--against <file...>', 'find wording that these texts have too', [])
    .option('--rules', 'list the rules and check nothing', false)
    .action(lintCommand);
}

async function lintCommand(dir: string, options: LintOptions, command: Command): Promise<void> {
  if (options.rules) return console.log(printRules(options.format));
  const folder = await stat(dir).catch(() => null);
  if (!folder?.isDirectory()) return fail(command, `there is no folder ${dir}`);
  const others = await Promise.all(options.against.map(readOther));
  others.forEach((other, index) => {
    if (other === null) fail(command, `there is no text ${options.against[index]}`);
  });
  if (options.fix) await mend(dir);
  const result = await lint(
    dir,
    others.filter((other) => other !== null),
  );
  console.log(printResult(options.format, result));
  process.exitCode = exitCode(result.diagnostics, options.strict);
}

function fail(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: USAGE });
}

async function readOther(path: string): Promise<OtherText | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : { name: basename(path), text };
}

/** Told on stderr: what stands on stdout may be for a program. */
async function mend(dir: string): Promise<void> {
  for (const { path, done } of await mendFolder(dir)) {
    console.error(`${join(dir, path)}: ${done.join(', ')}`);
  }
  const { files, texts, problems } = await fixTranslations(dir);
  for (const problem of problems) console.error(problem);
  if (files > 0) console.error(`recorded translations: ${texts} lines in ${files} files`);
}

/** Checks a folder, and its wording against other texts. */
export async function lint(dir: string, others: readonly OtherText[] = []): Promise<LintResult> {
  const folder = await readFolder(dir);
  const reading = readCatalogue(folder.files);
  const decoded = Array.from(folder.files, ([path, bytes]): [string, string] => [
    path,
    new TextDecoder().decode(bytes),
  ]);
  const names = reading.catalogue ? namesIn(reading.catalogue) : [];
  const shared = others.flatMap((other) => sharedWords(new Map(decoded), other, names));
  const all = [...folder.diagnostics, ...reading.diagnostics, ...shared].sort(byPlace);
  return {
    files: folder.files.size,
    diagnostics: all.map((one) => ({ ...one, file: join(dir, one.file) })),
    texts: new Map(decoded.map(([path, text]) => [join(dir, path), text])),
  };
}

/** 1 if the findings fail the run: errors always, and in a strict run whatever is found. */
export function exitCode(diagnostics: readonly Diagnostic[], strict: boolean): 0 | 1 {
  return diagnostics.some((one) => strict || one.severity === 'error') ? 1 : 0;
}
