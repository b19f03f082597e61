/**
 * `npm test`: build, format, lint, types, then every test. All of them run, whatever fails; the
 * last line counts. With arguments only the build and Vitest run, and Vitest is handed them.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, root } from './ensure.mjs';

const bin = (path, ...args) => [process.execPath, [join(root, 'node_modules', path), ...args]];

const BUILD = { name: 'build', command: [process.execPath, ['scripts/build.mjs']] };
const CHECKS = [
  BUILD,
  { name: 'format', command: bin('oxfmt/bin/oxfmt', '--check', '.'), mend: 'npm run format' },
  { name: 'lint', command: bin('oxlint/bin/oxlint', '--type-aware', '--deny-warnings') },
  {
    name: 'types',
    command: bin('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.test.json'),
  },
];

/** @returns {Promise<{ ok: boolean, output: string }>} output is empty where it went to the screen */
function run([command, args], stdio) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', stdio, stdio] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ ok: false, output: String(error) }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

async function check({ name, command, mend }) {
  const { ok, output } = await run(command, 'pipe');
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (!ok) console.log(`${output.trimEnd()}${mend ? `\nTo mend it: ${mend}` : ''}\n`);
  return ok;
}

/** A file that breaks before its first test counts as one failure; so does Vitest itself. */
function count(report, ok) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((t) => t.status === 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  return { passed: report.numPassedTests, failed: ok ? failed : Math.max(1, failed) };
}

async function vitest(args) {
  const folder = await mkdtemp(join(tmpdir(), 'manara-test-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { ok } = await run(bin('vitest/vitest.mjs', 'run', ...reporters, ...args), 'inherit');
  const report = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  await rm(folder, { recursive: true, force: true });
  return report ? count(report, ok) : { passed: 0, failed: 1 };
}

const args = process.argv.slice(2);
await ensureInstalled();
const checks = [];
for (const one of args.length === 0 ? CHECKS : [BUILD]) checks.push(await check(one));
const tests = await vitest(args);
const passed = tests.passed + checks.filter((ok) => ok).length;
const failed = tests.failed + checks.filter((ok) => !ok).length;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
