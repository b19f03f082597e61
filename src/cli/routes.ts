import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { lessonFolder } from '../content/lesson-folder.ts';
import { openLibrary } from '../content/library.ts';
import { createPasswordGate } from '../services/hashing.ts';
import { openDatabase } from '../store/open.ts';
import { servedCourse } from '../start.ts';
import { completeContext } from '../wiring.ts';
import { buildServer } from '../web/server.ts';

/** Adds `manara routes`. */
export function register(program: Command): void {
  program
    .command('routes')
    .description('print every route with its method and who may call it')
    .option('--json', 'as JSON', false)
    .action(async (options: { json: boolean }) => {
      const routes = await listRoutes();
      if (options.json) return console.log(JSON.stringify(routes, null, 2));
      for (const { method, policy, path } of routes) {
        console.log(`${method.padEnd(5)} ${policy.padEnd(11)} ${path}`);
      }
    });
}

/** The routes as the router knows them, on a server that is never listened to. */
async function listRoutes() {
  const config = readConfig({ LESSONS_DIR: process.env['LESSONS_DIR'] });
  const db = openDatabase(':memory:');
  const dir = resolve(config.lessonsDir);
  const library = servedCourse(await openLibrary({ dir }), lessonFolder(dir));
  const gate = createPasswordGate();
  const context = completeContext({ config, db, gate, library, now: () => new Date() });
  const { app, routes } = await buildServer(context);
  await app.ready();
  await app.close();
  await db.destroy();
  return routes;
}
