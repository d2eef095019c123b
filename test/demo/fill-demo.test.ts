import { hash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { maraStartsOn } from '../../src-main/demo/mara.ts';
import { addDays, addSpans } from '../../src-shared/days.ts';
import type { Day } from '../../src-shared/ids.ts';
import { openTestApp, type TestApp } from '../support/open-studio.ts';

const now = '2026-03-31T13:30:00Z';
const timeoutMs = 240_000;
/** What its entries come to, on every machine. Whoever changes the demo on purpose puts what the test tells instead. */
const sameEveryTime = 'b31c842a6d8c34eafb749b2f37ea2e5b351499df004e99b5eae504a8b7099c42';
const month = { every: 1, unit: 'month' } as const;

/** Everything that people see of the entries, without what is unique to a file. */
function rowsOf(dataDir: string, sql: string): unknown[] {
  const db = new Database(join(dataDir, 'ledger.sqlite'), { readonly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows;
}

const entriesOf = (dataDir: string) =>
  rowsOf(
    dataDir,
    `SELECT e.number, e.kind, e.amount, e.happened_at, e.recorded_at, e.lot, e.last_day_after, c.name, k.name AS credit,
       w.text AS what, m.text AS memo, s.text AS staff, b.starts_at, b.state
     FROM entries e JOIN customers c ON c.number = e.customer JOIN credits k ON k.number = e.credit
     LEFT JOIN labels w ON w.number = e.what LEFT JOIN labels m ON m.number = e.memo
     LEFT JOIN labels s ON s.number = e.staff_label LEFT JOIN bookings b ON b.number = e.booking ORDER BY e.number`,
  );

/** Nobody is in two places at once, and no room but those for classes has two bookings. */
const bookingsAtTheSameTime = (dataDir: string) =>
  rowsOf(
    dataDir,
    `SELECT one.name, other.name AS other FROM bookings one
       JOIN bookings other ON other.number > one.number AND other.starts_at < one.ends_at AND one.starts_at < other.ends_at
       JOIN resources r ON r.number = one.resource
     WHERE other.customer = one.customer
       OR (other.resource = one.resource AND r.name NOT IN ('Mat room', 'Reformer room'))`,
  );

async function summariesOfMara({ desk }: TestApp) {
  const { rows } = await desk.customers.search({ query: 'mara lindt' });
  const [mara] = rows;
  expect(mara?.email).toBe('mara@example.org');
  const memberships = await desk.memberships.list({ customerId: mara?.id ?? '' });
  const [membership] = memberships.rows;
  expect(membership?.name).toBe('Flow 8');
  const membershipId = membership?.id ?? '';
  const figures = async (scope: { membershipId: string; cycle?: number }) => {
    const { summaries } = await desk.usage.summary({ scope });
    expect(summaries).toHaveLength(1);
    const [s] = summaries;
    return s && [s.starting, s.totalBooked, s.freeCancellations, s.rollover, s.manual, s.expired, s.rolledOver, s.left];
  };
  return {
    first: await figures({ membershipId, cycle: 1 }),
    second: await figures({ membershipId, cycle: 2 }),
    all: await figures({ membershipId }),
  };
}

describe('the demo studio', () => {
  test('is the studio of the contract, fourteen months old, true to its entries, and the same every time', {
    timeout: timeoutMs,
  }, async () => {
    const one = await openTestApp({ now });
    const studio = await one.desk.studio.createDemo({});
    expect(studio).toMatchObject({ name: 'Lindenhof Studio', timeZone: 'Europe/Berlin', currency: 'EUR', demo: true });

    const staff = await one.desk.session.choices();
    expect(staff.staff.map(({ name, role }) => [name, role])).toEqual([
      ['Ada Brandt', 'manager'],
      ['Ben Okoye', 'desk'],
      ['Cleo Marti', 'viewer'],
    ]);
    for (const [place, pin] of ['2580', '1470', '3690'].entries()) {
      const staffId = staff.staff[place]?.id ?? '';
      expect((await one.desk.session.signIn({ staffId, pin })).id).toBe(staffId);
    }

    expect(await one.desk.ledger.verify({})).toMatchObject({ ok: true, problems: [] });
    expect(await summariesOfMara(one)).toEqual({
      first: [8, 5, 1, 0, 2, 3, 3, 0],
      second: [8, 2, 0, 3, 0, 0, 0, 9],
      all: [16, 7, 1, 3, 2, 3, 3, 9],
    });

    const everybody = await one.desk.customers.search({ limit: 1 });
    const putAway = await one.desk.customers.search({ limit: 1, filter: 'archived' });
    expect(everybody.total + putAway.total).toBeGreaterThanOrEqual(140);
    expect(everybody.total + putAway.total).toBeLessThanOrEqual(160);
    const companies = await one.desk.customers.search({ kind: 'company' });
    expect(companies.total).toBe(2);
    for (const { id } of companies.rows) {
      const company = await one.desk.customers.get({ id });
      expect(company.creditSharing).toBe(true);
      expect(company.members.length).toBeGreaterThan(5);
    }
    await expectEverythingHappened(one);
    expect(bookingsAtTheSameTime(one.dataDir)).toEqual([]);

    await expect(one.desk.studio.createDemo({})).rejects.toMatchObject({ code: 'STUDIO_EXISTS' });

    expect(hash('sha256', JSON.stringify(entriesOf(one.dataDir)))).toBe(sameEveryTime);
  });

  test('leaves nothing behind when it is cancelled midway', { timeout: timeoutMs }, async () => {
    const opened = await openTestApp({ now });
    const stop = new AbortController();
    const ended = opened.desk.studio.createDemo({}, { signal: stop.signal }).then(
      () => 'made',
      (error: { code: string }) => error.code,
    );
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    stop.abort();
    expect(await ended).toBe('CANCELLED');
    expect(await opened.desk.app.status({})).toMatchObject({ state: 'empty' });
    const db = new Database(join(opened.dataDir, 'ledger.sqlite'), { readonly: true });
    for (const table of ['studio', 'staff', 'customers', 'credits', 'lots', 'entries', 'labels']) {
      expect([table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
    }
    db.close();
  });
});

/** Credits of every kind, entries of every kind, and bookings in every state. */
async function expectEverythingHappened({ desk, dataDir }: TestApp): Promise<void> {
  const { rows: credits } = await desk.credits.list({});
  expect(new Set(credits.map((credit) => credit.kind))).toEqual(
    new Set(['session', 'time', 'money', 'printing', 'pass']),
  );
  const db = new Database(join(dataDir, 'ledger.sqlite'), { readonly: true });
  const all = (sql: string) => db.prepare(sql).pluck().all();
  expect(all('SELECT DISTINCT kind FROM entries ORDER BY kind')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(all('SELECT DISTINCT state FROM bookings ORDER BY state')).toEqual([
    'attended',
    'booked',
    'cancelled',
    'cancelled_late',
    'no_show',
  ]);
  expect(all('SELECT DISTINCT for_type FROM entries WHERE for_type IS NOT NULL ORDER BY for_type')).toEqual([
    'event',
    'invoice',
    'print',
  ]);
  expect(all('SELECT count(*) FROM memberships WHERE ends_on IS NOT NULL')[0]).toBeGreaterThan(3);
  expect(all('SELECT count(*) FROM memberships WHERE shifted_days > 0')[0]).toBeGreaterThan(3);
  expect(all('SELECT count(*) FROM imports')).toEqual([1]);
  const [first, last] = [
    all('SELECT min(recorded_at) FROM entries')[0],
    all('SELECT max(recorded_at) FROM entries')[0],
  ];
  expect(new Date(Number(first)).toISOString().slice(0, 10)).toBe('2025-01-31');
  expect(Number(last)).toBeLessThanOrEqual(Date.parse(now));
  expect(Number(last)).toBeGreaterThan(Date.parse(now) - 86_400_000);
  db.close();
}

test('Mara’s second cycle runs for at least 17 days and is not over, whatever day it is', () => {
  let today = '2024-01-01' as Day;
  for (let day = 0; day < 1_500; day += 1) {
    const startsOn = maraStartsOn(today);
    const second = addSpans(startsOn, month, 1);
    expect([today, addDays(second, 17) <= today]).toEqual([today, true]);
    expect([today, addSpans(startsOn, month, 2) > today]).toEqual([today, true]);
    today = addDays(today, 1);
  }
});
