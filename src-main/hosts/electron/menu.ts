import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** Sets the native menu: what every desktop app has, and a second window. */
export function setMenu(openWindow: () => void): void {
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      { label: 'New window', accelerator: 'CmdOrCtrl+Shift+N', click: () => openWindow() },
      { type: 'separator' },
      { role: process.platform === 'darwin' ? 'close' : 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  };
  const own: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  const help: MenuItemConstructorOptions = { role: 'help', submenu: [{ role: 'about' }] };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([...own, file, { role: 'editMenu' }, view, { role: 'windowMenu' }, help]),
  );
}
