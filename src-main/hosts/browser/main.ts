import { fileURLToPath } from 'node:url';
import { type App, LedgerInUseError, openApp } from '../../app.ts';
import { stderrLog } from '../../platform/log.ts';
import { keepFilesPrivate } from '../../platform/private-files.ts';
import { appVersion } from '../app-version.ts';
import { fillWithDemo } from '../demo.ts';
import { type StartOptions, startOptions, UnknownOptionError } from '../options.ts';
import { loadRendererFiles, type RendererFiles } from '../renderer-files.ts';
import { askForOpening } from './ask-for-opening.ts';
import { watchRendererFiles } from './dev-files.ts';
import { openBrowser } from './open-browser.ts';
import { type BrowserHost, startBrowserHost } from './server.ts';

/** Mostly free, and always the same: what a browser remembers (light or dark) belongs to a port. */
const usualPort = 47_810;
/** Set by `npm run dev` only, which runs this file from its source. */
const devToken = import.meta.url.endsWith('.ts') ? process.env.TALLYDESK_DEV_TOKEN : undefined;
const builtPage = import.meta.url.endsWith('.ts') ? '../../../out/renderer/' : '../renderer/';

keepFilesPrivate();
await main(process.argv.slice(2));

async function main(args: string[]): Promise<void> {
  try {
    await start(startOptions(args));
  } catch (error) {
    const [sentence, status] = sentenceOf(error);
    process.stderr.write(`${sentence}\n`);
    process.exitCode = status;
  }
}

async function start(options: StartOptions): Promise<void> {
  const app = await openOrPointAt(options);
  if (app === null) return;
  const leaving = closeOnSignal(app);
  const host = await serve(app, options).catch(async (error) => {
    // Closing has stopped the filling with the demo; it goes on and ends the process.
    if (leaving.begun) return null;
    await app.close();
    throw error;
  });
  if (host === null || leaving.begun) return;
  leaving.host = host;
  app.announce(host.address);
  process.stdout.write(`Tallydesk is ready at ${host.address}\n`);
  if (options.open) openBrowser(host.addressForOneOpening());
}

/** Opens the ledger; where another Tallydesk has it, says where that is, opens it there, and gives null. */
async function openOrPointAt(options: StartOptions): Promise<App | null> {
  try {
    return await openApp({ dataDir: options.dataDir, host: 'browser', log: stderrLog, appVersion });
  } catch (error) {
    if (!(error instanceof LedgerInUseError)) throw error;
    const address = error.holder?.address ?? null;
    process.stderr.write(
      address === null ? `${error.message}\n` : `Tallydesk already runs on this ledger at ${address}\n`,
    );
    const opening = options.open && address !== null ? await askForOpening(address) : null;
    if (opening !== null) openBrowser(opening);
    return null;
  }
}

async function serve(app: App, options: StartOptions): Promise<BrowserHost> {
  const rendererFiles = rendererFilesHere();
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  if (options.demo) await fillWithDemo(app, app.openContext({ kind: 'browser' }), say);
  const ports: [number, ...number[]] = options.port === null ? [usualPort, 0] : [options.port];
  return startBrowserHost({ app, rendererFiles, log: stderrLog, ports, token: devToken });
}

function rendererFilesHere(): RendererFiles {
  const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  if (devToken === undefined) return loadRendererFiles(folder(builtPage));
  return watchRendererFiles(folder('../../../out/dev/'), devToken);
}

/** Closes the ledger at the first signal, whatever is going on, and before it the host, once there is one. */
function closeOnSignal(app: App): { readonly begun: boolean; host: BrowserHost | null } {
  const leaving: { begun: boolean; host: BrowserHost | null } = { begun: false, host: null };
  const close = async () => {
    if (leaving.begun) return;
    leaving.begun = true;
    await leaving.host?.close();
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);
  return leaving;
}

function sentenceOf(error: unknown): [sentence: string, status: number] {
  if (error instanceof UnknownOptionError) return [error.message, 2];
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE' || code === 'EACCES') {
    return ['This port is taken or not allowed. Choose another one with --port, or leave it out.', 1];
  }
  throw error;
}
