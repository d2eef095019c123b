import { endOfDay, instantOf, isoOf } from '../../src-shared/days.ts';
import type { Amount, Day, InstantMs } from '../../src-shared/ids.ts';
import { spend } from '../../src-shared/ledger/allocation.ts';
import { type CancellationPlan, freeUntil, planCancellation } from '../../src-shared/ledger/cancellation.ts';
import { usedByLabel } from '../../src-shared/used-by-label.ts';
import {
  type BookingRow,
  insertBooking,
  listBookings as listInStore,
  loadBooking,
  loadBookingUses,
  loadPayments,
  loadPlanWindow,
  updateBookingState,
} from '../store/bookings.ts';
import { loadResource } from '../store/catalogue.ts';
import { type CustomerRow, loadCustomer } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import { loadLotByNumber } from '../store/lots.ts';
import { type Actor, type Changing, type Core, change, preview, type Reading, read } from './core.ts';
import { found, Refused, refuseInput } from './refused.ts';
import { agreed, allocate, refuseBeyondRange, type Spending } from './spending.ts';
import { tellAllocation } from './telling.ts';

/** What a booking is made from (contract: bookings.create). */
export type BookingInput = {
  readonly customerId: string;
  readonly name: string;
  readonly resourceId?: string | undefined;
  readonly creditId?: string | undefined;
  readonly amount: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly membershipId?: string | undefined;
  readonly expect?: { lotId: string; amount: number }[] | undefined;
  readonly key?: string | undefined;
};

/** Who has used credit, as an entry keeps it. */
export function usedByOf(customer: Pick<CustomerRow, 'number' | 'email' | 'name'>) {
  return { number: customer.number, label: usedByLabel(customer) };
}

/** A booking as the contract tells it. */
export function tellBooking(reading: Reading, row: BookingRow) {
  const { number, customer, resource, startsAt, endsAt, bookedAt, ...told } = row;
  return {
    ...told,
    startsAt: isoOf(startsAt as InstantMs),
    endsAt: isoOf(endsAt as InstantMs),
    bookedAt: isoOf(bookedAt as InstantMs),
    freeUntil: isoOf(freeUntil(startsAt as InstantMs, windowOf(reading, number))),
  };
}

/** What a booking would take, lot by lot; nothing is changed. */
export function previewBooking(core: Core, input: BookingInput) {
  checkBooking(input);
  return preview(core, (reading) => {
    const customer = found(loadCustomer(reading.db, input.customerId), 'customer');
    const allocation = tellAllocation(reading.db, allocate(reading, customer, spendingOf(reading, input)));
    const { customerId, name } = input;
    const startsAt = isoOf(instantOf(input.startsAt));
    const endsAt = isoOf(instantOf(input.endsAt));
    return {
      booking: { customerId, name, startsAt, endsAt, cost: input.amount, state: 'booked' as const },
      allocation,
    };
  });
}

/** Books: takes the amount from the lots that the preview showed, and keeps the booking. */
export function createBooking(core: Core, actor: Actor, input: BookingInput) {
  checkBooking(input);
  return change(core, { operation: 'bookings.create', actor, input, areas: ['ledger'] }, (changing) => {
    const { db, ids, now } = changing;
    const customer = found(loadCustomer(db, input.customerId), 'customer');
    const lines = allocate(changing, customer, spendingOf(changing, input));
    const booking = {
      id: ids.next(),
      customer: customer.number,
      name: input.name,
      resource: input.resourceId === undefined ? null : found(loadResource(db, input.resourceId), 'resource').number,
      startsAt: instantOf(input.startsAt),
      endsAt: instantOf(input.endsAt),
      bookedAt: now,
      bookedBy: actor.email,
      credit: lines[0]?.lot.credit ?? null,
      cost: input.amount,
    };
    const row = insertBooking(db, booking);
    for (const posting of spend(lines, 'use', now)) {
      changing.entries.post({ ...posting, usedBy: usedByOf(customer), what: input.name, booking: { ...booking, row } });
    }
    return {
      booking: tellBooking(changing, found(loadBooking(db, booking.id), 'booking')),
      allocation: tellAllocation(db, lines),
    };
  });
}

