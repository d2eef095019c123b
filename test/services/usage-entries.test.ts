import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/open-studio.ts';
import { type EntryRow, instantAt, openStory, refusalOf, type Scope, type Story } from '../support/story.ts';

/** A studio with some history: two credits, a team, bookings, cancellations, rollovers, expiries and a start in the past. */
async function openHistory() {
  const story = await openStory('2026-02-01 08:00');
  const { desk } = story;
  const classes = await story.credit('Class');
  const minutes = await story.credit('Minutes', { kind: 'time' });
  const mara = await story.person('Mara', 'mara@example.org');
  const ben = await story.person('Ben');
  const company = await story.company('Studio Co', [mara]);
  const plan = await story.plan('Flow 8', [
    { creditId: classes, amount: 8, rollover: { max: 3 } },
    { creditId: minutes, amount: 60 },
  ]);
  const membership = await story.start(mara, plan, '2026-02-01');
  await story.add(company, classes, 20, { memo: 'Contract 2026' });
  story.on('2026-02-03 10:00');
  const first = await story.book({
    customerId: mara,
    creditId: classes,
    amount: 2,
    at: '2026-02-05 18:00',
    name: 'Flow 60',
  });
  const second = await story.book({
    customerId: mara,
    creditId: classes,
    amount: 1,
    at: '2026-02-06 18:00',
    name: 'Crème Brûlée yoga',
  });
  await story.cancel(second.booking.id);
  await desk.uses.create({
    customerId: mara,
    creditId: minutes,
    amount: 15,
    for: { type: 'print', name: 'Flyers' },
    key: story.key(),
  });
  story.on('2026-02-20 23:59');
  await story.add(mara, classes, 2, { lastDay: '2026-03-10', memo: 'Heating broken', membershipId: membership.id });
  story.on('2026-02-21 00:00');
  await desk.adjustments.deduct({
    customerId: mara,
    creditId: minutes,
    amount: 5,
    memo: 'Correction',
    key: story.key(),
  });
  story.on('2026-03-12 09:00');
  await story.start(ben, plan, '2026-01-15');
  await story.book({ customerId: mara, creditId: classes, amount: 13, at: '2026-03-13 18:00', name: 'Workshop' });
  const lotId = (await desk.lots.list({ customerId: mara })).rows[0]?.id ?? '';
  return { story, desk, classes, minutes, mara, ben, company, membership, first, lotId };
}

type History = Awaited<ReturnType<typeof openHistory>>;

const scopesOf = ({ mara, ben, company, classes, membership, lotId }: History): Record<string, Scope> => ({
  studio: { studio: true },
  mara: { customerId: mara },
  'mara’s classes': { customerId: mara, creditId: classes },
  ben: { customerId: ben },
  company: { companyId: company },
  membership: { membershipId: membership.id },
  'cycle 1': { membershipId: membership.id, cycle: 1 },
  'cycle 2': { membershipId: membership.id, cycle: 2 },
  lot: { lotId },
});

type Filters = Omit<Parameters<Story['desk']['usage']['entries']>[0], 'scope' | 'limit' | 'cursor'>;

/** All pages of a list, as the answers come. */
async function pagesOf(story: Story, scope: Scope, limit: number, filters: Filters = {}): Promise<EntryRow[]> {
  const rows: EntryRow[] = [];
  const totals = new Set<number>();
  for (let cursor: string | undefined; ; ) {
    const page = await story.desk.usage.entries({ scope, limit, ...filters, ...(cursor ? { cursor } : {}) });
    totals.add(page.total);
    rows.push(...page.rows);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    if (page.nextCursor === null) break;
    expect(page.rows).toHaveLength(limit);
    cursor = page.nextCursor;
  }
  expect([...totals]).toEqual([rows.length]);
  return rows;
}

const byTime = (a: EntryRow, b: EntryRow) => Date.parse(a.usedOn) - Date.parse(b.usedOn) || a.number - b.number;

