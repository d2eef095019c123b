import { describe, expect, it } from 'vitest';
import {
  formatAppointment,
  formatAppointmentSpan,
  formatDay,
  formatDayRange,
  formatInstant,
  formatTimeLeft,
  yearAt,
} from '../../src-shared/format-days.ts';

const berlin = { locale: 'en-GB', timeZone: 'Europe/Berlin' };

describe('days and times as the studio writes them', () => {
  it('writes a day, with its year and in full where asked', () => {
    expect(formatDay('2026-01-31', 'en-GB')).toBe('31 Jan');
    expect(formatDay('2026-01-31', 'en-GB', { month: 'long', year: true })).toBe('31 January 2026');
    expect(formatDay('2026-01-31', 'en')).toBe('31 Jan');
    expect(formatDay('2026-01-31', 'en-US')).toBe('Jan 31');
    expect(formatDayRange('2026-01-31', '2026-02-27', 'en-GB')).toBe('31 Jan – 27 Feb');
    expect(formatDayRange('2026-01-31', '2026-01-31', 'en-GB')).toBe('31 Jan');
  });

  it('tells instants in the studio’s zone, whatever the machine’s is', () => {
    expect(formatInstant('2026-03-18T17:00:00Z', berlin)).toBe('18 Mar 18:00');
    expect(formatInstant('2026-03-18T17:00:00Z', { ...berlin, timeZone: 'Pacific/Auckland' })).toBe('19 Mar 06:00');
    expect(formatAppointment('2026-03-18T17:00:00Z', berlin)).toBe('Wed 18 Mar 18:00');
  });

  it('names the second day of a span only where it differs', () => {
    expect(formatAppointmentSpan('2026-03-18T17:00:00Z', '2026-03-18T18:30:00Z', berlin)).toBe(
      'Wed 18 Mar 18:00 – 19:30',
    );
    expect(formatAppointmentSpan('2026-03-18T22:30:00Z', '2026-03-18T23:30:00Z', berlin)).toBe(
      'Wed 18 Mar 23:30 – Thu 19 Mar 00:30',
    );
  });

  it('knows the year of a New Year’s night by the zone', () => {
    expect(yearAt('2025-12-31T23:30:00Z', 'Europe/Berlin')).toBe(2026);
    expect(yearAt('2025-12-31T23:30:00Z', 'UTC')).toBe(2025);
  });
});

describe('the time that work still takes', () => {
  it.each([
    [1, 'a few seconds'],
    [12, 'about 15 seconds'],
    [50, 'about 50 seconds'],
    [58, 'about a minute'],
    [200, 'about 3 minutes'],
    [3700, 'about an hour'],
    [7300, 'about 2 hours'],
  ])('%i s is told as %s', (seconds, words) => {
    expect(formatTimeLeft(seconds)).toBe(words);
  });
});