/** What a cancellation is made from (contract: bookings.cancel). */
export type CancelInput = {
  readonly id: string;
  readonly waive?: { reason: string } | undefined;
  readonly extendTo?: string | undefined;
  readonly key?: string | undefined;
};

/** What cancelling would give back; nothing is changed. */
export function previewCancellation(core: Core, actor: Actor, input: CancelInput) {
  refuseWaiver(actor, input);
  return preview(core, (reading) => {
    const row = found(loadBooking(reading.db, input.id), 'booking');
    const plan = decideCancellation(reading, row, input);
    refuseBeyondRange(reading.db, plan.postings);
    return tellCancellation(reading, { ...row, state: plan.state }, plan, new Map());
  });
}

/** Cancels: free at or before the window, late otherwise; what comes back goes to the lots that paid. */
export function cancelBooking(core: Core, actor: Actor, input: CancelInput) {
  refuseWaiver(actor, input);
  return change(core, { operation: 'bookings.cancel', actor, input, areas: ['ledger'] }, (changing) => {
    const row = found(loadBooking(changing.db, input.id), 'booking');
    const plan = decideCancellation(changing, row, input);
    const newLots = postCancellation(changing, row, plan);
    updateBookingState(changing.db, row.number, plan.state);
    return tellCancellation(changing, { ...row, state: plan.state }, plan, newLots);
  });
}

/** Says of a booking that the customer came, or did not. */
export function setBookingState(core: Core, actor: Actor, input: { id: string; state: 'attended' | 'no_show' }) {
  return change(core, { operation: 'bookings.setState', actor, input: {}, areas: ['ledger'] }, (changing) => {
    const row = found(loadBooking(changing.db, input.id), 'booking');
    if (row.state === 'cancelled' || row.state === 'cancelled_late') throw new Refused({ code: 'ALREADY_CANCELLED' });
    updateBookingState(changing.db, row.number, input.state);
    return tellBooking(changing, { ...row, state: input.state });
  });
}

/** One booking. */
export function getBooking(core: Core, id: string) {
  return read(core, (reading) => tellBooking(reading, found(loadBooking(reading.db, id), 'booking')));
}

/** What a list of bookings is asked for with (contract: bookings.list). */
export type BookingsInput = {
  readonly customerId: string;
  readonly order: 'latest_start' | 'to_come_first';
  readonly limit: number;
  readonly offset: number;
};

/** A customer's bookings, in the order that is asked for. */
export function listBookings(core: Core, { customerId, order, limit, offset }: BookingsInput) {
  return read(core, (reading) => {
    const customer = found(loadCustomer(reading.db, customerId), 'customer');
    const toComeFrom = order === 'to_come_first' ? reading.now : null;
    const { rows, total } = listInStore(reading.db, customer.number, { limit, offset, toComeFrom });
    const tell = (row: BookingRow) => ({
      ...tellBooking(reading, row),
      paidWith: loadPayments(reading.db, row.number),
    });
    return { rows: rows.map(tell), total };
  });
}

/** What a use without a booking is made from (contract: uses.create). */
export type UseInput = {
  readonly customerId: string;
  readonly creditId: string;
  readonly amount: number;
  readonly for: { type: 'print' | 'event' | 'invoice'; name: string; reference: string | null };
  readonly membershipId?: string | undefined;
  readonly key: string;
};

