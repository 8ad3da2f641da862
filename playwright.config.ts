import { defineConfig } from '@playwright/test';

/** End-to-end tests start the built app themselves (tests/helpers/app.ts); no browser of Playwright's own is needed. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 10_000 },
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list']],
  use: { actionTimeout: 15_000 },
});
