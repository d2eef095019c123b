import { ORPCError } from '@orpc/client';
import { describe, expect, test, vi } from 'vitest';
import { type Client, type HostDesk, hosts } from './desks.ts';

vi.mock('electron', async () => (await import('../hosts/electron/fake-electron.ts')).fakeElectron);

const manager = { name: 'Ada Brandt', email: 'ada@example.org', pin: '2580' };
const lindenhof = { name: 'Lindenhof', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };

async function openStudio(open: () => Promise<HostDesk>): Promise<HostDesk> {
  const desk = await open();
  await desk.client.studio.create(lindenhof);
  await signIn(desk.client);
  return desk;
}

async function signIn(client: Client) {
  const { staff } = await client.session.choices({});
  return client.session.signIn({ staffId: staff[0]?.id ?? '', pin: manager.pin });
}

/** A customer with eight classes a month from today. */
async function joinMara(client: Client) {
  const credit = await client.credits.create({ name: 'Class', kind: 'session' });
  const plan = await client.plans.create({
    name: 'Flow 8',
    cycle: { every: 1, unit: 'month' },
    benefits: [{ creditId: credit.id, amount: 8, expiration: { rule: 'cycle' } }],
  });
  const mara = await client.customers.create({ kind: 'person', name: 'Mara Lindt', email: 'mara@example.org' });
  const membership = await client.memberships.start({
    customerId: mara.id,
    planId: plan.id,
    startsOn: '2026-01-31',
    key: 'join',
  });
  const classOf = (amount: number, key: string) => ({
    customerId: mara.id,
    creditId: credit.id,
    name: 'Evening flow',
    amount,
    startsAt: '2026-02-10T18:00:00Z',
    endsAt: '2026-02-10T19:00:00Z',
    key,
  });
  return { mara, credit, membership, classOf };
}

/** The error that an operation answers with. */
async function refusalOf(answer: Promise<unknown>) {
  const error = await answer.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ORPCError)) throw new Error(`expected a refusal, got ${JSON.stringify(error)}`);
  return { code: error.code, message: error.message, data: error.data as Record<string, unknown> };
}

