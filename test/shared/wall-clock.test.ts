import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { wallText } from '../../src-main/reports/wall-time.ts';
import { formatAppointment } from '../../src-shared/format-days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { appointmentTeller, wallClock } from '../../src-shared/wall-clock.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const instants = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2090, 0) }).map((ms) => ms as InstantMs);

test.each(zones)('the wall of %s shows at any instant what Temporal says', (timeZone) => {
  const wallAt = wallClock(timeZone);
  fc.assert(
    fc.property(instants, (instant) => {
      const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDateTime();
      expect(wallText(wallAt(instant))).toBe(there.toString({ smallestUnit: 'second' }).replace('T', ' '));
    }),
  );
});

test.each(zones)('around each clock change of %s the wall is right to the millisecond', (timeZone) => {
  const wallAt = wallClock(timeZone);
  let change = Temporal.ZonedDateTime.from(`2015-01-01T00:00[${timeZone}]`).getTimeZoneTransition('next');
  for (let seen = 0; change && seen < 12; seen += 1, change = change.getTimeZoneTransition('next')) {
    for (const beside of [0, -1, 1]) {
      const instant = (change.epochMilliseconds + beside) as InstantMs;
      const offsetMs =
        Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
      expect(wallAt(instant) - instant).toBe(offsetMs);
    }
  }
});

test.each([
  ['Europe/Berlin', 'en'],
  ['America/New_York', 'en-US'],
  ['Asia/Tokyo', 'ja'],
])('an appointment in %s is told from memory as it is told afresh', (timeZone, locale) => {
  const style = { timeZone, locale };
  const tell = appointmentTeller(style);
  fc.assert(
    fc.property(instants, (instant) => {
      expect(tell(instant)).toBe(formatAppointment(instant, style));
      expect(tell(new Date(instant).toISOString())).toBe(formatAppointment(instant, style));
    }),
  );
});
