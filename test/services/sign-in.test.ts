import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { ledgerIn, openRaw } from '../store/ledger-rows.ts';
import type { Desk } from '../support/open-studio.ts';
import { openStory, outcomeOf, refusalOf } from '../support/story.ts';

async function openDoor() {
  const story = await openStory('2026-02-01 08:00');
  const window = createRouterClient(story.app.router, { context: story.app.openContext({ kind: 'script' }) });
  const [ada] = (await window.session.choices({})).staff;
  const signIn = (pin: string, staffId = ada?.id ?? '') => window.session.signIn({ staffId, pin });
  return { story, window, ada, signIn };
}

test('who may sign in is told before anyone is, and the right PIN signs in until signing out', async () => {
  const { window, ada, signIn } = await openDoor();
  expect(ada).toEqual({ id: ada?.id, name: 'Ada', role: 'manager' });
  expect(await window.session.current({})).toBeNull();
  const signedIn = { id: ada?.id, name: 'Ada', email: 'ada@example.org', role: 'manager' };
  expect(await signIn('2580')).toEqual(signedIn);
  expect(await window.session.current({})).toEqual(signedIn);
  await window.session.signOut({});
  expect(await window.session.current({})).toBeNull();
  expect(await outcomeOf(window.credits.list({}))).toBe('NOT_SIGNED_IN');
});

test('a wrong PIN tells how many tries are left, and the right one starts the count again', async () => {
  const { window, signIn } = await openDoor();
  expect(await refusalOf(signIn('0000'))).toMatchObject({ code: 'WRONG_PIN', data: { triesLeft: 4 } });
  expect(await refusalOf(signIn('25800'))).toMatchObject({ code: 'WRONG_PIN', data: { triesLeft: 3 } });
  expect(await window.session.current({})).toBeNull();
  await signIn('2580');
  expect(await refusalOf(signIn('0000'))).toMatchObject({ data: { triesLeft: 4 } });
});

test('five wrong PINs lock for a minute, also for the right one, and each further doubles it', async () => {
  const { story, signIn } = await openDoor();
  for (let place = 0; place < 4; place += 1) await refusalOf(signIn('0000'));
  const locked = { code: 'LOCKED', data: { until: '2026-02-01T07:01:00.000Z' } };
  expect(await refusalOf(signIn('0000'))).toMatchObject(locked);
  expect(await refusalOf(signIn('2580'))).toMatchObject(locked);
  story.at('2026-02-01T07:00:59.999Z');
  expect(await refusalOf(signIn('2580'))).toMatchObject(locked);
  story.at('2026-02-01T07:01:00Z');
  expect(await refusalOf(signIn('0000'))).toMatchObject({
    code: 'LOCKED',
    data: { until: '2026-02-01T07:03:00.000Z' },
  });
  story.at('2026-02-01T07:03:00Z');
  expect(await outcomeOf(signIn('2580'))).toBe('done');
  expect(await refusalOf(signIn('0000'))).toMatchObject({ code: 'WRONG_PIN', data: { triesLeft: 4 } });
});

test('however many wrong PINs, nobody is locked for more than an hour', async () => {
  const { story, signIn } = await openDoor();
  for (let place = 0; place < 4; place += 1) await refusalOf(signIn('0000'));
  const minutes: number[] = [];
  for (let place = 0; place < 8; place += 1) {
    const until = String((await refusalOf(signIn('0000'))).data.until);
    minutes.push((Date.parse(until) - story.clock.now()) / 60_000);
    story.at(until);
  }
  expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test('a wrong PIN that is counted while the right one is still proven is forgiven by it', async () => {
  const { story, signIn } = await openDoor();
  const ben = await story.desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'desk', pin: '1470' });
  // PINs are proven four at a time, in order: behind so many of Ben's, Ada's right one comes after her wrong one.
  const wrong = outcomeOf(signIn('0000'));
  const others = Array.from({ length: 12 }, () => signIn('1470', ben.id));
  const right = outcomeOf(signIn('2580'));
  expect(await Promise.all([wrong, right])).toEqual(['WRONG_PIN', 'done']);
  await Promise.all(others);
  expect(await refusalOf(signIn('0000'))).toMatchObject({ data: { triesLeft: 4 } });
});

