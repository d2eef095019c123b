import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import {
  BrowserWindow,
  dialog,
  app as electronApp,
  type IpcMainEvent,
  ipcMain,
  MessageChannelMain,
  type MessagePortMain,
} from 'electron';
import type { App, AppContext, HostPowers } from '../../app.ts';
import { portHandedOver, portWanted } from './port-names.ts';

type Line = { readonly context: AppContext; readonly port: MessagePortMain };

/**
 * Gives each window that asks from one of our own pages (`isOurs`) a MessagePort with the operations on it: one at a
 * time, and with the same session again after a reload.
 */
export function handOverPorts(app: Pick<App, 'router' | 'openContext'>, isOurs: (address: string) => boolean): void {
  const handler = new RPCHandler<AppContext>(app.router);
  const lines = new WeakMap<BrowserWindow, Line>();
  ipcMain.on(portWanted, (event: IpcMainEvent) => {
    const frame = event.senderFrame;
    const window = BrowserWindow.fromWebContents(event.sender);
    if (window === null || frame === null || frame.parent !== null || !isOurs(frame.url)) return;
    const before = lines.get(window);
    before?.port.close();
    const context = before?.context ?? app.openContext(powersOf(window));
    const { port1, port2 } = new MessageChannelMain();
    lines.set(window, { context, port: port1 });
    handler.upgrade(port1, { context });
    port1.start();
    frame.postMessage(portHandedOver, null, [port2]);
  });
}

const formatNames = { xlsx: 'Excel workbook', csv: 'CSV file' };

/** A file in the person's documents; only its name where those can't be found (a folder that was moved to a drive that is gone). */
function inDocuments(name: string): string {
  try {
    return join(electronApp.getPath('documents'), name);
  } catch {
    return name;
  }
}

/** What the desktop can do for the app: ask where to save. */
function powersOf(window: BrowserWindow): HostPowers {
  return {
    kind: 'electron',
    async chooseSavePath({ name, format }) {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: inDocuments(name),
        // Where the dialog does not ask by itself (Linux): a report takes the place of what is there.
        properties: ['showOverwriteConfirmation'],
        filters: [{ name: formatNames[format], extensions: [format] }],
      });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
