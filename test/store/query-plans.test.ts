import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { countDue, loadRolledOut, nextDueInstant } from '../../src-main/store/advance-state.ts';
import { listBookings, loadBookingUses } from '../../src-main/store/bookings.ts';
import { searchCustomers } from '../../src-main/store/customer-search.ts';
import { listLots, loadLotsDue, loadLotsOfMembership, loadLotsWithCredit } from '../../src-main/store/lots.ts';
import { listMemberships, loadMembershipsDue } from '../../src-main/store/memberships.ts';
import { openForReading } from '../../src-main/store/open.ts';
import { findRequest } from '../../src-main/store/requests.ts';
import { balanceTeller, countEntries, loadEntries, loadEntry } from '../../src-main/store/usage-entries.ts';
import { resolveFilter } from '../../src-main/store/usage-input.ts';
import type { StoreScope } from '../../src-main/store/usage-scope.ts';
import { loadBalance, loadSummaries } from '../../src-main/store/usage-summary.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { ledgerIn, makeLedger } from './ledger-rows.ts';

const now = Date.parse('2026-03-20T08:00:00Z') as InstantMs;
const at = { studio: { timeZone: 'Europe/Berlin' }, now };

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
const indexOf: Readonly<Record<string, RegExp>> = {
  'a membership': /entries_by_membership/,
  'a cycle': /entries_by_membership/,
  'a lot': /entries_by_lot/,
  'a customer': /entries_by_customer/,
  "a customer's credit": /entries_by_customer/,
};
const filters = {
  nothing: {},
  'a view': { view: 'booked' as const },
  'a kind of credit': { kind: 'session' as const },
  'a status': { status: 'current' as const },
  dates: { from: '2026-02-01', to: '2026-02-28' },
  text: { text: 'reformer mara' },
  everything: {
    view: 'manual' as const,
    kind: 'session' as const,
    status: 'current' as const,
    from: '2026-02-01',
    text: 'goodwill',
  },
};
const cursor = { happenedAt: now, number: 1_000 };

const perScope = Object.keys(scopes).flatMap((scope) => Object.keys(filters).map((filter) => [scope, filter] as const));

test.each(perScope)(
  'entries of %s under %s come off one index in their order, first page and later ones, and so do their counts',
  async (name, by) => {
    const scope = scopes[name] as StoreScope;
    const filter = resolveFilter(at, filters[by as keyof typeof filters]);
    const pages = await plansOf((db) => [
      loadEntries(db, scope, filter, 100, null),
      loadEntries(db, scope, filter, 100, cursor),
    ]);
    const ofPages = pages.filter(({ sql }) => /ORDER BY e\.happened_at DESC/.test(sql));
    expect(ofPages.length).toBeGreaterThanOrEqual(2);
    for (const { sql, plan } of ofPages) {
      expect([sql, plan.filter(isScanOfLarge)]).toEqual([sql, []]);
      expect([sql, plan.some((line) => /^SEARCH e /.test(line) && (indexOf[name] as RegExp).test(line))]).toEqual([
        sql,
        true,
      ]);
      expect([sql, plan.filter((line) => line.includes('TEMP B-TREE FOR ORDER'))]).toEqual([sql, []]);
    }
    expect(pages.flatMap(({ plan }) => plan).filter(isScanOfLarge)).toEqual([]);
    const counts = (await plansOf((db) => countEntries(db, scope, filter))).flatMap(({ plan }) => plan);
    expect(counts.filter(isScanOfLarge)).toEqual([]);
    expect(counts.some((line) => (indexOf[name] as RegExp).test(line))).toBe(true);
  },
);

test.each(Object.keys(filters))(
  "the whole studio's entries under %s come off the index of times in their order",
  async (by) => {
    const filter = resolveFilter(at, filters[by as keyof typeof filters]);
    const pages = await plansOf((db) => [
      loadEntries(db, { of: 'studio' }, filter, 100, null),
      loadEntries(db, { of: 'studio' }, filter, 100, cursor),
    ]);
    const ofPages = pages.filter(({ sql }) => /ORDER BY e\.happened_at DESC/.test(sql));
    expect(ofPages.length).toBeGreaterThanOrEqual(2);
    for (const { sql, plan } of ofPages) {
      // The first page goes down the index from its end and stops when it is full.
      expect([sql, plan.some((line) => /^(SCAN|SEARCH) e USING (COVERING )?INDEX entries_by_time/.test(line))]).toEqual(
        [sql, true],
      );
      expect([sql, plan.filter((line) => line.includes('TEMP B-TREE FOR ORDER'))]).toEqual([sql, []]);
    }
  },
);

const entry = { number: 5, happenedAt: now, customer: 1, credit: 1 };

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
  ["the studio's counts", (db) => countEntries(db, { of: 'studio' }, resolveFilter(at, {})), /^SCAN credit_totals/],
  [
    'the balance after entries',
    (db) => balanceTeller(db, { of: 'studio' })([entry]),
    /^SEARCH e USING COVERING INDEX entries_by_customer/,
  ],
  ['one entry', (db) => loadEntry(db, 1), /^SEARCH e USING INTEGER PRIMARY KEY/],
  ['the balance of a customer', (db) => loadBalance(db, 1), /lots_with_credit \(customer=\?\)/],
  ['the candidates of a booking', (db) => loadLotsWithCredit(db, 1, { credit: 1 }), /lots_with_credit \(customer=\?/],
  ['the lots of a cycle', (db) => loadLotsOfMembership(db, 1, 1), /lots_by_membership \(membership=\? AND cycle=\?\)/],
  ["a customer's lots", (db) => listLots(db, { customer: 1, now }, 100, 0), /lots_by_customer \(customer=\?/],
  ["a customer's memberships", (db) => listMemberships(db, 1, 100, 0), /memberships_by_customer/],
  ["a customer's bookings", (db) => listBookings(db, 1, 100, 0), /bookings_by_customer/],
  ['what a booking was paid with', (db) => loadBookingUses(db, 1), /entries_by_booking/],
  ['when something is due next', (db) => nextDueInstant(db), /lots_due/],
  ['how much is due', (db) => countDue(db, now), /lots_due \(ends_at<\?|lots_due \(ends_at>\? AND ends_at<\?/],
  ['lots that are due', (db) => loadLotsDue(db, now, 100), /lots_due \(ends_at=\?\)/],
  [
    'memberships that are due',
    (db) => loadMembershipsDue(db, 'next_at', now, 0, 100),
    /memberships_due \(next_at=\? AND number>\?\)|memberships_due \(next_at=\?/,
  ],
  ['what rolled over', (db) => loadRolledOut(db, 1, now), /entries_by_membership \(membership=\? AND happened_at=\?\)/],
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

const page = { limit: 50, offset: 0, now };

test.each([
  ['nothing', page, /customer_search_by_revision/],
  ['a word', { ...page, query: 'mara' }, /customer_search_by_revision/],
  ['two words and a kind', { ...page, query: 'mara lindt', kind: 'person' as const }, /customer_search_by_revision/],
  ['what expires soon', { ...page, filter: 'expiring' as const }, /lots_due \(ends_at>\? AND ends_at<\?\)/],
  ['who has no membership', { ...page, filter: 'no_membership' as const }, /memberships_by_customer \(customer=\?\)/],
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
