import { hash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openStudio, type TestApp, temporaryFolder } from '../support/open-studio.ts';

/** Where a data folder's ledger is. */
export const ledgerIn = (dataDir: string): string => join(dataDir, 'ledger.sqlite');

/** A connection as a stranger's tool would open it: nothing of the app's settings is on. Closed after the test. */
export function openRaw(path: string): Database.Database {
  const db = new Database(path);
  for (const setting of ['recursive_triggers = OFF', 'foreign_keys = OFF', 'ignore_check_constraints = ON'])
    db.pragma(setting);
  onTestFinished(() => void db.close());
  return db;
}

/** The same, and no trigger is left. */
export function openUnguarded(path: string): Database.Database {
  const db = openRaw(path);
  for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()) {
    db.exec(`DROP TRIGGER ${name}`);
  }
  return db;
}

/** All files of a folder with the SHA-256 of their bytes, but for the lock's. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !/^ledger\.(lock|holder\.json)/.test(name));
  return Object.fromEntries(names.sort().map((name) => [name, hash('sha256', readFileSync(join(folder, name)))]));
}

/** Made once for all tests of a process. */
let made: string | null = null;
process.once('exit', () => made !== null && rmSync(made, { recursive: true, force: true }));

/** A data folder with a ledger, closed again, that has entries of every kind with all that entries can show. */
export async function makeLedger(): Promise<string> {
  made ??= await makeFirst();
  const folder = temporaryFolder();
  cpSync(made, folder, { recursive: true });
  return folder;
}

async function makeFirst(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-made-'));
  const studio = await openStudio({ dataDir: folder, now: '2026-01-31T08:00:00Z' });
  await live(studio);
  await studio.close();
  return folder;
}

async function live({ desk, at }: TestApp): Promise<void> {
  const type = await desk.resourceTypes.create({ name: 'Studio' });
  const room = await desk.resources.create({ name: 'Reformer room', resourceTypeId: type.id });
  const credit = await desk.credits.create({ name: 'Class credit', kind: 'session', resourceTypeIds: [type.id] });
  const benefit = {
    creditId: credit.id,
    amount: 8,
    expiration: { rule: 'cycle' as const },
    rollover: { max: 3, times: 1 },
  };
  const plan = await desk.plans.create({ name: 'Flow 8', cycle: { every: 1, unit: 'month' }, benefits: [benefit] });
  const { id: customerId } = await desk.customers.create({
    kind: 'person',
    name: 'Mara Lindt',
    email: 'mara@example.org',
  });
  await desk.memberships.start({ customerId, planId: plan.id, startsOn: '2026-01-31', key: 'start' });
  const book = (day: string, key: string) => {
    const times = { startsAt: `${day}T10:00:00Z`, endsAt: `${day}T11:00:00Z` };
    return desk.bookings.create({ customerId, name: 'Reformer', resourceId: room.id, amount: 1, ...times, key });
  };
  const { booking } = await book('2026-02-11', 'book-1');
  await book('2026-02-12', 'book-2');
  await desk.bookings.cancel({ id: booking.id, waive: { reason: 'the room was closed' }, key: 'cancel' });
  const change = { customerId, creditId: credit.id, amount: 2, memo: 'goodwill' };
  await desk.adjustments.add({ ...change, lastDay: '2026-03-15', key: 'add' });
  const { entries } = await desk.adjustments.deduct({ ...change, amount: 1, key: 'deduct' });
  await desk.adjustments.reverse({ entry: entries[0] ?? 0, memo: 'a mistake', key: 'reverse' });
  const flyers = { type: 'print' as const, name: 'Flyers', reference: 'job-7' };
  await desk.uses.create({ customerId, creditId: credit.id, amount: 1, for: flyers, key: 'print' });
  await desk.imports.run({ content: history, name: 'old-list.csv', format: 'history' });
  at('2026-03-20T08:00:00Z');
  const { rows } = await desk.lots.list({ customerId, status: 'current' });
  await desk.lots.update({ id: rows[0]?.id ?? '', lastDay: '2026-06-30', memo: 'ill for a while', key: 'edit' });
}

const history = `customer_name,credit,credit_kind,amount,used_on,description,lot_granted,lot_external_id,external_id
Mara Lindt,Old credit,session,2,2025-12-03,Yoga,5,old-1,x-1
Mara Lindt,Old credit,session,1,2025-12-04,Pilates,5,old-1,x-2
`;
