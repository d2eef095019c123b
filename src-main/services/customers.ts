import { isoOf } from '../../src-shared/days.ts';
import { soonOver } from '../../src-shared/ends-soon.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { type SearchFilter, searchCustomers as searchStore } from '../store/customer-search.ts';
import {
  type CustomerRow,
  insertCustomer,
  loadCompaniesOf,
  loadCustomer,
  loadCustomerByExternalId,
  loadMembersOf,
  setTeam as setTeamInStore,
  updateCustomer as updateInStore,
} from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import { type Actor, type Core, change, look, read } from './core.ts';
import { found, Refused, refuseInput } from './refused.ts';

/** A customer as the contract tells it. */
export function tellCustomer(db: Db, row: CustomerRow) {
  const { number, createdAt, ...told } = row;
  const members = row.kind === 'company' ? loadMembersOf(db, number) : [];
  const companies = row.kind === 'person' ? loadCompaniesOf(db, number) : [];
  return {
    ...told,
    createdAt: isoOf(createdAt as InstantMs),
    companies: companies.map(({ id, name, creditSharing }) => ({ id, name, creditSharing })),
    members: members.map(({ id, name, email }) => ({ id, name, email })),
  };
}

/** Finds customers by the words of a query in name, e-mail, phone and external id, forgiving accents and word order. */
export function searchCustomers(
  core: Core,
  input: {
    query?: string | undefined;
    kind?: 'person' | 'company' | undefined;
    filter?: SearchFilter | undefined;
    limit: number;
    offset: number;
  },
) {
  return read(core, ({ db, now, today, studio }) =>
    searchStore(db, { ...input, now, soon: soonOver(today, studio.timeZone) }),
  );
}

/** One customer. */
export function getCustomer(core: Core, id: string) {
  return look(core, ({ db }) => tellCustomer(db, found(loadCustomer(db, id), 'customer')));
}

type Details = {
  name: string;
  email: string | null;
  phone: string | null;
  externalId: string | null;
  note: string | null;
};

/** Adds a customer; refused with EXTERNAL_ID_TAKEN. */
export function createCustomer(core: Core, actor: Actor, input: Details & { kind: 'person' | 'company' }) {
  return change(core, { operation: 'customers.create', actor, input: {}, areas: ['customers'] }, ({ db, ids, now }) => {
    refuseTakenExternalId(db, input.externalId, null);
    const id = ids.next();
    insertCustomer(db, { ...input, id, createdAt: now });
    return tellCustomer(db, found(loadCustomer(db, id), 'customer'));
  });
}

/** Changes a customer's details; what is undefined stays, null or empty text clears. */
export function updateCustomer(
  core: Core,
  actor: Actor,
  input: { id: string } & { [Field in keyof Details]?: string | null | undefined },
) {
  return change(core, { operation: 'customers.update', actor, input: {}, areas: ['customers'] }, ({ db }) => {
    const row = found(loadCustomer(db, input.id), 'customer');
    const changed = { ...row };
    if (input.name !== undefined && input.name !== null) changed.name = input.name;
    for (const field of ['email', 'phone', 'externalId', 'note'] as const) {
      if (input[field] !== undefined) changed[field] = input[field] || null;
    }
    refuseTakenExternalId(db, changed.externalId, row.id);
    updateInStore(db, changed);
    return tellCustomer(db, changed);
  });
}

/** Puts a customer out of sight, or back; the ledger keeps everything. */
export function archiveCustomer(core: Core, actor: Actor, input: { id: string; archived: boolean }) {
  return change(core, { operation: 'customers.archive', actor, input: {}, areas: ['customers'] }, ({ db }) => {
    const row = { ...found(loadCustomer(db, input.id), 'customer'), archived: input.archived };
    updateInStore(db, row);
    return tellCustomer(db, row);
  });
}

/** Sets a company's members (persons) and whether they may spend its credits. */
export function setTeam(
  core: Core,
  actor: Actor,
  input: { companyId: string; memberIds: string[]; creditSharing: boolean },
) {
  return change(core, { operation: 'teams.set', actor, input: {}, areas: ['customers', 'ledger'] }, ({ db }) => {
    const company = found(loadCustomer(db, input.companyId), 'company');
    if (company.kind !== 'company') refuseInput('companyId', 'expected a company, not a person');
    const members = input.memberIds.map((id) => {
      const member = found(loadCustomer(db, id), 'customer');
      if (member.kind !== 'person') refuseInput('memberIds', 'expected persons, not companies');
      return member.number;
    });
    setTeamInStore(db, company.number, [...new Set(members)], input.creditSharing);
    return tellCustomer(db, found(loadCustomer(db, input.companyId), 'company'));
  });
}

function refuseTakenExternalId(db: Db, externalId: string | null, ownId: string | null): void {
  const other = externalId === null ? null : loadCustomerByExternalId(db, externalId);
  if (other && other.id !== ownId) throw new Refused({ code: 'EXTERNAL_ID_TAKEN' });
}