describe('paging', () => {
  test('in any scope, small pages give each entry once, newest first, as one large page does', async () => {
    const history = await openHistory();
    for (const scope of Object.values(scopesOf(history))) {
      const whole = (await history.desk.usage.entries({ scope, limit: 500 })).rows;
      expect(whole).toEqual([...whole].sort(byTime).reverse());
      expect(new Set(whole.map((row) => row.number)).size).toBe(whole.length);
      for (const limit of [1, 3, 7]) expect(await pagesOf(history.story, scope, limit)).toEqual(whole);
    }
  });

  test('goes on where it was although entries are added meanwhile', async () => {
    const { story, desk, mara, classes } = await openHistory();
    const scope = { customerId: mara };
    const before = await pagesOf(story, scope, 500);
    const page = await desk.usage.entries({ scope, limit: 4 });
    await story.add(mara, classes, 1);
    const rest = await desk.usage.entries({ scope, limit: 500, cursor: page.nextCursor ?? '' });
    expect([...page.rows, ...rest.rows].map((row) => row.number)).toEqual(before.map((row) => row.number));
    expect(rest.nextCursor).toBeNull();
  });

  test('begins after any number of entries, goes on from there, and tells where an entry stands', async () => {
    const history = await openHistory();
    const { desk } = history;
    for (const scope of Object.values(scopesOf(history))) {
      const whole = (await desk.usage.entries({ scope, limit: 500 })).rows;
      for (const skip of [0, 1, whole.length - 1, whole.length, 2 ** 31]) {
        const page = await desk.usage.entries({ scope, limit: 2, cursor: `skip:${skip}` });
        expect([page.rows, page.total]).toEqual([whole.slice(skip, skip + 2), whole.length]);
        expect(page.nextCursor === null).toBe(skip + 2 >= whole.length);
        if (page.nextCursor === null) continue;
        const { rows } = await desk.usage.entries({ scope, limit: 500, cursor: page.nextCursor });
        expect(rows).toEqual(whole.slice(skip + 2));
      }
      for (const [index, { number }] of whole.entries())
        expect(await desk.usage.position({ scope, number })).toEqual({ index });
    }
    const scope = { customerId: history.mara };
    const { rows } = await desk.usage.entries({ scope, view: 'manual' });
    const number = rows.at(-1)?.number ?? 0;
    expect(rows.length).toBeGreaterThan(1);
    expect(await desk.usage.position({ scope, view: 'manual', number })).toEqual({ index: rows.length - 1 });
    expect(await desk.usage.position({ scope, view: 'booked', number })).toEqual({ index: null });
    expect(await desk.usage.position({ scope: { customerId: history.ben }, number })).toEqual({ index: null });
    expect(await desk.usage.position({ scope, number: 1_000_000 })).toEqual({ index: null });
  });

  test.each(['DROP TABLE', 'skip:', 'skip:-1', 'skip:1.5', 'skip:1e3', 'skip:2147483649', 'skip:99999999999', '7'])(
    'a cursor that no answer gave (%s) is INVALID_INPUT',
    async (cursor) => {
      const { desk } = await openStory('2026-02-01 08:00');
      expect(await refusalOf(desk.usage.entries({ scope: { studio: true }, cursor }))).toMatchObject({
        code: 'INVALID_INPUT',
        data: {
          field: 'cursor',
          expected: 'expected a cursor from an earlier answer, or skip:N with N from 0 to 2,147,483,648',
        },
      });
    },
  );
});

test('in any scope the balance after each entry is what the entries up to it add up to, filtered or not', async () => {
  const history = await openHistory();
  for (const [name, scope] of Object.entries(scopesOf(history))) {
    const rows = await pagesOf(history.story, scope, 500);
    const balances = new Map<string, number>();
    const naive = new Map<number, number>();
    for (const row of [...rows].sort(byTime)) {
      const key = name === 'studio' ? `${row.customerId} ${row.creditId}` : row.creditId;
      balances.set(key, (balances.get(key) ?? 0) + row.amount);
      naive.set(row.number, balances.get(key) ?? 0);
    }
    const differing = (some: EntryRow[]) =>
      some.filter((row) => row.balanceAfter !== naive.get(row.number)).map((row) => row.number);
    expect(differing(rows)).toEqual([]);
    expect(differing(await pagesOf(history.story, scope, 2))).toEqual([]);
    expect(differing(await pagesOf(history.story, scope, 2, { view: 'manual' }))).toEqual([]);
    expect(
      differing(await pagesOf(history.story, scope, 3, { from: '2026-02-03', to: '2026-02-28', kind: 'session' })),
    ).toEqual([]);
  }
});

