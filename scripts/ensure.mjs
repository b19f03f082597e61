/**
 * Makes a fresh clone ready: installs what package-lock.json names, then builds. Only node:
 * modules may be imported here, since there may be no others yet.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function lockedPackages(file) {
  try {
    return JSON.parse(await readFile(join(root, file), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** npm leaves its own list in node_modules; packages for other machines are missing by right. */
async function installedAsLocked() {
  const wanted = Object.entries(await lockedPackages('package-lock.json'));
  const found = await lockedPackages('node_modules/.package-lock.json');
  return wanted.every(([path, { version, optional, devOptional, peer }]) => {
    const mayMiss = path === '' || optional || devOptional || peer;
    return path in found ? found[path].version === version : mayMiss;
  });
}

function npm(...args) {
  const script = process.env.npm_execpath;
  const known = script !== undefined && /\.c?js$/.test(script);
  const { status } = spawnSync(known ? process.execPath : 'npm', known ? [script, ...args] : args, {
    cwd: root,
    stdio: 'inherit',
    shell: !known && process.platform === 'win32',
  });
  return status === 0;
}

/**
 * npm ci refuses a lock file that does not name the optional packages of every other machine, as
 * one written behind a partial mirror. npm install takes the same versions and is less strict.
 */
function install() {
  console.log('Installing packages (npm ci) …');
  if (npm('ci', '--include=dev')) return true;
  console.log('npm ci refused; installing the locked versions with npm install …');
  return npm('install', '--no-save', '--include=dev');
}

/** Packages as locked. Ends the process with 1 where they cannot be had. */
export async function ensureInstalled() {
  if ((await installedAsLocked()) || install()) return;
  console.error('The packages could not be installed; see above. Nothing was started.');
  process.exit(1);
}

/** Ready to run: packages as locked and dist/ built. Ends the process with 1 where it cannot be. */
export async function ensure() {
  await ensureInstalled();
  const { buildAndTell } = await import('./build.mjs');
  if (!(await buildAndTell())) process.exit(1);
}
