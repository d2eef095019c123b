import { describe, expect, test } from 'vitest';
import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import type { CreditNumber, CustomerNumber, MembershipNumber } from '../../src-shared/ids.ts';
import { planLotChange, planLotsDeletion, planManualAdd, planReversal } from '../../src-shared/ledger/adjustments.ts';
import { endingOf } from '../../src-shared/ledger/cycles.ts';
import type { Lot } from '../../src-shared/ledger/lot.ts';
import { amt, day, lotWith, ms, planOf, problemOf, told, zone } from '../support/pure-lots.ts';

const now = ms('2026-03-10T12:00:00Z');
const today = day('2026-03-10');
const ending = (lastDay: string | null) => endingOf(lastDay === null ? null : day(lastDay), zone);

describe('adding by hand', () => {
  const adding = (
    lastDay: string | null,
    membership: { number: MembershipNumber; cycle: number | null } | null = null,
  ) =>
    planManualAdd({
      customer: 7 as CustomerNumber,
      credit: 3 as CreditNumber,
      amount: amt(4),
      ending: ending(lastDay),
      memo: 'hello',
      membership,
      now,
      today,
    });

  test('makes a lot of source manual that does not roll', () => {
    expect(planOf(adding('2026-04-15'))).toEqual({
      kind: 'manual_add',
      amount: 4,
      happenedAt: now,
      memo: 'hello',
      lot: {
        customer: 7,
        credit: 3,
        source: 'manual',
        sourceName: 'Added manually',
        membership: null,
        cycle: null,
        benefit: null,
        rolls: 0,
        mayRoll: false,
        rolledFrom: null,
        validFrom: now,
        lastDay: '2026-04-15',
        endsAt: ms('2026-04-15T22:00:00Z'),
      },
    });
  });

  test('belongs to the membership and cycle that are named', () => {
    expect(planOf(adding(null, { number: 2 as MembershipNumber, cycle: 5 }))).toMatchObject({
      lot: { membership: 2, cycle: 5, lastDay: null, endsAt: null },
    });
  });

  test('may end today, and never before', () => {
    expect(planOf(adding('2026-03-10'))).toMatchObject({ lot: { lastDay: '2026-03-10' } });
    expect(problemOf(adding('2026-03-09'))).toEqual({ code: 'DATE_IN_THE_PAST', today: '2026-03-10' });
  });
});

describe('editing a lot', () => {
  const valid = lotWith({ number: 4, lastDay: day('2026-03-20'), left: 5 });
  const over = lotWith({ number: 4, lastDay: day('2026-03-09'), left: 0 });
  const editing = (lot: Lot, change: { left?: number; lastDay?: string | null; memo?: string }) =>
    planLotChange(lot, {
      left: change.left === undefined ? undefined : amt(change.left),
      ending: change.lastDay === undefined ? undefined : ending(change.lastDay),
      memo: change.memo ?? 'why',
      now,
      today,
    });

  test('posts the difference of what is left as a manual entry with the memo', () => {
    expect(planOf(editing(valid, { left: 8 }))).toEqual([
      { kind: 'manual_add', amount: 3, happenedAt: now, lot: 4, memo: 'why' },
    ]);
    expect(planOf(editing(valid, { left: 1 }))).toEqual([
      { kind: 'manual_deduct', amount: -4, happenedAt: now, lot: 4, memo: 'why' },
    ]);
    expect(planOf(editing(valid, { left: 1, memo: '' }))).toMatchObject([{ memo: null }]);
  });

  test('keeps a new last day as an entry of 0 with both dates in its memo', () => {
    expect(planOf(editing(valid, { lastDay: '2026-04-15' }))).toEqual([
      {
        kind: 'manual_add',
        amount: 0,
        happenedAt: now,
        lot: 4,
        memo: 'why (last day 2026-03-20 → 2026-04-15)',
        lastDayChange: { before: '2026-03-20', after: '2026-04-15', endsAt: ms('2026-04-15T22:00:00Z') },
      },
    ]);
    expect(planOf(editing(valid, { lastDay: null, memo: '' }))).toMatchObject([
      { memo: 'last day 2026-03-20 → never', lastDayChange: { before: '2026-03-20', after: null, endsAt: null } },
    ]);
    expect(planOf(editing(lotWith({ lastDay: null }), { lastDay: '2026-04-15', memo: '' }))).toMatchObject([
      { memo: 'last day never → 2026-04-15' },
    ]);
  });

  test('both at once are two entries, the day first', () => {
    expect(planOf(editing(valid, { left: 6, lastDay: '2026-03-10' })).map(told)).toEqual([
      'manual_add 0 lot 4',
      'manual_add 1 lot 4',
    ]);
  });

  test('what stays as it is makes no entry', () => {
    expect(planOf(editing(valid, { left: 5, lastDay: '2026-03-20' }))).toEqual([]);
    expect(planOf(editing(valid, {}))).toEqual([]);
    expect(planOf(editing(over, { left: 0, lastDay: '2026-03-09' }))).toEqual([]);
  });

  test('a last day in the past is refused', () => {
    expect(problemOf(editing(valid, { lastDay: '2026-03-09' }))).toEqual({
      code: 'DATE_IN_THE_PAST',
      today: '2026-03-10',
    });
  });

  test('a lot that is over can be filled only with a last day to come', () => {
    const problem = {
      code: 'INVALID_INPUT',
      field: 'lastDay',
      expected: expect.stringContaining('expected a last day from today on'),
    };
    expect(problemOf(editing(over, { left: 2 }))).toEqual(problem);
    expect(problemOf(editing(over, { left: 2, lastDay: '2026-03-09' }))).toEqual(problem);
    expect(planOf(editing(over, { left: 2, lastDay: '2026-03-10' })).map(told)).toEqual([
      'manual_add 0 lot 4',
      'manual_add 2 lot 4',
    ]);
  });
});

