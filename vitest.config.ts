import { defineConfig } from 'vitest/config';

/** Every test file belongs to exactly one project; `npx vitest --project unit` runs the quick ones. */
const unit = ['domain', 'content', 'interchange', 'store', 'services', 'mail', 'cli'];

export default defineConfig({
  test: {
    // One for each core: tests wait for processes and for the disk, and two cores are what CI has.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: unit.map((folder) => `tests/${folder}/**/*.test.ts`),
          // Catches what hangs, on the slowest machine; no test measures time.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'http',
          include: ['tests/web/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
