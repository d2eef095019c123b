import { expect, test, vi } from 'vitest';
import { fakeElectron } from './fake-electron.ts';
import { closeWindow, startWithDemo } from './start-with-demo.ts';

vi.mock('electron', () => fakeElectron);
vi.mock('../../../src-main/hosts/renderer-files.ts', () => ({ loadRendererFiles: () => new Map() }));

test('closing the window while the demo is being filled closes the ledger, and nothing is said to have failed', async () => {
  const client = await startWithDemo();
  expect(await client.app.status({})).toMatchObject({ state: 'empty' });
  await closeWindow();
  expect(fakeElectron.dialog.showErrorBox.calls).toEqual([]);
  expect(fakeElectron.app.exit.calls).toEqual([[0]]);
});
