import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ORPCError } from '@orpc/server';
import { BrowserWindow, dialog, app as electronApp, nativeTheme, protocol, screen } from 'electron';
import { type App, openApp } from '../../app.ts';
import { stderrLog } from '../../platform/log.ts';
import { keepFilesPrivate } from '../../platform/private-files.ts';
import { appVersion } from '../app-version.ts';
import { fillWithDemo } from '../demo.ts';
import { desktopOptions } from '../options.ts';
import { loadRendererFiles } from '../renderer-files.ts';
import { answerPage, appAddress, appScheme } from './app-pages.ts';
import { denyWhatIsNotNeeded } from './deny.ts';
import { setMenu } from './menu.ts';
import { handOverPorts } from './ports.ts';
import { giveSavedFilesTheirMode } from './saved-files.ts';
import { loadWindowState, saveWindowState, smallestWindow } from './window-state.ts';

const { dataDir, demo } = desktopOptions(process.argv.slice(1));
/** While developing, electron-vite serves the page; an installed app knows only its own. */
const devAddress = electronApp.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const usualSize = { width: 1440, height: 900 };

// One instance for a data folder: the window's own files, and with them the lock, live in it.
keepFilesPrivate();
electronApp.setPath('userData', desktopFolder());
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
electronApp.enableSandbox();

if (electronApp.requestSingleInstanceLock()) void electronApp.whenReady().then(start).catch(giveUp);
else electronApp.exit(0);

/** There before Electron is told of it, where it can be made; whether the ledger can be used is told in the window. */
function desktopFolder(): string {
  const folder = join(dataDir, 'desktop');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    stderrLog.error(`the folder ${folder} could not be made`, error);
  }
  return folder;
}

async function start(): Promise<void> {
  const app = await openApp({ dataDir, host: 'electron', log: stderrLog, appVersion });
  const leaving = closeLedgerBeforeLeaving(app);
  denyWhatIsNotNeeded(isOurs);
  giveSavedFilesTheirMode();
  if (devAddress === undefined) servePages();
  handOverPorts(app, isOurs);
  const openUnlessLeaving = () => {
    if (!leaving.begun) openWindow();
  };
  setMenu(openUnlessLeaving);
  electronApp.on('second-instance', () => bringToFront(openUnlessLeaving));
  electronApp.on('activate', () => BrowserWindow.getAllWindows().length === 0 && openUnlessLeaving());
  openUnlessLeaving();
  if (demo) await fillDemo(app);
}

/** Fills a new ledger with the demo while its window is open already: who closes that, or makes a studio of their own there, needs no demo any more. */
async function fillDemo(app: App): Promise<void> {
  try {
    await fillWithDemo(app, app.openContext({ kind: 'electron' }), (sentence) => stderrLog.info(sentence));
  } catch (error) {
    if (error instanceof ORPCError && (error.code === 'CANCELLED' || error.code === 'STUDIO_EXISTS')) return;
    tell('The demo studio could not be made', error);
  }
}

function servePages(): void {
  const files = loadRendererFiles(fileURLToPath(new URL('../renderer/', import.meta.url)));
  protocol.handle(appScheme, (request) => answerPage(files, request));
}

function isOurs(address: string): boolean {
  return address.startsWith(appAddress) || (devAddress !== undefined && address.startsWith(`${devAddress}/`));
}

function openWindow(): void {
  const first = BrowserWindow.getAllWindows().length === 0;
  const state = first
    ? loadWindowState(
        dataDir,
        screen.getAllDisplays().map((display) => display.workArea),
      )
    : null;
  const window = new BrowserWindow({
    ...usualSize,
    ...state?.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Tallydesk',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#f7f7f8',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (state?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    saveWindowState(dataDir, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  void window.loadURL(devAddress ?? appAddress);
}

function bringToFront(open: () => void): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) {
    open();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Closes the ledger before the process ends; `begun` tells that it is being closed, so that no window is opened on it. */
function closeLedgerBeforeLeaving(app: App): { readonly begun: boolean } {
  electronApp.on('window-all-closed', () => electronApp.quit());
  const leaving = { begun: false };
  // Each time: leaving a second time would end the process in the middle of closing.
  electronApp.on('will-quit', (event) => {
    event.preventDefault();
    if (leaving.begun) return;
    leaving.begun = true;
    void app.close().finally(() => electronApp.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => electronApp.quit());
  return leaving;
}

/** The ledger is open elsewhere, or the app cannot start. */
function giveUp(error: unknown): void {
  tell('Tallydesk could not start', error);
  electronApp.exit(1);
}

/** Says what went wrong in a window of its own, for there is no terminal. */
function tell(title: string, error: unknown): void {
  stderrLog.error(title, error);
  dialog.showErrorBox(title, error instanceof Error ? error.message : String(error));
}
