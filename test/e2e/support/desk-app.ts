import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const readyLine = /Tallydesk is ready at (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)/;

/** The built app on a data folder of its own, in the browser host or in Electron, and its first window. */
export type DeskApp = {
  readonly page: Page;
  readonly dataDir: string;
  /** Opens a second window on the same app; only the browser host has one. */
  secondWindow(): Promise<Page>;
  /** Runs what starts an export and gives the file that it made. */
  savedFile(start: () => Promise<void>): Promise<string>;
  close(): Promise<void>;
};

/** How the app is opened: on a folder that is there, with the demo studio, in light or dark. */
export type OpenOptions = { dataDir?: string; demo?: boolean; colorScheme?: 'light' | 'dark' };

type Fixtures = { openDesk: (options?: OpenOptions) => Promise<DeskApp> };

/** Tests that open the app; what they opened is closed and removed afterwards. */
export const test = base.extend<Fixtures>({
  openDesk: async ({ browser }, use, testInfo) => {
    const opened: DeskApp[] = [];
    await use(async (options = {}) => {
      const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tallydesk-e2e-'));
      const electron = testInfo.project.name === 'electron';
      const desk = electron ? await openElectron(dataDir, options) : await openBrowserHost(browser, dataDir, options);
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
  const args = ['out/main/browser.js', '--port', '0', '--no-open', '--data', dataDir];
  const host = spawn(process.execPath, options.demo ? [...args, '--demo'] : args, { cwd: root });
  const address = await addressOf(host);
  const context = await browser.newContext({ colorScheme: options.colorScheme ?? 'light' });
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
    async close() {
      await context.close();
      await ended(host);
    },
  };
}

async function openPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** The address that the host tells once it is ready; what it said instead, where it ends before. */
function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = readyLine.exec(said)?.[1];
      if (address) resolve(address);
    };
    host.stdout?.on('data', hear);
    host.stderr?.on('data', hear);
    host.once('exit', (code) => reject(new Error(`the browser host ended with ${code}: ${said}`)));
  });
}

async function ended(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null) return;
  const exit = new Promise((resolve) => host.once('exit', resolve));
  host.kill('SIGTERM');
  await exit;
}

async function openElectron(dataDir: string, options: OpenOptions): Promise<DeskApp> {
  const args = ['.', '--data', dataDir, ...(options.demo ? ['--demo'] : [])];
  const app = await _electron.launch({ args, cwd: root, colorScheme: options.colorScheme ?? 'light' });
  const page = await app.firstWindow();
  return {
    page,
    dataDir,
    secondWindow: () => Promise.reject(new Error('the desktop has one window')),
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
