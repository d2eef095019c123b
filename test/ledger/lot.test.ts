import { expect, test } from 'vitest';
import { isOver, lotStatus, spendingOrder } from '../../src-shared/ledger/lot.ts';
import { day, lotWith, ms } from '../support/pure-lots.ts';

const lot = (left: number, more = {}) => lotWith({ left, lastDay: day('2026-03-15'), ...more });
const lastInstant = ms('2026-03-15T22:59:59.999Z');
const end = ms('2026-03-15T23:00:00Z');

test('a lot is over at the first instant after its last day, and never while paused or without an end', () => {
  expect(isOver(lot(1), lastInstant)).toBe(false);
  expect(isOver(lot(1), end)).toBe(true);
  expect(isOver(lot(1, { paused: true }), end)).toBe(false);
  expect(isOver(lot(1, { lastDay: null }), ms('2099-01-01T00:00:00Z'))).toBe(false);
});

test('a lot is current while something is left, else expired once it is over, else used up', () => {
  expect(lotStatus(lot(1), end)).toBe('current');
  expect(lotStatus(lot(0), end)).toBe('expired');
  expect(lotStatus(lot(0), lastInstant)).toBe('used_up');
  expect(lotStatus(lot(0, { paused: true }), end)).toBe('used_up');
});

test('lots are spent by end, then by granting, then by number', () => {
  const lots = [
    lotWith({ number: 1 }),
    lotWith({ number: 5, lastDay: day('2026-03-16') }),
    lotWith({ number: 4, lastDay: day('2026-03-15'), validFrom: ms('2026-01-02T00:00:00Z') }),
    lotWith({ number: 3, lastDay: day('2026-03-15') }),
    lotWith({ number: 2, lastDay: day('2026-03-15') }),
    lotWith({ number: 6, validFrom: ms('2025-01-01T00:00:00Z') }),
  ];
  const spent = [2, 3, 4, 5, 6, 1];
  expect([...lots].sort(spendingOrder).map((one) => one.number)).toEqual(spent);
  expect(
    [...lots]
      .reverse()
      .sort(spendingOrder)
      .map((one) => one.number),
  ).toEqual(spent);
});
