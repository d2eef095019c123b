import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { openApp } from '../../src-main/app.ts';
import { settableClock } from '../../src-main/platform/clock.ts';
import { idsOf } from '../../src-main/platform/ids.ts';
import { silentLog } from '../../src-main/platform/log.ts';
import { saveAdvanceState } from '../../src-main/store/advance-state.ts';
import { beginAppend } from '../../src-main/store/append.ts';
import { insertBooking } from '../../src-main/store/bookings.ts';
import { insertCustomer } from '../../src-main/store/customers.ts';
import type { Db } from '../../src-main/store/database.ts';
import { openLedger } from '../../src-main/store/open.ts';
import type { CustomerNumber, InstantMs, LotNumber } from '../../src-shared/ids.ts';
import { customerDetails, type Planned, type PlannedLot, planCustomer } from './plan-customer.ts';

/** A ledger of 50,000 customers and 1,000,000 entries. `nowMs`: the instant that it was made for; nothing is due before it. */
export type BenchLedger = {
  readonly folder: string;
  readonly path: string;
  readonly nowMs: InstantMs;
  readonly entries: number;
  readonly customers: number;
};

const generatorVersion = 2;
/** A smaller ledger (a fifth: `BENCH_SHARE=0.2`) is for trying the bench out; its figures say nothing. */
const share = Number(process.env.BENCH_SHARE ?? 1);
const customersMade = Math.round(50_000 * share);
const entriesMade = Math.round(1_000_000 * share);
/** The customers with the longest histories, by number. */
export const longHistories = { heavy: { customer: 1, entries: 100_000 }, long: { customer: 2, entries: 5_000 } };

/** The ledger, made now or kept from an earlier run with the same schema and generator. */
export async function benchLedger(say: (sentence: string) => void): Promise<BenchLedger> {
  const folder = join(tmpdir(), `tallydesk-bench-${keyOf()}`);
  const facts = join(folder, 'facts.json');
  if (!existsSync(facts)) {
    say(
      `Making a ledger of ${customersMade} customers and ${entriesMade} entries in ${folder} (once; a minute or more)…`,
    );
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const made = await makeLedger(unfinished);
    writeFileSync(join(unfinished, 'facts.json'), JSON.stringify(made));
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  }
  const made = JSON.parse(readFileSync(facts, 'utf8')) as { nowMs: InstantMs; entries: number; customers: number };
  return { folder, path: join(folder, 'ledger.sqlite'), ...made };
}

/** Schema, chain and generator: when one of them changes, the kept ledger is no longer the one to measure. */
function keyOf(): string {
  const hash = createHash('sha256').update(`${generatorVersion} ${share}`);
  const store = new URL('../../src-main/store/', import.meta.url);
  const migrations = new URL('migrations/', store);
  for (const name of readdirSync(migrations).sort()) hash.update(readFileSync(new URL(name, migrations)));
  hash.update(readFileSync(new URL('chain.ts', store)));
  hash.update(readFileSync(new URL('plan-customer.ts', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

async function makeLedger(folder: string) {
  const nowMs = (Math.floor(Date.now() / 3_600_000) * 3_600_000) as InstantMs;
  await makeStudio(folder, nowMs);
  const opened = openLedger(join(folder, 'ledger.sqlite'));
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  // A file that is made again when it is lost.
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -1000000');
  const fill = db.transaction(() => fillLedger(db, nowMs));
  const entries = fill.immediate();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return { nowMs, entries, customers: customersMade };
}

/** The catalogue comes through the app itself. */
async function makeStudio(dataDir: string, nowMs: InstantMs): Promise<void> {
  const clock = settableClock();
  clock.set((nowMs - 800 * 86_400_000) as InstantMs);
  const app = await openApp({ dataDir, host: 'script', clock, log: silentLog });
  const client = createRouterClient(app.router, {
    context: () => app.openStaffContext(null) ?? app.openContext({ kind: 'script' }),
  });
  const manager = { name: 'Ada Brandt', email: 'ada@lindenhof.example', pin: '2580' };
  await client.studio.create({
    name: 'Lindenhof Studio',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    locale: 'en',
    manager,
  });
  const type = await client.resourceTypes.create({ name: 'Class rooms' });
  await client.resources.create({ name: 'Mat room', resourceTypeId: type.id });
  const classes = await client.credits.create({ name: 'Class credits', kind: 'session', resourceTypeIds: [type.id] });
  await client.credits.create({ name: 'Meeting room time', kind: 'time' });
  await client.credits.create({ name: 'Studio credit', kind: 'money' });
  const benefit = {
    creditId: classes.id,
    amount: 8,
    expiration: { rule: 'cycle' as const },
    rollover: { max: 3, times: 1 },
  };
  await client.plans.create({ name: 'Flow 8', cycle: { every: 1, unit: 'month' }, benefits: [benefit] });
  const pack = { creditId: classes.id, amount: 10, expiration: { rule: 'never' as const } };
  await client.products.create({ name: '10-class pack', benefits: [pack] });
  await app.close();
}

function fillLedger(db: Db, nowMs: InstantMs): number {
  const ids = idsOf({ now: () => nowMs });
  const planned: Planned[] = [];
  const details = Array.from({ length: customersMade }, (_, place) => customerDetails(place + 1));
  for (const [place, one] of details.entries()) {
    insertCustomer(db, { ...one, id: ids.next(), createdAt: nowMs - 790 * 86_400_000 });
    // Once there are enough entries, the customers that follow have none yet.
    if (planned.length < entriesMade) planned.push(...planCustomer(db, ids, place + 1, nowMs, sizeOf(place + 1)));
  }
  planned.sort((a, b) => a.at - b.at);
  planned.length = Math.min(planned.length, entriesMade);
  let entries = beginAppend(db, ids, contextAt(nowMs));
  for (const [place, one] of planned.entries()) {
    // A few entries to a transaction, as at the desk.
    if (place % 3 === 0) entries = beginAppend(db, ids, contextAt(one.at));
    const lot: LotNumber | PlannedLot = one.lot.number ?? one.lot;
    const { email, name } = details[one.lot.customer - 1] ?? { email: null, name: '' };
    const posted = entries.post({
      kind: one.kind,
      amount: one.amount,
      happenedAt: one.at,
      lot,
      memo: one.memo,
      usedBy: one.what === null ? null : { number: one.lot.customer as CustomerNumber, label: email ?? name },
      what: one.what,
      booking: one.what === null ? null : bookingOf(db, ids, one),
    });
    one.lot.number = posted.lot;
  }
  saveAdvanceState(db, { advancedTo: nowMs, instant: null, phase: null, cursor: null });
  return planned.length;
}

const contextAt = (recordedAt: InstantMs) => ({
  operation: 'bookings.create',
  recordedAt,
  staff: { number: 1, email: 'ada@lindenhof.example' },
  import: null,
});

function bookingOf(db: Db, ids: ReturnType<typeof idsOf>, { lot, what, at, amount }: Planned) {
  const startsAt = at + 26 * 3_600_000;
  const facts = {
    id: ids.next(),
    name: what ?? '',
    resource: 1,
    startsAt,
    endsAt: startsAt + 3_600_000,
    bookedBy: 'ada@lindenhof.example',
  };
  const row = insertBooking(db, {
    ...facts,
    customer: lot.customer as CustomerNumber,
    bookedAt: at,
    credit: lot.credit,
    cost: -amount,
  });
  return { ...facts, row };
}

function sizeOf(customer: number): number {
  for (const long of Object.values(longHistories)) if (long.customer === customer) return long.entries;
  return 18;
}
