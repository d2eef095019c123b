import { isoOf } from '../../src-shared/days.ts';
import { type AppointmentTeller, describeEntry, type StudioStyle } from '../../src-shared/describe-entry.ts';
import type { Amount, InstantMs } from '../../src-shared/ids.ts';
import { entryKindOf } from '../../src-shared/ledger/entry-kinds.ts';
import { lotStatus } from '../../src-shared/ledger/lot.ts';
import { appointmentTeller } from '../../src-shared/wall-clock.ts';
import type { EntryRecord } from './usage-entries.ts';
import type { CreditSummary } from './usage-summary.ts';

/** How and when rows are told: the studio's way of writing, and the instant that tells a lot's status. */
export type Telling = { readonly studio: StudioStyle; readonly now: InstantMs };

/** A credit's summary as the contract tells it. */
export function tellSummary({ credit, summary }: CreditSummary) {
  const { id: creditId, name: creditName, kind, unit, decimals } = credit;
  return { creditId, creditName, kind, unit, decimals, ...summary };
}

/** Entries as the contract's rows, in the order given, with the balance after each. */
export function tellEntries(telling: Telling, entries: readonly EntryRecord[], balances: readonly number[]) {
  const teller = tellerOf(telling.studio);
  return entries.map((entry, place) => tellEntry(telling, entry, balances[place] ?? 0, teller));
}

const tellers = new Map<string, AppointmentTeller>();

/** Kept, with the days and times that it has told: writing those took longer than all else about a row. */
function tellerOf(studio: StudioStyle): AppointmentTeller {
  const key = `${studio.locale} ${studio.timeZone}`;
  const teller = tellers.get(key) ?? appointmentTeller(studio);
  tellers.set(key, teller);
  return teller;
}

function tellEntry(
  { studio, now }: Telling,
  entry: EntryRecord,
  balanceAfter: number,
  tellAppointment: AppointmentTeller,
) {
  const kind = entryKindOf(entry.kind);
  const { bookingName: name, bookingStartsAt: startsAt, bookingState: state } = entry;
  const booking =
    name === null || startsAt === null ? null : { name, startsAt: isoOf(startsAt as InstantMs), state: state ?? '' };
  const lot = {
    left: entry.lotLeft as Amount,
    endsAt: entry.lotEndsAt as InstantMs | null,
    paused: entry.lotPaused === 1,
  };
  return {
    number: entry.number,
    id: entry.id,
    usedOn: isoOf(entry.happenedAt as InstantMs),
    kind,
    amount: entry.amount,
    balanceAfter,
    creditId: entry.creditId,
    creditName: entry.creditName,
    creditKind: entry.creditKind,
    unit: entry.unit,
    decimals: entry.decimals,
    status: lotStatus(lot, now),
    usedBy: entry.usedBy ?? entry.staff,
    usedByName: entry.usedBy === null ? entry.staffName : entry.usedByName,
    customerId: entry.customerId,
    customerName: entry.customerName,
    source: entry.source,
    sourceName: entry.sourceName,
    description: describeEntry(
      {
        ...entry,
        kind,
        booking,
        credit: { kind: entry.creditKind, unit: entry.unit, decimals: entry.decimals },
      },
      studio,
      tellAppointment,
    ),
    memo: entry.memo,
    lotId: entry.lotId,
    lotLastDay: entry.lotLastDay,
    membershipId: entry.membershipId,
    cycle: entry.cycle,
    bookingId: entry.bookingId,
    bookingState: entry.bookingState,
    staff: entry.staff,
    staffName: entry.staffName,
    reverses: entry.reverses,
    reversedBy: entry.reversedBy,
  };
}
