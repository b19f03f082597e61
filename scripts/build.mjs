/** Builds everything into dist/: program, fonts, assets. A step whose inputs stayed is skipped. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAssets } from './assets.mjs';
import { buildFonts } from './fonts.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const stampFile = join(dist, '.build.json');
const TYPESCRIPT = 'node_modules/typescript/bin/tsc';

class BuildError extends Error {}

const exists = (path) => stat(path).then(Boolean, () => false);

async function filesBelow(folder) {
  const found = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** A fingerprint of files by path, size and time: quick, and a false alarm costs one build. */
async function fingerprint(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) {
    const found = await stat(join(root, file)).catch(() => undefined);
    hash.update(`${file} ${found?.size} ${found?.mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

async function readStamp() {
  return JSON.parse(await readFile(stampFile, 'utf8').catch(() => '{}'));
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** The name of the compiled file of a source, or undefined where nothing is compiled. */
const compiledName = (file) =>
  file.endsWith('.d.ts') ? undefined : file.endsWith('.ts') ? `${file.slice(0, -3)}.js` : undefined;

/** A migration whose source is gone must not be run from its old output. */
async function clearOrphans(sources) {
  const kept = new Set(sources.map((file) => compiledName(file) ?? file));
  for (const folder of ['dist/src', 'dist/migrations']) {
    for (const file of await filesBelow(folder)) {
      if (!kept.has(relative('dist', file))) await rm(join(root, file), { force: true });
    }
  }
}

/** tsc believes its own record of what it wrote; without the files the record must go too. */
async function forgetIfIncomplete(sources) {
  const names = sources.map(compiledName).filter((name) => name !== undefined);
  const found = await Promise.all(names.map((name) => exists(join(dist, name))));
  const incomplete = found.includes(false);
  if (incomplete) await rm(join(dist, '.tsbuildinfo'), { force: true });
  return incomplete;
}

async function program(stamp) {
  const sources = [...(await filesBelow('src')), ...(await filesBelow('migrations'))];
  const key = await fingerprint([...sources, 'tsconfig.json', 'package-lock.json', TYPESCRIPT]);
  const incomplete = await forgetIfIncomplete(sources);
  if (stamp.program === key && !incomplete) return { program: key, did: false };
  const { code, output } = await run(process.execPath, [TYPESCRIPT, '-p', 'tsconfig.json']);
  if (code !== 0) throw new BuildError(`the program does not compile:\n${output.trim()}`);
  await clearOrphans(sources);
  return { program: key, did: true };
}

async function assets(stamp) {
  const fonts = await buildFonts(root, join(dist, 'fonts'));
  const inputs = [...(await filesBelow('public')), ...(await filesBelow('scripts'))];
  const key = `${fonts.folder.slice(-12)}-${await fingerprint([...inputs, 'package-lock.json'])}`;
  const whole = await exists(join(dist, 'public/manifest.json'));
  if (stamp.assets === key && whole && fonts.made === 0) return { assets: key, did: false };
  await buildAssets(join(root, 'public'), join(dist, 'public'), fonts.folder);
  return { assets: key, did: true };
}

async function keep(stamp) {
  const draft = `${stampFile}.${process.pid}.draft`;
  await writeFile(draft, JSON.stringify(stamp));
  await rename(draft, stampFile);
}

const explain = (reason) => (reason instanceof BuildError ? reason.message : reason.stack);

/** Builds the named parts (all of them by default) and says in one line what it did. */
export async function build(parts = ['program', 'assets']) {
  const began = performance.now();
  await mkdir(dist, { recursive: true });
  const stamp = await readStamp();
  const steps = { program, assets };
  const done = await Promise.allSettled(parts.map((part) => steps[part](stamp)));
  const made = parts.filter((_, at) => done[at].status === 'fulfilled' && done[at].value.did);
  for (const { value } of done) {
    if (value === undefined) continue;
    const { did: _, ...keys } = value;
    Object.assign(stamp, keys);
  }
  await keep(stamp);
  const reasons = done.filter((one) => one.status === 'rejected').map(({ reason }) => reason);
  if (reasons.length > 0) throw new BuildError(reasons.map(explain).join('\n'));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return made.length === 0 ? 'build: up to date' : `build: ${made.join(', ')} in ${seconds} s`;
}

/** Prints what happened; never throws. */
export async function buildAndTell(parts) {
  try {
    console.log(await build(parts));
    return true;
  } catch (error) {
    console.error(`build failed: ${explain(error)}`);
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await buildAndTell()) ? 0 : 1;
}
