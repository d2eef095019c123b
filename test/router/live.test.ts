import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startGate, startJobs } from '../../src-main/services/jobs.ts';
import type { LiveEvent } from '../../src-main/services/live.ts';
import { startLive } from '../../src-main/services/live.ts';
import { Refused } from '../../src-main/services/refused.ts';
import { openStudio, openTestApp, type TestApp } from '../support/open-studio.ts';

/** A second window: a session of its own that hears events as they come. */
async function openWindow({ app }: Pick<TestApp, 'app'>) {
  const client = createRouterClient(app.router, { context: app.openContext({ kind: 'browser' }) });
  const leaving = new AbortController();
  const events = (await client.events.subscribe({}, { signal: leaving.signal })) as AsyncIterableIterator<LiveEvent>;
  const next = async (): Promise<LiveEvent | 'ended'> => {
    const { done, value } = await events.next();
    return done ? 'ended' : value;
  };
  return { next, leave: () => leaving.abort() };
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

test('what one window changes, every other hears at once, with what it has to fetch again', async () => {
  const studio = await openStudio();
  const windows = [await openWindow(studio), await openWindow(studio)];
  const heard = windows.map((window) => window.next());
  await turn();
  await studio.desk.customers.create({ kind: 'person', name: 'Mara' });
  for (const event of await Promise.all(heard)) {
    expect(event).toMatchObject({ type: 'changed', areas: expect.arrayContaining(['customers']) });
  }
});

test('a refused change, a preview, a repeated request and a look tell nobody anything', async () => {
  const studio = await openStudio();
  const { desk } = studio;
  const { id: customerId } = await desk.customers.create({ kind: 'person', name: 'Mara', externalId: 'm-1' });
  const { id: creditId } = await desk.credits.create({ name: 'Class credit', kind: 'session' });
  const change = { customerId, creditId, amount: 2, lastDay: null };
  await desk.adjustments.add({ ...change, key: 'add' });
  const window = await openWindow(studio);
  const heard = window.next();
  await turn();
  await expect(desk.customers.create({ kind: 'person', name: 'Eva', externalId: 'm-1' })).rejects.toMatchObject({
    code: 'EXTERNAL_ID_TAKEN',
  });
  await desk.adjustments.preview({ type: 'add', ...change });
  await desk.adjustments.add({ ...change, key: 'add' });
  await desk.balance.get({ customerId });
  await desk.adjustments.add({ ...change, key: 'another' });
  expect(await heard).toMatchObject({ type: 'changed', areas: expect.arrayContaining(['ledger']) });
  const following = window.next();
  await turn();
  await desk.studio.update({ name: 'Lindenhof II' });
  expect(await following).toMatchObject({ type: 'changed', areas: expect.arrayContaining(['studio']) });
});

test('whoever leaves is forgotten, and closing the app ends what is still heard', async () => {
  const studio = await openStudio();
  const [left, stays] = [await openWindow(studio), await openWindow(studio)];
  const [lastOfLeft, firstOfStays] = [left.next(), stays.next()];
  await turn();
  left.leave();
  expect(await lastOfLeft).toBe('ended');
  await studio.desk.customers.create({ kind: 'person', name: 'Mara' });
  expect(await firstOfStays).toMatchObject({ type: 'changed' });
  const last = stays.next();
  await turn();
  await studio.close();
  expect(await last).toBe('ended');
});

test('long work tells how far it is and when it is over, and stops where somebody cancels it by name', async () => {
  const live = startLive();
  const jobs = startJobs(live);
  const told: LiveEvent[] = [];
  const listening = (async () => {
    for await (const event of live.subscribe(undefined)) told.push(event);
  })();
  const work = jobs.run('export-1', 'export', async (job) => {
    job.progress(1, 10);
    await new Promise<void>((resolve) => job.signal.addEventListener('abort', () => resolve(), { once: true }));
    throw new Refused({ code: 'CANCELLED' });
  });
  expect(jobs.cancel('export-2')).toBe(false);
  expect(jobs.cancel('export-1')).toBe(true);
  await expect(work).rejects.toMatchObject({ facts: { code: 'CANCELLED' } });
  expect(jobs.cancel('export-1')).toBe(false);
  await turn();
  live.close();
  await listening;
  const about = { type: 'progress', job: 'export-1', label: 'export', done: 1, total: 10 };
  expect(told).toEqual([
    { ...about, finished: false },
    { ...about, finished: true },
  ]);
});

test('work that goes on quickly tells how far it is ten times a second and no more, its end in any case', async () => {
  vi.useFakeTimers({ toFake: ['performance'], now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  vi.advanceTimersByTime(5000);
  const live = startLive();
  const told: number[] = [];
  const listening = (async () => {
    for await (const event of live.subscribe(undefined)) if (event.type === 'progress') told.push(event.done);
  })();
  await startJobs(live).run('export-1', 'export', async (job) => {
    for (let done = 1; done <= 1000; done += 1) {
      job.progress(done, 1000);
      vi.advanceTimersByTime(1);
    }
  });
  await turn();
  live.close();
  await listening;
  expect(told).toEqual([1, 101, 201, 301, 401, 501, 601, 701, 801, 901, 1000]);
});

test('who begins to listen in the middle of long work hears how far it is, and nothing of work that is over', async () => {
  const live = startLive();
  const about = { job: 'import-1', label: 'import', total: 10 } as const;
  live.progress({ ...about, done: 3, finished: false });
  live.progress({ ...about, done: 4, finished: false });
  live.progress({ ...about, job: 'import-0', done: 9, finished: false });
  live.progress({ ...about, job: 'import-0', done: 10, finished: true });
  const events = live.subscribe(undefined);
  live.progress({ ...about, done: 5, finished: false });
  const heard = [await events.next(), await events.next()];
  expect(heard).toMatchObject([{ value: { ...about, done: 4 } }, { value: { ...about, done: 5 } }]);
  live.close();
  expect(await events.next()).toMatchObject({ done: true });
});

test('two works of one name are both stopped, also by closing, which waits for them and lets none begin later', async () => {
  const jobs = startJobs(startLive());
  const ended: string[] = [];
  const start = (name: string) =>
    jobs.run('verify', 'verify', async ({ signal }) => {
      await new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => setTimeout(resolve, 10), { once: true }),
      );
      ended.push(name);
    });
  const works = [start('first'), start('second')];
  jobs.cancelAll();
  await jobs.ended();
  expect(ended).toEqual(['first', 'second']);
  await Promise.all(works);
  await expect(start('late')).rejects.toMatchObject({ facts: { code: 'CANCELLED' } });
  expect(ended).not.toContain('late');
});

test('jobs are cancelled through the router by their names', async () => {
  const { desk } = await openStudio();
  expect(await desk.jobs.cancel({ job: 'export-1' })).toEqual({ cancelled: false });
  const content = `name\n${Array.from({ length: 30_000 }, (_, at) => `Person ${at}`).join('\n')}\n`;
  const importing = desk.imports.run({ content, format: 'customers', job: 'import-1' });
  await expect.poll(() => desk.jobs.cancel({ job: 'import-1' }), { interval: 1 }).toEqual({ cancelled: true });
  await expect(importing).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await desk.customers.search({})).toMatchObject({ total: 0 });
});

