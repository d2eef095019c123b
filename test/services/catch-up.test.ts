import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { idsOf } from '../../src-main/platform/ids.ts';
import type { Log } from '../../src-main/platform/log.ts';
import { nothingPosted, postSlice } from '../../src-main/services/due-postings.ts';
import { openForWriting } from '../../src-main/store/open.ts';
import { instantOf } from '../../src-shared/days.ts';
import { openTestApp, temporaryFolder } from '../support/open-studio.ts';
import { openStory, outcomeOf, type Story, storyOf } from '../support/story.ts';

/** Some customers with a daily plan of many benefits, so that one midnight holds more than one slice of work. */
async function openBusy() {
  const story = await openStory('2026-02-01 08:00');
  const credit = await story.credit('Class');
  const benefits = Array.from({ length: 50 }, (_, place) => ({
    creditId: credit,
    amount: place + 1,
    rollover: { max: 1 },
  }));
  const plan = await story.plan('Daily', benefits, { cycle: { every: 1, unit: 'day' } });
  const mara = await story.person('Mara');
  for (let place = 0; place < 12; place += 1) await story.start(mara, plan, '2026-02-02');
  story.on('2026-02-03 09:00');
  return story;
}

/** What the ledger file says happened, without what only tells when it was written. */
function told(story: Story): unknown[] {
  const ledger = new Database(join(story.dataDir, 'ledger.sqlite'), { readonly: true });
  const rows = ledger.prepare(
    `SELECT e.number, e.happened_at, e.kind, e.amount, e.membership, e.lot, l.cycle, l.last_day, l.rolled_from
     FROM entries e JOIN lots l ON l.number = e.lot ORDER BY e.number`,
  );
  const entries = rows.raw(true).all();
  ledger.close();
  return entries;
}

/** Waits until a catch-up rests between two slices in the middle of an instant, or is through. */
async function untilMidInstant(story: Story, advancing: Promise<unknown>): Promise<void> {
  let through = false;
  void advancing.then(() => (through = true));
  const ledger = new Database(join(story.dataDir, 'ledger.sqlite'), { readonly: true });
  const state = ledger.prepare('SELECT instant FROM advance_state').pluck();
  while (!through && typeof state.get() !== 'number') await new Promise((resolve) => setImmediate(resolve));
  ledger.close();
}

/** Posts what is due in the smallest steps that there are, each by a connection of its own, as if power failed after each; how many they were. */
function postStepByStep(dataDir: string, to: string): number {
  const now = instantOf(to);
  const order = {
    to: now,
    recordedAt: now,
    ids: idsOf({ now: () => now }),
    goesOn: () => false,
    tell: () => undefined,
  };
  for (let steps = 1; ; steps += 1) {
    const db = openForWriting(join(dataDir, 'ledger.sqlite'));
    const finished = postSlice(db, order, nothingPosted());
    db.close();
    if (finished) return steps;
  }
}

test('power may fail after any step of an instant: what has rolled out arrives once, and all else goes on from there', async () => {
  const open = async () => {
    const story = await openStory('2026-02-01 08:00');
    const creditId = await story.credit('Class');
    const rolling = { creditId, rollover: { max: 3, times: 2 } };
    const benefits = [
      { ...rolling, amount: 8 },
      { ...rolling, amount: 2 },
      { creditId, amount: 1 },
    ];
    const plan = await story.plan('Daily', benefits, { cycle: { every: 1, unit: 'day' } });
    const mara = await story.person('Mara');
    for (let place = 0; place < 60; place += 1) await story.start(mara, plan, '2026-02-02');
    return story;
  };
  const [whole, inSteps] = [await open(), await open()];
  whole.on('2026-02-05 08:00');
  const { posted } = await whole.desk.ledger.advance({});
  expect(posted).toMatchObject({ rolloverOut: posted.rolloverIn, grant: 4 * 60 * 3 });
  await inSteps.close();
  expect(postStepByStep(inSteps.dataDir, '2026-02-05T07:00:00Z')).toBeGreaterThan(4 * 8);
  expect(told(inSteps)).toEqual(told(whole));
});

