import { describe, expect, test } from 'vitest';
import { openStory, outcomeOf, refusalOf, type Story } from '../support/story.ts';

/** Mara holds Flow 8 from 31 January on: 8 classes a month, nothing rolls. */
async function openFlow8() {
  const story = await openStory('2026-01-31 08:00');
  const creditId = await story.credit('Class');
  const plan = await story.plan('Flow 8', [{ creditId, amount: 8 }]);
  const mara = await story.person('Mara');
  const { id } = await story.start(mara, plan, '2026-01-31');
  const pause = (on: string) => story.desk.memberships.pause({ id, on, key: story.key() });
  const resume = (on: string) => story.desk.memberships.resume({ id, on, key: story.key() });
  const book = () => story.book({ customerId: mara, creditId, amount: 1, at: '2026-02-14 18:00' });
  return { story, creditId, mara, id, pause, resume, book };
}

async function cyclesOf(story: Story, id: string): Promise<string[]> {
  return (await story.desk.memberships.cycles({ id })).rows.map(
    ({ number, startsOn, lastDay }) => `${number} ${startsOn} ${lastDay}`,
  );
}

const movedTenDays = ['1 2026-01-31 2026-03-09', '2 2026-03-10 2026-04-09'];

test('a pause named for later takes effect on its day, and its end moves cycles and lots by the days paused', async () => {
  const { story, mara, id, pause, resume, book } = await openFlow8();
  story.on('2026-02-05 10:00');
  expect(await pause('2026-02-10')).toMatchObject({ state: 'active', pausedFrom: '2026-02-10' });
  await book();
  story.on('2026-02-10 00:00');
  expect(await story.desk.memberships.get({ id })).toMatchObject({ state: 'paused' });
  story.on('2026-02-20 09:00');
  const resumed = await resume('2026-02-20');
  expect(resumed).toMatchObject({ state: 'active', pausedFrom: null, cycle: { lastDay: '2026-03-09' } });
  expect(resumed.lots).toMatchObject([{ lastDay: '2026-03-09', left: 7 }]);
  story.on('2026-03-10 00:00');
  expect(await cyclesOf(story, id)).toEqual(movedTenDays);
  expect(await story.ledgerOf(mara)).toEqual([
    '2026-01-31 00:00 grant +8 A',
    '2026-02-05 10:00 use −1 A',
    '2026-02-20 00:00 manual_add +0 A',
    '2026-03-10 00:00 expiry −7 A',
    '2026-03-10 00:00 grant +8 B',
  ]);
});

test('while paused nothing is paid from its lots, and no cycle starts', async () => {
  const { story, creditId, mara, id, pause, book } = await openFlow8();
  await pause('2026-01-31');
  expect(await refusalOf(book())).toMatchObject({
    code: 'INSUFFICIENT_CREDIT',
    data: { requested: 1, available: 0, endsBefore: 0 },
  });
  const { credits } = await story.desk.balance.get({ customerId: mara });
  expect(credits).toMatchObject([{ left: 8, lots: [{ spendable: false }] }]);
  await story.add(mara, creditId, 1);
  expect(await outcomeOf(book())).toBe('done');
  story.on('2026-06-30 08:00');
  expect(await cyclesOf(story, id)).toEqual(['1 2026-01-31 2026-02-27']);
  expect((await story.desk.lots.list({ customerId: mara, status: 'current' })).rows.map((lot) => lot.left)).toEqual([
    8,
  ]);
});

test('the entry of amount 0 keeps both dates', async () => {
  const { story, mara, pause, resume } = await openFlow8();
  story.on('2026-02-10 10:00');
  await pause('2026-02-10');
  await resume('2026-02-11');
  story.on('2026-02-11 00:00');
  const change = (await story.entries({ customerId: mara })).at(-1);
  expect(change).toMatchObject({
    kind: 'manual_add',
    amount: 0,
    balanceAfter: 8,
    memo: 'Paused for 1 day (last day 2026-02-27 → 2026-02-28)',
  });
  expect(await story.desk.usage.entry({ number: change?.number ?? 0 })).toMatchObject({
    lastDayBefore: '2026-02-27',
    lastDayAfter: '2026-02-28',
    staff: null,
  });
});

