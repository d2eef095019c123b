import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import {
  type AmountUnit,
  creditLabel,
  formatAmount,
  formatCount,
  formatCredit,
  formatFigure,
  formatSigned,
} from '../../src-shared/format-amounts.ts';
import {
  type DayLength,
  formatAppointment,
  formatAppointmentSpan,
  formatDay,
  formatDayRange,
  formatInstant,
  formatInstantDay,
  formatTimeOfDay,
  yearAt,
} from '../../src-shared/format-days.ts';

/** What of the studio decides how figures and days are written. */
export type StudioStyle = { readonly locale: string; readonly currency: string; readonly timeZone: string };

/** How this studio writes figures and days; a year is added by itself where it isn't this year. */
export type StudioFormat = ReturnType<typeof studioFormat>;

type Named = AmountUnit & { readonly name: string };

/** The formats of a studio, as functions; `now` decides which year goes without saying. */
export function studioFormat(style: StudioStyle, now: number) {
  const thisYear = yearAt(now, style.timeZone);
  const dayLength = (day: string, length: DayLength): DayLength => ({
    year: !day.startsWith(`${thisYear}-`),
    ...length,
  });
  const instantLength = (at: string | number, length: DayLength): DayLength => ({
    year: yearAt(at, style.timeZone) !== thisYear,
    ...length,
  });
  return {
    style,
    /** '9', '2 h 30 min', '€48.00', '12 pages' */
    amount: (amount: number, credit: AmountUnit) => formatAmount(amount, credit, style),
    /** '+2', '−1' */
    signed: (amount: number, credit: AmountUnit) => formatSigned(amount, credit, style),
    /** '9 Class credits' */
    credit: (amount: number, credit: Named) => formatCredit(amount, credit, style),
    /** '9', '36' before 'Print pages': the figure that goes with `label` */
    figure: (amount: number, credit: Named) => formatFigure(amount, credit, style),
    /** 'Class credits', the words after a figure of `amount` */
    label: (amount: number, credit: Named) => creditLabel(amount, credit),
    /** '6,919' */
    count: (count: number) => formatCount(count, style.locale),
    /** '31 Jan', '31 Jan 2025' */
    day: (day: string, length: DayLength = {}) => formatDay(day, style.locale, dayLength(day, length)),
    /** '31 January' */
    longDay: (day: string) => formatDay(day, style.locale, dayLength(day, { month: 'long' })),
    /** '31 Jan – 27 Feb', '5 May 2026 – 4 May 2027' */
    days: (from: string, to: string) => {
      const ofAnotherYear = [from, to].find((day) => dayLength(day, {}).year);
      return formatDayRange(from, to, style.locale, dayLength(ofAnotherYear ?? from, {}));
    },
    /** '16 Mar 09:14' */
    instant: (at: string | number, length: DayLength = {}) => formatInstant(at, style, instantLength(at, length)),
    /** '16 Mar' */
    instantDay: (at: string | number, length: DayLength = {}) => formatInstantDay(at, style, instantLength(at, length)),
    /** 'Wed 18 Mar 18:00' */
    appointment: (at: string | number) => formatAppointment(at, style, instantLength(at, {})),
    /** 'Wed 18 Mar 18:00 – 19:00' */
    appointmentSpan: (from: string, to: string) => formatAppointmentSpan(from, to, style, instantLength(from, {})),
    /** '18:00' */
    time: (at: string | number) => formatTimeOfDay(at, style),
  };
}

const lookEveryMs = 60_000;

/** The studio's year; a window stays open over New Year. */
function useYear(timeZone: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), lookEveryMs);
    return () => clearInterval(timer);
  }, []);
  return yearAt(now, timeZone);
}

const StudioFormatContext = createContext<StudioFormat | null>(null);

/** Gives the screens below it the studio's way of writing. */
export function StudioFormatProvider({ locale, currency, timeZone, children }: StudioStyle & { children: ReactNode }) {
  const year = useYear(timeZone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another year leaves out other years
  const format = useMemo(
    () => studioFormat({ locale, currency, timeZone }, Date.now()),
    [locale, currency, timeZone, year],
  );
  return <StudioFormatContext value={format}>{children}</StudioFormatContext>;
}

/** The studio's way of writing figures and days; throws outside of a signed-in screen (a bug). */
export function useFormat(): StudioFormat {
  const format = useContext(StudioFormatContext);
  if (!format) throw new Error('useFormat was called outside of StudioFormatProvider');
  return format;
}
