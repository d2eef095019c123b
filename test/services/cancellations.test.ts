import { describe, expect, test } from 'vitest';
import { openStory, outcomeOf, refusalOf } from '../support/story.ts';

/** Mara has a lot of 5 classes that ends on 10 February and books 2 of them for 5 February, 18:00. */
async function openBooked(lastDay = '2026-02-10') {
  const story = await openStory('2026-02-01 08:00');
  const creditId = await story.credit('Class');
  const mara = await story.person('Mara');
  const lotId = await story.add(mara, creditId, 5, { lastDay });
  const { booking } = await story.book({ customerId: mara, creditId, amount: 2, at: '2026-02-05 18:00' });
  await story.desk.staff.create({ name: 'Ben', email: 'ben@example.org', role: 'desk', pin: '1470' });
  return { story, creditId, mara, lotId, booking, ben: story.as('ben@example.org') };
}

describe('the window', () => {
  test('is the studio’s: free up to twelve hours before the start, late a moment after', async () => {
    const { story, booking, lotId } = await openBooked();
    expect(booking).toMatchObject({
      state: 'booked',
      cost: 2,
      bookedBy: 'ada@example.org',
      freeUntil: '2026-02-05T05:00:00.000Z',
    });
    story.at('2026-02-05T05:00:00.000Z');
    const preview = await story.desk.bookings.cancelPreview({ id: booking.id });
    expect(preview).toMatchObject({
      free: true,
      returned: [{ lotId, amount: 2, expiresAgain: false, newLot: false, lastDay: '2026-02-10' }],
    });
    story.at('2026-02-05T05:00:00.001Z');
    expect(await story.desk.bookings.cancelPreview({ id: booking.id })).toMatchObject({
      free: false,
      returned: [],
      booking: { state: 'cancelled_late' },
    });
    expect(await story.cancel(booking.id)).toMatchObject({
      free: false,
      returned: [],
      booking: { state: 'cancelled_late' },
    });
    expect(await story.desk.lots.get({ id: lotId })).toMatchObject({ left: 3 });
    expect(await story.desk.bookings.get({ id: booking.id })).toMatchObject({ state: 'cancelled_late' });
  });

  test('moves with the studio’s rule, to nothing if need be', async () => {
    const { story, booking } = await openBooked();
    await story.desk.studio.update({ rules: { freeCancellationHours: 0 } });
    story.on('2026-02-05 18:00');
    expect(await story.cancel(booking.id)).toMatchObject({
      free: true,
      booking: { state: 'cancelled', freeUntil: '2026-02-05T17:00:00.000Z' },
    });
  });

  test('is the plan’s own where the plan that pays has one, even none at all', async () => {
    const { story, creditId } = await openBooked();
    const strict = await story.plan('Strict', [{ creditId, amount: 4 }], { freeCancellationHours: 48 });
    const loose = await story.plan('Loose', [{ creditId, amount: 4 }], { freeCancellationHours: 0 });
    const freeUntil = async (plan: string) => {
      const customerId = await story.person(plan);
      await story.start(customerId, plan, '2026-02-01');
      return (await story.book({ customerId, creditId, amount: 1, at: '2026-02-05 18:00' })).booking.freeUntil;
    };
    expect(await freeUntil(strict)).toBe('2026-02-03T17:00:00.000Z');
    expect(await freeUntil(loose)).toBe('2026-02-05T17:00:00.000Z');
    await story.desk.plans.update({ id: strict, freeCancellationHours: null });
    expect(await freeUntil(strict)).toBe('2026-02-05T05:00:00.000Z');
  });

  test('counts hours, not the clock on the wall, when the clocks change', async () => {
    const story = await openStory('2026-03-28 08:00');
    const creditId = await story.credit('Class');
    const customerId = await story.person('Mara');
    await story.add(customerId, creditId, 1);
    const { booking } = await story.book({ customerId, creditId, amount: 1, at: '2026-03-29 10:00' });
    expect(booking.freeUntil).toBe('2026-03-28T20:00:00.000Z');
  });
});

describe('waiving', () => {
  test('needs a manager, who names a reason that the entry keeps', async () => {
    const { story, booking, mara, ben } = await openBooked();
    story.on('2026-02-05 17:00');
    const waive = { reason: 'The teacher was ill' };
    expect(await refusalOf(ben.bookings.cancelPreview({ id: booking.id, waive }))).toMatchObject({
      code: 'NOT_ALLOWED',
      data: { role: 'manager' },
    });
    expect(await refusalOf(ben.bookings.cancel({ id: booking.id, waive, key: 'k' }))).toMatchObject({
      code: 'NOT_ALLOWED',
      data: { role: 'manager' },
    });
    expect(await refusalOf(story.cancel(booking.id, { waive: { reason: ' ' } }))).toMatchObject({
      code: 'INVALID_INPUT',
      data: { field: 'waive.reason' },
    });
    expect(await story.cancel(booking.id, { waive })).toMatchObject({ free: true, booking: { state: 'cancelled' } });
    expect((await story.entries({ customerId: mara })).at(-1)).toMatchObject({
      kind: 'free_cancellation',
      amount: 2,
      memo: 'The teacher was ill',
      staff: 'ada@example.org',
    });
  });
});

