import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isShowing,
  showing,
  stepsOf,
  termLabelOf,
  termsBeside,
  termsOf,
} from '../../src-renderer/features/usage/summary-terms.ts';
import { usageOf } from '../../src-renderer/ui/usage-link.ts';

const cycle1 = {
  starting: 8,
  totalBooked: 5,
  freeCancellations: 1,
  rollover: 0,
  manual: 2,
  expired: 3,
  rolledOver: 3,
  left: 0,
};
const written = (summary: typeof cycle1) =>
  termsOf(summary)
    .map((term) => `${term.operator} ${term.size}`)
    .join(' ')
    .trim();

describe('the cards of the summary', () => {
  it('read like the addition of cycle 1 of the worked example', () => {
    expect(written(cycle1)).toBe('8 − 5 + 1 + 0 + 2 − 3 − 3 = 0');
  });

  it('leave Expired and Rolled over out where they are zero, and nothing else', () => {
    const cycle2 = {
      ...cycle1,
      totalBooked: 2,
      freeCancellations: 0,
      rollover: 3,
      manual: 0,
      expired: 0,
      rolledOver: 0,
      left: 9,
    };
    expect(written(cycle2)).toBe('8 − 2 + 0 + 3 + 0 = 9');
    expect(termsOf(cycle2).map((term) => term.label)).toEqual([
      'Starting credits',
      'Total booked',
      'Free cancellations',
      'Rollover credits',
      'Manual changes',
      'Credits left',
    ]);
  });

  it('read like additions below each other too: a figure that is zero in one of them has its operator there', () => {
    const other = { ...cycle1, expired: 0, rolledOver: 0, left: 6 };
    const lines = termsBeside([cycle1, other]).map((terms) => terms.map((term) => `${term.operator}${term.size}`));
    expect(lines).toEqual([
      ['8', '−5', '+1', '+0', '+2', '−3', '−3', '=0'],
      ['8', '−5', '+1', '+0', '+2', '−0', '−0', '=6'],
    ]);
    expect(termsBeside([other, other]).map((terms) => terms.length)).toEqual([6, 6]);
  });

  it('show a net deduction by its operator', () => {
    expect(written({ ...cycle1, manual: -2, expired: 1, rolledOver: 1 })).toBe('8 − 5 + 1 + 0 − 2 − 1 − 1 = 0');
  });

  const figure = fc.integer({ min: 0, max: 1000 });
  const summaries = fc
    .record({
      starting: figure,
      totalBooked: figure,
      freeCancellations: figure,
      rollover: figure,
      manual: fc.integer({ min: -1000, max: 1000 }),
      expired: figure,
      rolledOver: figure,
    })
    .map((parts) => ({
      ...parts,
      left:
        parts.starting -
        parts.totalBooked +
        parts.freeCancellations +
        parts.rollover +
        parts.manual -
        parts.expired -
        parts.rolledOver,
    }))
    .filter((summary) => summary.left >= 0);

  it('add up before the eyes: what their operators say comes to what is left', () => {
    fc.assert(
      fc.property(summaries, (summary) => {
        const terms = termsOf(summary);
        const sum = terms
          .slice(0, -1)
          .reduce((total, term) => total + (term.operator === '−' ? -term.size : term.size), 0);
        expect(sum).toBe(summary.left);
        expect(terms.at(-1)).toMatchObject({ operator: '=', size: summary.left });
      }),
    );
  });

  it('become bars that each begin where the one before ended', () => {
    fc.assert(
      fc.property(summaries, (summary) => {
        const steps = stepsOf(termsOf(summary));
        const last = steps.at(-1);
        steps.slice(0, -1).reduce((sum, step) => {
          expect([step.low, step.high]).toEqual([Math.min(sum, step.after), Math.max(sum, step.after)]);
          return step.after;
        }, 0);
        expect(steps.at(-2)?.after).toBe(summary.left);
        expect(last).toMatchObject({ low: 0, high: summary.left });
      }),
    );
  });
});

describe('a card as a filter', () => {
  it('is the one that shows as chosen, alone', () => {
    for (const term of termsOf(cycle1).slice(0, -1)) {
      const place = usageOf('c', term.filter);
      expect(termsOf(cycle1).filter((other) => isShowing(place, other))).toEqual([term]);
    }
  });

  it('is not chosen where days or a text leave out some of what makes it up, and takes them away', () => {
    const [, booked] = termsOf(cycle1);
    if (!booked) throw new Error('no card');
    for (const narrowed of [{ from: '2026-03-01' }, { to: '2026-03-01' }, { text: 'flow' }]) {
      const place = usageOf('c', { ...booked.filter, ...narrowed });
      expect(isShowing(place, booked)).toBe(false);
      const shown = { ...place, ...showing(place, booked) };
      expect(shown).toEqual(usageOf('c', booked.filter));
      expect({ ...shown, ...showing(shown, booked) }).toEqual(usageOf('c'));
    }
  });

  it('leaves no card chosen in the whole list', () => {
    expect(termsOf(cycle1).filter((term) => isShowing(usageOf('c'), term))).toEqual([]);
  });

  it('has a name for its chip where no view fits', () => {
    expect(termLabelOf(['grant'])).toBe('Starting credits');
    expect(termLabelOf(['rollover_out'])).toBe('Rolled over to next cycle');
    expect(termLabelOf(['use', 'grant'])).toBeNull();
  });
});