test('a pause and its end that are both named before leave the same as if named on their days', async () => {
  const { story, id, pause, resume } = await openFlow8();
  story.on('2026-02-05 10:00');
  await pause('2026-02-10');
  await resume('2026-02-20');
  story.on('2026-03-25 08:00');
  expect(await cyclesOf(story, id)).toEqual(movedTenDays);
});

test('resumed in the past, what would have happened since is posted with its own dates', async () => {
  const { story, mara, id, pause, resume } = await openFlow8();
  story.on('2026-02-10 10:00');
  await pause('2026-02-10');
  story.on('2026-03-20 08:00');
  const resumed = await resume('2026-02-20');
  expect(resumed).toMatchObject({
    state: 'active',
    cycle: { number: 2, startsOn: '2026-03-10', lastDay: '2026-04-09' },
  });
  expect(await cyclesOf(story, id)).toEqual(movedTenDays);
  expect((await story.ledgerOf(mara)).slice(1)).toEqual([
    '2026-02-20 00:00 manual_add +0 A',
    '2026-03-10 00:00 expiry −8 A',
    '2026-03-10 00:00 grant +8 B',
  ]);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('paused and resumed on one day, nothing moves', async () => {
  const { story, mara, id, pause, resume } = await openFlow8();
  story.on('2026-02-10 10:00');
  await pause('2026-02-10');
  expect(await resume('2026-02-10')).toMatchObject({ state: 'active', pausedFrom: null });
  story.on('2026-02-28 08:00');
  expect(await cyclesOf(story, id)).toEqual(['1 2026-01-31 2026-02-27', '2 2026-02-28 2026-03-30']);
  expect((await story.entries({ customerId: mara })).filter((entry) => entry.amount === 0)).toEqual([]);
});

test('a pause that is taken back before it begins never happens', async () => {
  const { story, mara, id, pause, resume, book } = await openFlow8();
  story.on('2026-02-05 10:00');
  await pause('2026-02-10');
  // It is gone at once, so that another day can be named for it.
  expect(await resume('2026-02-10')).toMatchObject({ state: 'active', pausedFrom: null });
  expect(await pause('2026-02-12')).toMatchObject({ pausedFrom: '2026-02-12' });
  await resume('2026-02-12');
  story.on('2026-02-10 12:00');
  expect(await story.desk.memberships.get({ id })).toMatchObject({ state: 'active', pausedFrom: null });
  await book();
  expect((await story.ledgerOf(mara)).at(-1)).toBe('2026-02-10 12:00 use −1 A');
  story.on('2026-02-28 08:00');
  expect(await cyclesOf(story, id)).toEqual(['1 2026-01-31 2026-02-27', '2 2026-02-28 2026-03-30']);
});

test('paused on the day of the next cycle, that cycle starts when it is resumed', async () => {
  const { story, mara, id, pause, resume } = await openFlow8();
  story.on('2026-02-20 10:00');
  await pause('2026-02-28');
  story.on('2026-03-01 10:00');
  expect(await cyclesOf(story, id)).toEqual(['1 2026-01-31 2026-02-27']);
  await resume('2026-03-05');
  story.on('2026-03-05 00:00');
  expect(await cyclesOf(story, id)).toEqual(['1 2026-01-31 2026-03-04', '2 2026-03-05 2026-04-04']);
  expect((await story.ledgerOf(mara)).slice(-2)).toEqual([
    '2026-03-05 00:00 expiry −8 A',
    '2026-03-05 00:00 grant +8 B',
  ]);
});

test('a lot added during the pause moves by the days that it was there for', async () => {
  const { story, creditId, mara, id, pause, resume } = await openFlow8();
  story.on('2026-02-10 10:00');
  await pause('2026-02-10');
  story.on('2026-02-15 10:00');
  const lotId = await story.add(mara, creditId, 2, { lastDay: '2026-02-22', membershipId: id });
  story.on('2026-02-25 10:00');
  expect(await story.desk.lots.get({ id: lotId })).toMatchObject({ left: 2, status: 'current' });
  await resume('2026-02-25');
  expect(await story.desk.lots.get({ id: lotId })).toMatchObject({ left: 2, lastDay: '2026-03-04' });
});

test('a pack pauses too: its last day moves', async () => {
  const story = await openStory('2026-01-31 08:00');
  const creditId = await story.credit('Class');
  const pack = await story.product('Pack', [
    { creditId, amount: 10, expiration: { rule: 'after', every: 1, unit: 'month' } },
  ]);
  const mara = await story.person('Mara');
  const { id } = await story.buy(mara, pack, '2026-01-31');
  await story.desk.memberships.pause({ id, on: '2026-02-10', key: story.key() });
  story.on('2026-03-10 08:00');
  const { lots } = await story.desk.memberships.resume({ id, on: '2026-03-12', key: story.key() });
  expect(lots).toMatchObject([{ left: 10, lastDay: '2026-02-27' }]);
  story.on('2026-03-12 08:00');
  expect(await story.lotsOf(mara)).toEqual(['A Pack 10 of 10, last day 2026-03-29']);
});

describe('a pause is refused', () => {
  test('in the past, before the membership starts, after it ends, and twice', async () => {
    const { story, id, pause } = await openFlow8();
    story.on('2026-02-10 10:00');
    expect(await refusalOf(pause('2026-02-09'))).toMatchObject({
      code: 'DATE_IN_THE_PAST',
      data: { today: '2026-02-10' },
    });
    await story.desk.memberships.end({ id, on: '2026-02-20', key: story.key() });
    expect(await refusalOf(pause('2026-02-21'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'on', expected: expect.stringContaining('2026-02-20') },
    });
    await pause('2026-02-20');
    expect(await refusalOf(pause('2026-02-20'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'id', expected: expect.stringContaining('2026-02-20') },
    });
  });

  test('before an upcoming membership starts; from its first day on it may', async () => {
    const { story, mara } = await openFlow8();
    const [plan] = (await story.desk.plans.list({})).rows;
    const { id } = await story.start(mara, plan?.id ?? '', '2026-03-01');
    const pause = (on: string) => story.desk.memberships.pause({ id, on, key: story.key() });
    expect(await refusalOf(pause('2026-02-28'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { expected: expect.stringContaining('2026-03-01') },
    });
    await pause('2026-03-01');
    await story.desk.memberships.resume({ id, on: '2026-03-11', key: story.key() });
    story.on('2026-03-12 08:00');
    expect(await cyclesOf(story, id)).toEqual(['1 2026-03-11 2026-04-10']);
  });

  test('and so is resuming what is not paused, or before the pause began', async () => {
    const { pause, resume } = await openFlow8();
    expect(await refusalOf(resume('2026-02-01'))).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'id' } });
    await pause('2026-02-10');
    expect(await refusalOf(resume('2026-02-09'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'on', expected: expect.stringContaining('2026-02-10') },
    });
  });
});

