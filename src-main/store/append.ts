import { z } from 'zod';
import { AMOUNT_MAX, isAmount } from '../../src-shared/amounts.ts';
import { fold } from '../../src-shared/fold.ts';
import type { InstantMs, LotNumber } from '../../src-shared/ids.ts';
import { type EntryKind, entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import type { LotFacts } from '../../src-shared/ledger/lot.ts';
import type { Posting } from '../../src-shared/ledger/posting.ts';
import type { Ids } from '../platform/ids.ts';
import {
  type CreditMeasure,
  genesis,
  hashEntry,
  type SealedBooking,
  type SealedEntry,
  type SealedLot,
} from './chain.ts';
import { all, type Db, first, run, value } from './database.ts';
import { type InsertSql, insertInBatches, insertOneByOne, insertSql, type RowInserter } from './insert-rows.ts';

/** Who and what a transaction's entries come from; the same for all of them. */
export type AppendContext = {
  /** The contract's name of the operation: `bookings.create`. */
  readonly operation: string;
  readonly recordedAt: InstantMs;
  /** Null: the system. */
  readonly staff: { readonly number: number; readonly email: string } | null;
  readonly import: { readonly number: number; readonly fileName: string; readonly sha256: string } | null;
};

/** A posting with what people see beside its amount. */
type EntryToAppend = Posting & {
  readonly usedBy?: { readonly number: number; readonly label: string } | null;
  readonly booking?: (SealedBooking & { readonly row: number }) | null;
  readonly forType?: 'print' | 'event' | 'invoice' | null;
  readonly what?: string | null;
  readonly reference?: string | null;
  readonly externalId?: string | null;
  readonly importLine?: number | null;
  /** Who recorded it in the system that it was imported from; the context's staff otherwise. */
  readonly recordedBy?: string | null;
  /** The imported lot's own id, where the posting makes a lot. */
  readonly lotExternalId?: string | null;
};

/** An entry that was appended. */
type Appended = {
  readonly number: number;
  readonly id: string;
  readonly lot: LotNumber;
  readonly lotId: string | null;
};

/** Appends the entries of one transaction, one by one, in order. `owner`: whose the entry's lot is, where that has been read already. */
export type Appender = { post(entry: EntryToAppend, owner?: LotOwner): Appended };
/** Appends many: they are all there once they are flushed. */
export type BatchAppender = Appender & { flush(): void };

/** Whose a lot is: numbers of the store. */
export type LotOwner = { readonly customer: number; readonly credit: number; readonly membership: number | null };

const ownerSchema = z.object({ customer: z.number(), credit: z.number(), membership: z.number().nullable() });
const measureSchema = z.object({ kind: z.string(), unit: z.string(), decimals: z.number() });
const headSchema = z.object({ number: z.number(), hash: z.instanceof(Uint8Array) });

/** Starts a transaction's entries, each there at once. The caller holds the write transaction; nothing here commits. */
export function beginAppend(db: Db, ids: Ids, context: AppendContext): Appender {
  return appendWith(db, ids, context, insertOneByOne);
}

/** The same for thousands of entries. The caller flushes before anything reads entries, lots or their sums, and at the end. */
export function beginBatchAppend(db: Db, ids: Ids, context: AppendContext): BatchAppender {
  return appendWith(db, ids, context, insertInBatches);
}

type Insert = (db: Db, sql: InsertSql, first: RowInserter | null) => RowInserter;

function appendWith(db: Db, ids: Ids, context: AppendContext, insert: Insert): BatchAppender {
  const transactionId = ids.next();
  const { row: tx } = run(db, 'INSERT INTO transactions (id, operation, import) VALUES (?, ?, ?)', [
    transactionId,
    context.operation,
    context.import?.number ?? null,
  ]);
  const head = first(db, headSchema, 'SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1');
  let number = head?.number ?? 0;
  let previous = head ? Buffer.from(head.hash) : genesis;
  const labelRows = insert(db, insertLabelSql, null);
  const labels = labelsOf(db, labelRows);
  const lotRows = insert(db, insertLotSql, labelRows);
  const entryRows = insert(db, insertEntrySql, lotRows);
  const lots = lotsOf(db, ids, labels, lotRows);
  return {
    flush: entryRows.flush,
    post(entry, owner) {
      const opens = typeof entry.lot === 'object' ? lots.open(entry.lot, entry.lotExternalId ?? null) : null;
      const lot = opens?.number ?? (entry.lot as number);
      number += 1;
      const id = ids.next();
      const sealed = sealEntry(
        entry,
        { number, id, transactionId, lot, owner: owner ?? lots.ownerOf(lot) },
        context,
        opens,
      );
      previous = hashEntry(previous, sealed);
      entryRows.add(rowOf(sealed, { tx, booking: entry.booking?.row ?? null, hash: previous }, labels));
      if (entry.lastDayChange) {
        entryRows.flush();
        const { after, endsAt } = entry.lastDayChange;
        run(db, 'UPDATE lots SET last_day = ?, ends_at = ? WHERE number = ?', [after, endsAt, lot]);
      }
      return { number, id, lot: lot as LotNumber, lotId: opens?.id ?? null };
    },
  };
}

type Place = Pick<SealedEntry, 'number' | 'id' | 'transactionId' | 'lot'> & { readonly owner: LotOwner };

/** Everything that an entry's hash covers. */
function sealEntry(entry: EntryToAppend, place: Place, context: AppendContext, opens: SealedLot | null): SealedEntry {
  const { recordedBy = null, lastDayChange } = entry;
  const { customer, credit, membership } = place.owner;
  return {
    number: place.number,
    id: place.id,
    transactionId: place.transactionId,
    lot: place.lot,
    customer,
    credit,
    membership,
    kind: entry.kind,
    amount: entry.amount,
    happenedAt: entry.happenedAt,
    recordedAt: context.recordedAt,
    usedBy: entry.usedBy?.number ?? null,
    usedByLabel: entry.usedBy?.label ?? null,
    staff: recordedBy === null ? (context.staff?.number ?? null) : null,
    staffLabel: recordedBy ?? context.staff?.email ?? null,
    booking: entry.booking ?? null,
    forType: entry.forType ?? null,
    what: entry.what ?? null,
    reference: entry.reference ?? null,
    memo: entry.memo ?? null,
    reverses: entry.reverses ?? null,
    externalId: entry.externalId ?? null,
    importLine: entry.importLine ?? null,
    importFile: context.import?.fileName ?? null,
    importSha256: context.import?.sha256 ?? null,
    lastDayBefore: lastDayChange?.before ?? null,
    lastDayAfter: typeof entry.lot === 'object' ? entry.lot.lastDay : (lastDayChange?.after ?? null),
    opens,
  };
}

type Labels = (text: string | null) => number | null;

/** An entry's row, in the order of `insertEntrySql`. */
function rowOf(
  e: SealedEntry,
  row: { tx: number; booking: number | null; hash: Uint8Array },
  labels: Labels,
): unknown[] {
  // biome-ignore format: a line for each group of columns
  return [
    e.number, e.id, row.tx, e.lot, entryKinds[e.kind].code, e.amount, e.happenedAt, e.recordedAt,
    e.customer, e.credit, e.membership, e.opens ? 1 : 0,
    e.usedBy, labels(e.usedByLabel), e.staff, labels(e.staffLabel), row.booking,
    e.forType, labels(e.what), labels(e.reference), labels(e.memo), e.reverses,
    e.externalId, e.importLine, e.lastDayBefore, e.lastDayAfter, row.hash,
  ];
}

/** Opens lots, numbered from the last one on, and tells whose a lot is; remembered for one transaction. */
function lotsOf(db: Db, ids: Ids, labels: Labels, rows: RowInserter) {
  let last = (value(db, 'SELECT max(number) FROM lots') as number | null) ?? 0;
  const owners = new Map<number, LotOwner>();
  const measures = new Map<number, CreditMeasure>();
  const measureOf = (credit: number): CreditMeasure => {
    const sql = 'SELECT kind, unit, decimals FROM credits WHERE number = ?';
    const measure = measures.get(credit) ?? first(db, measureSchema, sql, [credit]);
    if (!measure) throw new Error(`credit ${credit} is not in this ledger`);
    measures.set(credit, measure);
    return measure;
  };
  return {
    open(facts: LotFacts, externalId: string | null): SealedLot {
      last += 1;
      const { source, sourceName, cycle, benefit, rolls, rolledFrom, validFrom } = facts;
      const mayRoll = Number(facts.mayRoll);
      const origin = { source, sourceName, cycle, benefit, rolls, mayRoll, rolledFrom, validFrom };
      const measure = measureOf(facts.credit);
      const sealed: SealedLot = { number: last, id: ids.next(), ...origin, externalId, measure };
      rows.add(lotRowOf(facts, sealed, labels(sourceName)));
      const { customer, credit, membership } = facts;
      owners.set(last, { customer, credit, membership });
      return sealed;
    },
    ownerOf(lot: number): LotOwner {
      const owner =
        owners.get(lot) ??
        first(db, ownerSchema, 'SELECT customer, credit, membership FROM lots WHERE number = ?', [lot]);
      if (!owner) throw new Error(`lot ${lot} is not in this ledger`);
      owners.set(lot, owner);
      return owner;
    },
  };
}

/** The kinds that bring credit in. What they add up to bounds every other sum: nothing is used, expired or rolled on that did not come in. */
const incoming = entryKindNames.map((kind) => entryKinds[kind]).filter(({ sign }) => sign === '+');
const incomingCodes = new Set<number>(incoming.map(({ code }) => code));

/** True where entries from a number on have taken the sums of their credit out of the range of amounts; the caller rolls back with `AMOUNT_OUT_OF_RANGE`. */
export function sumsOutOfRange(db: Db, fromEntry: number): boolean {
  return (
    value(
      db,
      `WITH touched AS (SELECT * FROM credit_totals WHERE credit IN (SELECT credit FROM entries WHERE number >= ?))
       SELECT EXISTS (SELECT 1 FROM touched WHERE abs(total) > ${AMOUNT_MAX})
         OR EXISTS (SELECT 1 FROM touched WHERE kind IN (${[...incomingCodes]}) GROUP BY credit HAVING sum(total) > ${AMOUNT_MAX})`,
      [fromEntry],
    ) === 1
  );
}

const totalSchema = z.object({ credit: z.number(), kind: z.number(), total: z.number() });

/** What of an entry its credit's sums are about. */
export type Summed = { readonly credit: number; readonly kind: EntryKind; readonly amount: number };

/** The sums of all credits, read once: `fit` tells whether an entry would keep those of its credit (of its kind, and of all that comes in) within the range of amounts, `add` takes one in that was posted. */
export function loadCreditSums(db: Db): { fit(entry: Summed): boolean; add(entry: Summed): void } {
  const sums = new Map<string, number>();
  const keysOf = (credit: number, kind: number) => [
    `${credit} ${kind}`,
    ...(incomingCodes.has(kind) ? [`${credit}`] : []),
  ];
  const take = (keys: readonly string[], amount: number) => {
    for (const key of keys) sums.set(key, (sums.get(key) ?? 0) + amount);
  };
  const rows = all(db, totalSchema, 'SELECT credit, kind, total FROM credit_totals');
  for (const { credit, kind, total } of rows) take(keysOf(credit, kind), total);
  return {
    fit: ({ credit, kind, amount }) =>
      keysOf(credit, entryKinds[kind].code).every((key) => isAmount((sums.get(key) ?? 0) + amount)),
    add: ({ credit, kind, amount }) => take(keysOf(credit, entryKinds[kind].code), amount),
  };
}

const insertEntrySql = insertSql(
  `entries (number, id, tx, lot, kind, amount, happened_at, recorded_at, customer, credit,
  membership, opens_lot, used_by, used_by_label, staff, staff_label, booking, for_type, what, reference, memo, reverses,
  external_id, import_line, last_day_before, last_day_after, hash)`,
  '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);

// A lot is opened with something in it; one of a membership that is paused waits from the start.
const insertLotSql = insertSql(
  `lots (number, id, customer, credit, source, source_name, membership, cycle, benefit, rolls, may_roll,
  rolled_from, valid_from, last_day, ends_at, open, paused, external_id)`,
  `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1,
  EXISTS (SELECT 1 FROM memberships WHERE number = ? AND paused_from IS NOT NULL AND pause_at IS NULL), ?)`,
);

/** A lot's row, in the order of `insertLotSql`. */
function lotRowOf(facts: LotFacts, sealed: SealedLot, sourceName: number | null): unknown[] {
  // biome-ignore format: a line for each group of columns
  return [
    sealed.number, sealed.id, facts.customer, facts.credit, facts.source, sourceName,
    facts.membership, facts.cycle, facts.benefit, facts.rolls, sealed.mayRoll,
    facts.rolledFrom, facts.validFrom, facts.lastDay, facts.endsAt, facts.membership, sealed.externalId,
  ];
}

const insertLabelSql = insertSql('labels (number, text, folded)', '(?, ?, ?)');

/** Numbers of labels, made where missing; remembered for one transaction only, since a rollback would take them back. */
function labelsOf(db: Db, rows: RowInserter): Labels {
  const known = new Map<string, number>();
  let last: number | null = null;
  const make = (text: string) => {
    last = (last ?? (value(db, 'SELECT max(number) FROM labels') as number | null) ?? 0) + 1;
    rows.add([last, text, fold(text)]);
    return last;
  };
  return (text) => {
    if (text === null) return null;
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const found = value(db, 'SELECT number FROM labels WHERE text = ?', [text]) as number | null;
    const number = found ?? make(text);
    known.set(text, number);
    return number;
  };
}
