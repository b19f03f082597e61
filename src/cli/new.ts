import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { Argument } from 'commander';
import { COURSE_FILE } from '../content/catalogue.ts';
import type { Path } from '../content/diagnostic.ts';
import { itemScaffold } from '../content/scaffold/item.ts';
import { withEntry } from '../content/scaffold/insert.ts';
import { lessonScaffold } from '../content/scaffold/lesson.ts';
import { translationScaffold } from '../content/scaffold/translation.ts';
import { id as idSchema } from '../content/schema/fields.ts';
import { member } from '../content/schema/known-keys.ts';
import { readFolder } from '../content/source-files.ts';
import { sidecarName, sidecarPath } from '../content/translation/names.ts';
import { parseYaml } from '../content/yaml.ts';
import type { ItemType } from '../domain/item.ts';
import { interactions } from '../domain/items/registry.ts';

interface NewOptions {
  readonly dir: string;
}

/** Exit code for a command line that names what is not there. */
const USAGE = 2;

/** Adds `manara new lesson|item|translation`. */
export function register(program: Command): void {
  const made = program.command('new').description('begin a lesson or a question, to be filled in');
  const folder = [
    '--dir <dir>',
    'the lessons folder',
    process.env['LESSONS_DIR'] || 'lessons',
  ] as const;
  made
    .command('lesson')
    .description('begin a lesson, and list it in course.yaml')
    .argument('<module/id>', 'module and id of the lesson, such as pillars/sufism')
    .option(...folder)
    .action(newLesson);
  made
    .command('item')
    .description('begin a question at the end of a lesson')
    .argument('<lesson>', 'id of the lesson')
    .addArgument(new Argument('<type>', 'kind of question').choices(Object.keys(interactions)))
    .argument('[id]', 'id of the question; made from the type if left out')
    .option(...folder)
    .action(newItem);
  made
    .command('translation')
    .description('begin the translation of a file, with the texts of the base as comments')
    .argument('<locale>', 'the language, such as fr')
    .argument('<file>', 'id of the lesson; or course, glossary or timeline')
    .option(...folder)
    .action(newTranslation);
}

async function newLesson(place: string, { dir }: NewOptions, command: Command): Promise<void> {
  const [module = '', id = '', ...rest] = place.split('/');
  if (rest.length > 0 || !isId(module) || !isId(id)) {
    return fail(
      command,
      `${place} is not <module>/<id>, in lower-case letters, digits and hyphens`,
    );
  }
  const path = `${module}/${id}.yaml`;
  const { files } = await readFolder(dir);
  const same = [...files.keys()].find((one) => one.endsWith(`/${id}.yaml`));
  if (same !== undefined)
    return fail(command, `there is a lesson ${id} already: ${join(dir, same)}`);
  const course = textOf(files, COURSE_FILE);
  if (course === null) return fail(command, `there is no ${join(dir, COURSE_FILE)}`);
  await mkdir(dirname(join(dir, path)), { recursive: true });
  // Fails where a file of this name has come since.
  await writeFile(join(dir, path), lessonScaffold(path, id), { flag: 'wx' });
  console.log(`Made ${join(dir, path)}.`);
  await listLesson(dir, course, module, id);
}

async function listLesson(dir: string, course: string, module: string, id: string): Promise<void> {
  const modules: unknown = member(parseYaml(COURSE_FILE, course).value, 'modules');
  const index = Array.isArray(modules)
    ? modules.findIndex((one) => member(one, 'id') === module)
    : -1;
  const listed = index < 0 ? null : withEntry(course, ['modules', index, 'lessons'], [id]);
  const file = join(dir, COURSE_FILE);
  if (listed !== null) {
    await writeFile(file, listed);
    return console.log(`Listed ${id} in ${file}.`);
  }
  const what =
    index < 0
      ? `a module \`${module}\` with \`lessons: [${id}]\``
      : `\`${id}\` to the lessons of \`${module}\``;
  console.log(`Please add ${what} in ${file}: it cannot be done safely by itself.`);
}

async function newItem(
  lesson: string,
  type: ItemType,
  given: string | undefined,
  { dir }: NewOptions,
  command: Command,
): Promise<void> {
  const { files } = await readFolder(dir);
  const path = [...files.keys()].find((one) => one.endsWith(`/${lesson}.yaml`));
  if (path === undefined) return fail(command, `there is no lesson ${lesson} in ${dir}`);
  const text = textOf(files, path) ?? '';
  const { value } = parseYaml(path, text);
  const taken = idsUnder(value, 'items');
  const id = given ?? freeId(type, taken);
  if (!isId(id)) return fail(command, `${id} is no id: lower-case letters, digits and hyphens`);
  if (taken.includes(id)) return fail(command, `the lesson has a question ${id} already`);
  const lines = itemScaffold(id, type, idsUnder(value, 'objectives'));
  const file = join(dir, path);
  const added = withEntry(text, ITEMS, lines);
  if (added === null) {
    return fail(
      command,
      `the question cannot be added safely; put this under \`items\` of ${file}:\n\n  - ${lines.join('\n    ')}`,
    );
  }
  await writeFile(file, added);
  const line = added.slice(0, added.lastIndexOf(`- id: ${id}\n`)).split('\n').length;
  console.log(`Added ${lesson}/${id} at ${file}:${line}.`);
}

async function newTranslation(
  locale: string,
  name: string,
  { dir }: NewOptions,
  command: Command,
): Promise<void> {
  const { files } = await readFolder(dir);
  const base = [...files.keys()].find((one) => `/${one}`.endsWith(`/${name}.yaml`));
  if (base === undefined) return fail(command, `there is no ${name}.yaml in ${dir}`);
  const path = sidecarPath(base, locale);
  if (sidecarName(path)?.locale !== locale) return fail(command, `${locale} is no language`);
  const file = join(dir, path);
  if (files.has(path)) return fail(command, `there is a translation already: ${file}`);
  const { value } = parseYaml(base, textOf(files, base) ?? '');
  if (typeof value !== 'object' || value === null) {
    return fail(command, `${join(dir, base)} cannot be read: see \`manara lint\``);
  }
  await writeFile(file, translationScaffold(path, value), { flag: 'wx' });
  console.log(
    `Made ${file}. When it is written, \`manara lint --fix\` records what it was made from.`,
  );
}

const ITEMS: Path = ['items'];

function fail(command: Command, message: string): never {
  return command.error(`error: ${message}`, { exitCode: USAGE });
}

function isId(text: string): boolean {
  return idSchema.safeParse(text).success;
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string | null {
  const bytes = files.get(path);
  return bytes === undefined ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function idsUnder(value: unknown, key: string): readonly string[] {
  const list: unknown = member(value, key);
  const ids = Array.isArray(list) ? list.map((one) => member(one, 'id')) : [];
  return ids.filter((id) => typeof id === 'string');
}

function freeId(type: ItemType, taken: readonly string[]): string {
  const numbers = Array.from({ length: taken.length + 1 }, (_, index) => `${type}-${index + 1}`);
  return numbers.find((id) => !taken.includes(id)) ?? type;
}
