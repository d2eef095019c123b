import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainSummary } from '../../src-shared/explain.ts';

const style = { locale: 'en', currency: 'EUR' };
const none = {
  creditName: 'Class',
  kind: 'session',
  unit: 'credits',
  decimals: 0,
  starting: 0,
  totalBooked: 0,
  freeCancellations: 0,
  rollover: 0,
  manual: 0,
  expired: 0,
  rolledOver: 0,
  left: 0,
};
const cycle1 = { ...none, starting: 8, totalBooked: 5, freeCancellations: 1, manual: 2, expired: 3, rolledOver: 3 };
const spaces = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the sentence for the customer', () => {
  it('tells cycle 1 of the worked example in the order of the cards', () => {
    expect(explainSummary(cycle1, { style, freeCancellationCount: 1, oneCycle: true })).toBe(
      'Class credits: You started with 8, booked 5, got 1 back for a free cancellation, were given 2 extra by the studio, saw 3 expire, took 3 along into the next cycle and have 0 left.',
    );
  });

  it('tells cycle 2 of the worked example and leaves the zeros out', () => {
    const cycle2 = { ...none, starting: 8, totalBooked: 2, rollover: 3, left: 9 };
    expect(explainSummary(cycle2, { style, oneCycle: true })).toBe(
      'Class credits: You started with 8, booked 2, brought 3 over from the cycle before and have 9 left.',
    );
  });

  it('speaks of no certain cycle where the figures are of several', () => {
    const all = { ...none, starting: 24, rollover: 5, rolledOver: 5, left: 24 };
    expect(explainSummary(all, { style })).toBe(
      'Class credits: You started with 24, brought 5 over from earlier cycles, took 5 along into later cycles and have 24 left.',
    );
  });

  it('says what staff took off, in hours and minutes for time', () => {
    const time = { ...none, creditName: 'Meeting room', kind: 'time', unit: 'minutes', starting: 300, manual: -30 };
    expect(spaces(explainSummary({ ...time, totalBooked: 120, left: 150 }, { style }))).toBe(
      'Meeting room: You started with 5 h, used 2 h, had 30 min taken off by the studio and have 2 h 30 min left.',
    );
  });

  it('speaks of several cancellations where several gave credit back', () => {
    const summary = { ...none, starting: 4, totalBooked: 3, freeCancellations: 1, left: 2 };
    expect(explainSummary(summary, { style, freeCancellationCount: 2 })).toContain('1 back for free cancellations');
    expect(explainSummary({ ...summary, freeCancellations: 2, left: 3 }, { style })).toContain(
      '2 back for free cancellations',
    );
  });

  it('takes one session that came back for one cancellation where nobody has counted, and no other unit', () => {
    const back = (more: object) => explainSummary({ ...none, freeCancellations: 1, left: 1, ...more }, { style });
    expect(back({})).toContain('1 back for a free cancellation');
    expect(back({ decimals: 2, freeCancellations: 100 })).toContain('1 back for a free cancellation');
    expect(spaces(back({ kind: 'time' }))).toContain('1 min back for free cancellations');
    const counted = { ...none, kind: 'time', freeCancellations: 60, left: 60 };
    expect(spaces(explainSummary(counted, { style, freeCancellationCount: 1 }))).toContain(
      '1 h back for a free cancellation',
    );
  });

  it('is whole with one figure alone, down to a single unit', () => {
    const one = (more: object) => explainSummary({ ...none, ...more, left: 2 }, { style, oneCycle: true });
    expect([
      one({ starting: 1 }),
      one({ totalBooked: 1 }),
      one({ rollover: 1 }),
      one({ manual: 1 }),
      one({ manual: -1 }),
      one({ expired: 1 }),
      one({ rolledOver: 1 }),
    ]).toEqual([
      'Class credits: You started with 1 and have 2 left.',
      'Class credits: You booked 1 and have 2 left.',
      'Class credits: You brought 1 over from the cycle before and have 2 left.',
      'Class credits: You were given 1 extra by the studio and have 2 left.',
      'Class credits: You had 1 taken off by the studio and have 2 left.',
      'Class credits: You saw 1 expire and have 2 left.',
      'Class credits: You took 1 along into the next cycle and have 2 left.',
    ]);
  });

  it('speaks about a team as one', () => {
    expect(explainSummary({ ...none, manual: 4, totalBooked: 1, left: 3 }, { style, to: 'team' })).toBe(
      'Class credits: Your team booked 1, was given 4 extra by the studio and has 3 left.',
    );
  });

  it('speaks about all customers of the studio, who spend money', () => {
    const money = { ...none, creditName: 'Store money', kind: 'money', unit: 'EUR', decimals: 2 };
    expect(explainSummary({ ...money, starting: 500, totalBooked: 200, left: 300 }, { style, to: 'studio' })).toBe(
      'Store money: The customers started with €5.00, spent €2.00 and have €3.00 left.',
    );
  });

  it('says so where nothing happened', () => {
    expect(explainSummary(none, { style })).toBe('Class credits: nothing was given and nothing was used in this time.');
  });

  it('names every figure that is not zero, and no other', () => {
    const figure = fc.integer({ min: 0, max: 9 }).map((tens) => tens * 111_111);
    const figures = fc.record({
      starting: figure,
      totalBooked: figure,
      freeCancellations: figure,
      rollover: figure,
      manual: figure,
      expired: figure,
      rolledOver: figure,
    });
    fc.assert(
      fc.property(figures, (some) => {
        const sentence = explainSummary({ ...none, ...some, left: 7 }, { style });
        const told = Object.values(some).filter((value) => value > 0);
        if (told.length === 0) return;
        const heard = [...sentence.matchAll(/[\d,]*\d/g)].map(([text]) => Number(text.replaceAll(',', '')));
        expect(heard.toSorted()).toEqual([...told, 7].toSorted());
      }),
    );
  });
});