test('a lock that was set while the clock was wrong lasts as long as the longest, from the next try on', async () => {
  const { story } = await openDoor();
  await story.close();
  const ledger = openRaw(ledgerIn(story.dataDir));
  const years = Date.parse('2031-06-01T00:00:00Z');
  ledger.prepare('UPDATE staff SET wrong_pins = 5, locked_until = ?').run(years);
  ledger.close();
  const again = await openStoryAgain(story.dataDir);
  const locked = { code: 'LOCKED', data: { until: '2026-02-01T08:00:30.000Z' } };
  expect(await refusalOf(again.signIn('2580'))).toMatchObject(locked);
  again.at('2026-02-01T08:00:29Z');
  expect(await refusalOf(again.signIn('2580'))).toMatchObject(locked);
  again.at('2026-02-01T08:00:30Z');
  expect(await outcomeOf(again.signIn('2580'))).toBe('done');
});

test('tries at once are all counted', async () => {
  const { signIn } = await openDoor();
  const codes = await Promise.all([1, 2, 3, 4, 5, 6].map(() => outcomeOf(signIn('0000'))));
  expect(codes.sort()).toEqual(['LOCKED', 'LOCKED', 'WRONG_PIN', 'WRONG_PIN', 'WRONG_PIN', 'WRONG_PIN']);
});

test('locked is one person, not the studio, and outlives closing the app', async () => {
  const { story, signIn } = await openDoor();
  const ben = await story.desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'desk', pin: '1470' });
  for (let place = 0; place < 5; place += 1) await refusalOf(signIn('0000'));
  expect(await outcomeOf(signIn('1470', ben.id))).toBe('done');
  await story.close();
  const again = await openStoryAgain(story.dataDir);
  expect(await outcomeOf(again.signIn('2580'))).toBe('LOCKED');
});

test('nobody unknown and nobody who has left can sign in', async () => {
  const { story, window, signIn } = await openDoor();
  expect(await refusalOf(signIn('2580', 'nobody'))).toMatchObject({
    code: 'NOT_FOUND',
    data: { what: 'staff member' },
  });
  const ben = await story.desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'desk', pin: '1470' });
  await story.desk.staff.update({ id: ben.id, active: false });
  expect(await outcomeOf(signIn('1470', ben.id))).toBe('NOT_FOUND');
  expect((await window.session.choices({})).staff.map((one) => one.name)).toEqual(['Ada']);
});

test('a new PIN counts from then on', async () => {
  const { story, ada, signIn } = await openDoor();
  await story.desk.staff.update({ id: ada?.id ?? '', pin: '9999' });
  expect(await outcomeOf(signIn('2580'))).toBe('WRONG_PIN');
  expect(await outcomeOf(signIn('9999'))).toBe('done');
});

test('a new PIN ends what wrong ones had locked; another name or role does not', async () => {
  const { story, ada, signIn } = await openDoor();
  const id = ada?.id ?? '';
  for (let place = 0; place < 5; place += 1) await refusalOf(signIn('0000'));
  await story.desk.staff.update({ id, name: 'Ada B.' });
  expect(await outcomeOf(signIn('2580'))).toBe('LOCKED');
  await story.desk.staff.update({ id, pin: '9999' });
  expect(await outcomeOf(signIn('9999'))).toBe('done');
});

