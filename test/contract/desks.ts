import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { onTestFinished } from 'vitest';
import { startBrowserHost } from '../../src-main/hosts/browser/server.ts';
import { handOverPorts } from '../../src-main/hosts/electron/ports.ts';
import { runScript } from '../../src-main/hosts/script/run-script.ts';
import { silentLog } from '../../src-main/platform/log.ts';
import type { Contract } from '../../src-shared/contract/index.ts';
import { FakeFrame, fakeElectron } from '../hosts/electron/fake-electron.ts';
import { openTestApp, type TestApp } from '../support/open-studio.ts';

/** The contract's operations, however they travel. */
export type Client = ContractRouterClient<Contract>;
/** One window, or one script, at an app of its own. */
export type HostDesk = { client: Client; app: TestApp };

/** Every host, as a way to open a desk at it. */
export const hosts = {
  'the script host': openScriptDesk,
  'the browser host': openBrowserDesk,
  'the desktop window': openWindowDesk,
} satisfies Record<string, () => Promise<HostDesk>>;

async function openScriptDesk(): Promise<HostDesk> {
  const app = await openTestApp();
  const waiting: string[] = [];
  const answers = runScript(
    { app: app.app, clock: app.clock, log: silentLog },
    (function* lines() {
      for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) yield line;
    })(),
  );
  const ask = async (op: string, input: unknown) => {
    waiting.push(JSON.stringify({ op, input }));
    const { value } = await answers.next();
    if (!value) throw new Error('the script ended early');
    if ('ok' in value) return value.ok;
    throw new ORPCError(value.error.code, { message: value.error.message, data: value.error.data, defined: true });
  };
  // The proxy has whatever operation is asked of it, in the contract's shape.
  return { app, client: operations([], ask) as Client };
}

function operations(path: readonly string[], ask: (op: string, input: unknown) => Promise<unknown>): unknown {
  return new Proxy(() => {}, {
    get: (_target, name) => operations([...path, String(name)], ask),
    apply: (_target, _self, [input]: unknown[]) => ask(path.join('.'), input),
  });
}

async function openBrowserDesk(): Promise<HostDesk> {
  const app = await openTestApp();
  const host = await startBrowserHost({
    app: app.app,
    rendererFiles: new Map([['/index.html', { type: 'text/html', body: Buffer.from('') }]]),
    log: silentLog,
    ports: [0],
  });
  onTestFinished(() => host.close());
  const origin = `http://127.0.0.1:${host.port}`;
  const entered = await fetch(host.address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const link = new FetchLink({ url: `${origin}/rpc`, headers: { cookie, origin } });
  return { app, client: createORPCClient(link) };
}

async function openWindowDesk(): Promise<HostDesk> {
  const app = await openTestApp();
  fakeElectron.ipcMain.removeAllListeners();
  handOverPorts(app.app, (address) => address.startsWith('app://tallydesk/'));
  const window = new fakeElectron.BrowserWindow({});
  const frame = new FakeFrame('app://tallydesk/');
  fakeElectron.ipcMain.emit('tallydesk:port-wanted', { sender: window.webContents, senderFrame: frame });
  const port = frame.received[0]?.ports[0];
  if (!port) throw new Error('the window was not given a port');
  onTestFinished(() => port.close());
  return { app, client: createORPCClient(new PortLink({ port })) };
}
