import type { Amount, Day, InstantMs } from '../../src-shared/ids.ts';
import { planLotChange, planLotsDeletion } from '../../src-shared/ledger/adjustments.ts';
import { endingOf } from '../../src-shared/ledger/cycles.ts';
import { spendingOrder } from '../../src-shared/ledger/lot.ts';
import { type CreditRow, loadCredit, loadCredits } from '../store/catalogue.ts';
import { type CustomerRow, loadCompaniesOf, loadCustomer } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import {
  listLots as listInStore,
  loadLot,
  loadLotsWithCredit,
  pauseWithMembership,
  type StoredLot,
} from '../store/lots.ts';
import { loadMembership } from '../store/memberships.ts';
import { loadBalance, loadCreditsOfCustomer } from '../store/usage-summary.ts';
import { requireConfirmation } from './catalogue.ts';
import { type Actor, type Core, change, read } from './core.ts';
import { found } from './refused.ts';
import { agreed } from './spending.ts';
import { namesOf, tellLot, tellLots } from './telling.ts';

type ListInput = {
  customerId: string;
  status?: 'current' | 'expired' | 'used_up' | undefined;
  creditId?: string | undefined;
  membershipId?: string | undefined;
  limit: number;
  offset: number;
};

/** A customer's lots, newest first. */
export function listLots(core: Core, input: ListInput) {
  return read(core, ({ db, now }) => {
    const customer = found(loadCustomer(db, input.customerId), 'customer').number;
    const credit = input.creditId === undefined ? undefined : found(loadCredit(db, input.creditId), 'credit').number;
    const membership = input.membershipId === undefined ? undefined : ownMembership(db, customer, input.membershipId);
    const { rows, total } = listInStore(
      db,
      { customer, now, status: input.status, credit, membership },
      input.limit,
      input.offset,
    );
    const names = namesOf(db);
    return { rows: rows.map((lot) => tellLot(lot, names, now)), total };
  });
}

function ownMembership(db: Db, customer: number, id: string): number {
  const membership = found(loadMembership(db, id), 'membership');
  return found(membership.customer === customer ? membership : null, 'membership').number;
}

/** One lot. */
export function getLot(core: Core, id: string) {
  return read(core, ({ db, now }) => tellLot(found(loadLot(db, id), 'lot'), namesOf(db), now));
}

type UpdateInput = {
  id: string;
  left?: number | undefined;
  lastDay?: string | null | undefined;
  memo: string;
  key: string;
};

/** Edits what is left in a lot (a manual entry for the difference) and its last day (an entry of amount 0). */
export function updateLot(core: Core, actor: Actor, input: UpdateInput) {
  return change(core, { operation: 'lots.update', actor, input, areas: ['ledger'] }, (changing) => {
    const { db, now, today, studio } = changing;
    const lot = found(loadLot(db, input.id), 'lot');
    const ending = input.lastDay === undefined ? undefined : endingOf(input.lastDay as Day | null, studio.timeZone);
    const postings = agreed(
      planLotChange(lot, { left: input.left as Amount | undefined, ending, memo: input.memo, now, today }),
    );
    for (const posting of postings) changing.entries.post(posting);
    if (ending) pauseWithMembership(db, lot.number);
    return { lots: tellLots(db, [lot.number], now) };
  });
}

type DeleteInput = { ids: string[]; confirm?: string | undefined; memo: string | null; key: string };

/** Deletes lots (typed DELETE): what is left leaves as manual deductions, the history stays. */
export function deleteLots(core: Core, actor: Actor, input: DeleteInput) {
  requireConfirmation(input.confirm);
  return change(core, { operation: 'lots.delete', actor, input, areas: ['ledger'] }, (changing) => {
    const { db, now } = changing;
    const lots = [...new Set(input.ids)].map((id) => found(loadLot(db, id), 'lot'));
    const postings = planLotsDeletion(lots, input.memo, now);
    const entries = postings.map((posting) => changing.entries.post(posting).number);
    return {
      entries,
      lots: tellLots(
        db,
        lots.map((lot) => lot.number),
        now,
      ),
    };
  });
}

/** What a customer has left now, per credit; the credit of companies that share told apart. */
export function getBalance(core: Core, customerId: string) {
  return read(core, ({ db, now }) => {
    const customer = found(loadCustomer(db, customerId), 'customer');
    const sharing = loadCompaniesOf(db, customer.number).filter((company) => company.creditSharing);
    const credits = loadCredits(db);
    return {
      credits: [
        ...balanceOf(db, customer, credits, now, null),
        ...sharing.flatMap((company) => balanceOf(db, company, credits, now, { id: company.id, name: company.name })),
      ],
    };
  });
}

type SharedBy = { id: string; name: string } | null;

function balanceOf(db: Db, owner: CustomerRow, credits: readonly CreditRow[], now: InstantMs, sharedBy: SharedBy) {
  const known = new Set(loadCreditsOfCustomer(db, owner.number));
  const rows = loadBalance(db, owner.number);
  const lots = loadLotsWithCredit(db, owner.number).sort(spendingOrder);
  return credits
    .filter((credit) => known.has(credit.number))
    .map((credit) => {
      const own = rows.filter((row) => row.credit === credit.number);
      return {
        creditId: credit.id,
        name: credit.name,
        kind: credit.kind,
        unit: credit.unit,
        decimals: credit.decimals,
        left: own.reduce((sum, row) => sum + row.left, 0),
        shared: sharedBy !== null,
        sharedBy,
        expiring: own.map((row) => ({ lastDay: row.lastDay, amount: row.left })),
        lots: lots.filter((lot) => lot.credit === (credit.number as number)).map((lot) => tellBalanceLot(lot, now)),
      };
    });
}

function tellBalanceLot(lot: StoredLot, now: InstantMs) {
  const { id, source, sourceName, left, lastDay } = lot;
  return { id, source, sourceName, left, lastDay, spendable: !lot.paused && lot.validFrom <= now };
}
