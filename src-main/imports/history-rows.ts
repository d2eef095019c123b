import { isEmail } from '../../src-shared/email.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { type EntryKind, entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { type FieldReader, textProblem } from './check-cells.ts';
import type { HistoryField } from './column-synonyms.ts';
import { foldHeader, foldName } from './fold-name.ts';
import type { CreditKind, RejectedRow } from './import-plan.ts';
import type { LocalClock } from './local-clock.ts';
import { readCreditKind } from './match-credits.ts';
import { type Identity, identityKey } from './match-customers.ts';
import { type DayOrder, judgeDayOrder, readDay, readInstant } from './read-dates.ts';
import { type DecimalMark, figureWithDecimals, judgeDecimalMark, type Read, readWhole } from './read-numbers.ts';
import { addTimeOfDay } from './read-times.ts';
import { rowsPerStep, type Watch } from './stop-signal.ts';
import type { TableRow } from './table.ts';
import type { RowOnce } from './take-once.ts';
import { wholeName } from './whole-name.ts';

/** One line of a history file, understood by itself. `amount` has the sign of its kind. */
export type HistoryRow = RowOnce & {
  readonly identity: Identity;
  readonly who: string;
  readonly credit: string;
  readonly creditKind: CreditKind | null;
  readonly kind: EntryKind;
  readonly amount: number;
  /** The cell of the amount, or of what the lot began with, where it has a decimal mark: `30.00`. */
  readonly withDecimals: string | null;
  readonly at: InstantMs;
  /** What the day's column says by itself: `at`, unless another column has the time. */
  readonly onDay: InstantMs;
  readonly description: string | null;
  readonly lotExternalId: string | null;
  readonly granted: number | null;
  readonly lastDay: Day | null;
};

type Reader = FieldReader<HistoryField>;
/** How the columns with dates and figures are written, each judged over the whole file. */
type Conventions = {
  readonly usedOn: DayOrder;
  readonly timeOfDay: DayOrder;
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
  const readRow = rowReader(reader, judgeConventions(rows, reader), local);
  const read: HistoryRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % rowsPerStep === 0) watch.step(index, rows.length);
    const result = readRow(row);
    if (result.ok) read.push(result.value);
    else
      rejected.push({
        line: row.line,
        reason: result.reason,
        value: reader.text(row, result.field),
      });
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
    timeOfDay: order('time_of_day'),
    lastDay: order('lot_last_day'),
    amount: mark('amount'),
    granted: mark('lot_granted'),
  };
}

type RowResult = { readonly ok: true; readonly value: HistoryRow } | Refusal;
/** Why a row is refused, and which cell shows it. */
type Refusal = { readonly ok: false; readonly field: HistoryField; readonly reason: string };

/** How the cells of a row are read; what the same text says is worked out once, because columns of a history repeat themselves. */
function cellReaders(conventions: Conventions, local: LocalClock) {
  return {
    lastDay: remembered((text) => (text === '' ? noDay : readDay(text, conventions.lastDay, local))),
    amount: remembered((text) => readAmount(text, conventions.amount)),
    granted: remembered((text) => readGranted(text, conventions.granted)),
    kind: remembered(readEntryKind),
    creditKind: remembered(readCreditKind),
  };
}

type When = { readonly ok: true; readonly at: InstantMs; readonly onDay: InstantMs };

/** Reads when a row happened: its day, and the time where that stands in a column of its own. */
function whenReader(reader: Reader, conventions: Conventions, local: LocalClock): (row: TableRow) => When | Refusal {
  const dayOf = remembered((text) => (text === '' ? missingDate : readInstant(text, conventions.usedOn, local)));
  const withTime = remembered((key): Read<InstantMs> => {
    const [day = '', time = ''] = key.split(between);
    const onDay = dayOf(day);
    return onDay.ok ? addTimeOfDay(onDay.value, time, conventions.timeOfDay, local) : onDay;
  });
  return (row) => {
    const day = reader.text(row, 'used_on');
    const onDay = dayOf(day);
    if (!onDay.ok) return refusal(reader, 'used_on', onDay.reason);
    const time = reader.text(row, 'time_of_day');
    const at = time === '' ? onDay : withTime(`${day}${between}${time}`);
    if (!at.ok) return refusal(reader, 'time_of_day', at.reason);
    return { ok: true, at: at.value, onDay: onDay.value };
  };
}

/** Stands in no cell. */
const between = '\u0000';

