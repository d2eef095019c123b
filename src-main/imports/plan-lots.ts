import { AMOUNT_MAX, amountOf } from '../../src-shared/amounts.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';
import { usedByLabel } from '../../src-shared/used-by-label.ts';
import { addedBy, type FilledLot, fillLot, type LotRow } from './fill-lot.ts';
import {
  type CreditRef,
  type CustomerRef,
  type EntryWords,
  grantedByRowsMemo,
  type ImportPlan,
  type KnownLot,
  type LedgerFacts,
  type PlannedBooking,
  type PlannedCredit,
  type PlannedCustomer,
  type PlannedEntry,
  type PlannedLot,
  type RejectedRow,
} from './import-plan.ts';
import type { LocalClock } from './local-clock.ts';
import type { MatchedCredit } from './match-credits.ts';
import type { MatchedCustomer } from './match-customers.ts';
import { archivedNotes } from './people-notes.ts';

/** A row that is understood: whose credit it moves, in which lot, when and why. */
export type ReadyRow = LotRow & {
  readonly customer: MatchedCustomer;
  readonly credit: MatchedCredit;
  readonly lotExternalId: string | null;
  readonly lastDay: Day | null;
  readonly kind: EntryKind;
  /** Under what the ledger takes the row once. */
  readonly taken: string;
  readonly words: EntryWords;
  readonly booking: Pick<PlannedBooking, 'externalId' | 'name' | 'startsAt' | 'endsAt'> | null;
};
/** The part of a plan that lots make. */
type LotsPlan = Pick<ImportPlan, 'customers' | 'credits' | 'lots' | 'bookings' | 'entries' | 'rejected'>;

type Group = { readonly rows: ReadyRow[]; readonly known: KnownLot | null };
type Decided = FilledLot<ReadyRow> & { readonly known: KnownLot | null; readonly lastDay: Day | null };

/** Forms lots of the rows of one customer, credit and lot id, decides each, and gives their entries, each lot's in order of time. Customers, credits and lots that no accepted row needs are not made. */
function planLots(rows: readonly ReadyRow[], facts: LedgerFacts, local: LocalClock): LotsPlan {
  const rejected: RejectedRow[] = [];
  const added = new Map<MatchedCredit, number>();
  const decided: Decided[] = [];
  for (const { rows: ofLot, known } of groupByLot(rows, facts)) {
    const { lastDay, rows: agreeing } = agreeOnLastDay(ofLot, known, local, rejected);
    const credit = ofLot[0]?.credit;
    if (!credit || agreeing.length === 0) continue;
    const sum = added.get(credit) ?? credit.added;
    const filled = fillLot(agreeing, known, AMOUNT_MAX - sum);
    for (const { row, reason } of filled.refused) rejected.push({ line: row.line, reason, value: figureOf(row) });
    if (filled.rows.length === 0) continue;
    added.set(credit, sum + addedBy(filled.rows, filled.grant));
    decided.push({ ...filled, known, lastDay });
  }
  return { ...entriesOf(decided, local), rejected };
}

/** The whole plan of a file whose rows are ready: `judged` says what became of the others, and what people should know of them. */
export function planReady(
  ready: readonly ReadyRow[],
  judged: Pick<ImportPlan, 'format' | 'rows' | 'skipped' | 'rejected' | 'notes'>,
  facts: LedgerFacts,
  local: LocalClock,
): ImportPlan {
  const planned = planLots(ready, facts, local);
  return {
    ...judged,
    ...planned,
    accepted: ready.length - planned.rejected.length,
    rejected: [...judged.rejected, ...planned.rejected].toSorted((a, b) => a.line - b.line),
    customerRows: [],
    members: [],
    notes: [...archivedNotes(archivedIn(ready, planned.rejected)), ...judged.notes],
  };
}

/** The name of the customer of each row that goes in for somebody who is archived. */
function archivedIn(ready: readonly ReadyRow[], rejected: readonly RejectedRow[]): string[] {
  const archived = ready.filter(({ customer }) => customer.archived);
  if (archived.length === 0) return [];
  const refused = new Set(rejected.map(({ line }) => line));
  return archived.filter(({ line }) => !refused.has(line)).map(({ customer }) => customer.name);
}

function figureOf(row: ReadyRow): string {
  return String(Math.abs(row.amount));
}

