import { usedByLabel } from '../../src-shared/used-by-label.ts';
import type { CustomersRow } from './customers-rows.ts';
import { foldName } from './fold-name.ts';
import type { CustomerRef, ImportPlan, LedgerFacts, PlannedCustomer, RejectedRow } from './import-plan.ts';
import { companyFinder, teamJoiner } from './join-teams.ts';
import { type MatchedCustomer, matchCustomers, otherNameReason } from './match-customers.ts';
import { archivedNotes, joinedNotes } from './people-notes.ts';
import { saySame, takeOnce } from './take-once.ts';
import { takenById } from './taken-id.ts';

type Made = { readonly ref: CustomerRef; readonly row: CustomersRow };
type CustomerRows = ImportPlan['customerRows'][number];

/** Decides which customers a file makes, and who becomes a member of which company. Who is in the ledger already stays as they are, but for their teams. Pure. */
export function planCustomers(
  read: { readonly rows: readonly CustomersRow[]; readonly rejected: readonly RejectedRow[] },
  facts: LedgerFacts,
): ImportPlan {
  const { fresh, again, rejected: contradicting } = takeOnce('customers', read.rows, facts);
  const matches = matchCustomers(
    fresh.map(({ row }) => row),
    facts.customers,
  );
  const making = customerMaker(facts);
  const unmatched: RejectedRow[] = [];
  // Companies first: a row of their own tells more than a member's, which only names them.
  for (const { row, taken } of fresh.toSorted((a, b) => Number(b.row.isCompany) - Number(a.row.isCompany))) {
    const match = matches.get(row.who);
    const problem = match?.ok ? making.take(row, taken, match.customer) : (match?.reason ?? 'names no customer');
    if (problem === null) continue;
    unmatched.push({ line: row.line, reason: problem, value: row.identity.name || row.identity.email });
  }
  for (const { row } of again) making.takeAgain(row);
  const rejected = [...read.rejected, ...contradicting, ...unmatched].toSorted((a, b) => a.line - b.line);
  const rows = read.rows.length + read.rejected.length;
  const { accepted, ...made } = making.made();
  return {
    format: 'customers',
    rows,
    accepted,
    skipped: rows - rejected.length - accepted,
    rejected,
    credits: [],
    lots: [],
    bookings: [],
    entries: [],
    ...made,
  };
}

type CustomerMaker = {
  /** Makes a row's customer where they are missing, and a member of their company; why that can't be, or null. */
  take(row: CustomersRow, taken: string, customer: MatchedCustomer): string | null;
  /** Takes a row whose external id made a customer already: of another file, it may name a company. */
  takeAgain(row: CustomersRow): void;
  made(): Pick<ImportPlan, 'accepted' | 'customers' | 'customerRows' | 'members' | 'notes'>;
};

function customerMaker(facts: LedgerFacts): CustomerMaker {
  const customers: PlannedCustomer[] = [];
  const customerRows: CustomerRows[] = [];
  const made = new Map<MatchedCustomer, Made>();
  const companies = companyFinder(facts, customers);
  const teams = teamJoiner(facts, companies);
  const known = new Map(facts.customers.map((customer) => [customer.number, customer]));
  const archived: string[] = [];
  const joined = new Map<number, string>();
  let accepted = 0;
  const joinKnown = (row: CustomersRow, number: number) => {
    const customer = known.get(number);
    if (customer?.kind !== 'person' || !teams.join(row, { known: number, label: usedByLabel(customer) })) return;
    joined.set(number, customer.name);
    accepted++;
  };
  return {
    take(row, taken, customer) {
      const before = made.get(customer);
      const problem = contradiction(row, customer, before);
      if (problem !== null) return problem;
      if (customer.archived) archived.push(customer.name);
      if (customer.number !== null) joinKnown(row, customer.number);
      else if (before) accepted += Number(teams.join(row, before.ref));
      else if (!row.isCompany || !companies.has(row.company)) {
        const details = detailsOf(row, customer);
        const ref = row.isCompany ? companies.make(row.company, details) : makePerson(details, customers);
        made.set(customer, { ref, row });
        customerRows.push({ taken, line: row.line, customer: ref });
        teams.join(row, ref);
        accepted++;
      }
      return null;
    },
    takeAgain(row) {
      const number = row.company === '' ? null : facts.customerOfOtherFile(takenById('customers', row.ownId));
      if (number !== null) joinKnown(row, number);
    },
    made() {
      const notes = [...joinedNotes([...joined.values()]), ...archivedNotes(archived)];
      return { accepted, customers, customerRows, members: teams.members, notes };
    },
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

function makePerson(details: Omit<PlannedCustomer, 'kind'>, customers: PlannedCustomer[]): CustomerRef {
  const place = customers.push({ kind: 'person', ...details }) - 1;
  return { made: place, label: usedByLabel(details) };
}
