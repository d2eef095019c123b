import { z } from 'zod';
import { fold } from '../../src-shared/fold.ts';
import { all, type Db, first, run } from './database.ts';

const customerSchema = z
  .object({
    number: z.number(),
    id: z.string(),
    kind: z.enum(['person', 'company']),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    externalId: z.string().nullable(),
    note: z.string().nullable(),
    creditSharing: z.number(),
    archived: z.number(),
    createdAt: z.number(),
  })
  .transform((row) => ({ ...row, creditSharing: row.creditSharing === 1, archived: row.archived === 1 }));

/** A customer as the store keeps it. */
export type CustomerRow = z.infer<typeof customerSchema>;
/** What a new customer comes with. */
export type NewCustomer = Omit<CustomerRow, 'number' | 'creditSharing' | 'archived'>;

const customerSql = `SELECT c.number, c.id, c.kind, c.name, c.email, c.phone, c.external_id AS externalId, c.note,
  c.credit_sharing AS creditSharing, c.archived, c.created_at AS createdAt FROM customers c`;
// Put together once: each text is the key that its prepared statement is found by.
const customerById = `${customerSql} WHERE c.id = ?`;
const customerByNumber = `${customerSql} WHERE c.number = ?`;

/** The customer with an id, or null. */
export function loadCustomer(db: Db, id: string): CustomerRow | null {
  return first(db, customerSchema, customerById, [id]);
}

/** The customer with a number, or null. */
export function loadCustomerByNumber(db: Db, number: number): CustomerRow | null {
  return first(db, customerSchema, customerByNumber, [number]);
}

/** The customer with an external id, or null. */
export function loadCustomerByExternalId(db: Db, externalId: string): CustomerRow | null {
  return first(db, customerSchema, `${customerSql} WHERE c.external_id = ?`, [externalId]);
}

/** The companies that a person is a member of, by name. */
export function loadCompaniesOf(db: Db, person: number): CustomerRow[] {
  return all(
    db,
    customerSchema,
    `${customerSql} JOIN team_members t ON t.company = c.number WHERE t.person = ? ORDER BY c.name, c.number`,
    [person],
  );
}

/** A company's members, by name. */
export function loadMembersOf(db: Db, company: number): CustomerRow[] {
  return all(
    db,
    customerSchema,
    `${customerSql} JOIN team_members t ON t.person = c.number WHERE t.company = ? ORDER BY c.name, c.number`,
    [company],
  );
}

/** Adds a customer; its number. */
export function insertCustomer(db: Db, customer: NewCustomer): number {
  const { row } = run(
    db,
    `INSERT INTO customers (id, kind, name, email, phone, external_id, note, created_at)
     VALUES (@id, @kind, @name, @email, @phone, @externalId, @note, @createdAt)`,
    customer,
  );
  indexCustomer(db, { ...customer, number: row, archived: false });
  return row;
}

/** Changes a customer. */
export function updateCustomer(db: Db, customer: CustomerRow): void {
  run(
    db,
    `UPDATE customers SET name = @name, email = @email, phone = @phone, external_id = @externalId, note = @note,
       archived = @archived WHERE number = @number`,
    { ...customer, archived: Number(customer.archived), creditSharing: Number(customer.creditSharing) },
  );
  indexCustomer(db, customer);
}

/** Sets a company's members and whether they may spend its credits. */
export function setTeam(db: Db, company: number, members: readonly number[], creditSharing: boolean): void {
  run(db, 'DELETE FROM team_members WHERE company = ?', [company]);
  for (const person of members) run(db, 'INSERT INTO team_members (company, person) VALUES (?, ?)', [company, person]);
  run(db, 'UPDATE customers SET credit_sharing = ? WHERE number = ?', [Number(creditSharing), company]);
}

type Indexed = Pick<CustomerRow, 'number' | 'kind' | 'name' | 'email' | 'phone' | 'externalId' | 'archived'>;

function indexCustomer(db: Db, customer: Indexed): void {
  const phoneDigits = customer.phone?.replace(/\D/g, '') ?? '';
  const folded = [customer.name, customer.email, customer.phone, phoneDigits, customer.externalId]
    .filter(Boolean)
    .join(' ');
  run(
    db,
    `INSERT INTO customer_search (customer, archived, kind, name_folded, folded, revision)
     VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(revision), 0) + 1 FROM customer_search))
     ON CONFLICT (customer) DO UPDATE SET archived = excluded.archived, kind = excluded.kind,
       name_folded = excluded.name_folded, folded = excluded.folded, revision = excluded.revision`,
    [customer.number, Number(customer.archived), customer.kind, fold(customer.name), fold(folded)],
  );
}
