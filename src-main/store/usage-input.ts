import { addDays, startOfDay } from '../../src-shared/days.ts';
import type { Day, InstantMs } from '../../src-shared/ids.ts';
import { type EntryKind, kindsOfView, type UsageView } from '../../src-shared/ledger/entry-kinds.ts';
import { loadCredit } from './catalogue.ts';
import { loadCustomer } from './customers.ts';
import type { Db } from './database.ts';
import type { EntryFilter } from './entries-shown.ts';
import { loadLot } from './lots.ts';
import { loadMembership } from './memberships.ts';
import type { StoreScope } from './usage-scope.ts';

/** A scope as the contract names it. */
export type ScopeInput =
  | { membershipId: string; cycle?: number | undefined }
  | { lotId: string }
  | { customerId: string; creditId?: string | undefined }
  | { companyId: string; creditId?: string | undefined }
  | { studio: true };

/** What narrows a list of entries, as the contract names it. */
export type FilterInput = {
  readonly view?: UsageView | 'all' | undefined;
  readonly kinds?: readonly EntryKind[] | undefined;
  readonly kind?: string | undefined;
  readonly creditId?: string | undefined;
  readonly status?: 'current' | 'expired' | 'used_up' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly text?: string | undefined;
};

/** A scope in the store's numbers, or what of it is not there. */
export type FoundScope = { scope: StoreScope; missing: null } | { scope: null; missing: string };

/** Looks a scope's ids up. */
export function findScope(db: Db, input: ScopeInput): FoundScope {
  if ('studio' in input) return { scope: { of: 'studio' }, missing: null };
  if ('lotId' in input) {
    const lot = loadLot(db, input.lotId);
    return lot ? { scope: { of: 'lot', lot: lot.number }, missing: null } : { scope: null, missing: 'lot' };
  }
  if ('membershipId' in input) {
    const membership = loadMembership(db, input.membershipId);
    if (!membership) return { scope: null, missing: 'membership' };
    return { scope: { of: 'membership', membership: membership.number, cycle: input.cycle ?? null }, missing: null };
  }
  const company = 'companyId' in input;
  const customer = loadCustomer(db, company ? input.companyId : input.customerId);
  if (!customer || (company && customer.kind !== 'company'))
    return { scope: null, missing: company ? 'company' : 'customer' };
  const credit = input.creditId === undefined ? null : loadCredit(db, input.creditId);
  if (input.creditId !== undefined && !credit) return { scope: null, missing: 'credit' };
  return { scope: { of: 'customer', customer: customer.number, credit: credit?.number ?? null }, missing: null };
}

/** A filter in the store's terms, or what of it is not there. */
export type FoundFilter = { filter: EntryFilter; missing: null } | { filter: null; missing: string };

/** Looks up what a filter names; days are the studio's, both included. `now` tells a lot's status. */
export function findFilter(
  at: { db: Db; studio: { timeZone: string }; now: InstantMs },
  input: FilterInput,
): FoundFilter {
  const { timeZone } = at.studio;
  const ofView = kindsOfView(input.view ?? 'all');
  const credit = input.creditId === undefined ? null : loadCredit(at.db, input.creditId);
  if (input.creditId !== undefined && !credit) return { filter: null, missing: 'credit' };
  const filter: EntryFilter = {
    kinds: input.kinds?.length ? ofView.filter((kind) => input.kinds?.includes(kind)) : ofView,
    creditKind: input.kind ?? null,
    credit: credit?.number ?? null,
    status: input.status ?? null,
    from: input.from === undefined ? null : startOfDay(input.from as Day, timeZone),
    before: input.to === undefined ? null : startOfDay(addDays(input.to as Day, 1), timeZone),
    text: input.text ?? null,
    now: at.now,
  };
  return { filter, missing: null };
}