/** Reads one row after another. */
function rowReader(reader: Reader, conventions: Conventions, local: LocalClock): (row: TableRow) => RowResult {
  const read = cellReaders(conventions, local);
  const whenOf = whenReader(reader, conventions, local);
  const customers = new Map<string, Customer | Refusal>();
  return (row) => {
    const customer = customerOf(row, reader, customers);
    if ('ok' in customer) return customer;
    const refuse = (field: HistoryField, reason: string) => refusal(reader, field, reason);
    for (const [field, charactersMax] of longest) {
      const problem = textProblem(reader.text(row, field), charactersMax);
      if (problem) return refuse(field, problem);
    }
    const credit = reader.text(row, 'credit');
    if (credit === '') return refuse('credit', 'is empty: expected the name of a credit');
    const creditKind = read.creditKind(reader.text(row, 'credit_kind'));
    if (creditKind === undefined) return refuse('credit_kind', notACreditKind);
    const kind = read.kind(reader.text(row, 'entry'));
    if (kind === null) return refuse('entry', notAnEntryKind);
    const amount = read.amount(reader.text(row, 'amount'));
    if (!amount.ok) return refuse('amount', amount.reason);
    const when = whenOf(row);
    if (!when.ok) return when;
    const granted = read.granted(reader.text(row, 'lot_granted'));
    if (!granted.ok) return refuse('lot_granted', granted.reason);
    const lastDay = read.lastDay(reader.text(row, 'lot_last_day'));
    if (!lastDay.ok) return refuse('lot_last_day', lastDay.reason);
    const said = {
      credit,
      creditKind,
      kind,
      amount: entryKinds[kind].sign === '-' ? -amount.value : amount.value,
      at: when.at,
      description: reader.text(row, 'description') || null,
      lotExternalId: reader.text(row, 'lot_external_id') || null,
      granted: granted.value,
      lastDay: lastDay.value,
    };
    return {
      ok: true,
      value: {
        ...said,
        ...onceOf(row, said, when, customer.identity, reader),
        identity: customer.identity,
        who: customer.who,
        withDecimals:
          figureWithDecimals(reader.text(row, 'amount'), conventions.amount) ??
          figureWithDecimals(reader.text(row, 'lot_granted'), conventions.granted),
      },
    };
  };
}

type Said = Omit<HistoryRow, keyof RowOnce | 'onDay' | 'identity' | 'who' | 'withDecimals'>;

/** The fields that earlier versions left alone. */
const readLater: readonly HistoryField[] = ['time_of_day', 'customer_first_name', 'customer_last_name'];

/** What a row is known by. Until times, first and last names were read from columns of their own, a row with one was known without it. */
function onceOf(row: TableRow, said: Said, { at, onDay }: When, identity: Identity, reader: Reader) {
  const texts = () => [reader.says(row, readLater), reader.cells(row, readLater)];
  const name = reader.text(row, 'customer_name');
  const saysMore = at !== onDay || identity.name !== name;
  const before = () => meaningOf({ ...said, at: onDay }, { ...identity, name });
  return {
    line: row.line,
    onDay,
    ownId: reader.text(row, 'external_id'),
    says: () => meaningOf(said, identity),
    saidBefore: saysMore ? () => [] : texts,
    saidLess: saysMore ? (): [unknown, ...unknown[]] => [before(), ...texts()] : null,
  };
}

/** What a row means, the same however it is written: a file that a spreadsheet saved again has its days and figures in another way. */
function meaningOf(said: Said, { externalId, name, email }: Identity): unknown {
  const { credit, creditKind, kind, amount, at, description, lotExternalId, granted, lastDay } = said;
  const who = [externalId, email.toLowerCase(), foldName(name)];
  return [who, foldName(credit), creditKind, kind, amount, at, description, lotExternalId, granted, lastDay];
}

type Customer = { readonly identity: Identity; readonly who: string };

/** Whom a row names; each customer of the file is looked at once. */
function customerOf(row: TableRow, reader: Reader, known: Map<string, Customer | Refusal>): Customer | Refusal {
  const identity = {
    externalId: reader.text(row, 'customer_external_id'),
    name: wholeName(
      reader.text(row, 'customer_name'),
      reader.text(row, 'customer_first_name'),
      reader.text(row, 'customer_last_name'),
    ),
    email: reader.text(row, 'customer_email'),
  };
  const who = identityKey(identity);
  const before = known.get(who);
  if (before) return before;
  const made = identityProblem(identity, reader) ?? { identity, who };
  known.set(who, made);
  return made;
}

function identityProblem({ externalId, name, email }: Identity, reader: Reader): Refusal | null {
  const texts: readonly (readonly [HistoryField, string, number])[] = [
    ['customer_name', name, 500],
    ['customer_email', email, 254],
    ['customer_external_id', externalId, 200],
  ];
  for (const [field, text, charactersMax] of texts) {
    const problem = textProblem(text, charactersMax);
    if (problem) return refusal(reader, field, problem);
  }
  if (email !== '' && !isEmail(email)) return refusal(reader, 'customer_email', 'is not an e-mail address');
  if (texts.some(([, text]) => text !== '')) return null;
  const reason = 'names no customer: expected a name, an e-mail address or an external id';
  return { ok: false, field: 'customer_name', reason };
}

function refusal(reader: Reader, field: HistoryField, reason: string): Refusal {
  return { ok: false, field, reason: `${reader.header(field)} ${reason}` };
}

/** The function's answers, worked out once for each text; forgotten where there are too many different ones. */
function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const made = answer(text);
    if (answers.size > 20_000) answers.clear();
    answers.set(text, made);
    return made;
  };
}

/** The longest texts that the ledger keeps of each field (contract: customers, credits). */
const longest: readonly (readonly [HistoryField, number])[] = [
  ['credit', 200],
  ['description', 5000],
  ['lot_external_id', 200],
  ['external_id', 200],
];

const missingDate = { ok: false, reason: 'is empty: expected a date such as 2026-03-31' } as const;
const noDay = { ok: true, value: null } as const;

/** A reversal names the entry that it undoes, which a file has no word for. */
const importedKinds = entryKindNames.filter((kind) => kind !== 'reversal');
const notAnEntryKind = `is not a kind of entry: expected one of ${importedKinds.join(', ')}`;
const notACreditKind = 'is not a kind of credit: expected session, time, money, printing or pass';
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
