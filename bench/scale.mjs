/**
 * Measures that pages cost the same with ten thousand attempts and with a million: builds both
 * databases with the same people, starts a server on each, and asks both for every page in turn.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { SingleBar, Presets } from 'cli-progress';
import { root } from '../scripts/ensure.mjs';
import { startChild } from './child.mjs';
import { PAGES } from './scale-pages.mjs';
import { makeScaleWorld, openScaleWorld } from './scale-world.mjs';

const FULL = { cohorts: 200, learners: 20_000 };
const FULL_ATTEMPTS = [10_000, 1_000_000];
/** A tenth of everything, to try the measurement itself. */
const QUICK = { cohorts: 20, learners: 2000 };
const QUICK_ATTEMPTS = [1000, 100_000];
/** Requests before anything counts, and those that do. */
const WARM_UP = 5;
const ROUNDS = 25;
/** Milliseconds at the median, and times as long with many attempts as with few. */
const TARGET_TIME = 100;
const TARGET_RATIO = 1.3;

const OPTIONS = {
  quick: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  folder: { type: 'string' },
};

/**
 * `--quick`: a tenth of the size; `--keep`: leaves the databases, and uses those that are there;
 * `--folder` says where, by default below the system's temporary folder.
 */
export async function benchScale(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const folder = values.folder ?? join(tmpdir(), 'manara-bench-scale');
  mkdirSync(folder, { recursive: true });
  try {
    await measureAll(folder, values.quick);
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(folder, quick) {
  const size = quick ? QUICK : FULL;
  const lessonsDir = join(folder, 'lessons');
  // A copy, so that nobody's editing makes the server read the course again meanwhile.
  cpSync(join(root, 'lessons'), lessonsDir, { recursive: true });
  const sides = [];
  for (const attempts of quick ? QUICK_ATTEMPTS : FULL_ATTEMPTS) {
    const file = join(folder, `${attempts}.db`);
    await build({ file, lessonsDir, ...size, attempts });
    sides.push(await serve(file, lessonsDir, attempts));
  }
  try {
    print(sides, await measurePages(sides));
  } finally {
    for (const { child } of sides) await child.stop();
  }
}

async function build(world) {
  const { file, attempts } = world;
  const told = `${attempts.toLocaleString('en')} attempts`;
  if (existsSync(file)) return console.error(`${told}: using ${file}`);
  const began = performance.now();
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const bars = new Map();
  await makeScaleWorld({ ...world, file: part }, (name, done, all) =>
    show(bars, `${told}, ${name}`, done, all),
  );
  for (const bar of bars.values()) bar.stop();
  renameSync(part, file);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.error(`${told}: ${Math.round(statSync(file).size / 1e6)} MB in ${seconds} s`);
}

/** One bar for each part of the work, on a terminal only. */
function show(bars, name, done, all) {
  if (!process.stderr.isTTY) return;
  for (const [other, bar] of bars) if (other !== name) bar.stop();
  const bar =
    bars.get(name) ??
    new SingleBar({ format: `${name} {bar} {percentage} % | {eta_formatted}` }, Presets.rect);
  if (!bars.has(name)) bar.start(all, 0);
  bars.set(name, bar);
  bar.update(done);
}

async function serve(file, lessonsDir, attempts) {
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: `file:${file}`,
    LESSONS_DIR: lessonsDir,
    HOST: '127.0.0.1',
    PORT: '0',
    BASE_URL: 'http://127.0.0.1:3000',
    LOG_LEVEL: 'silent',
    MANARA_DEMO: 'off',
    BACKUP_AT: 'off',
  };
  const world = await openScaleWorld(file);
  const child = startChild('app.mjs', { env });
  return { child, attempts, world, base: await child.ask('base') };
}

async function measurePages(sides) {
  const rows = [];
  for (const [name, who, path] of PAGES) {
    const statuses = [];
    for (const side of sides) statuses.push((await ask(side, who, path(side.world))).status);
    const missing = statuses.find((status) => status !== 200) ?? null;
    const figures = missing === null ? await measurePage(sides, who, path) : [];
    rows.push({ name, missing, figures });
  }
  return rows;
}

/** Both sides in turn, so that what slows the machine slows both. */
async function measurePage(sides, who, path) {
  const figures = sides.map(() => ({ times: [], cpu: [] }));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [at, side] of sides.entries()) {
      await side.child.ask('begin');
      const { time } = await ask(side, who, path(side.world));
      const { cpu } = await side.child.ask('end');
      if (round < WARM_UP) continue;
      figures[at].times.push(time);
      figures[at].cpu.push(cpu / 1000);
    }
  }
  return figures.map(({ times, cpu }) => ({ time: median(times), cpu: median(cpu) }));
}

async function ask({ base, world }, who, path) {
  const headers =
    who === 'token' ? { authorization: `Bearer ${world.token}` } : { cookie: world.cookies[who] };
  const began = performance.now();
  const response = await fetch(base + path, { headers, redirect: 'manual' });
  await response.arrayBuffer();
  return { status: response.status, time: performance.now() - began };
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Ratios are of processor time: a busy machine bends the time by the clock. */
function print([few, many], rows) {
  const heads = [few, many].flatMap(({ attempts }) => [attempts.toLocaleString('en'), 'CPU']);
  console.log(['page'.padEnd(24), ...heads.map((head) => head.padStart(10)), '   ratio'].join(' '));
  for (const { name, missing, figures } of rows) {
    if (missing !== null) {
      console.log(`${name.padEnd(24)} answers ${missing}: not measured`);
      continue;
    }
    const [one, other] = figures;
    const ratio = other.cpu / one.cpu;
    const over = other.time > TARGET_TIME || ratio > TARGET_RATIO ? '  over' : '';
    const times = figures.flatMap(({ time, cpu }) => [time, cpu]);
    const cells = times.map((value) => value.toFixed(1).padStart(10));
    console.log(`${name.padEnd(24)} ${cells.join(' ')} ${ratio.toFixed(2).padStart(8)}${over}`);
  }
  console.log(`Milliseconds. Targets: at most ${TARGET_TIME}, and ${TARGET_RATIO} times as much.`);
}