/** Lots in the order of their first instant, so that what is decided does not depend on how the file is sorted. */
function groupByLot(rows: readonly ReadyRow[], facts: LedgerFacts): Group[] {
  const numbers = new Map<object, number>();
  const numberOf = (thing: object) => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
  const groups = new Map<string, ReadyRow[]>();
  for (const row of rows) {
    const key = `${numberOf(row.customer)} ${numberOf(row.credit)} ${row.lotExternalId ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const firstOf = new Map([...groups.values()].map((group) => [group, group.reduce(earlier)]));
  return [...firstOf]
    .toSorted(([, a], [, b]) => a.at - b.at || a.line - b.line)
    .map(([group, { customer, credit, lotExternalId }]) => {
      const isKnown = customer.number !== null && credit.number !== null;
      return { rows: group, known: isKnown ? facts.importedLot(customer.number, credit.number, lotExternalId) : null };
    });
}

function earlier(a: ReadyRow, b: ReadyRow): ReadyRow {
  return a.at < b.at || (a.at === b.at && a.line < b.line) ? a : b;
}

/** A lot's last day as the first line that names it says; other lines must say the same. A lot that is there keeps its own. No row may come after it: the lot had expired. */
function agreeOnLastDay(
  rows: readonly ReadyRow[],
  known: KnownLot | null,
  local: LocalClock,
  rejected: RejectedRow[],
): { lastDay: Day | null; rows: readonly ReadyRow[] } {
  if (known) return { lastDay: known.lastDay, rows: inTimeFor(known.lastDay, known.endsAt, rows, rejected) };
  const named = rows.filter((row) => row.lastDay !== null);
  if (named.length === 0) return { lastDay: null, rows };
  const first = named.reduce((a, b) => (a.line < b.line ? a : b));
  const agreeing = rows.filter((row) => {
    if (row.lastDay === null || row.lastDay === first.lastDay) return true;
    const reason = `says that its lot’s last day is ${row.lastDay}, but line ${first.line} says ${first.lastDay}`;
    rejected.push({ line: row.line, reason, value: row.lastDay });
    return false;
  });
  const { lastDay } = first;
  const endsAt = lastDay === null ? null : local.endOf(lastDay);
  return { lastDay, rows: inTimeFor(lastDay, endsAt, agreeing, rejected) };
}

/** What happens to a lot at its very end (domain.md, Cycles). */
const atTheEnd: readonly EntryKind[] = ['rollover_out', 'expiry'];

/** The rows before a lot's end, and at it what rolls over or expires; the others are refused. `endsAt`: the first instant after its last day; null: it never ends. */
function inTimeFor(
  lastDay: Day | null,
  endsAt: InstantMs | null,
  rows: readonly ReadyRow[],
  rejected: RejectedRow[],
): readonly ReadyRow[] {
  return rows.filter((row) => {
    if (endsAt === null || row.at < endsAt || (row.at === endsAt && atTheEnd.includes(row.kind))) return true;
    rejected.push({ line: row.line, reason: `comes after its lot’s last day, ${lastDay}`, value: figureOf(row) });
    return false;
  });
}

/** What is written, customer by customer: their rows then lie together in the ledger's indexes, which is a third faster than mixed by time. */
function entriesOf(inTime: readonly Decided[], local: LocalClock): Omit<LotsPlan, 'rejected'> {
  const made = referencesOf(inTime.flatMap((lot) => lot.rows));
  const orderOf = (lot: Decided) => (lot.rows[0] ? made.order(lot.rows[0].customer) : 0);
  const decided = inTime.toSorted((a, b) => orderOf(a) - orderOf(b));
  const lots: PlannedLot[] = [];
  const bookings: PlannedBooking[] = [];
  const bookingPlaces = new Map<string, number>();
  const entries: PlannedEntry[] = [];
  for (const lot of decided) {
    const [first] = lot.rows;
    if (!first) continue;
    const place = lots.push(plannedLot(lot, first, made, local)) - 1;
    if (lot.grant > 0) entries.push(grantOf(lot, first, place));
    for (const row of lot.rows) {
      entries.push({
        what: row.words.what,
        forType: row.words.forType,
        reference: row.words.reference,
        memo: row.words.memo,
        recordedBy: row.words.recordedBy,
        lot: place,
        kind: row.kind,
        amount: amountOf(row.amount),
        happenedAt: row.at,
        usedBy: row.kind === 'use' || row.kind === 'free_cancellation' ? made.customer(row.customer) : null,
        booking: row.booking ? bookingPlace(row, row.booking, bookings, bookingPlaces, made) : null,
        line: row.line,
        externalId: row.taken,
      });
    }
  }
  return { customers: made.customers, credits: made.credits, lots, bookings, entries };
}

function plannedLot(lot: Decided, first: ReadyRow, made: References, local: LocalClock): PlannedLot {
  if (lot.known) return { known: lot.known.number };
  return {
    owner: made.customer(first.customer),
    credit: made.credit(first.credit),
    sourceName: first.lotExternalId === null ? 'Imported' : `Imported (${first.lotExternalId})`,
    validFrom: first.at,
    lastDay: lot.lastDay,
    endsAt: lot.lastDay === null ? null : local.endOf(lot.lastDay),
    externalId: first.lotExternalId,
  };
}

function grantOf(lot: Decided, first: ReadyRow, place: number): PlannedEntry {
  return {
    lot: place,
    kind: 'grant',
    amount: amountOf(lot.grant),
    happenedAt: first.at,
    usedBy: null,
    booking: null,
    line: null,
    externalId: null,
    what: null,
    forType: null,
    reference: null,
    memo: lot.grantedByRows ? grantedByRowsMemo : null,
    recordedBy: null,
  };
}

/** A booking's place; what several rows say of one booking becomes one, at the cost of all of them. */
function bookingPlace(
  row: ReadyRow,
  booking: NonNullable<ReadyRow['booking']>,
  bookings: PlannedBooking[],
  places: Map<string, number>,
  made: References,
): number {
  const customer = made.customer(row.customer);
  const key = JSON.stringify([booking.externalId, customer]);
  const place = places.get(key);
  const cost = row.kind === 'use' ? -row.amount : 0;
  if (place !== undefined) {
    const there = bookings[place];
    if (there) bookings[place] = { ...there, cost: there.cost + cost };
    return place;
  }
  places.set(key, bookings.length);
  const bookedBy = row.words.recordedBy ?? customer.label;
  return bookings.push({ ...booking, customer, bookedAt: row.at, bookedBy, credit: made.credit(row.credit), cost }) - 1;
}

type References = {
  readonly customers: readonly PlannedCustomer[];
  readonly credits: readonly PlannedCredit[];
  customer(customer: MatchedCustomer): CustomerRef;
  credit(credit: MatchedCredit): CreditRef;
  /** A customer's place among all that are referred to. */
  order(customer: MatchedCustomer): number;
};

/** The customers and credits that rows need, those to be made in the order of the file's lines. */
function referencesOf(rows: readonly ReadyRow[]): References {
  const customers: PlannedCustomer[] = [];
  const credits: PlannedCredit[] = [];
  const customerRefs = new Map<MatchedCustomer, CustomerRef>();
  const creditRefs = new Map<MatchedCredit, CreditRef>();
  const refer = ({ customer, credit }: ReadyRow) => {
    if (!customerRefs.has(customer)) customerRefs.set(customer, referTo(customer, customers));
    if (creditRefs.has(credit)) return;
    if (credit.number !== null) creditRefs.set(credit, { known: credit.number });
    else if (credit.made) creditRefs.set(credit, { made: credits.push(credit.made) - 1 });
  };
  for (const row of rows.toSorted((a, b) => a.line - b.line)) refer(row);
  const order = new Map([...customerRefs.keys()].map((customer, place) => [customer, place]));
  return {
    customers,
    credits,
    customer: (customer) => found(customerRefs.get(customer)),
    credit: (credit) => found(creditRefs.get(credit)),
    order: (customer) => found(order.get(customer)),
  };
}

function referTo(customer: MatchedCustomer, customers: PlannedCustomer[]): CustomerRef {
  const { number, name, email, externalId } = customer;
  const label = usedByLabel(customer);
  if (number !== null) return { known: number, label };
  return { made: customers.push({ kind: 'person', name, email, externalId, phone: null, note: null }) - 1, label };
}

function found<Ref>(ref: Ref | undefined): Ref {
  if (ref === undefined) throw new Error('a row refers to a customer or credit that was not gathered');
  return ref;
}