test('ended while paused, no further cycle starts after it is resumed', async () => {
  const { story, mara, id, pause, resume } = await openFlow8();
  story.on('2026-02-10 10:00');
  await pause('2026-02-10');
  await story.desk.memberships.end({ id, on: '2026-03-09', key: story.key() });
  await resume('2026-02-20');
  story.on('2026-04-30 10:00');
  expect(await cyclesOf(story, id)).toEqual(['1 2026-01-31 2026-03-09']);
  expect((await story.ledgerOf(mara)).at(-1)).toBe('2026-03-10 00:00 expiry −8 A');
  expect(await story.desk.memberships.get({ id })).toMatchObject({ state: 'ended', endsOn: '2026-03-09' });
});

test('a lot that had ended before the pause waits with its membership once its last day is moved', async () => {
  const { story, creditId, mara, id, pause, book } = await openFlow8();
  const adding = { customerId: mara, creditId, amount: 3, lastDay: '2026-02-02', membershipId: id };
  const { allocation } = await story.desk.adjustments.add({ ...adding, memo: null, key: 'add' });
  story.on('2026-02-10 08:00');
  await pause('2026-02-10');
  const change = { id: allocation[0]?.lotId ?? '', left: 4, lastDay: null, memo: 'found', key: 'edit' };
  await story.desk.lots.update(change);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
  expect(await refusalOf(book())).toMatchObject({ code: 'INSUFFICIENT_CREDIT' });
});

