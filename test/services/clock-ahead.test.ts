import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Log } from '../../src-main/platform/log.ts';
import { openStudio, openTestApp } from '../support/open-studio.ts';
import { instantAt, openStory, outcomeOf, refusalOf, type Story, storyOf } from '../support/story.ts';

const tenYearsLater = '2036-11-21 09:00';
const ahead = { today: '2036-11-21', lastKnown: '2026-11-21' };

/** A studio at a desk: Mara has a monthly plan, and a lot that ends in December. */
async function openDesk(log?: Log) {
  const now = instantAt('2026-11-21 08:00');
  const story = storyOf(await openStudio({ now, host: 'browser', ...(log ? { log } : {}) }));
  const credit = await story.credit('Class');
  const mara = await story.person('Mara');
  await story.start(mara, await story.plan('Flow 8', [{ creditId: credit, amount: 8 }]), '2026-11-01');
  await story.add(mara, credit, 5, { lastDay: '2026-12-10' });
  return { story, credit, mara };
}

const clockOf = async ({ desk }: Pick<Story, 'desk'>) => (await desk.app.status({})).clock;

async function entriesOf({ desk }: Pick<Story, 'desk'>): Promise<number> {
  return (await desk.usage.entries({ scope: { studio: true } })).total;
}

/** How many entries the ledger's file has, with nobody asking the app. */
function entriesIn({ dataDir }: Pick<Story, 'dataDir'>): number {
  const ledger = new Database(join(dataDir, 'ledger.sqlite'), { readonly: true });
  const entries = ledger.prepare('SELECT count(*) FROM entries').pluck().get();
  ledger.close();
  return entries as number;
}

async function reopened({ story }: { story: Story }, now: string, host: 'browser' | 'script' = 'browser') {
  await story.close();
  return storyOf(await openTestApp({ dataDir: story.dataDir, now: instantAt(now), host }));
}

