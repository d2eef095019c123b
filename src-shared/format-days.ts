/** How the studio writes days and times: its locale (BCP 47) and its zone (IANA). */
export type DayStyle = { readonly locale: string; readonly timeZone: string };
/** How long a day is written: 'short' is 31 Jan, 'long' is 31 January; `year` adds 2026. */
export type DayLength = { readonly month?: 'short' | 'long'; readonly year?: boolean };

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** English that names no region is written with the day first and 24 hours, as at most desks outside the USA. */
export function dateLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(dateLocale(locale), options);
  dateFormats.set(key, made);
  return made;
}

const dayOptions = ({ month = 'short', year = false }: DayLength): Intl.DateTimeFormatOptions => ({
  day: 'numeric',
  month,
  ...(year ? { year: 'numeric' } : {}),
});

/** A day (`YYYY-MM-DD`) without a zone, so it is read and written in UTC. */
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);
const dateOf = (at: string | number): Date => new Date(at);

/** A day of the studio: '31 Jan', '31 January', '31 Jan 2026'. */
export function formatDay(day: string, locale: string, length: DayLength = {}): string {
  return dateFormat(locale, { ...dayOptions(length), timeZone: 'UTC' }).format(noonOf(day));
}

/** Two days with a dash, the year only where it is asked for: '31 Jan – 27 Feb'. */
export function formatDayRange(from: string, to: string, locale: string, length: DayLength = {}): string {
  if (from === to) return formatDay(from, locale, length);
  return `${formatDay(from, locale, length)} – ${formatDay(to, locale, length)}`;
}

const hoursTo24 = new Map<string, boolean>();

/** Where hours run to 24 they have two digits, so that times stand in columns: 09:14, but 9:14 AM. Remembered, because asking takes longer than formatting. */
function countsTo24(locale: string): boolean {
  const known = hoursTo24.get(locale);
  if (known !== undefined) return known;
  const found = dateFormat(locale, { hour: 'numeric' }).resolvedOptions().hourCycle?.startsWith('h2') ?? true;
  hoursTo24.set(locale, found);
  return found;
}

/** The time of day of an instant in the studio's zone: '18:00'. */
export function formatTimeOfDay(at: string | number, style: DayStyle): string {
  const hour = countsTo24(style.locale) ? '2-digit' : 'numeric';
  return dateFormat(style.locale, { hour, minute: '2-digit', timeZone: style.timeZone }).format(dateOf(at));
}

/** The day that an instant falls on, as people say it: '18 Mar', '18 March 2026'. */
export function formatInstantDay(at: string | number, style: DayStyle, length: DayLength = {}): string {
  return dateFormat(style.locale, { ...dayOptions(length), timeZone: style.timeZone }).format(dateOf(at));
}

/** An instant with day and time: '16 Mar 09:14', with a year '16 Mar 2026 09:14'. */
export function formatInstant(at: string | number, style: DayStyle, length: DayLength = {}): string {
  return `${formatInstantDay(at, style, length)} ${formatTimeOfDay(at, style)}`;
}

/** From when on something goes, as it is said at `now`: 'at 18:00', of another day 'on 2 Feb at 00:04'. */
export function formatFromWhen(at: number, now: number, style: DayStyle): string {
  const dayOf = (instant: number) => formatInstantDay(instant, style, { year: true });
  const day = dayOf(at) === dayOf(now) ? '' : `on ${formatInstantDay(at, style)} `;
  return `${day}at ${formatTimeOfDay(at, style)}`;
}

/** The day of an appointment: 'Wed 18 Mar'. */
export function formatAppointmentDay(at: string | number, style: DayStyle, length: DayLength = {}): string {
  const weekday = dateFormat(style.locale, { weekday: 'short', timeZone: style.timeZone }).format(dateOf(at));
  return `${weekday} ${formatInstantDay(at, style, length)}`;
}

/** An instant as an appointment is told: 'Wed 18 Mar 18:00'. */
export function formatAppointment(at: string | number, style: DayStyle, length: DayLength = {}): string {
  return `${formatAppointmentDay(at, style, length)} ${formatTimeOfDay(at, style)}`;
}

/** From when to when: 'Wed 18 Mar 18:00 – 19:00'; over midnight both days are named. */
export function formatAppointmentSpan(from: string, to: string, style: DayStyle, length: DayLength = {}): string {
  const start = formatAppointment(from, style, length);
  const sameDay = formatInstantDay(from, style, { year: true }) === formatInstantDay(to, style, { year: true });
  return `${start} – ${sameDay ? formatTimeOfDay(to, style) : formatAppointment(to, style, length)}`;
}

/** The year of an instant in the studio's zone, for deciding whether a year must be written. */
export function yearAt(at: string | number, timeZone: string): number {
  return Number(dateFormat('en', { year: 'numeric', timeZone }).format(dateOf(at)));
}

/** How long work still takes, roughly: 'about 40 seconds', 'about 3 minutes'. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 5) return 'a few seconds';
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} seconds`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return minutes <= 1 ? 'about a minute' : `about ${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? 'about an hour' : `about ${hours} hours`;
}