describe.each(Object.entries(hosts))('at %s', (name, open) => {
  test('a new ledger is empty, takes a studio once, and its manager signs in', async () => {
    const { client } = await open();
    expect(await client.app.status({})).toMatchObject({ state: 'empty', problem: null });
    expect(await client.studio.create(lindenhof)).toMatchObject({ name: 'Lindenhof', timeZone: 'Europe/Berlin' });
    expect(await signIn(client)).toMatchObject({ name: 'Ada Brandt', role: 'manager' });
    expect(await client.session.current({})).toMatchObject({ email: 'ada@example.org' });
    expect(await client.app.status({})).toMatchObject({ state: 'ready' });
    expect((await refusalOf(client.studio.create(lindenhof))).code).toBe('STUDIO_EXISTS');
  });

  test('a class is booked and cancelled in time, and the summary tells both', async () => {
    const { client } = await openStudio(open);
    const { mara, credit, membership, classOf } = await joinMara(client);
    const { key: _, ...shown } = classOf(3, 'evening');
    const preview = await client.bookings.preview({ ...shown, startsAt: shown.startsAt.replace('Z', '+00:00') });
    const booked = await client.bookings.create(classOf(3, 'evening'));
    const { startsAt, endsAt } = booked.booking;
    expect(preview.booking).toMatchObject({ startsAt, endsAt });
    expect(booked.allocation).toMatchObject([{ creditId: credit.id, amount: 3, before: 8, after: 5 }]);
    expect(booked.allocation).toEqual(preview.allocation);
    const cancelled = await client.bookings.cancel({ id: booked.booking.id, key: 'cancel' });
    expect(cancelled).toMatchObject({ free: true, returned: [{ amount: 3, expiresAgain: false }] });

    const { summaries } = await client.usage.summary({ scope: { membershipId: membership.id } });
    expect(summaries).toMatchObject([
      { creditName: 'Class', starting: 8, totalBooked: 3, freeCancellations: 3, manual: 0, left: 8 },
    ]);
    const { rows, total } = await client.usage.entries({ scope: { customerId: mara.id } });
    expect(total).toBe(3);
    expect(rows.map(({ kind, amount, balanceAfter }) => [kind, amount, balanceAfter])).toEqual([
      ['free_cancellation', 3, 8],
      ['use', -3, 5],
      ['grant', 8, 8],
    ]);
  });

  test('a refusal arrives with its code, a sentence and the facts, and nothing has changed', async () => {
    const { client } = await openStudio(open);
    const { mara, credit, classOf } = await joinMara(client);
    const tooMuch = await refusalOf(client.bookings.create(classOf(9, 'too much')));
    expect(tooMuch).toMatchObject({ code: 'INSUFFICIENT_CREDIT', data: { requested: 9, available: 8, endsBefore: 0 } });
    expect(tooMuch.message).toMatch(/\w+.*\.$/);
    const wrongAmount = await refusalOf(client.bookings.create(classOf(0, 'nothing')));
    expect(wrongAmount).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'amount' } });
    expect((await refusalOf(client.customers.get({ id: 'nobody' }))).code).toBe('NOT_FOUND');
    const deduct = { customerId: mara.id, creditId: credit.id, amount: 1, key: 'twice' };
    await client.adjustments.deduct(deduct);
    expect((await refusalOf(client.adjustments.deduct({ ...deduct, amount: 2 }))).code).toBe('IDEMPOTENCY_CONFLICT');
    const { credits } = await client.balance.get({ customerId: mara.id });
    expect(credits).toMatchObject([{ name: 'Class', left: 7 }]);
  });

  test('a wrong PIN is told with the tries that are left', async () => {
    const { client } = await open();
    await client.studio.create(lindenhof);
    const { staff } = await client.session.choices({});
    const refusal = await refusalOf(client.session.signIn({ staffId: staff[0]?.id ?? '', pin: '0000' }));
    expect(refusal).toMatchObject({ code: 'WRONG_PIN', data: { triesLeft: 4 } });
  });

  test('what is not in an input is named', async () => {
    const { client } = await openStudio(open);
    const refusal = await refusalOf(
      client.customers.create({ kind: 'person', name: 'Mara', ...{ favourite: 'yoga' } } as {
        kind: 'person';
        name: string;
      }),
    );
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', data: { field: 'favourite' } });
  });

  if (name === 'the script host') return;

  test('a change is told to every window as it happens, until the window goes', async () => {
    const { client, app } = await openStudio(open);
    const leaving = new AbortController();
    const events = await client.events.subscribe({}, { signal: leaving.signal });
    const next = events.next();
    await app.desk.customers.create({ kind: 'person', name: 'Jonas' });
    expect((await next).value).toMatchObject({ type: 'changed', areas: expect.arrayContaining(['customers']) });
    const last = events.next();
    leaving.abort();
    await expect(last).rejects.toThrow();
  });

  test('nobody sees customers before signing in', async () => {
    const { client } = await open();
    await client.studio.create(lindenhof);
    await client.session.signOut({});
    expect((await refusalOf(client.customers.search({}))).code).toBe('NOT_SIGNED_IN');
  });

  test('the bytes of a file travel as they are', async () => {
    const { client } = await openStudio(open);
    const file = new File([Buffer.from('name;e-mail\nJürgen Groß;j@example.org\n', 'latin1')], 'kunden.csv');
    const outcome = await client.imports.run({ content: file, name: 'kunden.csv', format: 'customers' });
    expect(outcome).toMatchObject({ accepted: 1, rejected: [] });
    expect((await client.customers.search({ query: 'Groß' })).rows).toMatchObject([{ name: 'Jürgen Groß' }]);
  });
});
