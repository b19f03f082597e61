import { defineConfig } from 'vitest/config';

/** Every test file belongs to exactly one project; `npx vitest --project unit` runs the quick ones. */
const unit = ['domain', 'content', 'store', 'services', 'cli'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: unit.map((folder) => `tests/${folder}/**/*.test.ts`),
        },
      },
      {
        test: {
          name: 'http',
          include: ['tests/web/**/*.test.ts'],
          testTimeout: 15_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
