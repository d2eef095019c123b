import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Client } from '../../contract/desks.ts';
import { FakeFrame, fakeElectron } from './fake-electron.ts';
import { makeFolder } from './make-folder.ts';

vi.mock('electron', () => fakeElectron);
vi.mock('../../../src-main/hosts/renderer-files.ts', async (original) => ({
  ...(await original<object>()),
  loadRendererFiles: () =>
    new Map([
      [
        '/index.html',
        { type: 'text/html; charset=utf-8', body: Buffer.from('<meta name="csp-nonce" content="__CSP_NONCE__">') },
      ],
      ['/assets/a.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('export {}') }],
    ]),
}));

const { folder, remove } = makeFolder();
const argv = process.argv;
const usualMask = process.umask();

beforeAll(async () => {
  process.argv = ['electron', '--inspect=0', '/app', '--data', folder];
  await import('../../../src-main/hosts/electron/main.ts');
  await vi.waitFor(() => expect(fakeElectron.BrowserWindow.windows).toHaveLength(1));
});

afterAll(async () => {
  process.argv = argv;
  // Who leaves twice is held back twice, and the ledger is closed once.
  fakeElectron.BrowserWindow.windows.length = 0;
  expect([fakeElectron.app.quit(), fakeElectron.app.quit()]).toEqual([false, false]);
  // Who starts it again in this moment gets no window on a ledger that is being closed.
  fakeElectron.app.emit('second-instance');
  fakeElectron.app.emit('activate');
  expect(fakeElectron.BrowserWindow.windows).toEqual([]);
  await vi.waitFor(() => expect(fakeElectron.app.exit.calls).toEqual([[0]]));
  remove();
});

const firstWindow = () => {
  const [window] = fakeElectron.BrowserWindow.windows;
  if (!window) throw new Error('no window was opened');
  return window;
};

/** What the page is told when it asks for its port from a frame. */
function askForPort(frame: FakeFrame) {
  fakeElectron.ipcMain.emit('tallydesk:port-wanted', { sender: firstWindow().webContents, senderFrame: frame });
  return frame.received[0];
}

describe('the window', () => {
  test('runs its page in a sandbox, apart from the preload script, without Node', () => {
    expect(fakeElectron.app.enableSandbox.calls).toHaveLength(1);
    expect(firstWindow().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      preload: expect.stringMatching(/preload\.cjs$/),
    });
  });

  test('shows the page of the app scheme, which is standard and secure, and never a file', () => {
    expect(firstWindow().loadURL.calls).toEqual([['app://tallydesk/']]);
    expect(fakeElectron.protocol.registerSchemesAsPrivileged.calls).toEqual([
      [[{ scheme: 'app', privileges: expect.objectContaining({ standard: true, secure: true }) }]],
    ]);
  });

  test('remembers where it was', () => {
    firstWindow().emit('close');
    const state = JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'));
    expect(state).toEqual({ bounds: { x: 10, y: 20, width: 1200, height: 800 }, maximized: false });
  });

  test('comes to the front when the app is started again', () => {
    fakeElectron.app.emit('second-instance');
    expect(firstWindow().show.calls).toHaveLength(1);
    expect(firstWindow().focus.calls).toHaveLength(1);
    expect(fakeElectron.app.paths.get('userData')).toBe(join(folder, 'desktop'));
  });

  test('has a native menu with a second window in it', () => {
    const [template] = fakeElectron.Menu.setApplicationMenu.calls[0] ?? [];
    const items = (template as { label?: string; submenu?: { label?: string; click?(): void }[] }[]).flatMap(
      (menu) => menu.submenu ?? [],
    );
    items.find((item) => item.label === 'New window')?.click?.();
    expect(fakeElectron.BrowserWindow.windows).toHaveLength(2);
    fakeElectron.BrowserWindow.windows.pop();
  });
});

