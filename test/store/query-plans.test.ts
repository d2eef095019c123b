import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { countDue, loadRolledOut, nextDueInstant } from '../../src-main/store/advance-state.ts';
import { listBookings, loadBookingUses } from '../../src-main/store/bookings.ts';
import { searchCustomers } from '../../src-main/store/customer-search.ts';
import { isMember, loadImportedCustomer, loadImportedEntry, loadImportedUsedBy } from '../../src-main/store/imports.ts';
import { loadLastKnown } from '../../src-main/store/last-known.ts';
import { listLots, loadLotsDue, loadLotsOfMembership, loadLotsWithCredit } from '../../src-main/store/lots.ts';
import { listMemberships, loadMembershipsDue } from '../../src-main/store/memberships.ts';
import { openForReading } from '../../src-main/store/open.ts';
import { findRequest } from '../../src-main/store/requests.ts';
import { hasMoreEntries, loadScopeColumns } from '../../src-main/store/scope-columns.ts';
import { loadEntries, loadEntry } from '../../src-main/store/usage-entries.ts';
import type { StoreScope } from '../../src-main/store/usage-scope.ts';
import { loadBalance, loadSummaries } from '../../src-main/store/usage-summary.ts';
import { wholeLedger } from '../../src-main/store/whole-ledger.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { ledgerIn, makeLedger } from './ledger-rows.ts';

const now = Date.parse('2026-03-20T08:00:00Z') as InstantMs;

/** The plan's lines of every statement that some work prepares, by statement. Those are read off the connection, so that what is explained is what runs. */
async function plansOf(work: (db: Database.Database) => unknown): Promise<{ sql: string; plan: string[] }[]> {
  const db = openForReading(ledgerIn(await makeLedger()));
  const prepared: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    prepared.push(sql);
    return prepare(sql);
  }) as typeof db.prepare;
  try {
    work(db);
    return prepared.map((sql) => {
      const named = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null]));
      const places = [...sql.matchAll(/\?/g)].map(() => null);
      const explained = prepare(`EXPLAIN QUERY PLAN ${sql}`);
      const rows = (places.length > 0 ? explained.all(...places) : explained.all(named)) as { detail: string }[];
      return { sql, plan: rows.map((row) => row.detail) };
    });
  } finally {
    db.close();
  }
}

/** Tables that grow with the studio's life, by name and by the aliases that queries give them. */
const isScanOfLarge = (line: string) =>
  /^SCAN (entries|lots|customers|bookings|memberships|requests|transactions|cycles|e|l|c|b|m|t)\b/.test(line);

const scopes: Readonly<Record<string, StoreScope>> = {
  'a membership': { of: 'membership', membership: 1, cycle: null },
  'a cycle': { of: 'membership', membership: 1, cycle: 1 },
  'a lot': { of: 'lot', lot: 1 },
  'a customer': { of: 'customer', customer: 1, credit: null },
  "a customer's credit": { of: 'customer', customer: 1, credit: 1 },
};