describe('a lot that has ended in between', () => {
  test('gets its credit back and loses it at once, as the preview says', async () => {
    const { story, creditId, mara } = await openBooked();
    const later = await story.book({ customerId: mara, creditId, amount: 1, at: '2026-02-10 23:00' });
    story.on('2026-02-11 08:00');
    const waive = { reason: 'Heating broken' };
    const preview = await story.desk.bookings.cancelPreview({ id: later.booking.id, waive });
    expect(preview.returned).toMatchObject([{ amount: 1, expiresAgain: true, newLot: false, lastDay: '2026-02-10' }]);
    expect((await story.cancel(later.booking.id, { waive })).returned).toEqual(preview.returned);
    expect((await story.ledgerOf(mara)).slice(-3)).toEqual([
      '2026-02-11 00:00 expiry −2 A',
      '2026-02-11 08:00 free_cancellation +1 A',
      '2026-02-11 08:00 expiry −1 A',
    ]);
    const [cancellation, expiry] = (await story.entries({ customerId: mara })).slice(-2);
    const transaction = async (number = 0) => (await story.desk.usage.entry({ number })).transactionId;
    expect(await transaction(expiry?.number)).toBe(await transaction(cancellation?.number));
  });

  test('extended, it comes back as a new lot of the same source, membership and cycle that does not roll', async () => {
    const { story, creditId } = await openBooked();
    const plan = await story.plan('Flow 8', [{ creditId, amount: 8, rollover: { max: null } }], {
      freeCancellationHours: 0,
    });
    const ben = await story.person('Ben');
    const { id: membershipId } = await story.start(ben, plan, '2026-02-01');
    const { booking } = await story.book({ customerId: ben, creditId, amount: 8, at: '2026-02-28 23:00' });
    story.on('2026-03-02 08:00');
    const more = { waive: { reason: 'Ill' }, extendTo: '2026-04-20' };
    const preview = await story.desk.bookings.cancelPreview({ id: booking.id, ...more });
    expect(preview.returned).toMatchObject([{ amount: 8, expiresAgain: false, newLot: true, lastDay: '2026-04-20' }]);
    const { returned } = await story.cancel(booking.id, more);
    expect(await story.desk.lots.get({ id: returned[0]?.lotId ?? '' })).toMatchObject({
      source: 'plan',
      sourceName: 'Flow 8',
      membershipId,
      cycle: 1,
      granted: 8,
      left: 8,
      lastDay: '2026-04-20',
    });
    story.on('2026-04-21 08:00');
    expect((await story.ledgerOf(ben)).slice(2)).toEqual([
      '2026-03-01 00:00 grant +8 B',
      '2026-03-02 08:00 free_cancellation +8 C',
      '2026-04-01 00:00 rollover_out −8 B',
      '2026-04-01 00:00 rollover_in +8 D',
      '2026-04-01 00:00 grant +8 E',
      '2026-04-21 00:00 expiry −8 C',
    ]);
  });

  test('can’t be extended to the past, and a lot that still runs keeps its own day', async () => {
    const { story, booking, lotId } = await openBooked();
    expect(await refusalOf(story.cancel(booking.id, { extendTo: '2026-01-31' }))).toMatchObject({
      code: 'DATE_IN_THE_PAST',
      data: { today: '2026-02-01' },
    });
    expect((await story.cancel(booking.id, { extendTo: '2026-06-30' })).returned).toMatchObject([
      { lotId, newLot: false, lastDay: '2026-02-10' },
    ]);
  });
});

