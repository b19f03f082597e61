/**
 * Measures Manara as ratios that a noisy machine cannot bend: in one run, with one generator, its
 * pages against a constant page of the same bytes, and a quiz's submission against the same
 * statements without a web server. Rounds go through all measurements in turn, and each ratio is
 * the median of the rounds' own ratios, so that what slows the machine slows both sides of it.
 */
import { cpSync, mkdtempSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import { root } from '../scripts/ensure.mjs';
import { startChild } from './child.mjs';
import { createMeasurements } from './measurements.mjs';
import { printReport, summarise } from './report.mjs';
import { makeWorld } from './world.mjs';

/** `seconds`: aimed at for each measurement in each round; the numbers are of learners. */
const FULL = { rounds: 9, seconds: 1.3, readers: 320, submitters: 1504, others: 176 };
const QUICK = { rounds: 3, seconds: 0.6, readers: 96, submitters: 512, others: 0 };
/** Requests with which each measurement begins, before anything counts. */
const WARM_UP = 2016;

const OPTIONS = {
  quick: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  profile: { type: 'boolean', default: false },
  only: { type: 'string' },
};

/**
 * `--quick` under half a minute, rougher; `--json` writes dist/bench.json; `--profile` writes
 * processor profiles of the server to dist/; `--only lesson,map` leaves the others out.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const size = values.quick ? QUICK : FULL;
  // Beside the real database's folder: /tmp may be memory, where nothing has to reach a disk.
  const folder = mkdtempSync(join(root, 'dist', 'bench-'));
  try {
    const results = await measure(folder, size, values);
    const report = summarise(results, size);
    printReport(report);
    if (values.json) {
      writeFileSync(join(root, 'dist', 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
      console.log('Written to dist/bench.json');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder, size, { profile, only }) {
  const file = join(folder, 'app.db');
  const lessonsDir = join(folder, 'lessons');
  // A copy, so that nobody's editing makes the server read the course again meanwhile.
  cpSync(join(root, 'lessons'), lessonsDir, { recursive: true });
  const world = await makeWorld({ file, lessonsDir, ...size });
  copyFileSync(file, join(folder, 'raw.db'));
  const database = new SqliteDatabase(file);
  const children = await startChildren(folder, lessonsDir, world, profile);
  try {
    const all = createMeasurements(world, children, database);
    const chosen = only?.split(',') ?? Object.keys(all);
    return await runRounds(
      chosen.map((name) => [name, all[name]]),
      size,
    );
  } finally {
    database.close();
    await Promise.all(Object.values(children).map((child) => child.stop()));
  }
}

async function startChildren(folder, lessonsDir, world, profile) {
  const port = await freePort();
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: `file:${join(folder, 'app.db')}`,
    LESSONS_DIR: lessonsDir,
    LOG_LEVEL: 'warn',
    RATE_LIMIT: '1000000000',
    BACKUP_AT: 'off',
  };
  const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${join(root, 'dist')}`] : [];
  const app = startChild('app.mjs', { env, execArgv });
  const page = join(folder, 'page.html');
  const html = await lessonPage(await app.ask('base'), world);
  writeFileSync(page, html);
  console.log(`The lesson page has ${html.length.toLocaleString('en')} bytes.`);
  const bare = startChild('bare.mjs', { args: [page], env: { NODE_ENV: 'production' } });
  const raw = startChild('raw.mjs', { args: [join(folder, 'raw.db')] });
  await raw.ask('load', { submissions: world.submissions, lesson: world.lesson });
  return { app, bare, raw, load: startChild('load.mjs') };
}

async function lessonPage(base, { lesson, works }) {
  const headers = { cookie: works[0].cookie };
  const response = await fetch(`${base}/en/lessons/${lesson.id}`, { headers, redirect: 'manual' });
  if (response.status !== 200) throw new Error(`The lesson page answers ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @returns {Promise<Map<string, object[]>>} what each round measured, by name */
async function runRounds(measurements, { rounds, seconds }) {
  const amounts = new Map();
  for (const [name, run] of measurements) {
    await run(WARM_UP);
    const { perSecond } = await run(WARM_UP);
    amounts.set(name, perSecond * seconds);
  }
  const results = new Map(measurements.map(([name]) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    if (process.stderr.isTTY) process.stderr.write(`\rround ${round} of ${rounds} `);
    for (const [name, run] of measurements) results.get(name).push(await run(amounts.get(name)));
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  return results;
}