describe('a catch-up with more due than one slice', () => {
  test('stopped in the middle of an instant, goes on after reopening and leaves what an undisturbed one leaves', async () => {
    const whole = await openBusy();
    const posted = (await whole.desk.ledger.advance({})).entries;
    const disturbed = await openBusy();
    const advancing = outcomeOf(disturbed.desk.ledger.advance({}));
    await untilMidInstant(disturbed, advancing);
    await disturbed.close();
    expect(await advancing).toBe('CANCELLED');
    const reopened = storyOf(await openTestApp({ dataDir: disturbed.dataDir, now: '2026-02-03T08:00:00Z' }));
    const rest = (await reopened.desk.ledger.advance({})).entries;
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThan(posted);
    expect(told(reopened)).toEqual(told(whole));
    expect(await reopened.desk.ledger.verify({})).toMatchObject({ ok: true, entries: posted, problems: [] });
  });

  test('serves all who wait for it once, and tells its progress', async () => {
    const story = await openBusy();
    const [first, balance, second, summary] = await Promise.all([
      story.desk.ledger.advance({}),
      story.desk.customers.search({}),
      story.desk.ledger.advance({}),
      story.desk.usage.summary({ scope: { studio: true } }),
    ]);
    const { entries } = await story.desk.ledger.verify({});
    expect(first.entries + second.entries).toBe(entries);
    expect(first.posted).toMatchObject({ rolloverOut: expect.any(Number), grant: 1200 });
    expect(balance.rows).toHaveLength(1);
    expect(summary.summaries).toMatchObject([{ starting: 12 * 1275 * 2 }]);
  });
});

