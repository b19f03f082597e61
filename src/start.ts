import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';
import { lessonFolder, type LessonFolder } from './content/lesson-folder.ts';
import { openLibrary, type Library } from './content/library.ts';
import type { Context, CourseLibrary } from './context.ts';
import { createPasswordGate } from './services/hashing.ts';
import { noteOutsideChanges } from './services/publishing.ts';
import type { Db } from './store/database.ts';
import { listGoodFiles, replaceGoodFiles } from './store/good-files.ts';
import { migrateToLatest } from './store/migrations.ts';
import { openDatabase } from './store/open.ts';
import { completeContext } from './wiring.ts';
import { buildServer } from './web/server.ts';

/** No course can be served: not one lesson is in order, now or in the last good version. */
export class NoCourseError extends Error {
  override readonly name = 'NoCourseError';
}

/** A running server. */
export interface Running {
  readonly context: Context;
  /** Address that the server listens on. */
  readonly address: string;
  /** Finishes what is under way, then closes everything. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the server: migrates the database, reads the course, listens. `prepare` runs before the
 * first request, with the context ready.
 * @throws {NoCourseError} when no lesson can be served; database errors as they come.
 */
export async function startServer(
  config: Config,
  prepare: (context: Context) => Promise<void>,
): Promise<Running> {
  const opened: Closer[] = [];
  try {
    return await start(config, prepare, opened);
  } catch (error) {
    // What stays open would keep the process from ending.
    await closeAll(opened);
    throw error;
  }
}

/** Closes one thing that was opened. */
type Closer = () => Promise<unknown>;

async function start(
  config: Config,
  prepare: (context: Context) => Promise<void>,
  opened: Closer[],
): Promise<Running> {
  const logger = pino({ level: config.logLevel });
  const db = openDatabase(config.databaseFile);
  opened.push(() => db.destroy());
  await migrateToLatest(db);
  const folder = lessonFolder(config.lessonsDir);
  const library = await openCourse(config, db, folder, logger);
  opened.push(() => library.close());
  const ground = {
    config,
    db,
    gate: createPasswordGate(),
    library: servedCourse(library, folder),
    now: () => new Date(),
  };
  const context = completeContext(ground, (sweep, error) =>
    logger.error({ err: error, sweep }, 'sweep failed'),
  );
  await prepare(context);
  const { app } = await buildServer(context, logger);
  opened.push(() => app.close());
  const address = await app.listen({ host: config.host, port: config.port });
  context.sweeper.start();
  context.pulse.start();
  opened.push(
    async () => context.pulse.stop(),
    () => context.sweeper.stop(),
    () => context.backups.stop(),
  );
  return { context, address, stop: () => closeAll(opened) };
}

/** Last opened, first closed: the server finishes its requests before the database goes. */
async function closeAll(opened: readonly Closer[]): Promise<void> {
  for (const close of opened.toReversed()) await close();
}

/** Opens the lessons folder, serving the last good version of files that are in error. */
async function openCourse(
  config: Config,
  db: Db,
  folder: LessonFolder,
  logger: Logger,
): Promise<Library> {
  const keep = async (library: Library): Promise<void> => {
    await db.transaction().execute(async (tx) => replaceGoodFiles(tx, library.goodFiles()));
  };
  const library = await openLibrary({
    dir: config.lessonsDir,
    lastGood: await listGoodFiles(db),
    onChange: (changed) => {
      // Nothing was ever good: there is nothing to keep, and the server is about to give up.
      if (changed.catalogue === null) return;
      logger.info({ findings: changed.diagnostics.length }, 'lessons reloaded');
      keep(changed).catch((error: unknown) => logger.error({ err: error }, 'lessons not kept'));
      noteOutsideChanges(db, folder, new Date()).catch((error: unknown) =>
        logger.error({ err: error }, 'changes of files not recorded'),
      );
    },
  });
  if (library.catalogue === null) {
    await library.close();
    throw new NoCourseError(
      `No lesson in ${config.lessonsDir} can be served; see "manara lint ${config.lessonsDir}".`,
    );
  }
  await keep(library);
  // Also heals a publication that was cut short between the file and the database.
  await noteOutsideChanges(db, folder, new Date());
  await library.watch();
  return library;
}

/** The library as the pages see it. Once there is a catalogue there always is one. */
export function servedCourse(library: Library, folder: LessonFolder): CourseLibrary {
  return {
    catalogue: () => {
      const { catalogue } = library;
      if (catalogue === null) throw new NoCourseError('There is no course to serve.');
      return catalogue;
    },
    diagnostics: () => library.diagnostics,
    folder,
    reload: async () => await library.reload(),
    files: () => library.goodFiles(),
  };
}
