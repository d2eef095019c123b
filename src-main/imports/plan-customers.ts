import { usedByLabel } from '../../src-shared/used-by-label.ts';
import type { CustomersRow } from './customers-rows.ts';
import { foldName } from './fold-name.ts';
import type { CustomerRef, ImportPlan, LedgerFacts, PlannedCustomer, RejectedRow } from './import-plan.ts';
import { type MatchedCustomer, matchCustomers, otherNameReason } from './match-customers.ts';
import { saySame, takeOnce } from './take-once.ts';

type Made = { readonly ref: CustomerRef; readonly row: CustomersRow };
type CustomerRows = ImportPlan['customerRows'][number];

/** Decides which customers a file makes, and of which companies they are members. Who is in the ledger already is skipped and stays as they are. Pure. */
export function planCustomers(
  read: { readonly rows: readonly CustomersRow[]; readonly rejected: readonly RejectedRow[] },
  facts: LedgerFacts,
): ImportPlan {
  const { fresh, skipped, rejected: contradicting } = takeOnce('customers', read.rows, facts.isTaken);
  const matches = matchCustomers(
    fresh.map(({ row }) => row),
    facts.customers,
  );
  const customers: PlannedCustomer[] = [];
  const customerRows: CustomerRows[] = [];
  const members: ImportPlan['members'][number][] = [];
  const made = new Map<MatchedCustomer, Made>();
  const companies = companyFinder(facts, customers);
  const unmatched: RejectedRow[] = [];
  let there = 0;
  // Companies first: a row of their own tells more than a member's, which only names them.
  for (const { row, taken } of fresh.toSorted((a, b) => Number(b.row.isCompany) - Number(a.row.isCompany))) {
    const match = matches.get(row.who);
    const customer = match?.ok ? match.customer : null;
    const problem = customer
      ? contradiction(row, customer, made.get(customer))
      : match?.ok === false
        ? match.reason
        : 'names no customer';
    if (problem || !customer) {
      unmatched.push({
        line: row.line,
        reason: problem ?? 'names no customer',
        value: row.identity.name || row.identity.email,
      });
    } else if (customer.number !== null || made.has(customer) || (row.isCompany && companies.has(row.company))) {
      there++;
    } else {
      const ref = row.isCompany
        ? companies.make(row.company, detailsOf(row, customer))
        : makePerson(row, customer, customers);
      made.set(customer, { ref, row });
      customerRows.push({ taken, line: row.line, customer: ref });
      if (!row.isCompany && row.company !== '') members.push({ company: companies.find(row.company), person: ref });
    }
  }
  return {
    format: 'customers',
    rows: read.rows.length + read.rejected.length,
    accepted: customerRows.length,
    skipped: skipped + there,
    rejected: [...read.rejected, ...contradicting, ...unmatched].toSorted((a, b) => a.line - b.line),
    customers,
    credits: [],
    lots: [],
    bookings: [],
    entries: [],
    customerRows,
    members,
  };
}

/** Why a row that was matched to somebody can't be simply skipped: it may be another person. */
function contradiction(row: CustomersRow, customer: MatchedCustomer, made: Made | undefined): string | null {
  const { name, email, externalId } = row.identity;
  if (customer.number === null && !made) return null;
  if (externalId !== '' && customer.externalId === externalId && made?.row.identity.externalId !== '') return null;
  const sameName = foldName(customer.name) === foldName(name);
  if (email !== '' && !sameName) return otherNameReason(customer.name, made?.row.line);
  if (made && email === '' && externalId === '' && !saySame(made.row, row)) {
    return `has the name of line ${made.row.line}: an e-mail address or external id must tell them apart`;
  }
  return null;
}

function detailsOf(row: CustomersRow, customer: MatchedCustomer): Omit<PlannedCustomer, 'kind'> {
  return {
    name: customer.name,
    email: customer.email,
    externalId: customer.externalId,
    phone: row.phone,
    note: row.note,
  };
}

function makePerson(row: CustomersRow, customer: MatchedCustomer, customers: PlannedCustomer[]): CustomerRef {
  const place = customers.push({ kind: 'person', ...detailsOf(row, customer) }) - 1;
  return { made: place, label: usedByLabel(customer) };
}

type Companies = {
  has(name: string): boolean;
  /** The company of that name, made where it is missing. */
  find(name: string): CustomerRef;
  make(name: string, details: Omit<PlannedCustomer, 'kind'>): CustomerRef;
};

/** Companies by name, those of the ledger and those that the plan makes. */
function companyFinder(facts: LedgerFacts, customers: PlannedCustomer[]): Companies {
  const refs = new Map<string, CustomerRef>();
  for (const customer of facts.customers) {
    const folded = customer.kind === 'company' ? foldName(customer.name) : null;
    if (folded !== null && !refs.has(folded))
      refs.set(folded, { known: customer.number, label: usedByLabel(customer) });
  }
  const make: Companies['make'] = (name, details) => {
    const place = customers.push({ kind: 'company', ...details }) - 1;
    const ref = { made: place, label: usedByLabel(details) };
    refs.set(foldName(name), ref);
    return ref;
  };
  return {
    has: (name) => refs.has(foldName(name)),
    find: (name) =>
      refs.get(foldName(name)) ?? make(name, { name, email: null, externalId: null, phone: null, note: null }),
    make,
  };
}
