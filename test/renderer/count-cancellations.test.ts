import { expect, it } from 'vitest';
import { countCancellations } from '../../src-renderer/features/usage/count-cancellations.ts';
import { explainSummary } from '../../src-shared/explain.ts';

const entry = (number: number, creditId: string, bookingId: string | null) => ({ number, creditId, bookingId });

it('a cancellation counts once, however many lots had paid for its booking, and for its own credit alone', () => {
  const counts = countCancellations([
    entry(1, 'class', 'monday'),
    entry(2, 'class', 'monday'),
    entry(3, 'room', 'monday'),
    entry(4, 'room', 'tuesday'),
  ]);
  expect([...counts]).toEqual([
    ['class', 1],
    ['room', 2],
  ]);
});

it('an imported cancellation without a booking counts by itself', () => {
  expect(countCancellations([entry(1, 'class', null), entry(2, 'class', null)]).get('class')).toBe(2);
});

it('a booking that two lots had paid for is explained as one free cancellation', () => {
  const figures = { starting: 4, totalBooked: 2, freeCancellations: 2, rollover: 0, manual: 0 };
  const summary = { ...figures, expired: 0, rolledOver: 0, left: 4 };
  const credit = { creditName: 'Class', kind: 'session', unit: 'credit', decimals: 0 };
  const freeCancellationCount = countCancellations([entry(1, 'class', 'monday'), entry(2, 'class', 'monday')]).get(
    'class',
  );
  const words = explainSummary(
    { ...summary, ...credit },
    { style: { locale: 'en', currency: 'EUR' }, freeCancellationCount },
  );
  expect(words).toContain('got 2 back for a free cancellation and have 4 left');
});