test.skipIf(process.platform === 'win32')('the ledger is for its own user alone, what a page saves is not', () => {
  expect(statSync(join(folder, 'ledger.sqlite')).mode & 0o077).toBe(0);
  const saved = join(folder, 'rows.csv');
  writeFileSync(saved, 'rows');
  expect(statSync(saved).mode & 0o777).toBe(0o600);
  const item = Object.assign(new EventEmitter(), { getSavePath: () => saved });
  fakeElectron.session.defaultSession.emit('will-download', {}, item);
  item.emit('done', {}, 'completed');
  expect(statSync(saved).mode & 0o777).toBe(0o666 & ~usualMask);
});

describe('what the page gets', () => {
  const answer = async (address: string, method = 'GET') => {
    const [scheme, answerTo] = fakeElectron.protocol.handle.calls[0] ?? [];
    if (!answerTo) throw new Error('no protocol is handled');
    expect(scheme).toBe('app');
    const response = answerTo({ url: address, method });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };

  test('is its own files, with the policy and a fresh nonce', async () => {
    const page = await answer('app://tallydesk/');
    const nonce = /content="([^"]+)"/.exec(page.body)?.[1];
    expect(nonce).toMatch(/^[\w+/]{24}$/);
    expect(page.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect((await answer('app://tallydesk/')).body).not.toBe(page.body);
    const script = await answer('app://tallydesk/assets/a.js');
    expect([script.body, script.headers.get('content-type')]).toEqual(['export {}', 'text/javascript; charset=utf-8']);
  });

  test.each(['app://other/', 'app://tallydesk/../../package.json', 'app://tallydesk/%2e%2e/ledger.sqlite'])(
    'is nothing else: %s',
    async (address) => expect((await answer(address)).status).toBe(404),
  );
});

describe('what no page gets', () => {
  /** Whether a window that shows a page may go where an event says. */
  function mayGo(name: string, to: { url: string; isMainFrame?: boolean }) {
    const { webContents } = firstWindow();
    webContents.url = 'app://tallydesk/#/customers';
    const event = { isMainFrame: true, ...to, preventDefault: vi.fn() };
    webContents.emit(name, event);
    return event.preventDefault.mock.calls.length === 0;
  }

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s to another page is prevented',
    (name) => {
      for (const url of [
        'https://example.org/',
        'app://tallydesk/index.html',
        'app://tallydesk/?a=b',
        'app://tallydesk.example.org/',
        'file:///etc/passwd',
        'about:blank',
        '',
      ]) {
        expect([url, mayGo(name, { url })]).toEqual([url, false]);
      }
    },
  );

  test.each(['will-navigate', 'will-frame-navigate'])('%s to the page itself is let through: a reload', (name) => {
    expect(mayGo(name, { url: 'app://tallydesk/#/customers' })).toBe(true);
    expect(mayGo(name, { url: 'app://tallydesk/#/usage' })).toBe(true);
    expect(mayGo(name, { url: 'app://tallydesk/', isMainFrame: false })).toBe(false);
  });

  /** What the two handlers say to a page that asks for a permission. */
  function answers(permission: string, requestingUrl: string, isMainFrame = true) {
    const { permissionRequest, permissionCheck } = fakeElectron.session.handlers;
    const requested = vi.fn();
    const asking = { isMainFrame, requestingUrl };
    permissionRequest?.({}, permission, requested, asking);
    const origin = URL.parse(requestingUrl)?.origin ?? '';
    return [requested.mock.calls[0]?.[0], permissionCheck?.({}, permission, origin, asking)];
  }

  test.each(['clipboard-read', 'deprecated-sync-clipboard-read', 'media', 'notifications', 'openExternal', 'unknown'])(
    'no permission: %s',
    (permission) => expect(answers(permission, 'app://tallydesk/')).toEqual([false, false]),
  );

  test('copying is for the page of the app alone, and for no frame inside it', () => {
    const copying = 'clipboard-sanitized-write';
    expect(answers(copying, 'app://tallydesk/#/customers')).toEqual([true, true]);
    for (const address of ['https://example.org/', 'app://tallydesk.example.org/', 'about:blank', '']) {
      expect(answers(copying, address)).toEqual([false, false]);
    }
    expect(answers(copying, 'app://tallydesk/', false)).toEqual([false, false]);
    expect(
      fakeElectron.session.handlers.permissionCheck?.(null, copying, 'app://tallydesk', { isMainFrame: true }),
    ).toBe(false);
  });

  test('no further window, no device', () => {
    const { windowOpenHandler } = firstWindow().webContents;
    expect(windowOpenHandler?.({ url: 'https://example.org' })).toEqual({ action: 'deny' });
    expect(fakeElectron.session.handlers.device?.()).toBe(false);
  });

  test('no port for a frame inside the page, or for a page of somebody else', () => {
    const page = new FakeFrame('app://tallydesk/');
    expect(askForPort(new FakeFrame('app://tallydesk/', page))).toBeUndefined();
    expect(askForPort(new FakeFrame('https://example.org/'))).toBeUndefined();
    expect(askForPort(new FakeFrame('app://tallydesk.example.org/'))).toBeUndefined();
  });
});

