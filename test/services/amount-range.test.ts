import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { idsOf } from '../../src-main/platform/ids.ts';
import { silentLog } from '../../src-main/platform/log.ts';
import { nothingPosted, postSlice } from '../../src-main/services/due-postings.ts';
import { openForWriting } from '../../src-main/store/open.ts';
import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import { openStudio } from '../support/open-studio.ts';
import { openStory, refusalOf, storyOf } from '../support/story.ts';

async function openFull() {
  const story = await openStory('2026-02-01 08:00');
  const creditId = await story.credit('Class');
  const mara = await story.person('Mara');
  const unchanged = async (work: () => Promise<unknown>) => {
    const before = await story.desk.ledger.verify({});
    const { code, message } = await refusalOf(work());
    expect(await story.desk.ledger.verify({})).toEqual(before);
    expect(message).toContain('9,007,199,254,740,991');
    return code;
  };
  return { story, creditId, mara, unchanged };
}

test('the largest amount can be held and spent to the last unit', async () => {
  const { story, creditId, mara } = await openFull();
  await story.add(mara, creditId, AMOUNT_MAX);
  const { summaries } = await story.desk.usage.summary({ scope: { studio: true } });
  expect(summaries).toMatchObject([{ manual: AMOUNT_MAX, left: AMOUNT_MAX }]);
  const { allocation } = await story.book({ customerId: mara, creditId, amount: AMOUNT_MAX, at: '2026-02-05 18:00' });
  expect(allocation).toMatchObject([{ amount: AMOUNT_MAX, after: 0 }]);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('a single amount beyond it is AMOUNT_OUT_OF_RANGE wherever an amount is asked for', async () => {
  const { story, creditId, mara: customerId, unchanged } = await openFull();
  const id = await story.add(customerId, creditId, 5);
  const amount = AMOUNT_MAX + 1;
  expect(await unchanged(() => story.add(customerId, creditId, amount))).toBe('AMOUNT_OUT_OF_RANGE');
  expect(await unchanged(() => story.book({ customerId, creditId, amount, at: '2026-02-05 18:00' }))).toBe(
    'AMOUNT_OUT_OF_RANGE',
  );
  expect(await unchanged(() => story.desk.adjustments.preview({ type: 'deduct', customerId, creditId, amount }))).toBe(
    'AMOUNT_OUT_OF_RANGE',
  );
  expect(await unchanged(() => story.desk.lots.update({ id, left: amount, memo: '', key: 'k' }))).toBe(
    'AMOUNT_OUT_OF_RANGE',
  );
  expect(await unchanged(() => story.plan('Flow', [{ creditId, amount }]))).toBe('AMOUNT_OUT_OF_RANGE');
});

test('what is no whole number above 0 is INVALID_INPUT', async () => {
  const { story, creditId, mara } = await openFull();
  for (const amount of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5' as unknown as number]) {
    expect(await refusalOf(story.add(mara, creditId, amount))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'amount' },
    });
  }
});

test('a sum over several lots of a credit beyond it is refused, another credit is free', async () => {
  const { story, creditId, mara, unchanged } = await openFull();
  const ben = await story.person('Ben');
  await story.add(mara, creditId, AMOUNT_MAX);
  expect(await unchanged(() => story.add(mara, creditId, 1))).toBe('AMOUNT_OUT_OF_RANGE');
  expect(await unchanged(() => story.add(ben, creditId, 1))).toBe('AMOUNT_OUT_OF_RANGE');
  const preview = () =>
    story.desk.adjustments.preview({ type: 'add', customerId: ben, creditId, amount: 1, lastDay: null });
  expect(await unchanged(preview)).toBe('AMOUNT_OUT_OF_RANGE');
  await story.add(mara, await story.credit('Other'), AMOUNT_MAX);
});

test('a lot that would be filled beyond it stays as it is', async () => {
  const { story, creditId, mara, unchanged } = await openFull();
  const id = await story.add(mara, creditId, AMOUNT_MAX - 1);
  await story.desk.adjustments.deduct({ customerId: mara, creditId, amount: 2, key: 'deduct' });
  await story.desk.lots.update({ id, left: AMOUNT_MAX - 2, memo: '', key: 'raise' });
  expect(await unchanged(() => story.desk.lots.update({ id, left: AMOUNT_MAX, memo: '', key: 'more' }))).toBe(
    'AMOUNT_OUT_OF_RANGE',
  );
  await story.desk.adjustments.reverse({ entry: 2, memo: null, key: 'back' });
  expect(await story.desk.lots.get({ id })).toMatchObject({ left: AMOUNT_MAX });
});

test('a start in the past whose grants would add up beyond it is refused whole', async () => {
  const { story, creditId, mara, unchanged } = await openFull();
  const plan = await story.plan('Flow', [{ creditId, amount: AMOUNT_MAX, expiration: { rule: 'never' } }]);
  expect(await unchanged(() => story.start(mara, plan, '2025-12-15'))).toBe('AMOUNT_OUT_OF_RANGE');
  expect((await story.desk.memberships.list({ customerId: mara })).total).toBe(0);
});

