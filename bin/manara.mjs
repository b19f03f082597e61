#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/src/cli/main.js', import.meta.url);

// A fresh clone has no build yet; whoever types the command should not have to know.
if (!existsSync(main)) {
  const script = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url));
  // The build's words go to stderr: stdout belongs to the command.
  const build = spawnSync(process.execPath, [script], { stdio: ['ignore', 2, 2] });
  if (build.status !== 0) process.exit(build.status ?? 1);
}

await import(main.href);
