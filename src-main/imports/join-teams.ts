import { usedByLabel } from '../../src-shared/used-by-label.ts';
import type { CustomersRow } from './customers-rows.ts';
import { foldName } from './fold-name.ts';
import type { CustomerRef, ImportPlan, LedgerFacts, PlannedCustomer } from './import-plan.ts';
import { digestOf } from './take-once.ts';
import { takenByPlace } from './taken-id.ts';

/** Companies by name, those of the ledger and those that the plan makes. */
export type Companies = {
  has(name: string): boolean;
  /** The company of that name, made where it is missing. */
  find(name: string): CustomerRef;
  make(name: string, details: Omit<PlannedCustomer, 'kind'>): CustomerRef;
};

/** Finds companies by name; those that it makes are added to `customers`. */
export function companyFinder(facts: LedgerFacts, customers: PlannedCustomer[]): Companies {
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

type Member = ImportPlan['members'][number];
/** Makes people members of the companies that rows name. */
export type TeamJoiner = {
  readonly members: readonly Member[];
  /** True where the row's person becomes a member of its company: not one yet, and not by a row that said so before, so that who was taken out of a team stays out when the file comes again. */
  join(row: CustomersRow, person: CustomerRef): boolean;
};

/** Decides who joins which company; nobody joins one twice. People may be members of several. */
export function teamJoiner(facts: LedgerFacts, companies: Companies): TeamJoiner {
  const members: Member[] = [];
  const joined = new Set<string>();
  return {
    members,
    join(row, person) {
      if (row.isCompany || row.company === '') return false;
      const says = digestOf(['member of', row.ownId || row.who, foldName(row.company)]);
      const taken = takenByPlace('customers', says, 1);
      if (facts.isTaken(taken)) return false;
      const company = companies.find(row.company);
      const isThere = 'known' in company && 'known' in person && facts.isMember(company.known, person.known);
      const pair = JSON.stringify([company, person]);
      if (isThere || joined.has(pair)) return false;
      joined.add(pair);
      members.push({ taken, line: row.line, company, person });
      return true;
    },
  };
}
