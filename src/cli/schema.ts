import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Command } from 'commander';
import { jsonSchemas } from '../content/json-schema/files.ts';
import { withSchemaLine } from '../content/mend/schema-line.ts';
import { readFolder } from '../content/source-files.ts';

interface SchemaOptions {
  readonly out: string;
  readonly lessons?: string;
}

/** Adds `manara schema`. */
export function register(program: Command): void {
  program
    .command('schema')
    .description('write the JSON Schemas that help text editors with the files of a course')
    .option('--out <dir>', 'where to; beside the lessons folder is where its files look', 'schemas')
    .option('--lessons <dir>', 'also name them in the first line of the files of this folder')
    .action(async ({ out, lessons }: SchemaOptions) => {
      await mkdir(out, { recursive: true });
      for (const [name, text] of jsonSchemas()) {
        await writeFile(join(out, name), text);
        console.log(join(out, name));
      }
      if (lessons !== undefined) await nameSchemas(lessons, out);
    });
}

/** Files that name a schema already keep theirs. */
async function nameSchemas(dir: string, out: string): Promise<void> {
  const schemas = relative(dir, out).split(sep).join('/');
  for (const path of (await readFolder(dir)).files.keys()) {
    const file = join(dir, path);
    const text = await readFile(file, 'utf8');
    const named = withSchemaLine(text, path, schemas);
    // A file in another encoding must not be written back as what it was read as.
    if (named === text || text.includes('\uFFFD')) continue;
    await writeFile(file, named);
    console.log(`${file}: schema named`);
  }
}
