import { describe, expect, test } from 'vitest';
import { openStory, outcomeOf, refusalOf, type Story } from '../support/story.ts';

async function openFlow8(rollover: { max: number | null; times: number } | null = { max: 3, times: 1 }) {
  const story = await openStory('2026-01-31 08:00');
  const creditId = await story.credit('Class');
  const plan = await story.plan('Flow 8', [{ creditId, amount: 8, rollover }]);
  const mara = await story.person('Mara');
  return { story, creditId, plan, mara };
}

const cycleDays = async (story: Story, id: string) =>
  (await story.desk.memberships.cycles({ id })).rows.map((cycle) => cycle.startsOn);

describe('ending a membership', () => {
  test('within a cycle, no cycle starts after it and nothing rolls into one: its lots live to their own last day', async () => {
    const { story, plan, mara } = await openFlow8();
    const { id } = await story.start(mara, plan, '2026-01-31');
    story.on('2026-02-10 10:00');
    expect(await story.desk.memberships.end({ id, on: '2026-02-15', key: story.key() })).toMatchObject({
      endsOn: '2026-02-15',
      state: 'active',
    });
    story.on('2026-02-20 10:00');
    expect(await story.desk.memberships.get({ id })).toMatchObject({ state: 'ended', left: [{ left: 8 }] });
    story.on('2026-04-01 10:00');
    expect(await story.ledgerOf(mara)).toEqual(['2026-01-31 00:00 grant +8 A', '2026-02-28 00:00 expiry −8 A']);
    expect(await cycleDays(story, id)).toEqual(['2026-01-31']);
  });

  test('in a later cycle, cycles go on up to it, the last one whole', async () => {
    const { story, plan, mara } = await openFlow8();
    const { id } = await story.start(mara, plan, '2026-01-31');
    await story.desk.memberships.end({ id, on: '2026-02-28', key: story.key() });
    story.on('2026-05-01 10:00');
    expect(await cycleDays(story, id)).toEqual(['2026-01-31', '2026-02-28']);
    expect((await story.ledgerOf(mara)).slice(-2)).toEqual([
      '2026-03-31 00:00 expiry −3 B',
      '2026-03-31 00:00 expiry −8 C',
    ]);
  });

  test('taken back by a later last day, cycles go on', async () => {
    const { story, plan, mara } = await openFlow8();
    const { id } = await story.start(mara, plan, '2026-01-31');
    await story.desk.memberships.end({ id, on: '2026-02-15', key: story.key() });
    await story.desk.memberships.end({ id, on: '2026-03-15', key: story.key() });
    story.on('2026-05-01 10:00');
    expect(await cycleDays(story, id)).toEqual(['2026-01-31', '2026-02-28']);
  });

  test('before the running cycle began is refused, on its first day it is done', async () => {
    const { story, plan, mara } = await openFlow8();
    const { id } = await story.start(mara, plan, '2026-01-31');
    story.on('2026-03-10 10:00');
    const end = (on: string) => story.desk.memberships.end({ id, on, key: story.key() });
    expect(await refusalOf(end('2026-02-27'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'on', expected: 'expected a day from the start of the running cycle on, 2026-02-28' },
    });
    expect(await end('2026-02-28')).toMatchObject({ state: 'ended', lots: [{ left: 0 }, { left: 3 }, { left: 8 }] });
  });

  test('that has not begun, before its first day, means that it never gives anything', async () => {
    const { story, plan, mara } = await openFlow8();
    const { id } = await story.start(mara, plan, '2026-03-01');
    expect(await story.desk.memberships.end({ id, on: '2026-02-28', key: story.key() })).toMatchObject({
      state: 'ended',
    });
    story.on('2026-04-01 10:00');
    expect(await story.ledgerOf(mara)).toEqual([]);
  });

  test('of a pack in the past is refused', async () => {
    const { story, creditId, mara } = await openFlow8();
    const pack = await story.product('Pack', [{ creditId, amount: 10, expiration: { rule: 'never' } }]);
    const { id } = await story.buy(mara, pack, '2026-01-20');
    const end = (on: string) => story.desk.memberships.end({ id, on, key: story.key() });
    expect(await refusalOf(end('2026-01-30'))).toMatchObject({
      code: 'DATE_IN_THE_PAST',
      data: { today: '2026-01-31' },
    });
    expect(await outcomeOf(end('2026-01-31'))).toBe('done');
  });
});

