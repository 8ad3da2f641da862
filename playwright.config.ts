import { defineConfig } from '@playwright/test';

/** End-to-end tests start the built app themselves (tests/helpers/app.ts); no browser of Playwright's own is needed. Two at a time: each has its own app, folder and processes, and the usual machine has two cores. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // Once more when a test fails, with what was repeated named in the result: docs/decisions/0012.
  retries: 1,
  fullyParallel: true,
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list']],
  use: { actionTimeout: 15_000 },
});
