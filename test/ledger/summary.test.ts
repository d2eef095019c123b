import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { leftOf, summarise } from '../../src-shared/ledger/summary.ts';

test('a summary tells each kind on its line, and what is left', () => {
  const summary = summarise([
    ['grant', 16],
    ['use', -7],
    ['free_cancellation', 1],
    ['rollover_in', 3],
    ['rollover_out', -3],
    ['manual_add', 4],
    ['manual_deduct', -1],
    ['reversal', -1],
    ['expiry', -2],
  ]);
  expect(summary).toEqual({
    starting: 16,
    totalBooked: 7,
    freeCancellations: 1,
    rollover: 3,
    manual: 2,
    expired: 2,
    rolledOver: 3,
    left: 10,
  });
});

test('manual changes are told below zero where more was taken than given', () => {
  expect(
    summarise([
      ['manual_deduct', -3],
      ['manual_add', 1],
    ]),
  ).toMatchObject({ manual: -2, left: -2 });
});

test('sums of one kind that come in parts are added up', () => {
  expect(
    summarise([
      ['grant', 1],
      ['grant', 2],
      ['use', -1],
      ['use', -1],
    ]),
  ).toMatchObject({ starting: 3, totalBooked: 2, left: 1 });
});

test('a summary of nothing is all zero', () => {
  const zeros = {
    starting: 0,
    totalBooked: 0,
    freeCancellations: 0,
    rollover: 0,
    manual: 0,
    expired: 0,
    rolledOver: 0,
    left: 0,
  };
  expect(summarise([])).toEqual(zeros);
});

test('whatever the entries, what is left is their sum', () => {
  const entry = fc.constantFrom(...entryKindNames).chain((kind) => {
    const { sign } = entryKinds[kind];
    const amount = fc.integer({ min: sign === '+' ? 0 : -1000, max: sign === '-' ? 0 : 1000 });
    return fc.tuple(fc.constant(kind), amount);
  });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const summary = summarise(entries);
      const sum = entries.reduce((total, [, amount]) => total + amount, 0);
      expect(summary.left).toBe(sum);
      expect(leftOf(summary)).toBe(sum);
    }),
  );
});
