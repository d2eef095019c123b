import type { CreditNumber, CustomerNumber, InstantMs, LotNumber } from '../../src-shared/ids.ts';
import type { Ids } from '../platform/ids.ts';
import { type BatchAppender, beginBatchAppend } from '../store/append.ts';
import { insertBooking } from '../store/bookings.ts';
import { insertCredit } from '../store/catalogue.ts';
import type { SealedBooking } from '../store/chain.ts';
import { insertCustomer } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import { addMember, insertImport, insertImportedCustomer } from '../store/imports.ts';
import type { CreditRef, CustomerRef, ImportPlan, PlannedEntry, PlannedLot } from './import-plan.ts';
import { rowsPerStep, type Watch } from './stop-signal.ts';

/** Who imports what, and when. */
export type ImportRun = {
  readonly fileName: string;
  readonly sha256: string;
  readonly staff: { readonly number: number; readonly email: string };
  readonly now: InstantMs;
};

type Numbers = { readonly customers: readonly number[]; readonly credits: readonly number[] };

/** Writes a plan as it is; the import's id. The caller holds the write transaction, so that all of it goes in or nothing. */
export function applyImport(db: Db, ids: Ids, plan: ImportPlan, run: ImportRun, watch: Watch): string {
  const id = ids.next();
  const { fileName, sha256, staff, now } = run;
  const number = insertImport(db, { id, fileName, sha256, format: plan.format, staff: staff.number, runAt: now });
  const numbers = {
    customers: plan.customers.map((customer) => insertCustomer(db, { ...customer, id: ids.next(), createdAt: now })),
    credits: plan.credits.map((credit) => insertCredit(db, { ...credit, id: ids.next() })),
  };
  for (const { taken, line, customer } of plan.customerRows) {
    insertImportedCustomer(db, taken, number, line, customerNumber(customer, numbers));
  }
  for (const { taken, line, company, person } of plan.members) {
    const member = customerNumber(person, numbers);
    addMember(db, customerNumber(company, numbers), member);
    insertImportedCustomer(db, taken, number, line, member);
  }
  if (plan.entries.length > 0) {
    const context = { operation: 'imports.run', recordedAt: now, staff, import: { number, fileName, sha256 } };
    appendEntries(db, ids, beginBatchAppend(db, ids, context), plan, numbers, watch);
  }
  return id;
}

function appendEntries(
  db: Db,
  ids: Ids,
  entries: BatchAppender,
  plan: ImportPlan,
  numbers: Numbers,
  watch: Watch,
): void {
  const bookings = makeBookings(db, ids, plan, numbers);
  const lots = new Map<number, LotNumber>();
  for (const [index, entry] of plan.entries.entries()) {
    if (index % rowsPerStep === 0) watch.step(index, plan.entries.length);
    const planned = plan.lots[entry.lot];
    if (!planned) throw new Error(`an entry of the plan names lot ${entry.lot}, which the plan does not have`);
    const opened = 'known' in planned ? planned.known : lots.get(entry.lot);
    const { lot } = entries.post({
      kind: entry.kind,
      amount: entry.amount,
      happenedAt: entry.happenedAt,
      lot: opened ?? factsOf(planned, numbers),
      lotExternalId: 'known' in planned ? null : planned.externalId,
      memo: entry.memo,
      usedBy: entry.usedBy && { number: customerNumber(entry.usedBy, numbers), label: entry.usedBy.label },
      booking: bookingOf(entry, bookings),
      forType: entry.forType,
      what: entry.what,
      reference: entry.reference,
      externalId: entry.externalId,
      importLine: entry.line,
      recordedBy: entry.recordedBy,
    });
    lots.set(entry.lot, lot);
  }
  entries.flush();
}

type WrittenBooking = SealedBooking & { readonly row: number };

function makeBookings(db: Db, ids: Ids, plan: ImportPlan, numbers: Numbers): WrittenBooking[] {
  return plan.bookings.map((booking) => {
    const { name, startsAt, endsAt, bookedAt, bookedBy, cost, externalId } = booking;
    const customer = customerNumber(booking.customer, numbers);
    const credit = creditNumber(booking.credit, numbers);
    const id = ids.next();
    const made = { id, customer, name, resource: null, startsAt, endsAt, bookedAt, bookedBy, credit, cost, externalId };
    return { id, name, resource: null, startsAt, endsAt, bookedBy, row: insertBooking(db, made) };
  });
}

function bookingOf(entry: PlannedEntry, bookings: readonly WrittenBooking[]): WrittenBooking | null {
  return entry.booking === null ? null : (bookings[entry.booking] ?? null);
}

function factsOf(planned: PlannedLot, numbers: Numbers) {
  if ('known' in planned) return planned.known;
  return {
    // The store's numbers become the domain's branded ones here.
    customer: customerNumber(planned.owner, numbers) as CustomerNumber,
    credit: creditNumber(planned.credit, numbers) as CreditNumber,
    source: 'import' as const,
    sourceName: planned.sourceName,
    membership: null,
    cycle: null,
    benefit: null,
    rolls: 0,
    mayRoll: false,
    rolledFrom: null,
    validFrom: planned.validFrom,
    lastDay: planned.lastDay,
    endsAt: planned.endsAt,
  };
}

function customerNumber(ref: CustomerRef, numbers: Numbers): number {
  return 'known' in ref ? ref.known : written(numbers.customers[ref.made]);
}

function creditNumber(ref: CreditRef, numbers: Numbers): number {
  return 'known' in ref ? ref.known : written(numbers.credits[ref.made]);
}

function written(number: number | undefined): number {
  if (number === undefined) throw new Error('the plan refers to a customer or credit that it does not make');
  return number;
}
