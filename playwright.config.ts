import { defineConfig } from '@playwright/test';

const executablePath = process.env.TALLYDESK_CHROMIUM;

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json']],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    acceptDownloads: true,
  },
  projects: [
    {
      name: 'chromium',
      testIgnore: '**/electron/**',
      use: { browserName: 'chromium', launchOptions: executablePath ? { executablePath } : {} },
    },
    { name: 'electron', testMatch: '**/electron/**/*.spec.ts' },
  ],
});