test('a membership that is paused from its first day on is paused, and what waits in it does not expire soon', async () => {
  const { story, mara, id, pause } = await openFlow8();
  const next = async () => (await story.desk.customers.search({})).rows[0]?.nextExpiry;
  expect(await next()).toMatchObject({ lastDay: '2026-02-27', amount: 8 });
  await pause('2026-01-31');
  expect(await next()).toBeNull();
  story.on('2026-03-20 08:00');
  expect(await story.desk.memberships.get({ id })).toMatchObject({ state: 'paused' });
  expect(await next()).toBeNull();
  const { id: later } = await story.start(mara, await story.plan('Yoga 2', []), '2026-04-01');
  await story.desk.memberships.pause({ id: later, on: '2026-04-01', key: 'later' });
  expect(await story.desk.memberships.get({ id: later })).toMatchObject({ state: 'upcoming' });
  story.on('2026-05-01 08:00');
  expect(await story.desk.memberships.get({ id: later })).toMatchObject({ state: 'paused' });
});

test('an end that is moved later while it is paused lets cycles start again', async () => {
  const { story, id, pause, resume } = await openFlow8();
  const end = (on: string) => story.desk.memberships.end({ id, on, key: story.key() });
  await end('2026-02-20');
  await pause('2026-01-31');
  await end('2026-12-31');
  story.on('2026-02-02 08:00');
  await resume('2026-02-02');
  story.on('2026-04-15 08:00');
  expect(await cyclesOf(story, id)).toEqual([
    '1 2026-01-31 2026-03-01',
    '2 2026-03-02 2026-04-01',
    '3 2026-04-02 2026-05-01',
  ]);
});