describe('filters', () => {
  test('a view shows its kinds, and the counts on the chips are the totals of the lists', async () => {
    const history = await openHistory();
    for (const scope of Object.values(scopesOf(history))) {
      const all = await pagesOf(history.story, scope, 500);
      const { counts } = await history.desk.usage.counts({ scope });
      const kinds = {
        all: () => true,
        booked: (row: EntryRow) => row.kind === 'use',
        free_cancellations: (row: EntryRow) => row.kind === 'free_cancellation',
        manual: (row: EntryRow) => ['manual_add', 'manual_deduct', 'reversal'].includes(row.kind),
        rolled_over: (row: EntryRow) => row.kind.startsWith('rollover'),
        expired: (row: EntryRow) => row.kind === 'expiry',
      };
      for (const [view, belongs] of Object.entries(kinds)) {
        const shown = await pagesOf(history.story, scope, 500, { view: view as keyof typeof kinds });
        expect(shown).toEqual(all.filter(belongs));
        expect(counts[view as keyof typeof kinds]).toBe(shown.length);
      }
    }
  });

  test('kinds narrow a view further', async () => {
    const { story } = await openHistory();
    const scope = { studio: true } as const;
    const all = await pagesOf(story, scope, 500);
    expect(await pagesOf(story, scope, 500, { view: 'rolled_over', kinds: ['rollover_in', 'use'] })).toEqual(
      all.filter((row) => row.kind === 'rollover_in'),
    );
    expect(await pagesOf(story, scope, 500, { kinds: ['grant', 'expiry'] })).toEqual(
      all.filter((row) => row.kind === 'grant' || row.kind === 'expiry'),
    );
    expect(await pagesOf(story, scope, 500, { kinds: [] })).toEqual(all);
  });

  test('days are the studio’s, both included', async () => {
    const { story, mara } = await openHistory();
    const scope = { customerId: mara };
    const within = async (from?: string, to?: string) =>
      (await pagesOf(story, scope, 500, { ...(from ? { from } : {}), ...(to ? { to } : {}) })).map(
        (row) => row.memo ?? row.kind,
      );
    expect(await within('2026-02-20', '2026-02-20')).toEqual(['Heating broken']);
    expect(await within('2026-02-21', '2026-02-21')).toEqual(['Correction']);
    expect(await within(undefined, '2026-02-02')).toEqual(['grant', 'grant']);
    expect(await within('2026-03-13')).toEqual([]);
    expect(await refusalOf(story.desk.usage.entries({ scope, from: '2026-02-30' }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'from' },
    });
  });

  test('a credit picks its entries in any scope, and counts and positions follow; one that is not there is NOT_FOUND', async () => {
    const history = await openHistory();
    const { story, desk, classes } = history;
    for (const scope of Object.values(scopesOf(history))) {
      const all = await pagesOf(story, scope, 500);
      const ofCredit = all.filter((row) => row.creditId === classes);
      expect(await pagesOf(story, scope, 3, { creditId: classes })).toEqual(ofCredit);
      expect((await desk.usage.counts({ scope, creditId: classes })).counts.all).toBe(ofCredit.length);
      for (const { number, creditId } of all) {
        const { index } = await desk.usage.position({ scope, creditId: classes, number });
        expect(index).toBe(creditId === classes ? ofCredit.findIndex((row) => row.number === number) : null);
      }
    }
    const unknown = { scope: { membershipId: history.membership.id }, creditId: 'no-such-credit' };
    for (const asked of [desk.usage.entries(unknown), desk.usage.counts(unknown)])
      expect(await refusalOf(asked)).toMatchObject({ code: 'NOT_FOUND', data: { what: 'credit' } });
  });

  test('kind of credit and status of the lot pick their entries, and counts follow', async () => {
    const { story, desk, mara } = await openHistory();
    const scope = { customerId: mara };
    const all = await pagesOf(story, scope, 500);
    expect(all.some((row) => row.creditKind === 'time')).toBe(true);
    expect(await pagesOf(story, scope, 500, { kind: 'time' })).toEqual(all.filter((row) => row.creditKind === 'time'));
    for (const status of ['current', 'expired', 'used_up'] as const) {
      const shown = await pagesOf(story, scope, 500, { status });
      expect(shown.length).toBeGreaterThan(0);
      expect(shown).toEqual(all.filter((row) => row.status === status));
      expect((await desk.usage.counts({ scope, status })).counts.all).toBe(shown.length);
    }
  });

  test('words are found in names, memos and sources, forgiving accents and case; every word must be', async () => {
    const { story } = await openHistory();
    const found = async (text: string) =>
      (await pagesOf(story, { studio: true }, 500, { text })).map((row) => row.kind);
    expect(await found('creme BRULEE')).toEqual(['free_cancellation', 'use']);
    expect(await found('heating')).toEqual(['manual_add']);
    expect(await found('heating yoga')).toEqual([]);
    expect(await found('flyers')).toEqual(['use']);
    expect((await found('contract')).length).toBeGreaterThan(0);
    expect(await found('nothing of the kind')).toEqual([]);
  });
});