describe('starting a membership', () => {
  test('in the past gives at once everything that would have happened since, with its own dates', async () => {
    const { story, plan, mara } = await openFlow8();
    story.on('2026-04-10 10:00');
    const started = await story.start(mara, plan, '2026-01-31');
    expect(started).toMatchObject({
      state: 'active',
      number: 1,
      cycle: { number: 3, startsOn: '2026-03-31', lastDay: '2026-04-29' },
    });
    expect(started.lots.map((lot) => [lot.source, lot.cycle, lot.left, lot.lastDay])).toEqual([
      ['plan', 1, 0, '2026-02-27'],
      ['rollover', 2, 0, '2026-03-30'],
      ['plan', 2, 0, '2026-03-30'],
      ['rollover', 3, 3, '2026-04-29'],
      ['plan', 3, 8, '2026-04-29'],
    ]);
    expect(await story.ledgerOf(mara)).toEqual([
      '2026-01-31 00:00 grant +8 A',
      '2026-02-28 00:00 rollover_out −3 A',
      '2026-02-28 00:00 expiry −5 A',
      '2026-02-28 00:00 rollover_in +3 B',
      '2026-02-28 00:00 grant +8 C',
      '2026-03-31 00:00 rollover_out −3 C',
      '2026-03-31 00:00 expiry −3 B',
      '2026-03-31 00:00 expiry −5 C',
      '2026-03-31 00:00 rollover_in +3 D',
      '2026-03-31 00:00 grant +8 E',
    ]);
  });

  test('in the future gives nothing before its first day', async () => {
    const { story, plan, mara } = await openFlow8();
    const started = await story.start(mara, plan, '2026-03-29');
    expect(started).toMatchObject({ state: 'upcoming', cycle: null, lots: [] });
    story.on('2026-03-28 23:59');
    expect(await story.ledgerOf(mara)).toEqual([]);
    story.on('2026-03-29 00:00');
    expect(await story.ledgerOf(mara)).toEqual(['2026-03-29 00:00 grant +8 A']);
    story.on('2026-04-29 00:00');
    expect((await story.ledgerOf(mara)).slice(1, 3)).toEqual([
      '2026-04-29 00:00 rollover_out −3 A',
      '2026-04-29 00:00 expiry −5 A',
    ]);
  });

  test('so far in the past that thousands of cycles are over is refused: the year is a slip, and the ledger would keep it', async () => {
    const { story, creditId, mara } = await openFlow8();
    const plan = (every: number, unit: 'day' | 'year') =>
      story.plan(`${every} ${unit}`, [{ creditId, amount: 1 }], { cycle: { every, unit } });
    const start = (planId: string, startsOn: string) =>
      story.desk.memberships.start({ customerId: mara, planId, startsOn, key: story.key() });
    const daily = await plan(1, 'day');
    expect(await refusalOf(start(daily, '2012-05-23'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: {
        field: 'startsOn',
        expected: 'expected a day from which no more than 5000 cycles are over; is the year right?',
      },
    });
    expect(await story.ledgerOf(mara)).toEqual([]);
    const { id } = await start(await plan(50, 'day'), '2012-05-23');
    expect(await story.desk.memberships.get({ id })).toMatchObject({ cycle: { number: 101 } });
    await start(await plan(1000, 'year'), '1900-01-01');
    await start(daily, '2300-01-01');
  });

  test('of a plan or product that was deleted is refused, while memberships of it go on', async () => {
    const { story, creditId, plan, mara } = await openFlow8();
    const { id } = await story.start(mara, plan, '2026-01-31');
    const pack = await story.product('Pack', [{ creditId, amount: 1, expiration: { rule: 'never' } }]);
    await story.desk.plans.delete({ id: plan, confirm: 'DELETE' });
    await story.desk.products.delete({ id: pack, confirm: 'DELETE' });
    expect(await refusalOf(story.start(mara, plan, '2026-02-01'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'planId' },
    });
    expect(await refusalOf(story.buy(mara, pack, '2026-02-01'))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'productId' },
    });
    story.on('2026-02-28 08:00');
    expect(await cycleDays(story, id)).toEqual(['2026-01-31', '2026-02-28']);
  });
});

test('a product that ended before it was given is given where its end is moved behind its start', async () => {
  const story = await openStory('2026-01-05 08:00');
  const creditId = await story.credit('Class');
  const mara = await story.person('Mara');
  const benefits = [{ creditId, amount: 8, expiration: { rule: 'never' as const } }];
  const { id: productId } = await story.desk.products.create({ name: 'Pack', benefits });
  const start = { customerId: mara, productId, startsOn: '2026-02-01', key: 'start' };
  const { id } = await story.desk.memberships.start(start);
  expect(await story.desk.memberships.end({ id, on: '2026-01-15', key: 'early' })).toMatchObject({ state: 'ended' });
  expect(await story.desk.memberships.end({ id, on: '2026-05-15', key: 'late' })).toMatchObject({ state: 'upcoming' });
  story.on('2026-02-02 08:00');
  expect(await story.ledgerOf(mara)).toEqual(['2026-02-01 00:00 grant +8 A']);
  expect(await story.desk.memberships.end({ id, on: '2026-06-15', key: 'later' })).toMatchObject({ state: 'active' });
  expect(await story.ledgerOf(mara)).toEqual(['2026-02-01 00:00 grant +8 A']);
});