test('a pause that is told on its first day leaves what has expired before it: a cancellation then expires again, or is extended', async () => {
  const { story, pause, resume, creditId, mara } = await openFlow8();
  const book = (name: string) => story.book({ customerId: mara, creditId, amount: 1, at: '2026-02-27 18:00', name });
  const [first, second] = [await book('first'), await book('second')];
  story.on('2026-02-28 10:00');
  await pause('2026-02-28');
  const lotId = first.allocation[0]?.lotId ?? '';
  expect(await story.desk.lots.get({ id: lotId })).toMatchObject({ left: 0, status: 'expired', lastDay: '2026-02-27' });
  const waive = { reason: 'ill' };
  const again = await story.desk.bookings.cancel({ id: first.booking.id, waive, key: 'first' });
  expect(again.returned).toMatchObject([{ lotId, expiresAgain: true, newLot: false }]);
  const extended = { id: second.booking.id, waive, extendTo: '2026-04-15', key: 'second' };
  expect((await story.desk.bookings.cancel(extended)).returned).toMatchObject([
    { newLot: true, lastDay: '2026-04-15' },
  ]);
  story.on('2026-03-05 08:00');
  await resume('2026-03-05');
  expect(await story.desk.lots.get({ id: lotId })).toMatchObject({ lastDay: '2026-02-27', left: 0 });
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('resumed late, what came back during the pause expires when it came: no lot is below zero at any time', async () => {
  const { story, id, pause, resume, creditId, mara } = await openFlow8();
  const add = { customerId: mara, creditId, amount: 7, memo: null, key: 'seven', membershipId: id };
  const { booking } = await story.book({ customerId: mara, creditId, amount: 8, at: '2026-02-25 18:00' });
  await story.desk.adjustments.add({ ...add, lastDay: '2026-02-27' });
  story.on('2026-02-10 08:00');
  await pause('2026-02-10');
  story.on('2026-03-20 08:00');
  await story.cancel(booking.id, { waive: { reason: 'ill' } });
  story.on('2026-03-25 08:00');
  await resume('2026-02-12');
  const entries = await story.ledgerOf(mara);
  expect(entries.filter((entry) => entry.includes('expiry')).sort()).toEqual([
    '2026-03-02 00:00 expiry −7 B',
    '2026-03-20 08:00 expiry −8 A',
  ]);
  const { rows } = await story.desk.usage.entries({ scope: { customerId: mara } });
  expect(rows.filter((row) => row.balanceAfter < 0)).toEqual([]);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('resumed late, what came back during the pause does not roll over at an instant at which it was not there', async () => {
  const story = await openStory('2026-01-31 08:00');
  const creditId = await story.credit('Class');
  const mara = await story.person('Mara');
  const plan = await story.plan('Rolling', [{ creditId, amount: 8, rollover: { max: null, times: 1 } }]);
  const { id } = await story.start(mara, plan, '2026-01-31');
  const { booking } = await story.book({ customerId: mara, creditId, amount: 6, at: '2026-02-25 18:00' });
  story.on('2026-02-10 08:00');
  await story.desk.memberships.pause({ id, on: '2026-02-10', key: 'pause' });
  story.on('2026-03-20 08:00');
  await story.cancel(booking.id, { waive: { reason: 'ill' } });
  story.on('2026-03-25 08:00');
  await story.desk.memberships.resume({ id, on: '2026-02-12', key: 'resume' });
  const entries = await story.ledgerOf(mara);
  expect(entries.filter((entry) => / (rollover_out|expiry) /.test(entry))).toEqual([
    '2026-03-02 00:00 rollover_out −2 A',
    '2026-03-20 08:00 expiry −6 A',
  ]);
  const { rows } = await story.desk.usage.entries({ scope: { customerId: mara } });
  expect(rows.filter((row) => row.balanceAfter < 0)).toEqual([]);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('a last day that a pause would move beyond the calendar is the last that there is', async () => {
  const { story, creditId, mara, id, pause, resume } = await openFlow8();
  const adding = { customerId: mara, creditId, amount: 1, lastDay: '9999-12-31', membershipId: id };
  await story.desk.adjustments.add({ ...adding, memo: null, key: 'add' });
  await pause('2026-01-31');
  story.on('2026-02-10 08:00');
  const { lots } = await resume('2026-02-10');
  expect(lots.map((lot) => lot.lastDay).sort()).toEqual(['2026-03-09', '9999-12-31']);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('a pause that is named for after the end is dropped with it: the lots that live on are not held', async () => {
  const { story, id, pause, book } = await openFlow8();
  await pause('2026-02-12');
  const ended = await story.desk.memberships.end({ id, on: '2026-02-10', key: story.key() });
  expect(ended).toMatchObject({ pausedFrom: null, endsOn: '2026-02-10' });
  story.on('2026-02-13 08:00');
  expect(await outcomeOf(book())).toBe('done');
});

test('a pause that begins on the last day stays: the membership still runs that day', async () => {
  const { story, id, pause } = await openFlow8();
  await pause('2026-02-10');
  const ended = await story.desk.memberships.end({ id, on: '2026-02-10', key: story.key() });
  expect(ended).toMatchObject({ pausedFrom: '2026-02-10', endsOn: '2026-02-10' });
});

test('a key that a pause was asked for with asks for nothing else, though all else is the same', async () => {
  const { story, id } = await openFlow8();
  const { pause, resume, end } = story.desk.memberships;
  const asked = { id, on: '2026-02-10', key: 'once' };
  const paused = await pause(asked);
  for (const other of [resume, end]) expect(await outcomeOf(other(asked))).toBe('IDEMPOTENCY_CONFLICT');
  expect(await story.desk.memberships.get({ id })).toMatchObject({ pausedFrom: '2026-02-10', endsOn: null });
  expect(await pause(asked)).toEqual(paused);
});