/** Pays a print job, an event or an invoice line with credit. */
export function createUse(core: Core, actor: Actor, input: UseInput) {
  return change(core, { operation: 'uses.create', actor, input, areas: ['ledger'] }, (changing) => {
    const customer = found(loadCustomer(changing.db, input.customerId), 'customer');
    const { amount, creditId, membershipId } = input;
    const lines = allocate(changing, customer, { amount, creditId, membershipId, ownOnly: false, coverUntil: null });
    const { type: forType, name: what, reference } = input.for;
    for (const posting of spend(lines, 'use', changing.now)) {
      changing.entries.post({ ...posting, usedBy: usedByOf(customer), forType, what, reference });
    }
    return { allocation: tellAllocation(changing.db, lines) };
  });
}

function checkBooking(input: BookingInput): void {
  if (input.creditId === undefined && input.resourceId === undefined)
    refuseInput('creditId', 'expected resourceId or creditId');
  if (Date.parse(input.endsAt) < Date.parse(input.startsAt))
    refuseInput('endsAt', 'expected an end that is not before the start');
}

function spendingOf(reading: Reading, input: BookingInput): Spending {
  const { amount, creditId, resourceId, membershipId, expect } = input;
  const coverUntil = reading.studio.lotMustCover === 'session' ? instantOf(input.startsAt) : null;
  return { amount, creditId, resourceId, membershipId, expect, ownOnly: false, coverUntil };
}

function refuseWaiver(actor: Actor, input: CancelInput): void {
  if (input.waive && actor.role !== 'manager') throw new Refused({ code: 'NOT_ALLOWED', role: 'manager' });
}

/** The window that holds for a booking: its first paying lot's plan's own, or the studio's. In hours. */
function windowOf(reading: Reading, booking: number): number {
  return loadPlanWindow(reading.db, booking) ?? reading.studio.freeCancellationHours;
}

function decideCancellation(reading: Reading, row: BookingRow, input: CancelInput): CancellationPlan {
  const { db, now, today, studio } = reading;
  const uses = loadBookingUses(db, row.number).map(({ lot, amount }) => ({
    lot: found(loadLotByNumber(db, lot), 'lot'),
    amount: amount as Amount,
  }));
  const lastDay = input.extendTo as Day | undefined;
  return agreed(
    planCancellation({
      state: row.state,
      startsAt: row.startsAt as InstantMs,
      windowHours: windowOf(reading, row.number),
      now,
      waive: input.waive?.reason ?? null,
      extendTo: lastDay === undefined ? null : { lastDay, endsAt: endOfDay(lastDay, studio.timeZone), today },
      uses,
    }),
  );
}

/** Appends what comes back; the ids of new lots by the number of the lot that they come from. */
function postCancellation(changing: Changing, row: BookingRow, plan: CancellationPlan): Map<number, string> {
  const newLots = new Map<number, string>();
  const [use] = loadBookingUses(changing.db, row.number);
  const usedBy = use?.usedBy && use.usedByLabel !== null ? { number: use.usedBy, label: use.usedByLabel } : null;
  plan.postings.forEach((posting, place) => {
    const isReturn = posting.kind === 'free_cancellation';
    const appended = changing.entries.post(
      isReturn ? { ...posting, usedBy, what: row.name, booking: { ...row, row: row.number } } : posting,
    );
    // Where one comes back as a new lot, none expires again: each line has one posting.
    const source = plan.returned[place]?.from;
    if (appended.lotId !== null && source !== undefined) newLots.set(source, appended.lotId);
  });
  return newLots;
}

function tellCancellation(reading: Reading, row: BookingRow, plan: CancellationPlan, newLots: Map<number, string>) {
  return {
    booking: tellBooking(reading, row),
    free: plan.free,
    returned: plan.returned.map((line) => ({
      lotId: newLots.get(line.from) ?? lotId(reading.db, line.from),
      amount: line.amount,
      expiresAgain: line.expiresAgain,
      newLot: line.newLot !== null,
      lastDay: line.newLot ? line.newLot.lastDay : (loadLotByNumber(reading.db, line.from)?.lastDay ?? null),
    })),
  };
}

function lotId(db: Db, number: number): string {
  return found(loadLotByNumber(db, number), 'lot').id;
}