describe('a session ends with the PIN that it was begun with', () => {
  async function openTwo() {
    const { story } = await openDoor();
    const ben = await story.desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'manager', pin: '1470' });
    const enter = async () => {
      const window = createRouterClient(story.app.router, { context: story.app.openContext({ kind: 'browser' }) });
      await window.session.signIn({ staffId: ben.id, pin: '1470' });
      return window;
    };
    const whoIsAt = async (window: Desk) => (await window.session.current({}))?.name ?? null;
    return { story, ben, here: await enter(), elsewhere: await enter(), whoIsAt };
  }

  test('a colleague gives a new one', async () => {
    const { story, ben, here, whoIsAt } = await openTwo();
    await story.desk.staff.update({ id: ben.id, pin: '9999' });
    expect(await whoIsAt(here)).toBeNull();
    expect(await outcomeOf(here.customers.search({}))).toBe('NOT_SIGNED_IN');
    await here.session.signIn({ staffId: ben.id, pin: '9999' });
    expect(await whoIsAt(here)).toBe('Ben');
  });

  test('whoever changes their own stays where they did it, and nowhere else', async () => {
    const { ben, here, elsewhere, whoIsAt } = await openTwo();
    await here.staff.update({ id: ben.id, pin: '9999' });
    expect([await whoIsAt(here), await whoIsAt(elsewhere)]).toEqual(['Ben', null]);
  });

  test.each(['a colleague', 'their own window'])(
    '%s tells that they have left, and coming back does not bring it back',
    async (who) => {
      const { story, ben, here, elsewhere, whoIsAt } = await openTwo();
      const desk = who === 'a colleague' ? story.desk : here;
      await desk.staff.update({ id: ben.id, active: false });
      await story.desk.staff.update({ id: ben.id, active: true });
      expect([await whoIsAt(here), await whoIsAt(elsewhere)]).toEqual([null, null]);
      await here.session.signIn({ staffId: ben.id, pin: '1470' });
      expect(await whoIsAt(here)).toBe('Ben');
    },
  );

  test('another name or role does not end it', async () => {
    const { story, ben, here, whoIsAt } = await openTwo();
    await story.desk.staff.update({ id: ben.id, name: 'Benno', role: 'desk' });
    expect(await whoIsAt(here)).toBe('Benno');
  });

  test('a PIN that is changed while it is being looked at signs nobody in', async () => {
    const { story, ben, here } = await openTwo();
    await here.session.signOut({});
    const [signedIn] = await Promise.all([
      outcomeOf(here.session.signIn({ staffId: ben.id, pin: '1470' })),
      story.desk.staff.update({ id: ben.id, pin: '9999' }),
    ]);
    const current = (await here.session.current({}))?.name ?? null;
    expect([
      ['WRONG_PIN', null],
      ['done', null],
    ]).toContainEqual([signedIn, current]);
  });
});

test('who signs in or out is told to all windows, for those of one browser share a session', async () => {
  const { story, window, signIn } = await openDoor();
  const stop = new AbortController();
  const events = await story.desk.events.subscribe({}, { signal: stop.signal });
  const heard = [events.next(), events.next()];
  await new Promise((resolve) => setTimeout(resolve, 20));
  await signIn('2580');
  await window.session.signOut({});
  const session = { value: { type: 'changed', areas: ['session'] } };
  expect(await Promise.all(heard)).toMatchObject([session, session]);
  stop.abort();
});

async function openStoryAgain(dataDir: string) {
  const { openTestApp } = await import('../support/open-studio.ts');
  const { app, at } = await openTestApp({ dataDir, now: '2026-02-01T07:00:30Z' });
  const window = createRouterClient(app.router, { context: app.openContext({ kind: 'script' }) });
  const [ada] = (await window.session.choices({})).staff;
  return { at, signIn: (pin: string) => window.session.signIn({ staffId: ada?.id ?? '', pin }) };
}

test('signing in goes on while an import writes, and a wrong PIN is counted after it', async () => {
  const { story, signIn } = await openDoor();
  const rows = Array.from({ length: 8000 }, (_, place) => `P${place},Class,session,use,1,2025-03-02,V-${place}`);
  const content = ['customer_name,credit,credit_kind,entry,amount,used_on,external_id', ...rows].join('\n');
  const order: string[] = [];
  const importing = story.desk.imports.run({ content, format: 'history' }).then(() => order.push('imported'));
  const wrong = refusalOf(signIn('0000')).then(() => order.push('wrong'));
  await signIn('2580').then(() => order.push('signed in'));
  await Promise.all([importing, wrong]);
  expect(order[0]).toBe('signed in');
  expect(await refusalOf(signIn('0000'))).toMatchObject({ code: 'WRONG_PIN', data: { triesLeft: 3 } });
});