describe('the port', () => {
  test('carries events until the page leaves them, and again when it comes back', async () => {
    const [port] = askForPort(new FakeFrame('app://tallydesk/'))?.ports ?? [];
    if (!port) throw new Error('no port came');
    const client: Client = createORPCClient(new RPCLink({ port }));
    for (let came = 0; came < 2; came += 1) {
      const leaving = new AbortController();
      const events = await client.events.subscribe({}, { signal: leaving.signal });
      const next = events.next();
      leaving.abort();
      await expect(next).rejects.toThrow();
    }
    expect(await client.app.status({})).toMatchObject({ host: 'electron' });
    port.close();
  });

  test('carries the operations, and the session outlives a reload while the old port is closed', async () => {
    const first = askForPort(new FakeFrame('app://tallydesk/#/customers'));
    expect(first?.message).toBe('tallydesk:port');
    const [port] = first?.ports ?? [];
    if (!port) throw new Error('no port came');
    const client: Client = createORPCClient(new RPCLink({ port }));
    await client.studio.create({
      name: 'Lindenhof',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      locale: 'en',
      manager: { name: 'Ada', email: 'ada@example.org', pin: '2580' },
    });
    const { staff } = await client.session.choices({});
    await client.session.signIn({ staffId: staff[0]?.id ?? '', pin: '2580' });
    const closed = new Promise((resolve) => port.once('close', resolve));

    const [next] = askForPort(new FakeFrame('app://tallydesk/'))?.ports ?? [];
    await closed;
    if (!next) throw new Error('no port came after the reload');
    const reloaded: Client = createORPCClient(new RPCLink({ port: next }));
    expect(await reloaded.session.current({})).toMatchObject({ name: 'Ada' });

    const target = await reloaded.reports.chooseTarget({ scope: { studio: true }, format: 'xlsx' });
    expect(target).toEqual({ path: '/home/ada/usage.xlsx', download: false });
    expect(fakeElectron.dialog.showSaveDialog.calls[0]?.[1]).toMatchObject({
      defaultPath: expect.stringMatching(/^\/home\/ada\/Documents\/.+\.xlsx$/),
    });
    expect(fakeElectron.dialog.showSaveDialog.calls[0]?.[1].properties).toEqual(['showOverwriteConfirmation']);
    fakeElectron.app.paths.delete('documents');
    await reloaded.reports.chooseTarget({ scope: { studio: true }, format: 'xlsx' });
    expect(fakeElectron.dialog.showSaveDialog.calls[1]?.[1].defaultPath).toMatch(/^[^/\\]+\.xlsx$/);
    expect(existsSync(join(folder, 'ledger.sqlite'))).toBe(true);
    next.close();
  });
});
