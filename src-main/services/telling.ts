import { isoOf } from '../../src-shared/days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import type { AllocationLine } from '../../src-shared/ledger/allocation.ts';
import { lotStatus } from '../../src-shared/ledger/lot.ts';
import { type CreditRow, loadCredits } from '../store/catalogue.ts';
import { loadCustomerByNumber } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import { loadLotByNumber, type StoredLot } from '../store/lots.ts';
import { loadMembershipByNumber } from '../store/memberships.ts';
import { found } from './refused.ts';

/** Looks rows up by number, each once: for telling many lots of few credits and owners. */
export type Names = {
  credit(number: number): CreditRow;
  customer(number: number): { id: string; name: string };
  membershipId(number: number | null): string | null;
};

/** Names for one answer. */
export function namesOf(db: Db): Names {
  const credits = new Map(loadCredits(db).map((credit) => [credit.number, credit]));
  const customers = remembered((number: number) => found(loadCustomerByNumber(db, number), 'customer'));
  const memberships = remembered((number: number) => found(loadMembershipByNumber(db, number), 'membership').id);
  return {
    credit: (number) => found(credits.get(number) ?? null, 'credit'),
    customer: customers,
    membershipId: (number) => (number === null ? null : memberships(number)),
  };
}

/** A lot as the contract tells it. */
export function tellLot(lot: StoredLot, names: Names, now: InstantMs) {
  const credit = names.credit(lot.credit);
  return {
    id: lot.id,
    number: lot.number,
    customerId: names.customer(lot.customer).id,
    creditId: credit.id,
    creditName: credit.name,
    creditKind: credit.kind,
    unit: credit.unit,
    decimals: credit.decimals,
    source: lot.source,
    sourceName: lot.sourceName,
    membershipId: names.membershipId(lot.membership),
    cycle: lot.cycle,
    granted: lot.granted,
    left: lot.left,
    validFrom: isoOf(lot.validFrom),
    lastDay: lot.lastDay,
    status: lotStatus(lot, now),
  };
}

/** Lots as they stand now, by number, told in that order. */
export function tellLots(db: Db, numbers: readonly number[], now: InstantMs) {
  const names = namesOf(db);
  return numbers.map((number) => tellLot(found(loadLotByNumber(db, number), 'lot'), names, now));
}

/** An allocation as the contract tells it. */
export function tellAllocation(db: Db, lines: readonly AllocationLine[]) {
  const names = namesOf(db);
  return lines.map(({ lot, amount, before, after }) => ({
    lotId: (lot as AllocationLine['lot'] & StoredLot).id,
    creditId: names.credit(lot.credit).id,
    amount,
    before,
    after,
    source: lot.source,
    sourceName: lot.sourceName,
    lastDay: lot.lastDay,
    ownerName: names.customer(lot.customer).name,
    shared: lot.shared,
  }));
}

function remembered<Key, Value>(look: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? look(key);
    known.set(key, value);
    return value;
  };
}
