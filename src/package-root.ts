import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder: the same whether the code runs from `src/` or from `dist/`. */
export const packageRoot = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  // `dist/` holds no package.json of its own, so the first one upwards is ours.
  if (existsSync(join(folder, 'package.json'))) return folder;
  return findRoot(dirname(folder));
}
