import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { jsonSchemas } from '../content/schema/json-schema.ts';

/** Adds `manara schema`. */
export function register(program: Command): void {
  program
    .command('schema')
    .description('write the JSON Schemas that help text editors with the files of a course')
    .option('--out <dir>', 'where to; beside the lessons folder is where its files look', 'schemas')
    .action(async ({ out }: { out: string }) => {
      await mkdir(out, { recursive: true });
      for (const [name, text] of jsonSchemas()) {
        await writeFile(join(out, name), text);
        console.log(join(out, name));
      }
    });
}