/** What the app does by itself after its start has been done. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 50));

test('a clock that is far ahead at the start posts nothing: reading goes on as it stands, changes are refused', async () => {
  const desk = await openDesk();
  const before = await entriesOf(desk.story);
  const story = await reopened(desk, tenYearsLater);
  await aMoment();
  expect(await entriesOf(story)).toBe(before);
  const [credit] = (await story.desk.balance.get({ customerId: desk.mara })).credits;
  expect(credit).toMatchObject({ left: 13 });
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true, entries: before });
  const refusal = await refusalOf(story.add(desk.mara, desk.credit, 1));
  expect(refusal).toMatchObject({ code: 'CLOCK_AHEAD', data: ahead });
  expect(refusal.message).toBe(
    'This computer’s date is 21 November 2036, but the ledger’s last entry is of 21 November 2026. Nothing was changed. Set the computer’s date right, or, where it is right, let a manager confirm it.',
  );
  expect(await outcomeOf(story.desk.ledger.advance({}))).toBe('CLOCK_AHEAD');
  // What is posted up to a day long over is recorded with the clock's date too.
  expect(await outcomeOf(story.desk.ledger.advance({ to: '2027-01-01T00:00:00Z' }))).toBe('CLOCK_AHEAD');
  expect(await outcomeOf(story.desk.imports.run({ content: 'name\nZoë\n' }))).toBe('CLOCK_AHEAD');
  expect(await clockOf(story)).toEqual({ ...ahead, due: 3 });
});

test('the same while the app is open, and when the clock is put right all is well by itself', async () => {
  const told: string[] = [];
  const log: Log = { info: (message) => void told.push(message), error: (message) => void told.push(message) };
  const { story, mara, credit } = await openDesk(log);
  const before = await entriesOf(story);
  expect(await clockOf(story)).toBeNull();
  let now = Date.parse(instantAt(tenYearsLater));
  story.clock.now = () => now as never;
  expect(await entriesOf(story)).toBe(before);
  expect(await entriesOf(story)).toBe(before);
  expect(await outcomeOf(story.add(mara, credit, 1))).toBe('CLOCK_AHEAD');
  expect(told).toEqual(['what is due is not posted: the clock is far ahead of the ledger']);
  now = Date.parse(instantAt('2026-12-11 08:00'));
  expect(await clockOf(story)).toBeNull();
  await story.add(mara, credit, 1);
  expect(await entriesOf(story)).toBeGreaterThan(before + 1);
});

test('a clock that is far ahead refuses changes where nothing is due too: they would be recorded with its date', async () => {
  const opened = await openStudio({ now: instantAt('2026-11-21 08:00'), host: 'electron' });
  const story = storyOf(opened);
  story.on(tenYearsLater);
  expect(await outcomeOf(story.person('Mara'))).toBe('CLOCK_AHEAD');
  expect(await clockOf(story)).toEqual({ ...ahead, due: 0 });
});

test('once a manager has confirmed it, all that is due is posted and windows hear of it', async () => {
  const desk = await openDesk();
  const { story, mara, credit } = desk;
  const before = await entriesOf(story);
  story.on(tenYearsLater);
  const events = await story.desk.events.subscribe({});
  expect(await story.desk.app.confirmClock({ today: ahead.today })).toEqual({});
  const heard = await events.next();
  expect(heard.value).toMatchObject({ type: 'changed', areas: expect.arrayContaining(['studio', 'ledger']) });
  await events.return?.();
  await expect.poll(() => entriesIn(story)).toBeGreaterThan(before + 200);
  expect(await clockOf(story)).toBeNull();
  await story.add(mara, credit, 1);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
  story.on('2037-11-01 09:00');
  await story.add(mara, credit, 1);
  // Far ahead of that again, it is asked again.
  story.on('2040-01-01 09:00');
  expect(await outcomeOf(story.add(mara, credit, 1))).toBe('CLOCK_AHEAD');
});

test('what was confirmed holds for this start, and until the clock is far ahead of it', async () => {
  const opened = await openStudio({ now: instantAt('2026-11-21 08:00'), host: 'browser' });
  const story = storyOf(opened);
  story.on(tenYearsLater);
  await story.desk.app.confirmClock({ today: ahead.today });
  story.on('2037-11-20 09:00');
  expect(await outcomeOf(story.person('Mara'))).toBe('done');
  story.on('2038-01-01 09:00');
  expect(await outcomeOf(story.person('Ben'))).toBe('CLOCK_AHEAD');
  // Nothing was recorded with that date, so that the next start asks again.
  expect(await clockOf(await reopened({ story }, '2037-11-20 09:00'))).toEqual({
    today: '2037-11-20',
    lastKnown: '2026-11-21',
    due: 0,
  });
});

test('the date that was shown is confirmed, by a manager, and no other', async () => {
  const { story } = await openDesk();
  await story.desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'desk', pin: '1470' });
  story.on(tenYearsLater);
  const refusal = await refusalOf(story.as('ben@example.org').app.confirmClock({ today: ahead.today }));
  expect(refusal).toMatchObject({ code: 'NOT_ALLOWED', data: { role: 'manager' } });
  // The studio's day, not that in UTC.
  story.on('2036-11-22 00:30');
  expect(await refusalOf(story.desk.app.confirmClock({ today: ahead.today }))).toMatchObject({
    code: 'INVALID_INPUT',
    data: { field: 'today', expected: "expected the computer's date by now, 2036-11-22" },
  });
  expect(await clockOf(story)).toMatchObject({ today: '2036-11-22' });
});

test('what an import or a booking dates in the future is no date of the clock’s own', async () => {
  const { story, credit, mara } = await openDesk();
  await story.book({ customerId: mara, creditId: credit, amount: 1, at: '2026-12-01 18:00' });
  const columns = 'customer_external_id,customer_name,credit,credit_kind,entry,amount,used_on,external_id';
  const rows = `${columns}\nC1,Zoë,Class,session,use,2,2036-11-20T10:00:00Z,E1\n`;
  await story.desk.imports.run({ content: rows, name: 'history.csv' });
  const [newest] = (await story.desk.usage.entries({ scope: { studio: true } })).rows;
  story.on(tenYearsLater);
  expect(newest?.usedOn).toBe('2036-11-20T10:00:00.000Z');
  expect(await clockOf(story)).toMatchObject(ahead);
});

test('what was recorded or posted within the last year is known: no question', async () => {
  const desk = await openDesk();
  for (const day of ['2027-11-01', '2028-10-30']) {
    const story = await reopened(desk, `${day} 09:00`);
    expect(await clockOf(story)).toBeNull();
    await story.add(desk.mara, desk.credit, 1);
    await story.close();
  }
});

test('an advance without postings is known as well', async () => {
  const story = storyOf(await openStudio({ now: instantAt('2026-11-21 08:00'), host: 'browser' }));
  const mara = await story.person('Mara');
  const credit = await story.credit('Class');
  const { id } = await story.start(mara, await story.plan('Flow 8', [{ creditId: credit, amount: 8 }]), '2026-11-21');
  await story.desk.memberships.pause({ id, on: '2027-11-01', key: 'pause' });
  await story.desk.memberships.end({ id, on: '2026-12-20', key: 'end' });
  story.on('2027-11-02 08:00');
  await entriesOf(story);
  story.on('2028-10-30 08:00');
  expect(await clockOf(story)).toBeNull();
});

test('a ledger that can only be read posts nothing whatever the date: no question', async () => {
  const desk = await openDesk();
  await desk.story.close();
  chmodSync(join(desk.story.dataDir, 'ledger.sqlite'), 0o444);
  const story = await reopened(desk, tenYearsLater);
  expect(await story.desk.app.status({})).toMatchObject({ state: 'ready', readOnly: true, clock: null });
  expect(await outcomeOf(story.desk.app.confirmClock({ today: ahead.today }))).toBe('LEDGER_READ_ONLY');
});

test('a ledger without a studio has no question, and its studio may be made on any day', async () => {
  const opened = await openTestApp({ now: instantAt(tenYearsLater), host: 'browser' });
  expect(await clockOf(opened)).toBeNull();
  const window = createRouterClient(opened.app.router, { context: opened.app.openContext({ kind: 'browser' }) });
  const manager = { name: 'Ada', email: 'ada@example.org', pin: '2580' };
  const facts = { name: 'Lindenhof', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };
  await window.studio.create(facts);
  expect(await clockOf(opened)).toBeNull();
});

test('a script sets a clock of its own: it is not asked', async () => {
  const desk = await openDesk();
  const story = await reopened(desk, tenYearsLater, 'script');
  expect(await clockOf(story)).toBeNull();
  expect((await story.desk.ledger.advance({})).entries).toBeGreaterThan(200);
  const other = await openStory('2026-11-21 08:00');
  other.on(tenYearsLater);
  expect(await other.desk.app.confirmClock({ today: ahead.today })).toEqual({});
});