test('a verification tells how far it is, and stops where it is cancelled', async () => {
  const { desk, app } = await openStudio();
  const rows = Array.from({ length: 15_000 }, (_, at) => `Person ${at % 50},Class credit,session,1,2025-01-01,x-${at}`);
  const content = `customer_name,credit,credit_kind,amount,used_on,external_id\n${rows.join('\n')}\n`;
  expect(await desk.imports.run({ content, format: 'history' })).toMatchObject({ accepted: 15_000 });
  const window = await openWindow({ app });
  const heard: LiveEvent[] = [];
  const listening = (async () => {
    for (let event = await window.next(); event !== 'ended'; event = await window.next()) {
      heard.push(event);
      if (heard.length === 1) expect(await desk.jobs.cancel({ job: 'proof' })).toEqual({ cancelled: true });
    }
  })();
  await expect(desk.ledger.verify({ job: 'proof' })).rejects.toMatchObject({ code: 'CANCELLED' });
  const proven = await desk.ledger.verify({ job: 'proof-2' });
  expect(proven).toMatchObject({ ok: true, problems: [] });
  expect(proven.entries).toBeGreaterThan(15_000);
  await turn();
  window.leave();
  await listening;
  const told = heard.filter((event) => event.type === 'progress' && event.job === 'proof-2');
  expect(told.at(0)).toMatchObject({ label: 'verify', total: proven.entries, finished: false });
  expect(told.at(-1)).toMatchObject({ label: 'verify', done: proven.entries, total: proven.entries, finished: true });
});

