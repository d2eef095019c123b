import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadCredits } from '../../src-main/store/catalogue.ts';
import type { Db } from '../../src-main/store/database.ts';
import type { EntryFilter } from '../../src-main/store/entries-shown.ts';
import { loadLotByNumber } from '../../src-main/store/lots.ts';
import { openForReading, openForWriting } from '../../src-main/store/open.ts';
import { countEntries, positionOfEntry, scanEntries } from '../../src-main/store/scan-entries.ts';
import { loadScopeColumns } from '../../src-main/store/scope-columns.ts';
import { loadEntries } from '../../src-main/store/usage-entries.ts';
import type { StoreScope } from '../../src-main/store/usage-scope.ts';
import { isWholeLedgerRead, readWholeLedger, wholeLedger } from '../../src-main/store/whole-ledger.ts';
import { fold } from '../../src-shared/fold.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { entryKindNames, entryKindOf, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { lotStatus } from '../../src-shared/ledger/lot.ts';
import { openStudio } from '../support/open-studio.ts';
import { ledgerIn, makeLedger } from './ledger-rows.ts';

const dayMs = 86_400_000;
const now = Date.parse('2026-03-20T08:00:00Z');

/** All entries with what a filter asks of them, read row by row; the law that both ways of reading follow. */
function everyEntry(db: Db) {
  const numbers = db.prepare('SELECT number FROM entries').pluck().all() as number[];
  const kindOf = new Map(loadCredits(db).map((credit) => [credit.number as number, credit.kind]));
  return loadEntries(db, numbers).map((entry) => {
    const lot = loadLotByNumber(db, entry.lot);
    if (!lot) throw new Error(`entry ${entry.number} has no lot`);
    const texts = [
      entry.what,
      entry.memo,
      entry.usedBy,
      entry.staff,
      entry.reference,
      entry.sourceName,
      entry.creditName,
    ];
    const kind = entryKindOf(entry.kind);
    return {
      ...entry,
      code: entry.kind,
      kind,
      scopeLot: lot,
      creditKind: kindOf.get(entry.credit),
      shown: [...texts.map((text) => fold(text ?? '')), fold(entryKinds[kind].label)],
    };
  });
}
type Entry = ReturnType<typeof everyEntry>[number];

function isOf(scope: StoreScope, { scopeLot: lot }: Entry): boolean {
  if (scope.of === 'customer')
    return lot.customer === scope.customer && (scope.credit === null || lot.credit === scope.credit);
  if (scope.of === 'membership')
    return lot.membership === scope.membership && (scope.cycle === null || lot.cycle === scope.cycle);
  return scope.of === 'studio' || lot.number === scope.lot;
}

function isShown(filter: EntryFilter, entry: Entry): boolean {
  const words = fold(filter.text ?? '')
    .split(' ')
    .filter(Boolean);
  return (
    filter.kinds.includes(entry.kind) &&
    (filter.creditKind === null || filter.creditKind === entry.creditKind) &&
    (filter.credit === null || filter.credit === entry.credit) &&
    (filter.status === null || lotStatus(entry.scopeLot, filter.now as InstantMs) === filter.status) &&
    (filter.from === null || entry.happenedAt >= filter.from) &&
    (filter.before === null || entry.happenedAt < filter.before) &&
    words.every((word) => entry.shown.some((text) => text.includes(word)))
  );
}

function expected(entries: readonly Entry[], scope: StoreScope, filter: EntryFilter) {
  const ofScope = entries
    .filter((entry) => isOf(scope, entry))
    .sort((a, b) => a.happenedAt - b.happenedAt || a.number - b.number);
  const held = new Map<string, number>();
  const told = ofScope.map((entry) => {
    const group = scope.of === 'studio' ? `${entry.customer} ${entry.credit}` : `${entry.credit}`;
    const balance = (held.get(group) ?? 0) + entry.amount;
    held.set(group, balance);
    return { entry, balance };
  });
  return told.reverse().filter(({ entry }) => isShown(filter, entry));
}

