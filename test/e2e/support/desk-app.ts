import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';
import { root, startBrowserHost } from './browser-host.ts';

/** The built app on a data folder of its own, in the browser host or in Electron, and its first window. */
export type DeskApp = {
  readonly page: Page;
  readonly dataDir: string;
  /** Opens a second window on the same app; only the browser host has one. */
  secondWindow(): Promise<Page>;
  /** Runs what starts an export and gives the file that it made. */
  savedFile(start: () => Promise<void>): Promise<string>;
  /** Kills the app behind the window; only the browser host's can be. */
  killHost(): Promise<void>;
  /** Starts it again at the same address with a new token; the address to open. */
  startHostAgain(): Promise<string>;
  close(): Promise<void>;
};

/** How the app is opened: on a folder that is there, with the demo studio or a copy of a ledger, in light or dark. */
export type OpenOptions = {
  dataDir?: string;
  demo?: boolean;
  ledger?: string;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** No file may grow beyond it, as on a full disk; the browser host only. */
  fileKbMax?: number;
};

type Fixtures = { openDesk: (options?: OpenOptions) => Promise<DeskApp> };
type WorkerFixtures = { chromium: Browser | null };

/** Tests that open the app; what they opened is closed and removed afterwards. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  /** The browser of all tests of a worker; none where they run in Electron. */
  chromium: [
    async ({ playwright }, use, { project }) => {
      const chromium = project.name === 'electron' ? null : await playwright.chromium.launch(project.use.launchOptions);
      await use(chromium);
      await chromium?.close();
    },
    { scope: 'worker' },
  ],
  openDesk: async ({ chromium }, use) => {
    const opened: DeskApp[] = [];
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tallydesk-e2e-'));
      const ledger = options.demo ? process.env.TALLYDESK_DEMO_LEDGER : options.ledger;
      if (ledger !== undefined) copyFileSync(ledger, join(dataDir, 'ledger.sqlite'));
      const desk = await (chromium ? openBrowserHost(chromium, dataDir, options) : openElectron(dataDir, options));
      opened.push(desk);
      return desk;
    });
    for (const desk of opened) {
      await desk.close();
      rmSync(desk.dataDir, { recursive: true, force: true });
    }
  },
});

async function openBrowserHost(browser: Browser, dataDir: string, options: OpenOptions): Promise<DeskApp> {
  let host = await startBrowserHost(['--data', dataDir], { fileKbMax: options.fileKbMax });
  const context = await browser.newContext({
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport ?? { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    acceptDownloads: true,
  });
  const { address } = host;
  const page = await openPage(context, address);
  return {
    page,
    dataDir,
    secondWindow: () => openPage(context, address),
    async savedFile(start) {
      const [download] = await Promise.all([page.waitForEvent('download'), start()]);
      const path = join(dataDir, download.suggestedFilename());
      await download.saveAs(path);
      return path;
    },
    killHost: () => host.kill(),
    async startHostAgain() {
      host = await startBrowserHost(['--data', dataDir, '--port', new URL(address).port]);
      return host.address;
    },
    async close() {
      await context.close();
      await host.stop();
    },
  };
}

async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function openElectron(dataDir: string, options: OpenOptions): Promise<DeskApp> {
  const executablePath = process.env.TALLYDESK_ELECTRON;
  // Chromium refuses its sandbox to root.
  const args = ['.', '--data', dataDir, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const colorScheme = options.colorScheme ?? 'light';
  const app = await _electron.launch({ args, cwd: root, colorScheme, ...(executablePath ? { executablePath } : {}) });
  const page = await app.firstWindow();
  return {
    page,
    dataDir,
    secondWindow: () => Promise.reject(new Error('the desktop has one window')),
    killHost: () => Promise.reject(new Error('the desktop ends with its app')),
    startHostAgain: () => Promise.reject(new Error('the desktop ends with its app')),
    async savedFile(start) {
      const path = join(dataDir, `export-${Date.now()}.xlsx`);
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      }, path);
      await start();
      await page.getByText('entries').last().waitFor();
      return path;
    },
    close: () => app.close(),
  };
}

export { expect } from '@playwright/test';
