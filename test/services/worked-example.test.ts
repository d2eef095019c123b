import { expect, test } from 'vitest';
import { openStory, type Scope, type Story, tableOf } from '../support/story.ts';

const lines = [
  ['Starting credits', 'starting'],
  ['Total booked', 'totalBooked'],
  ['Free cancellations', 'freeCancellations'],
  ['Rollover credits', 'rollover'],
  ['Manual changes', 'manual'],
  ['Expired', 'expired'],
  ['Rolled over to next cycle', 'rolledOver'],
  ['Credits left', 'left'],
] as const;

async function summaryTable(story: Story, scopes: Record<string, Scope>): Promise<string[][]> {
  const summaries = await Promise.all(
    Object.values(scopes).map(async (scope) => {
      const { summaries } = await story.desk.usage.summary({ scope });
      expect(summaries).toHaveLength(1);
      return summaries[0];
    }),
  );
  return [
    ['', ...Object.keys(scopes)],
    ...lines.map(([label, line]) => [label, ...summaries.map((one) => String(one?.[line]))]),
  ];
}

async function openFlow8() {
  const story = await openStory('2026-01-31 00:00');
  const credit = await story.credit('Class');
  const plan = await story.plan('Flow 8', [{ creditId: credit, amount: 8, rollover: { max: 3, times: 1 } }]);
  const mara = await story.person('Mara');
  const membership = await story.start(mara, plan, '2026-01-31');
  return { story, credit, mara, membership };
}

async function playFebruary({
  story,
  credit: creditId,
  mara: customerId,
  membership,
}: Awaited<ReturnType<typeof openFlow8>>) {
  const classes = ['2026-02-09 18:00', '2026-02-10 18:00', '2026-02-11 21:00', '2026-02-12 18:00'];
  const bookings: string[] = [];
  for (const [place, at] of classes.entries()) {
    story.on(`2026-02-0${3 + place} 10:00`);
    bookings.push((await story.book({ customerId, creditId, amount: 1, at })).booking.id);
  }
  story.on('2026-02-11 08:00');
  const inTime = await story.cancel(bookings[2] ?? '');
  story.on('2026-02-12 10:00');
  const late = await story.cancel(bookings[3] ?? '');
  story.on('2026-02-20 12:00');
  await story.add(customerId, creditId, 2, {
    lastDay: '2026-03-15',
    memo: 'Sorry for the broken heating',
    membershipId: membership.id,
  });
  return { inTime, late };
}

async function playMarch({ story, credit: creditId, mara: customerId }: Awaited<ReturnType<typeof openFlow8>>) {
  story.on('2026-03-02 09:00');
  await story.book({ customerId, creditId, amount: 1, at: '2026-03-05 18:00' });
  story.on('2026-03-15 09:00');
  await story.book({ customerId, creditId, amount: 2, at: '2026-03-16 09:00' });
  story.on('2026-03-16 12:00');
}

test('Mara’s Flow 8 gives every entry of the worked example, in its order', async () => {
  const example = await openFlow8();
  const { inTime, late } = await playFebruary(example);
  expect(inTime).toMatchObject({
    free: true,
    returned: [{ amount: 1, expiresAgain: false }],
    booking: { state: 'cancelled' },
  });
  expect(late).toMatchObject({ free: false, returned: [], booking: { state: 'cancelled_late' } });
  await playMarch(example);
  expect(await example.story.ledgerOf(example.mara)).toEqual([
    '2026-01-31 00:00 grant +8 A',
    '2026-02-03 10:00 use −1 A',
    '2026-02-04 10:00 use −1 A',
    '2026-02-05 10:00 use −1 A',
    '2026-02-06 10:00 use −1 A',
    '2026-02-11 08:00 free_cancellation +1 A',
    '2026-02-20 12:00 manual_add +2 B',
    '2026-02-28 00:00 rollover_out −3 A',
    '2026-02-28 00:00 expiry −2 A',
    '2026-02-28 00:00 rollover_in +3 C',
    '2026-02-28 00:00 grant +8 D',
    '2026-03-02 09:00 use −1 B',
    '2026-03-15 09:00 use −2 C',
    '2026-03-16 00:00 expiry −1 B',
  ]);
});

test('Mara’s lots and cycles have the days and figures of the worked example', async () => {
  const example = await openFlow8();
  await playFebruary(example);
  await playMarch(example);
  const { story, mara, membership } = example;
  expect(await story.lotsOf(mara)).toEqual([
    'A Flow 8 0 of 8, last day 2026-02-27',
    'B Added manually 0 of 2, last day 2026-03-15',
    'C Flow 8 1 of 3, last day 2026-03-30',
    'D Flow 8 8 of 8, last day 2026-03-30',
  ]);
  const cycles = await story.desk.memberships.cycles({ id: membership.id });
  expect(
    cycles.rows.map(({ number, startsOn, lastDay, left }) => [number, startsOn, lastDay, left.map((one) => one.left)]),
  ).toEqual([
    [1, '2026-01-31', '2026-02-27', [0]],
    [2, '2026-02-28', '2026-03-30', [9]],
  ]);
  story.on('2026-05-01 08:00');
  const later = await story.desk.memberships.cycles({ id: membership.id });
  expect(later.rows.map((cycle) => cycle.startsOn)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
});

test('on 16 March at noon the three summaries are those of the worked example', async () => {
  const example = await openFlow8();
  await playFebruary(example);
  await playMarch(example);
  const { story, membership } = example;
  const membershipId = membership.id;
  const table = await summaryTable(story, {
    'cycle 1': { membershipId, cycle: 1 },
    'cycle 2': { membershipId, cycle: 2 },
    membership: { membershipId },
  });
  expect(table).toEqual(
    tableOf(`
      |                           | cycle 1 | cycle 2 | membership |
      | ------------------------- | ------- | ------- | ---------- |
      | Starting credits          | 8       | 8       | 16         |
      | Total booked              | 5       | 2       | 7          |
      | Free cancellations        | 1       | 0       | 1          |
      | Rollover credits          | 0       | 3       | 3          |
      | Manual changes            | 2       | 0       | 2          |
      | Expired                   | 3       | 0       | 3          |
      | Rolled over to next cycle | 3       | 0       | 3          |
      | Credits left              | 0       | 9       | 9          |
    `),
  );
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true, entries: 14, problems: [] });
});
