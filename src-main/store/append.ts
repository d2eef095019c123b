import { z } from 'zod';
import { fold } from '../../src-shared/fold.ts';
import type { InstantMs, LotNumber } from '../../src-shared/ids.ts';
import { entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import type { LotFacts } from '../../src-shared/ledger/lot.ts';
import type { Posting } from '../../src-shared/ledger/posting.ts';
import type { Ids } from '../platform/ids.ts';
import { genesis, hashEntry, type SealedBooking, type SealedLot } from './chain.ts';
import { type Db, first, run, statement, value } from './database.ts';

/** Who and what a transaction's entries come from; the same for all of them. */
export type AppendContext = {
  /** The contract's name of the operation: `bookings.create`. */
  readonly operation: string;
  readonly recordedAt: InstantMs;
  /** Null: the system. */
  readonly staff: { readonly number: number; readonly email: string } | null;
  readonly import: { readonly number: number; readonly sha256: string } | null;
};

/** A posting with what people see beside its amount. */
export type EntryToAppend = Posting & {
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
export type Appended = {
  readonly number: number;
  readonly id: string;
  readonly lot: LotNumber;
  readonly lotId: string | null;
};

/** Appends the entries of one transaction, one by one, in order. */
export type Appender = { post(entry: EntryToAppend): Appended };

type OwnerFacts = { customer: number; credit: number; membership: number | null };

const ownerSchema = z.object({ customer: z.number(), credit: z.number(), membership: z.number().nullable() });
const headSchema = z.object({ number: z.number(), hash: z.instanceof(Uint8Array) });

/** Starts a transaction's entries. The caller holds the write transaction; nothing here commits. */
export function beginAppend(db: Db, ids: Ids, context: AppendContext): Appender {
  const transactionId = ids.next();
  const { row: tx } = run(db, 'INSERT INTO transactions (id, operation, import) VALUES (?, ?, ?)', [
    transactionId,
    context.operation,
    context.import?.number ?? null,
  ]);
  const head = first(db, headSchema, 'SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1');
  let number = head?.number ?? 0;
  let previous: Uint8Array = head?.hash ?? genesis;
  let lastLot = (value(db, 'SELECT max(number) FROM lots') as number | null) ?? 0;
  const labels = labelsOf(db);
  const owners = new Map<number, OwnerFacts>();
  const staffLabel = context.staff?.email ?? null;
  const insertEntry = statement(db, insertEntrySql);

  function openLot(facts: LotFacts, externalId: string | null): SealedLot {
    lastLot += 1;
    const sealed: SealedLot = {
      number: lastLot,
      id: ids.next(),
      source: facts.source,
      sourceName: facts.sourceName,
      cycle: facts.cycle,
      benefit: facts.benefit,
      rolls: facts.rolls,
      mayRoll: Number(facts.mayRoll),
      rolledFrom: facts.rolledFrom,
      validFrom: facts.validFrom,
      externalId,
    };
    insertLot(db, facts, sealed, labels(facts.sourceName));
    owners.set(lastLot, facts);
    return sealed;
  }

  function ownerOf(lot: number): OwnerFacts {
    const known = owners.get(lot);
    if (known) return known;
    const row = first(db, ownerSchema, 'SELECT customer, credit, membership FROM lots WHERE number = ?', [lot]);
    if (!row) throw new Error(`lot ${lot} is not in this ledger`);
    owners.set(lot, row);
    return row;
  }

  return {
    post(entry) {
      const opens = typeof entry.lot === 'object' ? openLot(entry.lot, entry.lotExternalId ?? null) : null;
      const lot = opens?.number ?? (entry.lot as number);
      const owner = ownerOf(lot);
      const change = entry.lastDayChange;
      number += 1;
      const id = ids.next();
      const sealed = {
        number,
        id,
        transactionId,
        kind: entry.kind,
        amount: entry.amount,
        happenedAt: entry.happenedAt,
        recordedAt: context.recordedAt,
        lot,
        ...owner,
        usedBy: entry.usedBy?.number ?? null,
        usedByLabel: entry.usedBy?.label ?? null,
        staff: entry.recordedBy == null ? (context.staff?.number ?? null) : null,
        staffLabel: entry.recordedBy ?? staffLabel,
        booking: entry.booking ?? null,
        forType: entry.forType ?? null,
        what: entry.what ?? null,
        reference: entry.reference ?? null,
        memo: entry.memo ?? null,
        reverses: entry.reverses ?? null,
        externalId: entry.externalId ?? null,
        importLine: entry.importLine ?? null,
        importSha256: context.import?.sha256 ?? null,
        lastDayBefore: change?.before ?? null,
        lastDayAfter: opens ? (entry.lot as LotFacts).lastDay : (change?.after ?? null),
        opens,
      };
      previous = hashEntry(previous, sealed);
      insertEntry.run(
        number,
        id,
        tx,
        lot,
        entryKinds[entry.kind].code,
        entry.amount,
        entry.happenedAt,
        context.recordedAt,
        owner.customer,
        owner.credit,
        owner.membership,
        opens ? 1 : 0,
        sealed.usedBy,
        labels(sealed.usedByLabel),
        sealed.staff,
        labels(sealed.staffLabel),
        entry.booking?.row ?? null,
        sealed.forType,
        labels(sealed.what),
        labels(sealed.reference),
        labels(sealed.memo),
        sealed.reverses,
        sealed.externalId,
        sealed.importLine,
        sealed.lastDayBefore,
        sealed.lastDayAfter,
        previous,
      );
      if (change) {
        run(db, 'UPDATE lots SET last_day = ?, ends_at = ? WHERE number = ?', [change.after, change.endsAt, lot]);
      }
      return { number, id, lot: lot as LotNumber, lotId: opens?.id ?? null };
    },
  };
}

/** True where the sums of some credit have left the range of amounts; the caller rolls back with `AMOUNT_OUT_OF_RANGE`. */
export function sumsOutOfRange(db: Db): boolean {
  return (
    value(
      db,
      `SELECT EXISTS (SELECT 1 FROM credit_totals WHERE abs(total) > 9007199254740991)
         OR EXISTS (SELECT 1 FROM credit_totals GROUP BY credit HAVING sum(total) > 9007199254740991)`,
    ) === 1
  );
}

const insertEntrySql = `INSERT INTO entries (number, id, tx, lot, kind, amount, happened_at, recorded_at, customer, credit,
  membership, opens_lot, used_by, used_by_label, staff, staff_label, booking, for_type, what, reference, memo, reverses,
  external_id, import_line, last_day_before, last_day_after, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

function insertLot(db: Db, facts: LotFacts, sealed: SealedLot, sourceName: number | null): void {
  run(
    db,
    `INSERT INTO lots (number, id, customer, credit, source, source_name, membership, cycle, benefit, rolls, may_roll,
       rolled_from, valid_from, last_day, ends_at, paused, external_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
       EXISTS (SELECT 1 FROM memberships WHERE number = ? AND paused_from IS NOT NULL AND pause_at IS NULL), ?)`,
    [
      sealed.number,
      sealed.id,
      facts.customer,
      facts.credit,
      facts.source,
      sourceName,
      facts.membership,
      facts.cycle,
      facts.benefit,
      facts.rolls,
      sealed.mayRoll,
      facts.rolledFrom,
      facts.validFrom,
      facts.lastDay,
      facts.endsAt,
      facts.membership,
      sealed.externalId,
    ],
  );
}

/** Numbers of labels, made where missing; remembered for one transaction only, since a rollback would take them back. */
function labelsOf(db: Db): (text: string | null) => number | null {
  const known = new Map<string, number>();
  return (text) => {
    if (text === null) return null;
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const found = value(db, 'SELECT number FROM labels WHERE text = ?', [text]) as number | null;
    const number = found ?? run(db, 'INSERT INTO labels (text, folded) VALUES (?, ?)', [text, fold(text)]).row;
    known.set(text, number);
    return number;
  };
}