describe('a booking', () => {
  test('is cancelled once; asking again changes nothing', async () => {
    const { story, booking, mara } = await openBooked();
    await story.cancel(booking.id);
    const before = await story.ledgerOf(mara);
    expect(await outcomeOf(story.cancel(booking.id))).toBe('ALREADY_CANCELLED');
    expect(await outcomeOf(story.desk.bookings.cancelPreview({ id: booking.id }))).toBe('ALREADY_CANCELLED');
    for (const state of ['attended', 'no_show'] as const)
      expect(await outcomeOf(story.desk.bookings.setState({ id: booking.id, state }))).toBe('ALREADY_CANCELLED');
    expect(await story.ledgerOf(mara)).toEqual(before);
  });

  test('can be marked attended or missed, which costs and returns nothing, and corrected', async () => {
    const { story, booking, mara, lotId } = await openBooked();
    const before = await story.ledgerOf(mara);
    expect(await story.desk.bookings.setState({ id: booking.id, state: 'no_show' })).toMatchObject({
      state: 'no_show',
    });
    expect((await story.entries({ customerId: mara })).at(-1)).toMatchObject({
      bookingState: 'no_show',
      description: expect.stringContaining('no show'),
    });
    expect(await story.desk.bookings.setState({ id: booking.id, state: 'attended' })).toMatchObject({
      state: 'attended',
    });
    expect(await story.ledgerOf(mara)).toEqual(before);
    expect((await story.desk.bookings.list({ customerId: mara })).rows).toMatchObject([
      {
        id: booking.id,
        state: 'attended',
        paidWith: [
          {
            lotId,
            amount: 2,
            source: 'manual',
            sourceName: 'Added manually',
            lastDay: '2026-02-10',
            ownerName: 'Mara',
            shared: false,
          },
        ],
      },
    ]);
  });

  test('names each lot that paid it once, in the order of spending', async () => {
    const { story, creditId, mara, lotId } = await openBooked();
    const later = await story.add(mara, creditId, 2);
    const { booking } = await story.book({ customerId: mara, creditId, amount: 4, at: '2026-02-06 18:00' });
    const record = { CoworkerBookingCreditId: 7, BookingId: 12, EventAttendeeFullName: 'Ola', CreditUsed: 30 };
    const times = { BookingFromTime: '2026-01-04T10:00:00Z', BookingToTime: '2026-01-04T11:00:00Z' };
    const records = ['a', 'b'].map((id) => ({ ...record, ...times, UniqueId: id, CreatedOn: '2026-01-03T10:00:00Z' }));
    await story.desk.imports.run({ content: JSON.stringify(records), name: 'history.json' });
    const paid = async (customerId: string) => (await story.desk.bookings.list({ customerId })).rows;
    expect((await paid(mara)).find(({ id }) => id === booking.id)?.paidWith).toMatchObject([
      { lotId, amount: 3 },
      { lotId: later, amount: 1, lastDay: null },
    ]);
    const [ola] = (await story.desk.customers.search({ query: 'Ola' })).rows;
    const [imported] = await paid(ola?.id ?? '');
    expect(imported).toMatchObject({ paidWith: [{ amount: 60, source: 'import' }] });
    const paying = imported?.paidWith[0]?.lotId ?? '';
    expect(await story.cancel(imported?.id ?? '', { waive: { reason: 'The room was closed' } })).toMatchObject({
      returned: [{ lotId: paying, amount: 60 }],
    });
    expect(await story.desk.lots.get({ id: paying })).toMatchObject({ left: 60 });
  });

  test('stands in its customer’s list: those to come first, the next one on top, on whatever page', async () => {
    const { story, creditId, mara } = await openBooked('2026-02-28');
    const add = (at: string) => story.book({ customerId: mara, creditId, amount: 1, at });
    await add('2026-02-20 18:00');
    const { booking: cancelled } = await add('2026-02-19 18:00');
    await story.cancel(cancelled.id);
    await add('2026-02-02 18:00');
    story.on('2026-02-04 12:00');
    const list = async (limit: number, order?: 'to_come_first') => {
      const rows: string[] = [];
      for (let offset = 0; offset < 4; offset += limit) {
        const page = await story.desk.bookings.list({ customerId: mara, limit, offset, ...(order ? { order } : {}) });
        expect(page.total).toBe(4);
        rows.push(...page.rows.map((row) => row.startsAt.slice(5, 10)));
      }
      return rows;
    };
    for (const limit of [1, 2, 3, 10]) {
      expect(await list(limit)).toEqual(['02-20', '02-19', '02-05', '02-02']);
      expect(await list(limit, 'to_come_first')).toEqual(['02-05', '02-20', '02-19', '02-02']);
    }
  });

  test('paid from several lots gives each its own back, under the member’s name', async () => {
    const { story, creditId, mara } = await openBooked();
    const second = await story.add(mara, creditId, 4);
    const { booking, allocation } = await story.book({ customerId: mara, creditId, amount: 6, at: '2026-02-09 18:00' });
    expect(allocation.map(({ amount, before, after }) => [amount, before, after])).toEqual([
      [3, 3, 0],
      [3, 4, 1],
    ]);
    const { returned } = await story.cancel(booking.id);
    expect(returned.map((line) => line.amount)).toEqual([3, 3]);
    expect(returned[1]?.lotId).toBe(second);
    expect((await story.entries({ customerId: mara })).at(-1)).toMatchObject({
      usedBy: 'Mara',
      bookingId: booking.id,
      description: expect.stringContaining('Flow 60'),
    });
  });
});

test('an unknown booking is NOT_FOUND', async () => {
  const { story } = await openBooked();
  expect(await refusalOf(story.cancel('nothing'))).toMatchObject({ code: 'NOT_FOUND', data: { what: 'booking' } });
});
