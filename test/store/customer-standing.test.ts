import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../src-shared/days.ts';
import { endsSoon } from '../../src-shared/ends-soon.ts';
import { openStudio, openTestApp } from '../support/open-studio.ts';

const begun = '2026-01-31T08:00:00Z';
const months = ['2026-02-15T08:00:00Z', '2026-03-15T08:00:00Z', '2026-05-15T08:00:00Z', '2026-07-01T08:00:00Z'];

/** Three people, one credit of each kind that counts as low in its own way, a plan and a pack. */
async function openDesk() {
  const { desk, at } = await openStudio({ now: begun });
  const classes = await desk.credits.create({ name: 'Classes', kind: 'session' });
  const time = await desk.credits.create({ name: 'Room time', kind: 'time' });
  const money = await desk.credits.create({ name: 'Euro', kind: 'money' });
  const cycle = { creditId: classes.id, amount: 3, expiration: { rule: 'cycle' as const } };
  const plan = await desk.plans.create({ name: 'Flow', cycle: { every: 1, unit: 'month' }, benefits: [cycle] });
  const never = { creditId: classes.id, amount: 3, expiration: { rule: 'never' as const } };
  const pack = await desk.products.create({ name: 'Pack', benefits: [never] });
  const people = [];
  for (const name of ['Anna', 'Mara', 'Zoë']) people.push(await desk.customers.create({ kind: 'person', name }));
  return { desk, at, credits: { classes, time, money }, plan, pack, ids: people.map(({ id }) => id) };
}
type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The day that it is once some months have come. */
const todayOf = (month: { place: number }) =>
  ([begun, ...months].slice(0, month.place + 1).at(-1) ?? begun).slice(0, 10);

const low: Record<string, number> = { session: 2, time: 60, money: 1000 };

/** What the filters mean, asked customer by customer. */
async function lawOf({ desk, ids }: Desk, today: string) {
  const little: string[] = [];
  const without: string[] = [];
  const ending: string[] = [];
  for (const customerId of ids) {
    const { credits } = await desk.balance.get({ customerId });
    const { rows } = await desk.memberships.list({ customerId });
    const goesOn = rows.some(({ state, cycle, endsOn }) => {
      return state === 'active' && cycle !== null && (endsOn === null || cycle.lastDay < endsOn);
    });
    const hasLittle = credits.some(({ kind, left }) => left > 0 && left <= (low[kind] ?? 0));
    if (hasLittle || (goesOn && credits.every(({ left }) => left === 0))) little.push(customerId);
    const { rows: lots } = await desk.lots.list({ customerId });
    const counts = rows.some(
      ({ id, state }) =>
        state === 'paused' || state === 'active' || lots.some((lot) => lot.membershipId === id && lot.left > 0),
    );
    if (!counts) without.push(customerId);
    const waits = new Set(rows.filter(({ state }) => state === 'paused').map(({ id }) => id));
    const ends = lots.filter(({ left, lastDay, membershipId }) => {
      return left > 0 && endsSoon(lastDay, dayOf(today)) && !(membershipId && waits.has(membershipId));
    });
    if (ends.length > 0) ending.push(customerId);
  }
  return { little: new Set(little), without: new Set(without), ending: new Set(ending) };
}

const steps = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    what: fc.constantFrom('classes', 'time', 'money', 'plan', 'pack', 'deduct', 'end', 'pause', 'month', 'import'),
    amount: fc.constantFrom(1, 2, 3, 60, 61, 1000, 1001),
  }),
  { minLength: 1, maxLength: 12 },
);

async function take(
  at: Desk,
  step: { who: number; what: string; amount: number },
  key: string,
  month: { place: number },
) {
  const { desk, credits, plan, pack } = at;
  const customerId = at.ids[step.who] ?? '';
  const creditId = credits.classes.id;
  const { amount } = step;
  if (step.what === 'classes' || step.what === 'time' || step.what === 'money') {
    const credit = credits[step.what].id;
    await desk.adjustments.add({ customerId, creditId: credit, amount, lastDay: null, memo: 'Goodwill', key });
  } else if (step.what === 'deduct') {
    await desk.adjustments.deduct({ customerId, creditId, amount, memo: 'Taken', key }).catch(() => undefined);
  } else if (step.what === 'plan' || step.what === 'pack') {
    const sold = step.what === 'plan' ? { planId: plan.id } : { productId: pack.id };
    await desk.memberships.start({ customerId, ...sold, startsOn: '2026-01-31', key });
  } else if (step.what === 'end') {
    const { rows } = await desk.memberships.list({ customerId });
    await desk.memberships.end({ id: rows[0]?.id ?? '', on: '2026-08-01', key }).catch(() => undefined);
  } else if (step.what === 'pause') {
    const { rows } = await desk.memberships.list({ customerId });
    await desk.memberships.pause({ id: rows[0]?.id ?? '', on: todayOf(month), key }).catch(() => undefined);
  } else if (step.what === 'month') {
    const instant = months[month.place];
    month.place += 1;
    if (instant) at.at(instant);
  } else {
    const content = `customer_name,credit,credit_kind,entry,amount,used_on,external_id\nImported ${key},Passes,session,grant,${amount},2025-11-03,${key}`;
    await desk.imports.run({ content, format: 'history' });
  }
}

