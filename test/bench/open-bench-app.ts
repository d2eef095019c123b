import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { type AppRouter, openApp } from '../../src-main/app.ts';
import { type SettableClock, settableClock } from '../../src-main/platform/clock.ts';
import type { BenchLedger } from './generate-ledger.ts';

/** Every operation as a function, through the real router in process, as the studio's manager. */
export type BenchClient = RouterClient<AppRouter, Record<never, never>>;
/** The app on a ledger, at the time that the ledger was made for. */
export type BenchApp = {
  readonly client: BenchClient;
  readonly clock: SettableClock;
  readonly dataDir: string;
  close(): Promise<void>;
};

/** Opens the app on the ledger in a folder. */
export async function openBenchApp(dataDir: string, ledger: Pick<BenchLedger, 'nowMs'>): Promise<BenchApp> {
  const clock = settableClock();
  clock.set(ledger.nowMs);
  const app = await openApp({ dataDir, host: 'script', clock });
  const context = app.openStaffContext(null);
  if (!context) throw new Error('the ledger has no manager');
  return { client: createRouterClient(app.router, { context }), clock, dataDir, close: () => app.close() };
}

/** Does something with a copy of the ledger, which is gone afterwards. */
export async function withCopy<Answer>(
  ledger: BenchLedger,
  work: (dataDir: string) => Promise<Answer>,
): Promise<Answer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tallydesk-bench-copy-'));
  try {
    mkdirSync(dataDir, { recursive: true });
    cpSync(ledger.path, join(dataDir, 'ledger.sqlite'));
    return await work(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The id of a customer of the generated ledger, by its number; one with an e-mail address, which tells the number. */
export async function customerNumbered(client: BenchClient, number: number): Promise<string> {
  const { rows } = await client.customers.search({ query: `.${number}@example.org`, limit: 1 });
  const [found] = rows;
  if (found?.externalId !== `C-${number}`) throw new Error(`customer C-${number} is not in the ledger`);
  return found.id;
}
