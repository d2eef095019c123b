import { expect, test, vi } from 'vitest';
import { fakeElectron } from './fake-electron.ts';
import { aMoment, closeWindow, startWithDemo } from './start-with-demo.ts';

vi.mock('electron', () => fakeElectron);
vi.mock('../../../src-main/hosts/renderer-files.ts', () => ({ loadRendererFiles: () => new Map() }));
/** The demo takes its time: until the test releases it. */
const { held, release } = vi.hoisted(() => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { held: promise, release: resolve };
});
vi.mock('../../../src-main/demo/fill-demo.ts', async (original) => {
  const { fillDemo } = await original<typeof import('../../../src-main/demo/fill-demo.ts')>();
  return { fillDemo: (...asked: Parameters<typeof fillDemo>) => held.then(() => fillDemo(...asked)) };
});

test('a studio of their own that somebody makes while the demo is being filled stays, and the app goes on', async () => {
  const client = await startWithDemo();
  const events = await client.events.subscribe({});
  const manager = { name: 'Ada', email: 'ada@example.org', pin: '2580' };
  await client.studio.create({ name: 'Lindenhof', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager });
  release();
  for await (const event of events) if (event.type === 'progress' && event.finished) break;
  await aMoment();
  expect(await client.studio.get({})).toMatchObject({ name: 'Lindenhof' });
  expect(fakeElectron.dialog.showErrorBox.calls).toEqual([]);
  expect(fakeElectron.app.exit.calls).toEqual([]);
  await closeWindow();
});
