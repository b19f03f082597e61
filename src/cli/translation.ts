import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { didYouMean } from '../content/nearest.ts';
import { readFolder } from '../content/source-files.ts';
import type { Sidecar } from '../content/translation/stamping.ts';
import { acceptedStamps, listSidecars } from '../content/translation/stamping.ts';
import { writeStamps } from './stamping.ts';

/** Adds `manara translation accept`. */
export function register(program: Command): void {
  program
    .command('translation')
    .description('work on the translations of a course')
    .command('accept')
    .description('record that translated texts fit the base texts as they are now')
    .argument('<locale>', 'the language, such as fr')
    .argument('<lesson>', 'the lesson’s id; or course, or glossary')
    .argument('[unit...]', 'paths such as sections.opening.body; all that are out of date if none')
    .option('--lessons <dir>', 'the lessons folder', process.env['LESSONS_DIR'] || 'lessons')
    .action(accept);
}

async function accept(
  locale: string,
  lesson: string,
  units: readonly string[],
  { lessons: dir }: { readonly lessons: string },
  command: Command,
): Promise<void> {
  const refuse = (message: string) => command.error(`error: ${message}`, { exitCode: 2 });
  const folder = await stat(dir).catch(() => null);
  if (!folder?.isDirectory()) return refuse(`there is no folder ${dir}`);
  const { files } = await readFolder(dir);
  const sidecars = listSidecars(files).filter((one) => one.locale === locale);
  const sidecar = sidecars.find((one) => nameOf(one) === lesson);
  if (sidecar === undefined) {
    const hint = didYouMean(lesson, sidecars.map(nameOf));
    return refuse(`there is no translation of \`${lesson}\` into \`${locale}\`${said(hint)}`);
  }
  const unknown = strangeUnit(sidecar, units);
  if (unknown !== null) return refuse(unknown);
  const stamps = acceptedStamps(sidecar, units.length === 0 ? null : units);
  const count = await writeStamps(dir, sidecar, stamps);
  console.log(`${sidecar.path}: ${count} ${count === 1 ? 'text' : 'texts'} accepted`);
}

function nameOf({ base }: Sidecar): string {
  return base.slice(base.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
}

function strangeUnit({ translated, path }: Sidecar, units: readonly string[]): string | null {
  const keys = translated.map(({ key }) => key);
  const strange = units.find((unit) => !keys.includes(unit));
  if (strange === undefined) return null;
  return `${path} has no text \`${strange}\`${said(didYouMean(strange, keys))}`;
}

function said(hint: string | undefined): string {
  return hint === undefined ? '' : `; ${hint}`;
}
