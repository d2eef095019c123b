import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import { asExpected, type Candidate, planAllocation, spend } from '../../src-shared/ledger/allocation.ts';
import { amt, candidate, day, lotNumber, ms, planOf, problemOf } from '../support/pure-lots.ts';

const now = ms('2026-03-10T12:00:00Z');
const request = (amount: number, coverUntil: string | null = null) => ({
  amount: amt(amount),
  now,
  coverUntil: coverUntil === null ? null : ms(coverUntil),
});
const paid = (candidates: Candidate[], amount: number, coverUntil: string | null = null) =>
  planOf(planAllocation(candidates, request(amount, coverUntil))).map((line) => `${line.lot.number}:${line.amount}`);
const refusal = (candidates: Candidate[], amount: number, coverUntil: string | null = null) =>
  problemOf(planAllocation(candidates, request(amount, coverUntil)));

describe('the order of spending', () => {
  test('the earliest end pays first and what never ends pays last', () => {
    const lots = [
      candidate({ number: 1 }),
      candidate({ number: 2, lastDay: day('2026-05-01') }),
      candidate({ number: 3, lastDay: day('2026-04-01') }),
    ];
    expect(paid(lots, 15)).toEqual(['3:5', '2:5', '1:5']);
    expect(paid([...lots].reverse(), 15)).toEqual(['3:5', '2:5', '1:5']);
  });

  test('of one end the earliest granted pays first, then the lower number', () => {
    const lots = [
      candidate({ number: 3 }),
      candidate({ number: 2 }),
      candidate({ number: 9, validFrom: ms('2025-12-01T00:00:00Z') }),
    ];
    expect(paid(lots, 15)).toEqual(['9:5', '2:5', '3:5']);
  });

  test('the customer’s own pays before a company’s, whatever ends first', () => {
    const lots = [candidate({ number: 1, shared: true, lastDay: day('2026-03-11') }), candidate({ number: 2 })];
    expect(paid(lots, 7)).toEqual(['2:5', '1:2']);
  });

  test('no more lots are touched than are needed, and each line tells before and after', () => {
    const lots = [candidate({ number: 1 }), candidate({ number: 2 }), candidate({ number: 3 })];
    const lines = planOf(planAllocation(lots, request(7)));
    expect(lines.map(({ before, amount, after }) => [before, amount, after])).toEqual([
      [5, 5, 0],
      [5, 2, 3],
    ]);
    expect(paid(lots, 5)).toEqual(['1:5']);
    expect(paid([candidate({ number: 1, left: 0 }), candidate({ number: 2 })], 5)).toEqual(['2:5']);
  });
});

describe('who may pay', () => {
  test('a lot pays from the instant of its granting on, not before', () => {
    expect(paid([candidate({ validFrom: now })], 1)).toEqual(['1:1']);
    expect(refusal([candidate({ validFrom: now + 1 })], 1)).toMatchObject({ available: 0, endsBefore: 0 });
  });

  test('a paused lot, an empty lot and a lot whose last day is over pay nothing', () => {
    const lots = [candidate({ paused: true }), candidate({ left: 0 }), candidate({ lastDay: day('2026-03-09') })];
    expect(refusal(lots, 1)).toEqual({ code: 'INSUFFICIENT_CREDIT', requested: 1, available: 0, endsBefore: 0 });
    expect(paid([candidate({ lastDay: day('2026-03-10') })], 1)).toEqual(['1:1']);
  });

  test('a lot covers a session up to the last instant of its last day', () => {
    const lot = [candidate({ lastDay: day('2026-03-15') })];
    expect(paid(lot, 1, '2026-03-15T22:59:59.999Z')).toEqual(['1:1']);
    expect(refusal(lot, 1, '2026-03-15T23:00:00Z')).toMatchObject({ available: 0, endsBefore: 5 });
    expect(paid([candidate()], 1, '2030-01-01T00:00:00Z')).toEqual(['1:1']);
    expect(paid(lot, 1, null)).toEqual(['1:1']);
  });

  test('what is missing is told with what is there and what ends too early', () => {
    const lots = [candidate({ number: 1, lastDay: day('2026-03-12') }), candidate({ number: 2, left: 3 })];
    expect(refusal(lots, 4, '2026-03-20T10:00:00Z')).toEqual({
      code: 'INSUFFICIENT_CREDIT',
      requested: 4,
      available: 3,
      endsBefore: 5,
    });
  });
});

