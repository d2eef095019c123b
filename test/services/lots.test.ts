import { expect, test } from 'vitest';
import { openStory, refusalOf } from '../support/story.ts';

/** Mara has a membership with a rolled lot, a pack of another credit, a lot that ended and one that never does. */
async function openLots() {
  const story = await openStory('2026-02-01 08:00');
  const classes = await story.credit('Class');
  const minutes = await story.credit('Minutes', { kind: 'time' });
  const mara = await story.person('Mara');
  const plan = await story.plan('Flow 8', [{ creditId: classes, amount: 8, rollover: { max: 3 } }]);
  const { id: membershipId } = await story.start(mara, plan, '2026-02-01');
  await story.add(mara, minutes, 90, { lastDay: '2026-02-10' });
  await story.add(mara, minutes, 45);
  story.on('2026-03-02 08:00');
  const told = async (more: object = {}) => {
    const { rows, total } = await story.desk.lots.list({ customerId: mara, ...more });
    return { rows: rows.map((lot) => `${lot.source} ${lot.left}`), total };
  };
  return { story, classes, minutes, mara, plan, membershipId, told };
}

test('a customer’s lots are listed newest first, in pages', async () => {
  const { told } = await openLots();
  const all = ['plan 8', 'rollover 3', 'manual 45', 'manual 0', 'plan 0'];
  expect(await told()).toEqual({ rows: all, total: 5 });
  expect(await told({ limit: 2, offset: 1 })).toEqual({ rows: all.slice(1, 3), total: 5 });
  expect(await told({ offset: 5 })).toEqual({ rows: [], total: 5 });
});

test('they are narrowed by status, credit and membership', async () => {
  const { story, classes, minutes, mara, membershipId, told } = await openLots();
  await story.desk.adjustments.deduct({ customerId: mara, creditId: minutes, amount: 45, key: 'k' });
  expect(await told({ status: 'current' })).toEqual({ rows: ['plan 8', 'rollover 3'], total: 2 });
  expect(await told({ status: 'expired' })).toEqual({ rows: ['manual 0', 'plan 0'], total: 2 });
  expect(await told({ status: 'used_up' })).toEqual({ rows: ['manual 0'], total: 1 });
  expect(await told({ creditId: minutes })).toEqual({ rows: ['manual 0', 'manual 0'], total: 2 });
  expect(await told({ creditId: classes, status: 'expired' })).toEqual({ rows: ['plan 0'], total: 1 });
  expect(await told({ membershipId })).toEqual({ rows: ['plan 8', 'rollover 3', 'plan 0'], total: 3 });
});

test('another’s membership, an unknown credit and an unknown lot are NOT_FOUND', async () => {
  const { story, mara, plan, told } = await openLots();
  const ben = await story.person('Ben');
  const { id: membershipId } = await story.start(ben, plan, '2026-03-01');
  expect(await refusalOf(told({ membershipId }))).toMatchObject({ code: 'NOT_FOUND', data: { what: 'membership' } });
  expect(await refusalOf(told({ creditId: 'nothing' }))).toMatchObject({ code: 'NOT_FOUND', data: { what: 'credit' } });
  expect(await refusalOf(told({ customerId: 'nobody' }))).toMatchObject({
    code: 'NOT_FOUND',
    data: { what: 'customer' },
  });
  expect(await refusalOf(story.desk.lots.get({ id: mara }))).toMatchObject({
    code: 'NOT_FOUND',
    data: { what: 'lot' },
  });
});

test('a balance tells per credit what is left and what ends when, the next end first and never last', async () => {
  const { story, classes, minutes, mara } = await openLots();
  await story.add(mara, minutes, 30, { lastDay: '2026-03-20' });
  await story.add(mara, minutes, 10, { lastDay: '2026-03-05' });
  await story.add(mara, minutes, 5, { lastDay: '2026-03-20' });
  const { credits } = await story.desk.balance.get({ customerId: mara });
  expect(credits).toMatchObject([
    {
      creditId: classes,
      name: 'Class',
      unit: 'session',
      left: 11,
      shared: false,
      expiring: [{ lastDay: '2026-03-31', amount: 11 }],
    },
    {
      creditId: minutes,
      unit: 'minute',
      left: 90,
      expiring: [
        { lastDay: '2026-03-05', amount: 10 },
        { lastDay: '2026-03-20', amount: 35 },
        { lastDay: null, amount: 45 },
      ],
    },
  ]);
  expect(credits[1]?.lots.map(({ left, spendable }) => [left, spendable])).toEqual([
    [10, true],
    [30, true],
    [5, true],
    [45, true],
  ]);
});