test.each(Object.keys(scopes))('the entries of %s are found by its lots', async (name) => {
  const scope = scopes[name] as StoreScope;
  const plans = await plansOf((db) => [loadScopeColumns(db, scope), hasMoreEntries(db, scope, 10)]);
  const lines = plans.flatMap(({ plan }) => plan);
  expect(lines.filter(isScanOfLarge)).toEqual([]);
  expect(lines.filter((line) => /^SEARCH e USING (COVERING )?INDEX entries_by_lot \(lot=\?\)/.test(line))).toHaveLength(
    2,
  );
  expect(lines.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
});

test('what came since is read off the end of the ledger', async () => {
  const plans = await plansOf((db) => wholeLedger(db));
  for (const table of ['e', 'l']) {
    expect(plans.flatMap(({ plan }) => plan)).toContain(`SEARCH ${table} USING INTEGER PRIMARY KEY (rowid>?)`);
  }
  expect(plans.flatMap(({ plan }) => plan).some((line) => line.includes('lots_paused'))).toBe(true);
});

/** Each hot query, and an index that it must go by. */
const hot: readonly (readonly [string, (db: Database.Database) => unknown, RegExp])[] = [
  ...Object.entries(scopes).map(
    ([name, scope]) =>
      [
        `the summary of ${name}`,
        (db: Database.Database) => loadSummaries(db, scope),
        /^SEARCH l USING (INDEX lots_by_|INTEGER PRIMARY KEY)/,
      ] as const,
  ),
  ["the studio's summary", (db) => loadSummaries(db, { of: 'studio' }), /^SCAN credit_totals/],
  ['a page of entries', (db) => loadEntries(db, [1, 2]), /^SEARCH e USING INTEGER PRIMARY KEY/],
  ['one entry', (db) => loadEntry(db, 1), /^SEARCH e USING INTEGER PRIMARY KEY/],
  ['the balance of a customer', (db) => loadBalance(db, 1), /lots_with_credit \(customer=\?\)/],
  ['the candidates of a booking', (db) => loadLotsWithCredit(db, 1, { credit: 1 }), /lots_with_credit \(customer=\?/],
  ['the lots of a cycle', (db) => loadLotsOfMembership(db, 1, 1), /lots_by_membership \(membership=\? AND cycle=\?\)/],
  ["a customer's lots", (db) => listLots(db, { customer: 1, now }, 100, 0), /lots_by_customer \(customer=\?/],
  ["a customer's memberships", (db) => listMemberships(db, 1, 100, 0), /memberships_by_customer/],
  ...[null, 0].map(
    (toComeFrom) =>
      [
        `a customer's bookings, to come from ${toComeFrom}`,
        (db: Database.Database) => listBookings(db, 1, { limit: 100, offset: 0, toComeFrom }),
        /bookings_by_customer/,
      ] as const,
  ),
  ['what a booking was paid with', (db) => loadBookingUses(db, 1), /entries_by_booking/],
  ['when something is due next', (db) => nextDueInstant(db), /lots_due/],
  ['how much is due', (db) => countDue(db, now), /lots_due \(ends_at<\?|lots_due \(ends_at>\? AND ends_at<\?/],
  ['lots that are due', (db) => loadLotsDue(db, now, 100), /lots_due \(ends_at=\?\)/],
  [
    'memberships that are due',
    (db) => loadMembershipsDue(db, 'next_at', now, 0, 100),
    /memberships_due \(next_at=\? AND number>\?\)|memberships_due \(next_at=\?/,
  ],
  ['what the ledger knows last', (db) => loadLastKnown(db), /^SEARCH entries USING INTEGER PRIMARY KEY/],
  ['what rolled over', (db) => loadRolledOut(db, 1, 1, now), /lots_by_membership \(membership=\? AND cycle=\?\)/],
  [
    'an imported entry',
    (db) => loadImportedEntry(db, 'history:V-1'),
    /^SEARCH entries USING INDEX entries_by_external_id/,
  ],
  ['who used what was imported', (db) => loadImportedUsedBy(db, 'history:V-1'), /^SEARCH e USING INDEX entries_by_ext/],
  ['an imported customer', (db) => loadImportedCustomer(db, 'customers:1'), /^SEARCH c USING PRIMARY KEY \(taken=\?\)/],
  ['whether somebody is in a team', (db) => isMember(db, 1, 2), /^SEARCH team_members USING PRIMARY KEY/],
  ['whether a key was used', (db) => findRequest(db, 'k', 'adjustments.add', {}), /^SEARCH requests USING PRIMARY KEY/],
];

test.each(hot)('%s goes by an index and looks through no table that grows', async (_, work, index) => {
  const lines = (await plansOf(work)).flatMap(({ plan }) => plan);
  expect(
    lines.filter((line) => isScanOfLarge(line) && !/^SCAN (lots|memberships) USING (COVERING )?INDEX/.test(line)),
  ).toEqual([]);
  expect(
    lines.some((line) => index.test(line)),
    lines.join('\n'),
  ).toBe(true);
});

const page = { limit: 50, offset: 0, now, soon: now + 14 * 86_400_000 };

test.each([
  ['nothing', page, /customer_search_by_revision/],
  ['a word', { ...page, query: 'mara' }, /customer_search_by_revision/],
  ['two words and a kind', { ...page, query: 'mara lindt', kind: 'person' as const }, /customer_search_by_revision/],
  ['what expires soon', { ...page, filter: 'expiring' as const }, /lots_due \(ends_at>\? AND ends_at<\?\)/],
])(
  'a search of customers for %s reads the narrow table of names only, and the page of customers by number',
  async (_, query, index) => {
    const lines = (await plansOf((db) => searchCustomers(db, query))).flatMap(({ plan }) => plan);
    expect(lines.filter(isScanOfLarge)).toEqual([]);
    expect(
      lines.some((line) => index.test(line)),
      lines.join('\n'),
    ).toBe(true);
    expect(
      lines.some((line) => /^SEARCH c USING INTEGER PRIMARY KEY/.test(line)),
      lines.join('\n'),
    ).toBe(true);
  },
);

test('a look through all entries or lots is seen as one', async () => {
  const looks = [
    'SELECT number FROM entries e WHERE e.memo = 1',
    'SELECT number FROM lots WHERE rolls = @rolls',
    'SELECT number FROM customers c',
  ];
  const lines = (await plansOf((db) => looks.map((sql) => db.prepare(sql)))).flatMap(({ plan }) => plan);
  expect(lines.filter(isScanOfLarge)).toHaveLength(looks.length);
});