describe('a catch-up of more than some slices, in a thread of its own', () => {
  /** Many days missed: whatever the machine, more than the slices before the thread can take. */
  const late = '2026-02-08 09:00';

  test('leaves what many small ones leave, and the desk is answered meanwhile', async () => {
    const daily = await openBusy();
    for (let day = 3; day <= 8; day += 1) {
      daily.on(`2026-02-${String(day).padStart(2, '0')} 09:00`);
      await daily.desk.ledger.advance({});
    }
    const atOnce = await openBusy();
    const id = (await atOnce.desk.customers.search({})).rows[0]?.id ?? '';
    const { entries: before } = await atOnce.desk.ledger.verify({});
    atOnce.on(late);
    const advancing = atOnce.desk.ledger.advance({});
    let through = false;
    void advancing.then(() => (through = true));
    let answers = 0;
    while (!through) {
      await Promise.all([atOnce.desk.credits.list({}), atOnce.desk.plans.list({}), atOnce.desk.customers.get({ id })]);
      answers += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(answers).toBeGreaterThan(20);
    const entries = before + (await advancing).entries;
    expect(told(atOnce)).toEqual(told(daily));
    expect(await atOnce.desk.ledger.verify({})).toMatchObject({ ok: true, entries, problems: [] });
    // Whoever writes next goes on where the thread stopped.
    const { rows } = await atOnce.desk.customers.search({});
    await atOnce.add(rows[0]?.id ?? '', await atOnce.credit('Other'), 1);
    expect(await atOnce.desk.ledger.verify({})).toMatchObject({ ok: true, entries: entries + 1 });
  });

  test('stopped in the middle, keeps what is posted and goes on after reopening', async () => {
    const whole = await openBusy();
    whole.on(late);
    const posted = (await whole.desk.ledger.advance({})).entries;
    const disturbed = await openBusy();
    disturbed.on(late);
    const advancing = outcomeOf(disturbed.desk.ledger.advance({}));
    await new Promise((resolve) => setTimeout(resolve, 600));
    await disturbed.close();
    expect(['CANCELLED', 'done']).toContain(await advancing);
    const reopened = storyOf(await openTestApp({ dataDir: disturbed.dataDir, now: '2026-02-08T08:00:00Z' }));
    await reopened.desk.ledger.advance({});
    expect(told(reopened)).toEqual(told(whole));
    expect(await reopened.desk.ledger.verify({})).toMatchObject({ ok: true, entries: posted, problems: [] });
  });
});

test('more memberships at one instant than are taken at a time all roll, expire and are given, paused ones wait', async () => {
  const story = await openStory('2026-02-01 08:00');
  const creditId = await story.credit('Class');
  const daily = { cycle: { every: 1, unit: 'day' } } as const;
  const plan = await story.plan('Daily', [{ creditId, amount: 3, rollover: { max: 1 } }], daily);
  const mara = await story.person('Mara');
  const memberships: string[] = [];
  for (let place = 0; place < 103; place += 1) memberships.push((await story.start(mara, plan, '2026-02-02')).id);
  for (const id of memberships.slice(0, 102)) {
    await story.desk.memberships.pause({ id, on: '2026-02-04', key: story.key() });
    await story.desk.memberships.resume({ id, on: '2026-02-05', key: story.key() });
  }
  const posted = async (day: string) => {
    story.on(`${day} 00:00`);
    return (await story.desk.ledger.advance({})).posted;
  };
  expect(await posted('2026-02-02')).toEqual({ rolloverOut: 0, expiry: 0, rolloverIn: 0, grant: 103 });
  expect(await posted('2026-02-03')).toEqual({ rolloverOut: 103, expiry: 103, rolloverIn: 103, grant: 103 });
  expect(await posted('2026-02-04')).toEqual({ rolloverOut: 1, expiry: 2, rolloverIn: 1, grant: 1 });
  expect(await posted('2026-02-05')).toEqual({ rolloverOut: 103, expiry: 206, rolloverIn: 103, grant: 103 });
});

describe('advancing', () => {
  test('is idempotent, and refuses what is not yet', async () => {
    const story = await openStory('2026-02-01 08:00');
    const credit = await story.credit('Class');
    const mara = await story.person('Mara');
    await story.start(mara, await story.plan('Flow 8', [{ creditId: credit, amount: 8 }]), '2026-02-02');
    story.on('2026-03-02 08:00');
    expect(await story.desk.ledger.advance({ to: '2026-02-10T00:00:00Z' })).toEqual({
      to: '2026-02-10T00:00:00.000Z',
      posted: { rolloverOut: 0, expiry: 0, rolloverIn: 0, grant: 1 },
      entries: 1,
    });
    expect(await story.desk.ledger.advance({})).toMatchObject({ posted: { expiry: 1, grant: 1 }, entries: 2 });
    expect(await story.desk.ledger.advance({})).toMatchObject({ entries: 0 });
    expect(await outcomeOf(story.desk.ledger.advance({ to: '2026-03-02T07:00:00.001Z' }))).toBe('INVALID_INPUT');
  });

  test('happens before anything is read, so that nothing expired is ever shown or spent', async () => {
    const story = await openStory('2026-02-01 08:00');
    const credit = await story.credit('Class');
    const mara = await story.person('Mara');
    await story.add(mara, credit, 5, { lastDay: '2026-02-10' });
    story.on('2026-02-10 23:59');
    expect((await story.desk.balance.get({ customerId: mara })).credits).toMatchObject([{ left: 5 }]);
    story.on('2026-02-11 00:00');
    expect((await story.desk.balance.get({ customerId: mara })).credits).toMatchObject([{ left: 0, expiring: [] }]);
    const [lot] = (await story.desk.lots.list({ customerId: mara })).rows;
    expect(lot).toMatchObject({ left: 0, status: 'expired' });
  });

  test('posts by phases and within them by membership and lot, at one instant', async () => {
    const story = await openStory('2026-02-01 08:00');
    const credit = await story.credit('Class');
    const weekly = { cycle: { every: 1, unit: 'week' } } as const;
    const plan = await story.plan(
      'Weekly',
      [
        { creditId: credit, amount: 5, rollover: { max: 2 } },
        { creditId: credit, amount: 1 },
      ],
      weekly,
    );
    const [mara, ben] = [await story.person('Mara'), await story.person('Ben')];
    await story.start(ben, plan, '2026-02-01');
    await story.start(mara, plan, '2026-02-01');
    await story.add(mara, credit, 9, { lastDay: '2026-02-07' });
    story.on('2026-02-08 08:00');
    const midnight = (await story.entries({ studio: true })).filter((row) => row.number > 5);
    expect(midnight.map((row) => `${row.kind} ${row.amount} ${row.customerName}`)).toEqual([
      'rollover_out -2 Ben',
      'rollover_out -2 Mara',
      'expiry -9 Mara',
      'expiry -3 Ben',
      'expiry -1 Ben',
      'expiry -3 Mara',
      'expiry -1 Mara',
      'rollover_in 2 Ben',
      'rollover_in 2 Mara',
      'grant 5 Ben',
      'grant 1 Ben',
      'grant 5 Mara',
      'grant 1 Mara',
    ]);
    expect(new Set(midnight.map((row) => row.usedOn))).toEqual(new Set(['2026-02-07T23:00:00.000Z']));
  });

  test('happens when the app is opened, with nobody asking', async () => {
    const story = await openStory('2026-02-01 08:00');
    const mara = await story.person('Mara');
    await story.add(mara, await story.credit('Class'), 5, { lastDay: '2026-02-10' });
    await story.close();
    const problems: string[] = [];
    const log: Log = { info: () => undefined, error: (message) => void problems.push(message) };
    const { openApp } = await import('../../src-main/app.ts');
    const app = await openApp({
      dataDir: story.dataDir,
      host: 'browser',
      clock: { now: () => Date.parse('2026-03-01T08:00:00Z') as never },
      log,
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await app.close();
    const ledger = new Database(join(story.dataDir, 'ledger.sqlite'), { readonly: true });
    expect(ledger.prepare('SELECT count(*) FROM entries WHERE kind = 8').pluck().get()).toBe(1);
    ledger.close();
    expect(problems).toEqual([]);
  });
});

test('an empty ledger has nothing to post and nothing to say', async () => {
  const empty = await openTestApp({ dataDir: temporaryFolder() });
  expect(await outcomeOf(empty.desk.ledger.advance({}))).toBe('NOT_SIGNED_IN');
});