test('deleting lots takes what is left of each and leaves empty ones alone', () => {
  const lots = [lotWith({ number: 1, left: 3 }), lotWith({ number: 2, left: 0 }), lotWith({ number: 3, left: 1 })];
  expect(planLotsDeletion(lots, 'moved away', now)).toEqual([
    { kind: 'manual_deduct', amount: -3, happenedAt: now, lot: 1, memo: 'moved away' },
    { kind: 'manual_deduct', amount: -1, happenedAt: now, lot: 3, memo: 'moved away' },
  ]);
  expect(planLotsDeletion(lots, null, now)[0]?.memo).toBe('Deleted');
});

describe('reversing', () => {
  type Entry = Parameters<typeof planReversal>[0]['entry'];
  const reversing = (kind: Entry['kind'], amount: number, lot: Lot, reversedBy: number | null = null) =>
    planReversal({ entry: { number: 12, kind, amount: amt(amount) }, reversedBy, lot, memo: 'oops', now });
  const holding = (left: number) => lotWith({ number: 4, left });

  test('an addition leaves its lot while the lot still holds it', () => {
    expect(planOf(reversing('manual_add', 5, holding(5)))).toEqual({
      postings: [{ kind: 'reversal', amount: -5, happenedAt: now, lot: 4, memo: 'oops', reverses: 12 }],
      expiresAgain: false,
    });
    expect(problemOf(reversing('manual_add', 5, holding(4)))).toEqual({
      code: 'INSUFFICIENT_CREDIT',
      requested: 5,
      available: 4,
      endsBefore: 0,
    });
  });

  test('a deduction goes back to its lot, and expires again where the lot is over', () => {
    expect(planOf(reversing('manual_deduct', -2, holding(0)))).toMatchObject({
      postings: [{ kind: 'reversal', amount: 2, lot: 4, reverses: 12 }],
      expiresAgain: false,
    });
    const over = lotWith({ number: 4, left: 0, lastDay: day('2026-03-09') });
    expect(planOf(reversing('manual_deduct', -2, over))).toEqual({
      postings: [
        { kind: 'reversal', amount: 2, happenedAt: now, lot: 4, memo: 'oops', reverses: 12 },
        { kind: 'expiry', amount: -2, happenedAt: now, lot: 4 },
      ],
      expiresAgain: true,
    });
  });

  test('a single unit that goes back to a lot that is over expires as well', () => {
    const over = lotWith({ number: 4, left: 0, lastDay: day('2026-03-09') });
    expect(planOf(reversing('manual_deduct', -1, over)).postings.map(told)).toEqual([
      'reversal 1 lot 4',
      'expiry -1 lot 4',
    ]);
  });

  test('an addition to a lot that is over but not yet expired leaves without an expiry', () => {
    const over = lotWith({ number: 4, left: 3, lastDay: day('2026-03-09') });
    expect(planOf(reversing('manual_add', 3, over)).expiresAgain).toBe(false);
  });

  test('only manual amounts can be reversed, and each once', () => {
    for (const kind of [
      'grant',
      'use',
      'free_cancellation',
      'rollover_in',
      'rollover_out',
      'expiry',
      'reversal',
    ] as const) {
      expect(problemOf(reversing(kind, 1, holding(9)))).toEqual({ code: 'NOT_REVERSIBLE' });
    }
    expect(problemOf(reversing('manual_add', 0, holding(9)))).toEqual({ code: 'NOT_REVERSIBLE' });
    expect(problemOf(reversing('manual_add', 1, holding(9), 20))).toEqual({ code: 'ALREADY_REVERSED', by: 20 });
  });

  test('what would pass the largest amount is refused', () => {
    expect(problemOf(reversing('manual_deduct', -1, holding(AMOUNT_MAX)))).toEqual({ code: 'AMOUNT_OUT_OF_RANGE' });
    expect(planOf(reversing('manual_deduct', -1, holding(AMOUNT_MAX - 1))).expiresAgain).toBe(false);
  });
});