test('the filters of the customers’ list find just those whom they mean, whatever was done since they were last asked', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const at = await openDesk();
      const month = { place: 0 };
      for (const [place, step] of taken.entries()) {
        await take(at, step, `k${place}`, month);
        const law = await lawOf(at, todayOf(month));
        const find = async (filter: 'low_balance' | 'no_membership' | 'expiring') => {
          const { rows } = await at.desk.customers.search({ filter, limit: 500 });
          return new Set(rows.map(({ id }) => id).filter((id) => at.ids.includes(id)));
        };
        expect([step, await find('low_balance')]).toEqual([step, law.little]);
        expect([step, await find('no_membership')]).toEqual([step, law.without]);
        expect([step, await find('expiring')]).toEqual([step, law.ending]);
        const { rows } = await at.desk.customers.search({ limit: 500 });
        const named = rows.filter(({ id, membershipName }) => at.ids.includes(id) && membershipName !== null);
        const unnamed = at.ids.filter((id) => !named.some((row) => row.id === id));
        expect([step, new Set(unnamed)]).toEqual([step, law.without]);
      }
    }),
    { numRuns: 12 },
  );
});

test('what ends soon is found as days pass, though nothing else happens', async () => {
  const { desk, at, credits, ids } = await openDesk();
  const [customerId = ''] = ids;
  const pack = { customerId, creditId: credits.classes.id, amount: 3, lastDay: '2026-02-16', memo: 'Trial', key: 'a' };
  await desk.adjustments.add(pack);
  const found = async () => (await desk.customers.search({ filter: 'expiring' })).rows.map(({ id }) => id);
  at('2026-02-01T08:00:00Z');
  expect(await found()).toEqual([]);
  at('2026-02-02T08:00:00Z');
  expect(await found()).toEqual([customerId]);
});

test('whose running cycle has nothing left is low, while another cycle follows and nothing waits', async () => {
  const { desk, credits, plan, pack, ids } = await openDesk();
  const [customerId = '', other = ''] = ids;
  const found = async () => (await desk.customers.search({ filter: 'low_balance' })).rows.map(({ id }) => id);
  const { id } = await desk.memberships.start({ customerId, planId: plan.id, startsOn: '2026-01-31', key: 'a' });
  await desk.memberships.start({ customerId: other, productId: pack.id, startsOn: '2026-01-31', key: 'b' });
  await desk.memberships.start({ customerId: other, planId: plan.id, startsOn: '2026-03-01', key: 'c' });
  const creditId = credits.classes.id;
  for (const owner of [customerId, other])
    await desk.adjustments.deduct({ customerId: owner, creditId, amount: 3, memo: 'Taken', key: `d${owner}` });
  expect(await found()).toEqual([customerId]);
  await desk.adjustments.add({ customerId, creditId: credits.time.id, amount: 90, lastDay: null, key: 'e' });
  expect(await found()).toEqual([]);
  await desk.adjustments.deduct({ customerId, creditId: credits.time.id, amount: 90, memo: 'Back', key: 'f' });
  expect(await found()).toEqual([customerId]);
  await desk.memberships.pause({ id, on: '2026-01-31', key: 'g' });
  expect(await found()).toEqual([]);
});

test.each(['JPY', 'EUR', 'KWD'])('ten of a currency are low, whatever decimals it has: %s', async (currency) => {
  const { desk } = await openTestApp({ now: '2026-01-31T08:00:00Z' });
  const manager = { name: 'Ada', email: 'ada@example.org', pin: '2580' };
  await desk.studio.create({ name: 'Lindenhof', timeZone: 'Europe/Berlin', currency, locale: 'en', manager });
  const { id: creditId, decimals } = await desk.credits.create({ name: 'Bar', kind: 'money' });
  for (const sum of [1, 10, 11, 1000]) {
    const { id } = await desk.customers.create({ kind: 'person', name: `Has ${sum}` });
    const amount = sum * 10 ** decimals;
    await desk.adjustments.add({ customerId: id, creditId, amount, lastDay: null, key: `add ${sum}` });
  }
  const { rows } = await desk.customers.search({ filter: 'low_balance' });
  expect(rows.map(({ name }) => name)).toEqual(['Has 1', 'Has 10']);
});
