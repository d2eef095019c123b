import { describe, expect, it } from 'vitest';
import { type DescribedEntry, describeEntry } from '../../src-shared/describe-entry.ts';

const style = { locale: 'en-GB', timeZone: 'Europe/Berlin', currency: 'EUR' };
const flow = { name: 'Flow 60', startsAt: '2026-03-05T17:00:00Z', state: 'booked' };

const entryWith = (kind: DescribedEntry['kind'], facts: Partial<DescribedEntry>): DescribedEntry => ({
  kind,
  amount: -2,
  credit: { kind: 'session', unit: 'session', decimals: 0 },
  sourceName: 'Flow 8',
  cycle: null,
  lastDayThen: null,
  booking: null,
  what: null,
  reference: null,
  memo: null,
  reverses: null,
  ...facts,
});
const said = (kind: DescribedEntry['kind'], facts: Partial<DescribedEntry> = {}) =>
  describeEntry(entryWith(kind, facts), style);

describe('an entry says what it was for', () => {
  it('a grant: its plan and cycle, or its product', () => {
    expect(said('grant', { cycle: 2 })).toBe('Flow 8, cycle 2');
    expect(said('grant')).toBe('Flow 8');
  });

  it('a use: the booking with its day and time, and whether it was cancelled late or missed', () => {
    expect(said('use', { booking: flow })).toBe('Flow 60, Thu 5 Mar 18:00');
    expect(said('use', { booking: { ...flow, state: 'cancelled_late' } })).toBe(
      'Flow 60, Thu 5 Mar 18:00 · cancelled late',
    );
    expect(said('use', { booking: { ...flow, state: 'no_show' } })).toBe('Flow 60, Thu 5 Mar 18:00 · no show');
  });

  it('a use without a booking: what it was and its reference, as far as they are known', () => {
    expect(said('use', { what: 'Print job', reference: '4711' })).toBe('Print job (4711)');
    expect(said('use', { what: 'Print job' })).toBe('Print job');
    expect(said('use')).toBe('Used');
  });

  it('a free cancellation: what is cancelled, and the reason where the window was waived', () => {
    expect(said('free_cancellation', { booking: { ...flow, state: 'cancelled_late' } })).toBe(
      'Free cancellation: Flow 60, Thu 5 Mar 18:00',
    );
    expect(said('free_cancellation', { booking: flow, memo: 'The teacher was ill' })).toBe(
      'Free cancellation: Flow 60, Thu 5 Mar 18:00 · The teacher was ill',
    );
    expect(said('free_cancellation', { what: 'Workshop' })).toBe('Free cancellation: Workshop');
  });

  it('a rollover: the cycle on its other side', () => {
    expect(said('rollover_in', { cycle: 2 })).toBe('Rolled over from cycle 1');
    expect(said('rollover_out', { cycle: 2 })).toBe('Rolled over to cycle 3');
    expect([said('rollover_in'), said('rollover_out')]).toEqual(['Rolled over', 'Rolled over']);
  });

  it('an expiry: how much was unused, and the last day as it was then', () => {
    expect(said('expiry', { lastDayThen: '2026-02-27' })).toBe('2 unused, last day 27 February');
    expect(said('expiry')).toBe('2 unused');
  });

  it('a manual change: its memo, else what was done', () => {
    expect([said('manual_add', { memo: 'Birthday' }), said('manual_add')]).toEqual(['Birthday', 'Added manually']);
    expect([said('manual_deduct', { memo: 'Typo' }), said('manual_deduct')]).toEqual(['Typo', 'Removed manually']);
  });

  it('a reversal: the entry that it undoes, and its memo', () => {
    expect(said('reversal', { reverses: 12 })).toBe('Reversal of entry 12');
    expect(said('reversal', { reverses: 12, memo: 'Twice' })).toBe('Reversal of entry 12 · Twice');
  });

  it('and nothing for a kind that there is not', () => {
    expect(() => said('gift' as DescribedEntry['kind'])).toThrow('gift');
  });
});

it('an appointment is told as the caller wishes', () => {
  const tellAppointment = (at: string | number) => `at ${at}`;
  expect(describeEntry(entryWith('use', { booking: flow }), style, tellAppointment)).toBe(
    'Flow 60, at 2026-03-05T17:00:00Z',
  );
});
