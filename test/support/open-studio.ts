import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { onTestFinished } from 'vitest';
import { type App, type AppContext, type AppRouter, type HostPowers, openApp } from '../../src-main/app.ts';
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

/** `host`: as which one the app is opened; a script's unless set, which posts nothing by itself and asks nothing of its clock. */
type TestAppOptions = { dataDir?: string; now?: string; log?: Log; host?: HostPowers['kind'] };

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const defaultNow = '2026-01-31T08:00:00Z';

/** Opens the app on a data folder (a new one unless named); closed after the test. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const opened = await openApart({ ...options, dataDir: options.dataDir ?? temporaryFolder() });
  onTestFinished(opened.close);
  return opened;
}

/** The same, closed by whoever opens it. */
async function openApart(options: TestAppOptions & { dataDir: string }): Promise<TestApp> {
  const { dataDir, now = defaultNow, log = silentLog, host = 'script' } = options;
  const clock = settableClock();
  clock.set(Date.parse(now) as InstantMs);
  const app = await openApp({ dataDir, host, clock, log });
  let open = true;
  const close = async () => {
    if (open) await app.close();
    open = false;
  };
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
export async function openStudio(options: TestAppOptions = {}): Promise<TestApp> {
  const { dataDir = temporaryFolder(), now = defaultNow } = options;
  writeFileSync(join(dataDir, 'ledger.sqlite'), await studioMadeAt(now));
  return openTestApp({ ...options, dataDir });
}

const studios = new Map<string, Promise<Buffer>>();

/** The file of a ledger with a studio and nothing else, made at an instant: once for all tests of a process, since making one takes many times as long as writing it. */
function studioMadeAt(now: string): Promise<Buffer> {
  const made = studios.get(now) ?? makeStudio(now);
  studios.set(now, made);
  return made;
}

async function makeStudio(now: string): Promise<Buffer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tallydesk-test-'));
  const { desk, close } = await openApart({ dataDir, now });
  await desk.studio.create({
    name: 'Lindenhof',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    locale: 'en',
    manager: { name: 'Ada', email: 'ada@example.org', pin: '2580' },
  });
  await close();
  const file = readFileSync(join(dataDir, 'ledger.sqlite'));
  rmSync(dataDir, { recursive: true, force: true });
  return file;
}
