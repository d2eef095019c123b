import { describe, expect, test } from 'vitest';
import { type CancellationRequest, freeUntil, planCancellation } from '../../src-shared/ledger/cancellation.ts';
import { endingOf } from '../../src-shared/ledger/cycles.ts';
import { amt, day, lotWith, ms, planOf, problemOf, told, zone } from '../support/pure-lots.ts';

const startsAt = ms('2026-03-10T20:00:00Z');
const open = lotWith({ number: 1, lastDay: day('2026-03-30') });
const over = lotWith({ number: 2, lastDay: day('2026-03-08'), left: amt(0), rolls: 1, cycle: 3, source: 'rollover' });

function cancelling(more: Partial<CancellationRequest> = {}) {
  return planCancellation({
    state: 'booked',
    startsAt,
    windowHours: 12,
    now: ms('2026-03-10T08:00:00Z'),
    waive: null,
    extendTo: null,
    uses: [{ lot: open, amount: amt(2) }],
    ...more,
  });
}
const extendTo = (lastDay: string) => ({
  lastDay: day(lastDay),
  endsAt: endingOf(day(lastDay), zone).endsAt ?? startsAt,
  today: day('2026-03-10'),
});

describe('the window', () => {
  test('ends exactly its hours before the start', () => {
    expect(freeUntil(startsAt, 12)).toBe(ms('2026-03-10T08:00:00Z'));
    expect(freeUntil(startsAt, 0)).toBe(startsAt);
  });

  test('at its last instant a cancellation is free: every amount comes back to its lot', () => {
    const plan = planOf(
      cancelling({
        uses: [
          { lot: open, amount: amt(2) },
          { lot: lotWith({ number: 5 }), amount: amt(1) },
        ],
      }),
    );
    expect(plan).toMatchObject({ free: true, state: 'cancelled' });
    expect(plan.postings.map(told)).toEqual(['free_cancellation 2 lot 1', 'free_cancellation 1 lot 5']);
    expect(plan.postings[0]).toMatchObject({ happenedAt: ms('2026-03-10T08:00:00Z'), memo: null });
    expect(plan.returned).toEqual([
      { from: 1, amount: 2, expiresAgain: false, newLot: null },
      { from: 5, amount: 1, expiresAgain: false, newLot: null },
    ]);
  });

  test('a millisecond later it is late: nothing comes back', () => {
    expect(planOf(cancelling({ now: ms('2026-03-10T08:00:00.001Z') }))).toEqual({
      free: false,
      state: 'cancelled_late',
      returned: [],
      postings: [],
    });
  });

  test('waived, a late one is free and its entries keep the reason', () => {
    const plan = planOf(cancelling({ now: ms('2026-03-11T08:00:00Z'), waive: 'The teacher was ill' }));
    expect(plan).toMatchObject({ free: true, state: 'cancelled' });
    expect(plan.postings).toMatchObject([{ kind: 'free_cancellation', memo: 'The teacher was ill' }]);
  });
});

describe('a lot that has ended in between', () => {
  const uses = [{ lot: over, amount: amt(2) }];

  test('gets its credit back and loses it again at once', () => {
    const plan = planOf(cancelling({ uses }));
    expect(plan.postings.map(told)).toEqual(['free_cancellation 2 lot 2', 'expiry -2 lot 2']);
    expect(plan.postings.map((posting) => posting.happenedAt)).toEqual([
      ms('2026-03-10T08:00:00Z'),
      ms('2026-03-10T08:00:00Z'),
    ]);
    expect(plan.returned).toEqual([{ from: 2, amount: 2, expiresAgain: true, newLot: null }]);
  });

  test('gives its facts to a new lot where extendTo names a day; that lot does not roll', () => {
    const plan = planOf(cancelling({ uses, extendTo: extendTo('2026-04-15') }));
    expect(plan.postings.map(told)).toEqual(['free_cancellation 2 new']);
    expect(plan.returned).toMatchObject([{ from: 2, amount: 2, expiresAgain: false }]);
    const { number: _, left: __, paused: ___, ...facts } = over;
    const newLot = {
      ...facts,
      mayRoll: false,
      rolledFrom: null,
      validFrom: ms('2026-03-10T08:00:00Z'),
      lastDay: '2026-04-15',
      endsAt: ms('2026-04-15T22:00:00Z'),
    };
    expect(plan.returned[0]?.newLot).toEqual(newLot);
    expect(plan.postings[0]?.lot).toEqual(newLot);
  });

  test('extendTo does nothing for lots that are still valid', () => {
    const plan = planOf(cancelling({ extendTo: extendTo('2026-04-15') }));
    expect(plan.postings.map(told)).toEqual(['free_cancellation 2 lot 1']);
  });

  test('extendTo may be today and not before', () => {
    expect(planOf(cancelling({ uses, extendTo: extendTo('2026-03-10') })).postings.map(told)).toEqual([
      'free_cancellation 2 new',
    ]);
    expect(problemOf(cancelling({ uses, extendTo: extendTo('2026-03-09') }))).toEqual({
      code: 'DATE_IN_THE_PAST',
      today: '2026-03-10',
    });
  });
});

test.each(['cancelled', 'cancelled_late'] as const)('a booking that is %s is cancelled once', (state) => {
  expect(problemOf(cancelling({ state, waive: 'again' }))).toEqual({ code: 'ALREADY_CANCELLED' });
});

test.each(['attended', 'no_show'] as const)('a booking that is marked %s can still be cancelled', (state) => {
  expect(planOf(cancelling({ state }))).toMatchObject({ free: true });
});
