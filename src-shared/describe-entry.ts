import { assertNever } from './assert-never.ts';
import { formatAmount } from './format-amounts.ts';
import { formatAppointment, formatDay } from './format-days.ts';
import type { EntryKind } from './ledger/entry-kinds.ts';

/** What an entry's description is made from. */
export type DescribedEntry = {
  readonly kind: EntryKind;
  readonly amount: number;
  readonly credit: { readonly kind: string; readonly unit: string; readonly decimals: number };
  /** The lot's source as people read it, and its cycle. */
  readonly sourceName: string;
  readonly cycle: number | null;
  /** Of an expiry: the lot's last day as it was then; later changes don't alter what was said. */
  readonly lastDayThen: string | null;
  /** `startsAt`: ISO 8601, or milliseconds. */
  readonly booking: { readonly name: string; readonly startsAt: string | number; readonly state: string } | null;
  readonly what: string | null;
  readonly reference: string | null;
  readonly memo: string | null;
  readonly reverses: number | null;
};

/** How the studio writes: locale (BCP 47), zone (IANA) and currency (ISO 4217). */
export type StudioStyle = { readonly locale: string; readonly timeZone: string; readonly currency: string };

/** Tells an appointment's day and time, as `formatAppointment` does; whoever tells a million hands in one that remembers. */
export type AppointmentTeller = (at: string | number) => string;

/** What an entry was for, in the words of the screens and reports: "Flow 60, Thu 5 Mar 18:00", "2 unused, last day 27 February". */
export function describeEntry(
  entry: DescribedEntry,
  style: StudioStyle,
  tellAppointment: AppointmentTeller = (at) => formatAppointment(at, style),
): string {
  const figure = () => formatAmount(Math.abs(entry.amount), entry.credit, style);
  switch (entry.kind) {
    case 'grant':
      return entry.cycle === null ? entry.sourceName : `${entry.sourceName}, cycle ${entry.cycle}`;
    case 'use':
      return used(entry, tellAppointment);
    case 'free_cancellation':
      return withMemo(
        `Free cancellation: ${used({ ...entry, booking: entry.booking && { ...entry.booking, state: '' } }, tellAppointment)}`,
        entry.memo,
      );
    case 'rollover_in':
      return entry.cycle === null ? 'Rolled over' : `Rolled over from cycle ${entry.cycle - 1}`;
    case 'rollover_out':
      return entry.cycle === null ? 'Rolled over' : `Rolled over to cycle ${entry.cycle + 1}`;
    case 'expiry':
      return entry.lastDayThen === null
        ? `${figure()} unused`
        : `${figure()} unused, last day ${formatDay(entry.lastDayThen, style.locale, { month: 'long' })}`;
    case 'reversal':
      return withMemo(`Reversal of entry ${entry.reverses}`, entry.memo);
    case 'manual_add':
      return entry.memo ?? 'Added manually';
    case 'manual_deduct':
      return entry.memo ?? 'Removed manually';
    default:
      return assertNever(entry.kind);
  }
}

/** What the descriptions of a kind say beside figures, days, cycle numbers and what is kept of the entry itself: a text filter finds these words too. */
export const descriptionWords = {
  grant: 'cycle',
  use: 'Used',
  free_cancellation: 'Free cancellation: Used',
  rollover_in: 'Rolled over from cycle',
  rollover_out: 'Rolled over to cycle',
  manual_add: 'Added manually',
  manual_deduct: 'Removed manually',
  expiry: 'unused, last day',
  reversal: 'Reversal of entry',
} as const satisfies Record<EntryKind, string>;

const lateState: Record<string, string> = { cancelled_late: ' · cancelled late', no_show: ' · no show' };

function used(entry: DescribedEntry, tellAppointment: AppointmentTeller): string {
  if (entry.booking) {
    const { name, startsAt, state } = entry.booking;
    return `${name}, ${tellAppointment(startsAt)}${lateState[state] ?? ''}`;
  }
  const what = entry.what ?? 'Used';
  return entry.reference === null ? what : `${what} (${entry.reference})`;
}

function withMemo(text: string, memo: string | null): string {
  return memo === null ? text : `${text} · ${memo}`;
}
