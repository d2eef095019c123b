import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { type EntryKind, entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { emailProblem, type FieldReader, textProblem } from './check-cells.ts';
import type { HistoryField } from './column-synonyms.ts';
import { foldHeader } from './fold-name.ts';
import type { CreditKind, RejectedRow } from './import-plan.ts';
import type { LocalClock } from './local-clock.ts';
import { readCreditKind } from './match-credits.ts';
import { type Identity, identityKey } from './match-customers.ts';
import { type DayOrder, judgeDayOrder, readDay, readInstant } from './read-dates.ts';
import { type DecimalMark, judgeDecimalMark, type Read, readWhole } from './read-numbers.ts';
import { rowsPerStep, type Watch } from './stop-signal.ts';
import type { TableRow } from './table.ts';
import type { RowOnce } from './take-once.ts';

/** One line of a history file, understood by itself. `amount` has the sign of its kind. */
export type HistoryRow = RowOnce & {
  readonly identity: Identity;
  readonly who: string;
  readonly credit: string;
  readonly creditKind: CreditKind | null;
  readonly kind: EntryKind;
  readonly amount: number;
  readonly at: InstantMs;
  readonly description: string | null;
  readonly lotExternalId: string | null;
  readonly granted: number | null;
  readonly lastDay: Day | null;
};

type Reader = FieldReader<HistoryField>;
/** How the columns with dates and figures are written, each judged over the whole file. */
type Conventions = {
  readonly usedOn: DayOrder;
  readonly lastDay: DayOrder;
  readonly amount: DecimalMark;
  readonly granted: DecimalMark;
};

/** Reads each line of a history by itself; what can't be read is rejected with the reason and the cell. */
export function readHistoryRows(
  rows: readonly TableRow[],
  reader: Reader,
  local: LocalClock,
  watch: Watch,
): { rows: HistoryRow[]; rejected: RejectedRow[] } {
  const conventions = judgeConventions(rows, reader);
  const read: HistoryRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % rowsPerStep === 0) watch.step(index, rows.length);
    const result = readRow(row, reader, conventions, local);
    if (result.ok) read.push(result.value);
    else rejected.push({ line: row.line, reason: result.reason, value: result.value });
  }
  return { rows: read, rejected };
}

function judgeConventions(rows: readonly TableRow[], reader: Reader): Conventions {
  const column = (field: HistoryField) => rows.map((row) => reader.text(row, field));
  const order = (field: HistoryField) => {
    const said = reader.reading(field);
    return said === 'dmy' || said === 'mdy' ? said : judgeDayOrder(column(field));
  };
  const mark = (field: HistoryField) => {
    const said = reader.reading(field);
    return said === 'point' || said === 'comma' ? said : judgeDecimalMark(column(field));
  };
  return {
    usedOn: order('used_on'),
    lastDay: order('lot_last_day'),
    amount: mark('amount'),
    granted: mark('lot_granted'),
  };
}

type RowResult =
  | { readonly ok: true; readonly value: HistoryRow }
  | { readonly ok: false; readonly reason: string; readonly value: string };

function readRow(row: TableRow, reader: Reader, conventions: Conventions, local: LocalClock): RowResult {
  const cell = (field: HistoryField) => reader.text(row, field);
  const refuse = (field: HistoryField, reason: string): RowResult => ({
    ok: false,
    reason: `${reader.header(field)} ${reason}`,
    value: cell(field),
  });
  for (const [field, charactersMax] of longest) {
    const problem = textProblem(cell(field), charactersMax);
    if (problem) return refuse(field, problem);
  }
  const identity = {
    externalId: cell('customer_external_id'),
    name: cell('customer_name'),
    email: cell('customer_email'),
  };
  if (Object.values(identity).every((text) => text === '')) {
    return { ok: false, reason: 'names no customer: expected a name, an e-mail address or an external id', value: '' };
  }
  if (identity.email !== '' && emailProblem(identity.email))
    return refuse('customer_email', 'is not an e-mail address');
  if (cell('credit') === '') return refuse('credit', 'is empty: expected the name of a credit');
  const creditKind = readCreditKind(cell('credit_kind'));
  if (creditKind === undefined)
    return refuse('credit_kind', 'is not a kind of credit: expected session, time, money, printing or pass');
  const kind = readEntryKind(cell('entry'));
  if (kind === null) return refuse('entry', `is not a kind of entry: expected one of ${importedKinds.join(', ')}`);
  const amount = readAmount(cell('amount'), conventions.amount);
  if (!amount.ok) return refuse('amount', amount.reason);
  const at = cell('used_on') === '' ? missingDate : readInstant(cell('used_on'), conventions.usedOn, local);
  if (!at.ok) return refuse('used_on', at.reason);
  const granted = readGranted(cell('lot_granted'), conventions.granted);
  if (!granted.ok) return refuse('lot_granted', granted.reason);
  const lastDay = cell('lot_last_day') === '' ? noDay : readDay(cell('lot_last_day'), conventions.lastDay);
  if (!lastDay.ok) return refuse('lot_last_day', lastDay.reason);
  return {
    ok: true,
    value: {
      line: row.line,
      ownId: cell('external_id'),
      says: row.cells,
      identity,
      who: identityKey(identity),
      credit: cell('credit'),
      creditKind,
      kind,
      amount: entryKinds[kind].sign === '-' ? -amount.value : amount.value,
      at: at.value,
      description: cell('description') || null,
      lotExternalId: cell('lot_external_id') || null,
      granted: granted.value,
      lastDay: lastDay.value,
    },
  };
}

/** The longest texts that the ledger keeps of each field (contract: customers, credits). */
const longest: readonly (readonly [HistoryField, number])[] = [
  ['customer_name', 500],
  ['customer_email', 254],
  ['customer_external_id', 200],
  ['credit', 200],
  ['description', 5000],
  ['lot_external_id', 200],
  ['external_id', 200],
];

const missingDate = { ok: false, reason: 'is empty: expected a date such as 2026-03-31' } as const;
const noDay = { ok: true, value: null } as const;

/** A reversal names the entry that it undoes, which a file has no word for. */
const importedKinds = entryKindNames.filter((kind) => kind !== 'reversal');
const kindsByWord = new Map<string, EntryKind>(
  importedKinds.flatMap((kind) => [
    [kind, kind],
    [foldHeader(kind), kind],
    [foldHeader(entryKinds[kind].label), kind],
  ]),
);

function readEntryKind(cell: string): EntryKind | null {
  if (cell === '') return 'use';
  return kindsByWord.get(cell) ?? kindsByWord.get(foldHeader(cell)) ?? null;
}

function readAmount(cell: string, mark: DecimalMark): Read<number> {
  if (cell === '') return { ok: false, reason: 'is empty: expected a whole number greater than 0' };
  const read = readWhole(cell, mark);
  if (!read.ok || read.value > 0) return read;
  const why = read.value === 0 ? 'is 0' : 'is negative, but the kind of the entry gives the sign';
  return { ok: false, reason: `${why}: expected a whole number greater than 0` };
}

function readGranted(cell: string, mark: DecimalMark): Read<number | null> {
  if (cell === '') return { ok: true, value: null };
  const read = readWhole(cell, mark);
  if (!read.ok || read.value >= 0) return read;
  return { ok: false, reason: 'is negative: expected a whole number from 0' };
}
