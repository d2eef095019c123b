import { expect, test } from 'vitest';
import { openTestApp } from '../support/open-studio.ts';
import { instantAt, openStory, outcomeOf, refusalOf, type Story, storyOf } from '../support/story.ts';

/** A customer with credit, a plan and a paused plan, all of 2036: the computer's clock was ahead then. */
async function openAhead() {
  const story = await openStory('2036-11-21 08:00');
  const credit = await story.credit('Class');
  const mara = await story.person('Mara');
  const plan = await story.plan('Flow 8', [{ creditId: credit, amount: 8 }]);
  const { id: running } = await story.start(mara, plan, '2036-11-01');
  const { id: paused } = await story.start(mara, plan, '2036-11-01');
  await story.desk.memberships.pause({ id: paused, on: '2036-11-21', key: 'pause' });
  await story.add(mara, credit, 5);
  return { story, credit, mara, running, paused };
}

/** The same ledger under a clock that has been put right, or back by a little. */
async function reopened({ story }: { story: Story }, now: string) {
  await story.close();
  return storyOf(await openTestApp({ dataDir: story.dataDir, now: instantAt(now) }));
}

test('credit that is not valid yet because the clock is behind is refused with the clock’s name', async () => {
  const desk = await openAhead();
  const story = await reopened(desk, '2026-11-21 08:00');
  const order = { customerId: desk.mara, creditId: desk.credit, amount: 1 };
  const clock = { today: '2026-11-21', lastEntry: '2036-11-21' };
  const refusal = await refusalOf(story.book({ ...order, at: '2026-11-22 18:00' }));
  expect(refusal).toMatchObject({ code: 'INSUFFICIENT_CREDIT', data: { available: 0, clock } });
  expect(refusal.message).toContain(
    'This computer’s date is 21 November 2026, before that of the ledger’s last entry, 21 November 2036: credit given since is not valid yet. Set the computer’s date right.',
  );
  expect(await refusalOf(story.desk.adjustments.preview({ ...order, type: 'deduct' }))).toMatchObject({
    data: { clock },
  });
});

test('the clock is no reason where nothing is held, or where it is behind by hours', async () => {
  const desk = await openAhead();
  const hoursBefore = await reopened(desk, '2036-11-21 07:00');
  const order = { creditId: desk.credit, amount: 100, at: '2036-11-22 18:00' };
  expect((await refusalOf(hoursBefore.book({ ...order, customerId: desk.mara }))).data).not.toHaveProperty('clock');
  const story = await reopened({ story: hoursBefore }, '2026-11-21 08:00');
  const ben = await story.person('Ben');
  const refusal = await refusalOf(story.book({ ...order, customerId: ben, at: '2026-11-22 18:00' }));
  expect(refusal.data).toEqual({ requested: 100, available: 0, endsBefore: 0 });
});

test('a day before what has begun by the ledger is refused with the clock’s name', async () => {
  const desk = await openAhead();
  const today = { on: '2026-11-21', key: 'today' };
  const note =
    "; this computer's date, 2026-11-21, is before that of the ledger's last entry, 2036-11-21: is it right?";
  const story = await reopened(desk, '2026-11-21 08:00');
  const expectedOf = async (work: Promise<unknown>) => (await refusalOf(work)).data.expected;
  expect(await expectedOf(story.desk.memberships.end({ ...today, id: desk.running }))).toBe(
    `expected a day from the start of the running cycle on, 2036-11-01${note}`,
  );
  expect(await expectedOf(story.desk.memberships.resume({ ...today, id: desk.paused }))).toBe(
    `expected a day from the pause's first on, 2036-11-21${note}`,
  );
  story.on('2036-11-21 09:00');
  expect(await expectedOf(story.desk.memberships.end({ id: desk.running, on: '2036-10-31', key: 'early' }))).toBe(
    'expected a day from the start of the running cycle on, 2036-11-01',
  );
  expect(await outcomeOf(story.desk.memberships.end({ id: desk.running, on: '2036-11-30', key: 'end' }))).toBe('done');
});