describe('several credits', () => {
  const small = (more = {}) => candidate({ number: 1, credit: 1, left: 2, lastDay: day('2026-03-20'), ...more });
  const large = (more = {}) => candidate({ number: 2, credit: 2, left: 9, ...more });

  test('all amounts are of the first credit that suffices alone', () => {
    expect(paid([small(), large()], 2)).toEqual(['1:2']);
    expect(paid([small(), large()], 3)).toEqual(['2:3']);
    const further = candidate({ number: 3, credit: 1, left: 1 });
    expect(paid([small(), large(), further], 3)).toEqual(['1:2', '3:1']);
  });

  test('where none suffices, the most that any one holds is available', () => {
    expect(refusal([small(), large()], 10)).toMatchObject({ requested: 10, available: 9 });
    expect(refusal([large({ left: 9 }), small({ left: 8 })], 10)).toMatchObject({ available: 9 });
  });

  test('a lot that ends before the session does not bring its credit forward', () => {
    const ending = candidate({ number: 1, credit: 1, lastDay: day('2026-03-11') });
    const lasting = candidate({ number: 2, credit: 1, lastDay: day('2026-06-01') });
    const other = candidate({ number: 3, credit: 2, lastDay: day('2026-05-01') });
    expect(paid([ending, lasting, other], 1, '2026-03-15T10:00:00Z')).toEqual(['3:1']);
    expect(paid([ending, lasting, other], 1)).toEqual(['1:1']);
  });

  test('what ends too early is told of one credit, never added up over several', () => {
    const ending = (number: number, credit: number, left: number) =>
      candidate({ number, credit, left, lastDay: day('2026-03-11') });
    expect(refusal([ending(1, 1, 3), ending(2, 2, 4)], 9, '2026-03-15T10:00:00Z')).toMatchObject({
      available: 0,
      endsBefore: 4,
    });
  });
});

describe('previews', () => {
  const decision = () => planAllocation([candidate({ number: 1 }), candidate({ number: 2 })], request(7));
  const line = (lot: number, amount: number) => ({ lot: lotNumber(lot), amount });

  test('a confirmation gives what the preview showed', () => {
    expect(planOf(asExpected(decision(), [line(1, 5), line(2, 2)]))).toHaveLength(2);
    expect(asExpected(decision(), undefined)).toEqual(decision());
  });

  test.each([
    ['another amount', [line(1, 5), line(2, 1)]],
    ['another lot', [line(1, 5), line(3, 2)]],
    ['another order', [line(2, 2), line(1, 5)]],
    ['a line less', [line(1, 5)]],
    ['a line more', [line(1, 5), line(2, 2), line(3, 1)]],
  ])('%s than shown is BALANCE_CHANGED', (_, expected) => {
    expect(problemOf(asExpected(decision(), expected))).toEqual({ code: 'BALANCE_CHANGED' });
  });

  test('credit that has gone since the preview is BALANCE_CHANGED, without a preview it is INSUFFICIENT_CREDIT', () => {
    const gone = planAllocation([], request(7));
    expect(problemOf(asExpected(gone, [line(1, 7)]))).toEqual({ code: 'BALANCE_CHANGED' });
    expect(problemOf(asExpected(gone, undefined))).toMatchObject({ code: 'INSUFFICIENT_CREDIT', requested: 7 });
  });
});

test('spending takes each line from its lot, as entries of one kind at one instant', () => {
  const lines = planOf(planAllocation([candidate({ number: 4 })], request(2)));
  expect(spend(lines, 'manual_deduct', now, 'why')).toEqual([
    { kind: 'manual_deduct', amount: -2, happenedAt: now, lot: 4, memo: 'why' },
  ]);
  expect(spend(lines, 'use', now)).toMatchObject([{ kind: 'use', memo: null }]);
});

test('sums beyond the largest amount still pay exactly', () => {
  const huge = (number: number) => candidate({ number, left: AMOUNT_MAX });
  expect(paid([huge(1), huge(2)], AMOUNT_MAX)).toEqual([`1:${AMOUNT_MAX}`]);
  expect(refusal([candidate({ left: AMOUNT_MAX - 1 })], AMOUNT_MAX)).toMatchObject({ available: AMOUNT_MAX - 1 });
});

test('whatever the lots, an allocation pays exactly what was asked and never more than a lot holds', () => {
  const lot = fc.record({
    number: fc.integer({ min: 1, max: 9 }),
    credit: fc.integer({ min: 1, max: 2 }),
    left: fc.integer({ min: 0, max: 9 }),
    lastDay: fc.constantFrom(null, '2026-03-09', '2026-03-10', '2026-03-15', '2026-04-01'),
    shared: fc.boolean(),
    paused: fc.boolean(),
  });
  const lots = fc.uniqueArray(lot, { maxLength: 8, selector: (one) => one.number });
  fc.assert(
    fc.property(lots, fc.integer({ min: 1, max: 30 }), (facts, amount) => {
      const candidates = facts.map(candidate);
      const decision = planAllocation(candidates, request(amount, '2026-03-12T10:00:00Z'));
      if (!decision.ok) {
        expect(decision.problem).toMatchObject({ code: 'INSUFFICIENT_CREDIT', requested: amount });
        return;
      }
      expect(decision.plan.reduce((sum, line) => sum + line.amount, 0)).toBe(amount);
      expect(new Set(decision.plan.map((line) => line.lot.credit)).size).toBe(1);
      for (const line of decision.plan) {
        expect(line.amount).toBeGreaterThan(0);
        expect(line.after).toBe(line.before - line.amount);
        expect(line.after).toBeGreaterThanOrEqual(0);
        expect(line.before).toBe(line.lot.left);
      }
    }),
    { numRuns: 300 },
  );
});