test('changes wait for an import, looks go on, and afterwards both are there', async () => {
  const { desk } = await openStudio();
  await desk.customers.create({ kind: 'person', name: 'Mara' });
  const content = `name\n${Array.from({ length: 20_000 }, (_, at) => `Person ${at}`).join('\n')}\n`;
  let imported = false;
  const importing = desk.imports.run({ content, format: 'customers' }).then((outcome) => {
    imported = true;
    return outcome;
  });
  await turn();
  const changing = desk.customers.create({ kind: 'person', name: 'Eva' }).then(() => desk.customers.search({}));
  expect(await desk.customers.search({ query: 'mara' })).toMatchObject({ total: 1 });
  expect(imported).toBe(false);
  expect(await importing).toMatchObject({ accepted: 20_000 });
  expect(await changing).toMatchObject({ total: 20_002 });
});

test('whoever holds the gate goes first, in the order of coming; the rest waits until it is free, whatever happened inside', async () => {
  const gate = startGate();
  const order: string[] = [];
  const hold = (name: string, work: () => Promise<void>) => gate.hold(work).finally(() => order.push(name));
  const first = hold('first', async () => {
    await turn();
    throw new Error('a fault');
  }).catch(() => undefined);
  const second = hold('second', turn);
  const free = gate.free().then(() => order.push('free'));
  await Promise.all([first, second, free]);
  expect(order).toEqual(['first', 'second', 'free']);
});

test('closing the app in the middle of catching up stops at a whole step, and the next start goes on from there', async () => {
  const studio = await openStudio({ now: '2020-01-01T08:00:00Z' });
  const { desk, at, dataDir } = studio;
  const credit = await desk.credits.create({ name: 'Class credit', kind: 'session' });
  const benefits = [{ creditId: credit.id, amount: 3 }];
  const plan = await desk.plans.create({ name: 'Daily', cycle: { every: 1, unit: 'day' }, benefits });
  const customer = await desk.customers.create({ kind: 'person', name: 'Mara' });
  await desk.memberships.start({ customerId: customer.id, planId: plan.id, startsOn: '2020-01-01', key: 'start' });
  at('2026-01-01T08:00:00Z');
  const looking = desk.balance.get({ customerId: customer.id }).catch((error: { code: string }) => error.code);
  await turn();
  await studio.close();
  expect(await looking).toBe('CANCELLED');
  const again = await openTestApp({ dataDir, now: '2026-01-01T08:00:00Z' });
  const before = (await again.desk.ledger.verify({})).entries;
  expect(await again.desk.balance.get({ customerId: customer.id })).toMatchObject({ credits: [{ left: 3 }] });
  expect(await again.desk.ledger.verify({})).toMatchObject({ ok: true, entries: before });
  const { summaries } = await again.desk.usage.summary({ scope: { customerId: customer.id } });
  expect(summaries[0]).toMatchObject({ starting: 3 * 2193, expired: 3 * 2192, left: 3 });
});
