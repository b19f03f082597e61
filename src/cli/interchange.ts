import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Argument, type Command } from 'commander';
import { readCatalogue } from '../content/catalogue.ts';
import { readFolder } from '../content/source-files.ts';
import { worldOf } from '../content/world.ts';
import type { ExportFormat, ImportFormat } from '../interchange/formats.ts';
import {
  EXPORT_FORMATS,
  exportLessons,
  IMPORT_FORMATS,
  importQuestions,
} from '../interchange/formats.ts';
import { readExportLesson, type ExportLesson } from '../interchange/lessons.ts';
import type { Loss } from '../interchange/outcome.ts';
import { itemsToYaml } from '../interchange/yaml.ts';

const FAILED = 1;
const USAGE = 2;

/** Adds `manara export` and `manara import`. */
export function register(program: Command): void {
  program
    .command('export')
    .description('write the questions of lessons in a format of other systems')
    .addArgument(new Argument('<format>', 'format of the file').choices([...EXPORT_FORMATS]))
    .argument('[lesson...]', 'ids of lessons; all of the course by default')
    .option('--out <file>', 'where to write; standard output by default')
    .option('--dir <folder>', 'the lessons folder', process.env['LESSONS_DIR'] || 'lessons')
    .addHelpText('after', '\nWhat a format cannot hold is reported on standard error.')
    .action(exportCommand);
  program
    .command('import')
    .description('turn questions of other systems into YAML for a lesson file')
    .addArgument(new Argument('<format>', 'format of the file').choices([...IMPORT_FORMATS]))
    .argument('<file>', 'the file to read')
    .option('--lesson <id>', 'lesson that the questions are for; said in a comment')
    .option('--out <file.yaml>', 'where to write; standard output by default')
    .addHelpText(
      'after',
      '\nWhat was lost and what is still to be written is reported on standard error.\nThe linter points at each TODO until an author has replaced it.',
    )
    .action(importCommand);
}

interface ExportOptions {
  readonly out?: string;
  readonly dir: string;
}

async function exportCommand(
  format: ExportFormat,
  ids: readonly string[],
  { out, dir }: ExportOptions,
  command: Command,
): Promise<void> {
  const folder = await readFolder(dir);
  const { catalogue } = readCatalogue(folder.files);
  if (catalogue === null) {
    return command.error(`error: there is no course in order in ${dir}`, { exitCode: FAILED });
  }
  const wanted = ids.length > 0 ? ids : [...catalogue.lessons.keys()];
  const lessons = wanted.map((id): ExportLesson => {
    const found = catalogue.lessons.get(id);
    const path = `${found?.module}/${id}.yaml`;
    const lesson = found && readExportLesson(path, folder.files.get(path) ?? '');
    if (lesson) return lesson;
    return command.error(`error: there is no lesson ${id} in order`, { exitCode: USAGE });
  });
  const world = worldOf(
    [...catalogue.sources.values()],
    catalogue.terms.values(),
    catalogue.locale,
  );
  const { output, losses } = await exportLessons(format, lessons, world);
  await write(output, out, command);
  report(losses);
}

interface ImportOptions {
  readonly lesson?: string;
  readonly out?: string;
}

async function importCommand(
  format: ImportFormat,
  file: string,
  { lesson, out }: ImportOptions,
  command: Command,
): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return command.error(`error: cannot read ${file}`, { exitCode: USAGE });
  const { output, problem, ...rest } = importQuestions(format, text);
  if (output === null) {
    const { line, column, message } = problem;
    return command.error(`${file}:${line}:${column} error ${message}`, { exitCode: FAILED });
  }
  const about = lesson === undefined ? '' : ` for the lesson ${lesson}`;
  const head = `# ${output.length} questions from ${basename(file)}${about}\n`;
  await write(head.replaceAll(/[\r\n]+(?=.)/g, ' ') + itemsToYaml(output), out, command);
  report('losses' in rest ? rest.losses : []);
}

async function write(
  output: string | Buffer,
  out: string | undefined,
  command: Command,
): Promise<void> {
  if (out === undefined) {
    process.stdout.write(output);
    return;
  }
  try {
    await writeFile(out, output);
  } catch {
    command.error(`error: cannot write ${out}`, { exitCode: FAILED });
  }
}

function report(losses: readonly Loss[]): void {
  for (const { question, message, todo } of losses) {
    console.error(
      `${todo ? 'todo' : 'note'} ${question === null ? '' : `${question}: `}${message}`,
    );
  }
}
