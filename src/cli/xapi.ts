import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { lessonFolder } from '../content/lesson-folder.ts';
import { openLibrary } from '../content/library.ts';
import { recordEvent } from '../store/audit.ts';
import { servedCourse } from '../start.ts';
import { linesOf, readStatements } from '../web/api/activity.ts';
import { namedCohort } from './named-cohort.ts';
import { withDatabase } from './open.ts';

interface XapiOptions {
  readonly since?: string;
  readonly out?: string;
}

/** Adds `manara xapi`. */
export function register(program: Command): void {
  program
    .command('xapi')
    .description('write what the learners of a cohort did as xAPI statements, one to a line')
    .argument('<cohort>', 'join code of the cohort, or its id')
    .option('--since <instant>', 'only what was submitted then or later, e.g. 2026-09-01T00:00:00Z')
    .option('--out <file>', 'where to; standard output where left out')
    .action(writeStatements);
}

async function writeStatements(
  named: string,
  { since, out }: XapiOptions,
  command: Command,
): Promise<void> {
  const at = since === undefined ? '' : readInstant(since);
  if (at === null) return command.error('error: --since is no instant', { exitCode: 2 });
  await withDatabase(command, async (db) => {
    const cohort = await namedCohort(db, command, named);
    const config = readConfig({ ...process.env, NODE_ENV: 'development' });
    const dir = resolve(config.lessonsDir);
    const library = servedCourse(await openLibrary({ dir }), lessonFolder(dir));
    const event = { actorId: null, action: 'activity-exported', subject: cohort.id } as const;
    await recordEvent(db, event, new Date());
    const statements = readStatements({ db, config, library, now: () => new Date() }, cohort.id, {
      at,
      id: '',
    });
    const target = out === undefined ? process.stdout : createWriteStream(out);
    await pipeline(Readable.from(linesOf(statements)), target, { end: out !== undefined });
  });
}

/** An instant as the database writes it; null for what is none. */
function readInstant(text: string): string | null {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
