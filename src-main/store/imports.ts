import { z } from 'zod';
import type { Day, InstantMs, LotNumber } from '../../src-shared/ids.ts';
import { type EntryKind, entryKindNames, entryKindOf, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, first, run, statement, value } from './database.ts';

const customerSchema = z.object({
  number: z.number(),
  kind: z.enum(['person', 'company']),
  name: z.string(),
  email: z.string().nullable(),
  externalId: z.string().nullable(),
  archived: z.number().transform((code) => code === 1),
});

/** All customers, archived ones too, as far as an import has to recognise them, by number. */
export function loadCustomersToMatch(db: Db): z.infer<typeof customerSchema>[] {
  return all(
    db,
    customerSchema,
    'SELECT number, kind, name, email, external_id AS externalId, archived FROM customers ORDER BY number',
  );
}

const creditSchema = z.object({
  number: z.number(),
  name: z.string(),
  kind: z.enum(['session', 'time', 'money', 'printing', 'pass']),
  decimals: z.number(),
  added: z.number(),
});

const incomingCodes = entryKindNames
  .map((kind) => entryKinds[kind])
  .filter(({ sign }) => sign === '+')
  .map(({ code }) => code);

/** All credits with the sum of everything that ever came into them, by number. */
export function loadCreditsToMatch(db: Db): z.infer<typeof creditSchema>[] {
  return all(
    db,
    creditSchema,
    `SELECT c.number, c.name, c.kind, c.decimals, coalesce((SELECT sum(t.total) FROM credit_totals t
       WHERE t.credit = c.number AND t.kind IN (${incomingCodes})), 0) AS added FROM credits c ORDER BY c.number`,
  );
}

/** True once something was imported. */
export function hasImports(db: Db): boolean {
  return value(db, 'SELECT EXISTS (SELECT 1 FROM imports)') === 1;
}

/** Asks whether an entry or a customer was imported under an external id (with its format before it), or under one of earlier versions, which are worked out only where it matters. */
export function takenInLedger(db: Db): (externalId: string, earlier?: () => readonly string[]) => boolean {
  // A first import asks for each of its rows; a ledger without imports has nothing to look through.
  if (!hasImports(db)) return () => false;
  const entries = statement(db, 'SELECT 1 FROM entries WHERE external_id = ? AND external_id IS NOT NULL').raw(true);
  const customers = statement(db, 'SELECT 1 FROM imported_customers WHERE taken = ?').raw(true);
  const isTaken = (externalId: string) =>
    entries.get(externalId) !== undefined || customers.get(externalId) !== undefined;
  return (externalId, earlier) => isTaken(externalId) || (earlier?.().some(isTaken) ?? false);
}

const importedEntrySchema = z.object({
  kind: z.number(),
  amount: z.number(),
  at: z.number(),
  customer: z.number(),
  credit: z.number(),
});

/** An entry that was imported. */
export type ImportedEntry = {
  readonly kind: EntryKind;
  readonly amount: number;
  readonly at: InstantMs;
  /** Of its lot, by number. */
  readonly customer: number;
  readonly credit: number;
};

/** The entry that was imported under an external id (with its format before it), or null. */
export function loadImportedEntry(db: Db, externalId: string): ImportedEntry | null {
  const entry = first(
    db,
    importedEntrySchema,
    `SELECT kind, amount, happened_at AS at, customer, credit FROM entries
     WHERE external_id = ? AND external_id IS NOT NULL`,
    [externalId],
  );
  // The store's milliseconds become the domain's branded ones here.
  return entry && { ...entry, kind: entryKindOf(entry.kind), at: entry.at as InstantMs };
}

/** The name or e-mail address under which somebody used what was imported under an external id; null where nobody did. */
export function loadImportedUsedBy(db: Db, externalId: string): string | null {
  const found = first(
    db,
    z.object({ text: z.string() }),
    `SELECT t.text FROM entries e JOIN labels t ON t.number = e.used_by_label
     WHERE e.external_id = ? AND e.external_id IS NOT NULL`,
    [externalId],
  );
  return found?.text ?? null;
}

