import { defineConfig } from 'vitest/config';

/** Each suite of `npm test` names its folder; a single file can be run by its path. Two workers: the usual machine has two cores. */
export default defineConfig({
  test: {
    include: ['tests/{unit,flow,fault,shell,long}/**/*.test.{ts,tsx}'],
    environment: 'node',
    setupFiles: ['./tests/helpers/fixed-seed.ts', './tests/helpers/log-plans.ts'],
    pool: 'forks',
    // Modules are read once per worker, not once per file: a quarter of the time. No test mocks a module or keeps state in one.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