describe('benefits', () => {
  test('a cycle gives what the plan had when it began; lots already given never change', async () => {
    const { story, plan, mara } = await openFlow8();
    const { id, lots } = await story.start(mara, plan, '2026-01-31');
    story.on('2026-02-10 10:00');
    const [benefit] = (await story.desk.plans.get({ id: plan })).benefits;
    await story.desk.benefits.update({ id: benefit?.id ?? '', amount: 10, rollover: { max: 1, times: 1 } });
    expect((await story.desk.lots.list({ customerId: mara })).rows).toEqual(lots);
    story.on('2026-02-28 08:00');
    expect((await story.ledgerOf(mara)).slice(1)).toEqual([
      '2026-02-28 00:00 rollover_out −1 A',
      '2026-02-28 00:00 expiry −7 A',
      '2026-02-28 00:00 rollover_in +1 B',
      '2026-02-28 00:00 grant +10 C',
    ]);
    expect(await story.desk.memberships.get({ id })).toMatchObject({ left: [{ left: 11, received: 11, rolledIn: 1 }] });
  });

  test('a start in the past gives the terms that held then, cycle by cycle', async () => {
    const { story, plan, mara } = await openFlow8(null);
    story.on('2026-02-15 10:00');
    const [benefit] = (await story.desk.plans.get({ id: plan })).benefits;
    await story.desk.benefits.update({ id: benefit?.id ?? '', amount: 10 });
    story.on('2026-03-05 10:00');
    await story.start(mara, plan, '2026-01-31');
    expect(await story.ledgerOf(mara)).toEqual([
      '2026-01-31 00:00 grant +8 A',
      '2026-02-28 00:00 expiry −8 A',
      '2026-02-28 00:00 grant +10 B',
    ]);
  });

  test('terms that are sent twice under one key change once, and others under it are refused', async () => {
    const { story, plan } = await openFlow8();
    const [benefit] = (await story.desk.plans.get({ id: plan })).benefits;
    const change = { id: benefit?.id ?? '', amount: 10, key: 'more' };
    expect(await story.desk.benefits.update(change)).toEqual(await story.desk.benefits.update(change));
    expect(await outcomeOf(story.desk.benefits.update({ ...change, amount: 12 }))).toBe('IDEMPOTENCY_CONFLICT');
    expect((await story.desk.plans.get({ id: plan })).benefits.map((one) => one.amount)).toEqual([10]);
  });

  test('what a lot was given stays what its bar is told against, though some of it is deducted; of what was added, the rest', async () => {
    const { story, creditId, plan, mara } = await openFlow8();
    const { id } = await story.start(mara, plan, '2026-01-31');
    const deduct = (amount: number, lotId: string) =>
      story.desk.adjustments.deduct({ customerId: mara, creditId, amount, lotId, key: story.key() });
    const bar = async () => (await story.desk.memberships.get({ id })).left;
    const [given] = (await story.desk.lots.list({ customerId: mara })).rows;
    await deduct(3, given?.id ?? '');
    expect(await bar()).toMatchObject([{ left: 5, received: 8 }]);
    await deduct(2, await story.add(mara, creditId, 4, { membershipId: id }));
    expect(await bar()).toMatchObject([{ left: 7, received: 10 }]);
  });

  test('a deleted benefit is not given any more, an added one from the next cycle on', async () => {
    const { story, creditId, plan, mara } = await openFlow8();
    const printing = await story.credit('Pages', { kind: 'printing' });
    const { lots } = await story.start(mara, plan, '2026-01-31');
    story.on('2026-02-10 10:00');
    const [benefit] = (await story.desk.plans.get({ id: plan })).benefits;
    const ids = [benefit?.id ?? ''];
    for (const confirm of [undefined, 'delete', 'DELETE ', '']) {
      expect(
        await refusalOf(story.desk.benefits.delete({ ids, ...(confirm === undefined ? {} : { confirm }) })),
      ).toMatchObject({ code: 'CONFIRMATION_MISSING', data: { expected: 'DELETE' } });
    }
    expect(await story.desk.benefits.delete({ ids, confirm: 'DELETE' })).toEqual({ deleted: ids });
    await story.desk.plans.update({ id: plan, addBenefits: [{ creditId: printing, amount: 50 }] });
    expect((await story.desk.plans.get({ id: plan })).benefits.map((one) => one.amount)).toEqual([50]);
    expect((await story.desk.lots.list({ customerId: mara })).rows).toEqual(lots);
    story.on('2026-02-28 08:00');
    expect((await story.ledgerOf(mara)).slice(1)).toEqual([
      '2026-02-28 00:00 expiry −8 A',
      '2026-02-28 00:00 grant +50 B',
    ]);
    expect(await outcomeOf(story.desk.benefits.update({ id: ids[0] ?? '', amount: 3 }))).toBe('NOT_FOUND');
    expect((await story.desk.lots.list({ customerId: mara, creditId })).rows[0]).toMatchObject({
      left: 0,
      status: 'expired',
    });
  });

  test('a rollover needs the expiration with the cycle, and a product has neither', async () => {
    const { story, creditId, plan } = await openFlow8();
    const [benefit] = (await story.desk.plans.get({ id: plan })).benefits;
    const id = benefit?.id ?? '';
    expect(await refusalOf(story.desk.benefits.update({ id, expiration: { rule: 'never' } }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'rollover' },
    });
    expect(await story.desk.benefits.update({ id, expiration: { rule: 'never' }, rollover: null })).toMatchObject({
      expiration: { rule: 'never' },
      rollover: null,
    });
    const pack = await story.desk.products.create({
      name: 'Pack',
      benefits: [{ creditId, amount: 1, expiration: { rule: 'never' } }],
    });
    const packed = pack.benefits[0]?.id ?? '';
    expect(await refusalOf(story.desk.benefits.update({ id: packed, expiration: { rule: 'cycle' } }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'expiration' },
    });
    expect(await refusalOf(story.desk.benefits.update({ id: packed, rollover: { max: null } }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  test('with several lots that roll, the least rolled go first and a credit rolls only so often', async () => {
    const { story, plan, mara } = await openFlow8({ max: 10, times: 2 });
    await story.start(mara, plan, '2026-01-31');
    story.on('2026-04-30 08:00');
    expect((await story.ledgerOf(mara)).filter((line) => !line.includes('expiry'))).toEqual([
      '2026-01-31 00:00 grant +8 A',
      '2026-02-28 00:00 rollover_out −8 A',
      '2026-02-28 00:00 rollover_in +8 B',
      '2026-02-28 00:00 grant +8 C',
      '2026-03-31 00:00 rollover_out −2 B',
      '2026-03-31 00:00 rollover_out −8 C',
      '2026-03-31 00:00 rollover_in +8 D',
      '2026-03-31 00:00 rollover_in +2 E',
      '2026-03-31 00:00 grant +8 F',
      '2026-04-30 00:00 rollover_out −2 D',
      '2026-04-30 00:00 rollover_out −8 F',
      '2026-04-30 00:00 rollover_in +8 G',
      '2026-04-30 00:00 rollover_in +2 H',
      '2026-04-30 00:00 grant +8 I',
    ]);
  });
});

describe('products', () => {
  test('give once, from the day of the purchase on, with the last day that each benefit says', async () => {
    const { story, creditId, mara } = await openFlow8();
    const minutes = await story.credit('Minutes', { kind: 'time' });
    const pack = await story.product('10-class pack', [
      { creditId, amount: 10, expiration: { rule: 'after', every: 3, unit: 'month' } },
      { creditId: minutes, amount: 600, expiration: { rule: 'never' } },
    ]);
    const bought = await story.buy(mara, pack, '2026-01-31');
    expect(bought).toMatchObject({
      kind: 'product',
      state: 'active',
      cycle: null,
      cycleLength: null,
      left: [{ left: 10 }, { left: 600 }],
    });
    expect(bought.lots.map(({ source, cycle, lastDay, unit }) => [source, cycle, lastDay, unit])).toEqual([
      ['product', null, '2026-04-29', 'session'],
      ['product', null, null, 'minute'],
    ]);
    expect((await story.desk.memberships.cycles({ id: bought.id })).rows).toEqual([]);
    await story.desk.adjustments.deduct({ customerId: mara, creditId: minutes, amount: 600, key: story.key() });
    story.on('2026-04-30 00:00');
    expect(await story.ledgerOf(mara)).toEqual([
      '2026-01-31 00:00 grant +10 A',
      '2026-01-31 00:00 grant +600 B',
      '2026-01-31 08:00 manual_deduct −600 B',
      '2026-04-30 00:00 expiry −10 A',
    ]);
    expect(await story.desk.memberships.get({ id: bought.id })).toMatchObject({ state: 'used_up' });
  });

  test('bought for later give on that day', async () => {
    const { story, creditId, mara } = await openFlow8();
    const pack = await story.product('Pack', [
      { creditId, amount: 10, expiration: { rule: 'after', every: 1, unit: 'day' } },
    ]);
    expect(await story.buy(mara, pack, '2026-02-02')).toMatchObject({ state: 'upcoming', lots: [] });
    story.on('2026-02-03 08:00');
    expect(await story.ledgerOf(mara)).toEqual(['2026-02-02 00:00 grant +10 A', '2026-02-03 00:00 expiry −10 A']);
  });
});