const importedCustomerSchema = z.object({ customer: z.number(), sha256: z.string() });

/** The customer that a row made under an external id (with its format before it), and the SHA-256 (hex) of the file that it was in; or null. */
export function loadImportedCustomer(db: Db, taken: string): z.infer<typeof importedCustomerSchema> | null {
  return first(
    db,
    importedCustomerSchema,
    'SELECT c.customer, i.sha256 FROM imported_customers c JOIN imports i ON i.number = c.import WHERE c.taken = ?',
    [taken],
  );
}

/** True where a person is a member of a company. */
export function isMember(db: Db, company: number, person: number): boolean {
  return value(db, 'SELECT 1 FROM team_members WHERE company = ? AND person = ?', [company, person]) !== null;
}

const lotSchema = z.object({
  number: z.number(),
  granted: z.number(),
  memo: z.string().nullable(),
  lastDay: z.string().nullable(),
  endsAt: z.number().nullable(),
});
const entrySchema = z.object({ at: z.number(), amount: z.number() });

/** A lot that an earlier import made: what its first entry granted and with which memo, its last day as it is now (`endsAt`: the first instant after it), and all its entries. */
export type ImportedLot = {
  readonly number: LotNumber;
  readonly granted: number;
  readonly memo: string | null;
  readonly lastDay: Day | null;
  readonly endsAt: InstantMs | null;
  readonly entries: readonly { readonly at: InstantMs; readonly amount: number }[];
};

/** The imported lot of a customer and credit under an external id (null: the one without any), or null. */
export function loadImportedLot(
  db: Db,
  customer: number,
  credit: number,
  externalId: string | null,
): ImportedLot | null {
  const lot = first(
    db,
    lotSchema,
    `SELECT l.number, l.granted, t.text AS memo, l.last_day AS lastDay, l.ends_at AS endsAt FROM lots l
       JOIN entries e ON e.number = (SELECT min(o.number) FROM entries o WHERE o.lot = l.number)
       LEFT JOIN labels t ON t.number = e.memo
     WHERE l.customer = ? AND l.credit = ? AND l.source = 'import' AND l.external_id IS ? ORDER BY l.number LIMIT 1`,
    [customer, credit, externalId],
  );
  if (!lot) return null;
  const entries = all(
    db,
    entrySchema,
    'SELECT happened_at AS at, amount FROM entries WHERE lot = ? ORDER BY happened_at, number',
    [lot.number],
  );
  // The store's numbers become the domain's branded ones here.
  return { ...lot, entries } as unknown as ImportedLot;
}

/** What is kept of an import: where its rows came from and who ran it. `runAt` in milliseconds UTC. */
export type NewImport = {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly format: string;
  readonly staff: number | null;
  readonly runAt: InstantMs;
};

/** Adds an import; its number. */
export function insertImport(db: Db, made: NewImport): number {
  return run(
    db,
    `INSERT INTO imports (id, file_name, sha256, format, staff, run_at) VALUES (@id, @fileName, @sha256, @format, @staff, @runAt)`,
    made,
  ).row;
}

/** Keeps the row that made a customer, or a member of a company, so that a second import skips it. */
export function insertImportedCustomer(
  db: Db,
  taken: string,
  importNumber: number,
  line: number,
  customer: number,
): void {
  run(db, 'INSERT INTO imported_customers (taken, import, line, customer) VALUES (?, ?, ?, ?)', [
    taken,
    importNumber,
    line,
    customer,
  ]);
}

/** Makes a person a member of a company; nothing where they are one already. */
export function addMember(db: Db, company: number, person: number): void {
  run(db, 'INSERT INTO team_members (company, person) VALUES (?, ?) ON CONFLICT DO NOTHING', [company, person]);
}