const scopes: fc.Arbitrary<StoreScope> = fc.oneof(
  fc.constant<StoreScope>({ of: 'studio' }),
  fc.record({ of: fc.constant('lot' as const), lot: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    of: fc.constant('customer' as const),
    customer: fc.integer({ min: 1, max: 3 }),
    credit: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  fc.record({
    of: fc.constant('membership' as const),
    membership: fc.integer({ min: 1, max: 2 }),
    cycle: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
);
const day = fc.integer({ min: -60, max: 10 }).map((days) => now + days * dayMs);
const filters: fc.Arbitrary<EntryFilter> = fc.record({
  kinds: fc.oneof(fc.constant([...entryKindNames]), fc.subarray([...entryKindNames])),
  creditKind: fc.option(fc.constantFrom('session', 'time', 'money')),
  credit: fc.option(fc.integer({ min: 1, max: 3 })),
  status: fc.option(fc.constantFrom('current' as const, 'expired' as const, 'used_up' as const)),
  from: fc.option(day),
  before: fc.option(day),
  text: fc.option(
    fc.constantFrom('mara', 'class CREDIT', 'réformer', 'e', 'goodwill 8', 'flow booked', 'nowhere', ' '),
  ),
  now: fc.constantFrom(now, now - 30 * dayMs, now + 60 * dayMs),
});

test('a scan shows just the entries of its scope that pass the filter, with the balance after each, from columns read now and from those in memory', async () => {
  const db = openForReading(ledgerIn(await makeLedger()));
  const entries = everyEntry(db);
  fc.assert(
    fc.property(scopes, filters, fc.integer({ min: 1, max: 6 }), (scope, filter, limit) => {
      const law = expected(entries, scope, filter);
      for (const columns of [loadScopeColumns(db, scope), wholeLedger(db)]) {
        const seen: { number: number; balance: number }[] = [];
        let more = true;
        for (let cursor = null as { happenedAt: number; number: number } | null; more; ) {
          const page = scanEntries(db, columns, scope, filter, { limit, cursor });
          expect(page.total).toBe(law.length);
          expect(page.numbers.length).toBeLessThanOrEqual(limit);
          seen.push(...page.numbers.map((number, place) => ({ number, balance: page.balances[place] ?? Number.NaN })));
          more = page.more;
          const last = entries.find((entry) => entry.number === page.numbers.at(-1));
          cursor = last ?? cursor;
        }
        expect(seen).toEqual(law.map(({ entry, balance }) => ({ number: entry.number, balance })));
        const byKind = countEntries(db, columns, scope, filter);
        for (const kind of entryKindNames) {
          const { code } = entryKinds[kind];
          expect([kind, byKind[code]]).toEqual([kind, law.filter(({ entry }) => entry.code === code).length]);
        }
      }
    }),
    { numRuns: 300 },
  );
  db.close();
});

test('a page may begin after any number of entries, and each entry has its place in the list, or none where the filter hides it', async () => {
  const db = openForReading(ledgerIn(await makeLedger()));
  const entries = everyEntry(db);
  const unknown = Math.max(...entries.map((entry) => entry.number)) + 1;
  const limits = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(scopes, filters, limits, fc.nat(), fc.nat(), (scope, filter, limit, skipping, picking) => {
      const law = expected(entries, scope, filter).map(({ entry, balance }) => ({ number: entry.number, balance }));
      const skip = skipping % (law.length + 2);
      const picked = entries[picking % entries.length]?.number ?? unknown;
      const index = law.findIndex((entry) => entry.number === picked);
      for (const columns of [loadScopeColumns(db, scope), wholeLedger(db)]) {
        const page = scanEntries(db, columns, scope, filter, { limit, cursor: { skip } });
        const rows = page.numbers.map((number, place) => ({ number, balance: page.balances[place] }));
        expect(rows).toEqual(law.slice(skip, skip + limit));
        expect([page.more, page.total]).toEqual([skip + limit < law.length, law.length]);
        expect(positionOfEntry(db, columns, scope, filter, picked)).toBe(index < 0 ? null : index);
        expect(positionOfEntry(db, columns, scope, filter, unknown)).toBeNull();
      }
    }),
    { numRuns: 300 },
  );
  db.close();
});

test('what is in memory follows the file: new entries, lots whose last day moved, pauses and resumptions', async () => {
  const { desk, at, dataDir } = await openStudio({ now: '2026-01-31T08:00:00Z' });
  const credit = await desk.credits.create({ name: 'Class credit', kind: 'session' });
  const benefit = { creditId: credit.id, amount: 8, expiration: { rule: 'cycle' as const } };
  const plan = await desk.plans.create({ name: 'Flow 8', cycle: { every: 1, unit: 'month' }, benefits: [benefit] });
  const { id: customerId } = await desk.customers.create({ kind: 'person', name: 'Mara Lindt' });
  const membership = await desk.memberships.start({ customerId, planId: plan.id, startsOn: '2026-01-31', key: 'm' });
  const db = openForReading(ledgerIn(dataDir));
  const same = (instant: string) => {
    const entries = everyEntry(db);
    for (const status of ['current', 'expired', 'used_up'] as const) {
      const filter: EntryFilter = {
        kinds: entryKindNames,
        creditKind: null,
        credit: null,
        status,
        from: null,
        before: null,
        text: null,
        now: Date.parse(instant),
      };
      const law = expected(entries, { of: 'studio' }, filter).map(({ entry }) => entry.number);
      const { numbers } = scanEntries(db, wholeLedger(db), { of: 'studio' }, filter, { limit: 500, cursor: null });
      expect([instant, status, numbers]).toEqual([instant, status, law]);
    }
  };
  same('2026-02-01T08:00:00Z');
  const added = await desk.adjustments.add({
    customerId,
    creditId: credit.id,
    amount: 2,
    lastDay: '2026-02-10',
    memo: 'Goodwill',
    key: 'a',
  });
  same('2026-02-01T08:00:00Z');
  same('2026-02-20T08:00:00Z');
  await desk.lots.update({ id: added.allocation[0]?.lotId ?? '', lastDay: '2026-03-10', memo: 'Longer', key: 'u' });
  same('2026-02-20T08:00:00Z');
  // A lot that is used up tells of its last day, and of a pause, by its status alone.
  await desk.adjustments.deduct({ customerId, creditId: credit.id, amount: 10, memo: 'All of it', key: 'd' });
  same('2026-03-02T08:00:00Z');
  await desk.lots.update({ id: added.allocation[0]?.lotId ?? '', lastDay: '2026-04-10', memo: 'Longer yet', key: 'v' });
  same('2026-03-20T08:00:00Z');
  await desk.memberships.pause({ id: membership.id, on: '2026-01-31', key: 'p' });
  same('2026-04-20T08:00:00Z');
  at('2026-02-05T08:00:00Z');
  await desk.memberships.resume({ id: membership.id, on: '2026-02-05', key: 'r' });
  same('2026-03-02T08:00:00Z');
  same('2026-04-20T08:00:00Z');
  // A pause of no day moves nothing, so that no entry tells of its end.
  await desk.memberships.pause({ id: membership.id, on: '2026-02-05', key: 'p2' });
  same('2026-04-20T08:00:00Z');
  await desk.memberships.resume({ id: membership.id, on: '2026-02-05', key: 'r2' });
  same('2026-04-20T08:00:00Z');
  at('2026-06-05T08:00:00Z');
  await desk.ledger.advance({});
  same('2026-06-05T08:00:00Z');
  db.close();
});

test('entries that an import dates back take their place in time, and are read slice by slice', async () => {
  const { desk, dataDir } = await openStudio({ now: '2026-03-20T08:00:00Z' });
  const row = (place: number) =>
    `${place % 7},Person ${place % 7},Pass,session,use,1,2025-${String((place % 12) + 1).padStart(2, '0')}-15,Class ${place},V-${place}`;
  const header = 'customer_external_id,customer_name,credit,credit_kind,entry,amount,used_on,description,external_id';
  const contentOf = (from: number, to: number) =>
    [header, ...Array.from({ length: to - from }, (_, place) => row(from + place))].join('\n');
  const run = (from: number, to: number) => desk.imports.run({ content: contentOf(from, to), format: 'history' });
  expect((await run(0, 4100)).accepted).toBe(4100);
  const db = openForWriting(ledgerIn(dataDir));
  expect(isWholeLedgerRead(db)).toBe(false);
  const slices = [...readWholeLedger(db)];
  expect(slices.length).toBeGreaterThan(1);
  expect(isWholeLedgerRead(db)).toBe(true);
  await run(4100, 4200);
  const { order, happenedAt, number, length } = wholeLedger(db);
  const inOrder = Array.from(order.slice(0, length), (place) => ({ at: happenedAt[place], number: number[place] }));
  const law = db.prepare('SELECT happened_at AS at, number FROM entries ORDER BY happened_at, number').all();
  expect(length).toBe(law.length);
  expect(inOrder).toEqual(law);
  db.close();
});