test('a plan that would give more than the ledger takes stops neither time nor the desk', async () => {
  const said: string[] = [];
  const log = { ...silentLog, info: (sentence: string) => void said.push(sentence) };
  const story = storyOf(await openStudio({ now: '2026-02-01T07:00:00Z', log }));
  const creditId = await story.credit('Class');
  const mara = await story.person('Mara');
  const never = await story.plan('Too much', [{ creditId, amount: AMOUNT_MAX, expiration: { rule: 'never' } }]);
  const other = await story.credit('Other');
  const rolling = await story.plan('Rolling', [
    { creditId: other, amount: AMOUNT_MAX - 9, rollover: { max: null, times: 9 } },
  ]);
  for (const plan of [never, rolling]) await story.start(mara, plan, '2026-02-01');
  story.on('2026-06-15 08:00');
  const { summaries } = await story.desk.usage.summary({ scope: { customerId: mara } });
  expect(summaries).toMatchObject([
    { starting: AMOUNT_MAX, left: AMOUNT_MAX },
    { starting: AMOUNT_MAX - 9, rollover: 0, rolledOver: 0, expired: AMOUNT_MAX - 9, left: 0 },
  ]);
  expect(said).toContain('left out a grant of 9007199254740991: its credit would pass the largest amount');
  await story.desk.adjustments.deduct({ customerId: mara, creditId, amount: 5, key: 'k' });
  await story.add(mara, await story.credit('Third'), 5);
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test.each([
  ['at once', Number.POSITIVE_INFINITY],
  ['chunk by chunk, each in a transaction of its own', 0],
])('what rolls over at one instant arrives together within it, posted %s', async (_, chunks) => {
  const { story, creditId, mara } = await openFull();
  const plan = await story.plan('Huge', [{ creditId, amount: 3e15, rollover: { max: null, times: 9 } }]);
  const other = await story.plan('Other', [{ creditId: await story.credit('Other'), amount: 1 }]);
  await story.start(mara, plan, '2026-02-01');
  // More than a chunk lies between the two.
  for (let place = 0; place < 55; place += 1) await story.start(mara, other, '2026-02-01');
  await story.start(await story.person('Ben'), plan, '2026-02-01');
  story.on('2026-03-01 08:00');
  const to = story.clock.now();
  const db = openForWriting(join(story.dataDir, 'ledger.sqlite'));
  onTestFinished(() => void db.close());
  let left = chunks;
  const order = { to, recordedAt: to, ids: idsOf(story.clock), goesOn: () => left-- > 0, tell: () => undefined };
  while (!postSlice(db, order, nothingPosted()));
  const { summaries } = await story.desk.usage.summary({ scope: { studio: true } });
  // Room is left for one of the two; nothing is left for the next cycle's grants.
  expect(summaries[0]).toMatchObject({ starting: 6e15, rolledOver: 3e15, rollover: 3e15, expired: 3e15, left: 3e15 });
  await story.book({ customerId: mara, creditId, amount: 1, at: '2026-03-05 18:00' });
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true });
});

test('what rolls over is counted once: what fits beside it is given', async () => {
  const { story, creditId, mara } = await openFull();
  const plan = await story.plan('Large', [{ creditId, amount: 2.5e15, rollover: { max: null, times: 9 } }]);
  await story.start(mara, plan, '2026-02-01');
  story.on('2026-03-01 08:00');
  const { summaries } = await story.desk.usage.summary({ scope: { studio: true } });
  expect(summaries).toMatchObject([{ starting: 5e15, rollover: 2.5e15, rolledOver: 2.5e15, left: 5e15 }]);
});

test('nothing can expire that would take a sum beyond it: it is refused before it comes in, and other credits are free', async () => {
  const { story, creditId, mara, unchanged } = await openFull();
  const other = await story.credit('Other');
  const lot = { customerId: mara, creditId, lastDay: '2026-02-01' };
  await story.desk.adjustments.add({ ...lot, amount: AMOUNT_MAX - 1, memo: null, key: 'most' });
  story.on('2026-02-02 08:00');
  expect(await unchanged(() => story.add(mara, creditId, 2))).toBe('AMOUNT_OUT_OF_RANGE');
  const pack = await story.desk.products.create({
    name: 'Pack',
    benefits: [{ creditId, amount: AMOUNT_MAX, expiration: { rule: 'after', every: 1, unit: 'day' } }],
  });
  const start = (startsOn: string) =>
    story.desk.memberships.start({ customerId: mara, productId: pack.id, startsOn, key: startsOn });
  expect(await unchanged(() => start('2026-02-02'))).toBe('AMOUNT_OUT_OF_RANGE');
  // What is to come can't be refused: it is left out when its time comes.
  await start('2026-02-04');
  story.on('2026-02-05 08:00');
  await story.add(mara, other, 1);
  const { summaries } = await story.desk.usage.summary({ scope: { studio: true } });
  expect(summaries).toMatchObject([{ expired: AMOUNT_MAX - 1, left: 0 }, { left: 1 }]);
});

test('what is used and given back again adds up too, and the preview of it says so', async () => {
  const { story, creditId, mara, unchanged } = await openFull();
  await story.add(mara, creditId, AMOUNT_MAX);
  const { booking } = await story.book({ customerId: mara, creditId, amount: AMOUNT_MAX, at: '2026-02-05 18:00' });
  expect(await unchanged(() => story.desk.bookings.cancelPreview({ id: booking.id }))).toBe('AMOUNT_OUT_OF_RANGE');
  expect(await unchanged(() => story.desk.bookings.cancel({ id: booking.id, key: 'c' }))).toBe('AMOUNT_OUT_OF_RANGE');
});

test('what is deducted, undone and deducted again adds up as well, though nothing more came in', async () => {
  const { story, creditId, mara: customerId, unchanged } = await openFull();
  await story.add(customerId, creditId, AMOUNT_MAX);
  const deduct = (amount: number) =>
    story.desk.adjustments.deduct({ customerId, creditId, amount, key: story.key(), memo: 'Slip' });
  await deduct(AMOUNT_MAX);
  await story.desk.adjustments.reverse({ entry: 2, key: story.key() });
  expect(await unchanged(() => deduct(1))).toBe('AMOUNT_OUT_OF_RANGE');
});
