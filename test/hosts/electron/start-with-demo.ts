import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, onTestFinished, vi } from 'vitest';
import type { Client } from '../../contract/desks.ts';
import { FakeFrame, fakeElectron } from './fake-electron.ts';
import { makeFolder } from './make-folder.ts';

/** Starts the desktop app on a new ledger (once in a test file, which mocks `electron`): its window is open and the demo is being filled. */
export async function startWithDemo(): Promise<Client> {
  const { folder, remove } = makeFolder();
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const argv = process.argv;
  onTestFinished(() => {
    process.argv = argv;
    stderr.mockRestore();
    remove();
  });
  process.argv = ['electron', '/app', '--data', folder, '--demo'];
  await import('../../../src-main/hosts/electron/main.ts');
  await expect.poll(() => stderr.mock.calls.join(), { timeout: 20_000 }).toContain('Filling the new ledger');
  return clientOfWindow();
}

/** The operations as the open window has them. */
function clientOfWindow(): Client {
  const frame = new FakeFrame('app://tallydesk/');
  const [window] = fakeElectron.BrowserWindow.windows;
  fakeElectron.ipcMain.emit('tallydesk:port-wanted', { sender: window?.webContents, senderFrame: frame });
  const [port] = frame.received[0]?.ports ?? [];
  if (!port) throw new Error('no port came');
  return createORPCClient(new RPCLink({ port }));
}

/** Closes the last window, and waits until the app has left. */
export async function closeWindow(): Promise<void> {
  fakeElectron.app.emit('window-all-closed');
  await vi.waitFor(() => expect(fakeElectron.app.exit.calls).not.toEqual([]), { timeout: 20_000 });
  await aMoment();
}

/** Long enough for what is under way to be told that it failed. */
export const aMoment = () => new Promise((resolve) => setTimeout(resolve, 50));