test('a row tells what happened, to whom, from which lot and by whose hand', async () => {
  const { desk, story, mara, classes, membership, first } = await openHistory();
  const rows = await pagesOf(story, { customerId: mara }, 500, { text: 'Flow 60' });
  expect(rows).toMatchObject([
    {
      usedOn: instantAt('2026-02-03 10:00'),
      kind: 'use',
      amount: -2,
      balanceAfter: 6,
      creditId: classes,
      creditName: 'Class',
      creditKind: 'session',
      unit: 'session',
      decimals: 0,
      status: 'expired',
      usedBy: 'mara@example.org',
      usedByName: 'Mara',
      customerId: mara,
      source: 'plan',
      sourceName: 'Flow 8',
      membershipId: membership.id,
      cycle: 1,
      bookingId: first.booking.id,
      bookingState: 'booked',
      staff: 'ada@example.org',
      staffName: 'Ada',
    },
  ]);
  const entry = await desk.usage.entry({ number: rows[0]?.number ?? 0 });
  expect(entry).toMatchObject({
    booking: { id: first.booking.id, name: 'Flow 60', state: 'booked' },
    membershipName: membership.name,
    lot: { granted: 8, left: 0, lastDay: '2026-02-28' },
    lastDayBefore: null,
  });
  const previous = await desk.usage.entry({ number: entry.number - 1 });
  expect(entry.previousHash).toBe(previous.hash);
});

test('the balance over time ends at what is left, in every scope', async () => {
  const history = await openHistory();
  for (const scope of Object.values(scopesOf(history))) {
    const { summaries } = await history.desk.usage.summary({ scope });
    for (const { creditId, left } of summaries) {
      const { points, thinned, total } = await history.desk.usage.balanceOverTime({ scope, creditId });
      expect(points.at(-1)?.balance ?? 0).toBe(left);
      expect([thinned, total]).toEqual([false, points.length]);
    }
  }
});

test('an expiry keeps saying which last day was over, whatever becomes of the lot later, on screen and in a report', async () => {
  const story = await openStory('2026-01-01 08:00');
  const creditId = await story.credit('Class');
  const customerId = await story.person('Mara');
  const add = { customerId, creditId, amount: 5, lastDay: '2026-01-01', memo: null, key: 'add' };
  const { allocation } = await story.desk.adjustments.add(add);
  story.on('2026-01-02 08:00');
  const id = allocation[0]?.lotId ?? '';
  await story.desk.lots.update({ id, left: 5, lastDay: '2026-06-30', memo: 'again', key: 'again' });
  await story.desk.lots.update({ id, lastDay: null, memo: 'for good', key: 'never' });
  await story.desk.lots.update({ id, lastDay: '2026-07-01', memo: 'until July', key: 'july' });
  story.on('2026-07-02 08:00');
  const { rows } = await story.desk.usage.entries({ scope: { customerId }, view: 'expired' });
  const said = rows.map((row) => row.description);
  expect(said).toEqual(['5 unused, last day 1 July', '5 unused, last day 1 January']);
  const path = join(temporaryFolder(), 'expired.csv');
  await story.desk.reports.export({ scope: { customerId }, view: 'expired', format: 'csv', path });
  for (const words of said) expect(readFileSync(path, 'utf8')).toContain(words);
});
