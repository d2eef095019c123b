import { defineConfig } from '@playwright/test';

const executablePath = process.env.TALLYDESK_CHROMIUM;

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/support/demo-ledger.ts',
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json']],
  // A slow machine takes a minute for what a quick one does in twenty seconds.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  workers: 2,
  // One that passes only at its second try is listed as flaky; twice wrong is wrong.
  retries: 1,
  forbidOnly: true,
  use: {
    // What was done and when, without film and copies of the pages: those cost a quarter of what the stories cost.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        // Where there is no graphics card, Chromium imitates one: a third of what the browser's tests cost.
        launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--disable-gpu'] },
      },
    },
    // How the browser host starts and ends says nothing about the window.
    { name: 'electron', testIgnore: '**/start.spec.ts' },
  ],
});
