import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { onTestFinished } from 'vitest';
import { type App, type AppContext, type AppRouter, openApp } from '../../src-main/app.ts';
import { type SettableClock, settableClock } from '../../src-main/platform/clock.ts';
import { type Log, silentLog } from '../../src-main/platform/log.ts';
import type { InstantMs } from '../../src-shared/ids.ts';

/** Every operation as a function, in process: the same router that the hosts serve. */
export type Desk = RouterClient<AppRouter, Record<never, never>>;

/** The real app on a real file, with a clock that tests set. */
export type TestApp = {
  app: App;
  desk: Desk;
  context: AppContext;
  clock: SettableClock;
  dataDir: string;
  /** Sets the clock to an ISO instant; it never runs backwards. */
  at(iso: string): void;
  /** Signs in as a member of staff, or as the first manager. */
  as(email?: string): Desk;
  close(): Promise<void>;
};

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens the app on a data folder (a new one unless named); closed after the test. */
export async function openTestApp(options: { dataDir?: string; now?: string; log?: Log } = {}): Promise<TestApp> {
  const { dataDir = temporaryFolder(), now = '2026-01-31T08:00:00Z', log = silentLog } = options;
  const clock = settableClock();
  clock.set(Date.parse(now) as InstantMs);
  const app = await openApp({ dataDir, host: 'script', clock, log });
  let open = true;
  const close = async () => {
    if (open) await app.close();
    open = false;
  };
  onTestFinished(close);
  const context = app.openContext({ kind: 'script' });
  const as = (email?: string): Desk => {
    const own = app.openStaffContext(email ?? null);
    if (!own) throw new Error(`there is no staff member ${email}`);
    return createRouterClient(app.router, { context: own });
  };
  const desk = createRouterClient(app.router, { context: () => app.openStaffContext(null) ?? context });
  const at = (iso: string) => clock.set(Date.parse(iso) as InstantMs);
  return { app, desk, context, clock, dataDir, at, as, close };
}

/** The app with a studio in Europe/Berlin, its first manager signed in. */
export async function openStudio(options: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> {
  const opened = await openTestApp(options);
  await opened.desk.studio.create({
    name: 'Lindenhof',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    locale: 'en',
    manager: { name: 'Ada', email: 'ada@example.org', pin: '2580' },
  });
  return opened;
}
