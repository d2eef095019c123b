import { entryKindNames } from '../../src-shared/ledger/entry-kinds.ts';
import type { Db } from '../store/database.ts';
import type { ReportEntry } from '../store/report-entries.ts';
import { balanceTeller, type EntryFilter } from '../store/usage-entries.ts';
import type { StoreScope } from '../store/usage-scope.ts';

/** The balance after each entry of a list, newest first. One teller goes through one list from its beginning. */
export type BalanceTeller = (entry: ReportEntry) => number;

/**
 * Tells balances as `usage.entries` does. Where the filter leaves no entry out between two listed ones, each balance
 * follows from the one before it, and only the newest of each credit is asked of the store.
 */
export function runningBalances(db: Db, scope: StoreScope, filter: EntryFilter): BalanceTeller {
  const ask = balanceTeller(db, scope);
  const askStore: BalanceTeller = (entry) => ask([entry])[0] ?? 0;
  if (leavesGaps(filter)) return askStore;
  const before = new Map<string | number, number>();
  return (entry) => {
    const key = scope.of === 'studio' ? `${entry.customer} ${entry.credit}` : entry.credit;
    const balance = before.get(key) ?? askStore(entry);
    before.set(key, balance - entry.amount);
    return balance;
  };
}

/** Days and kinds of credit cut a list at its ends or leave whole credits out; anything else may leave out an entry in between. */
function leavesGaps({ kinds, status, text }: EntryFilter): boolean {
  return status !== null || text !== null || kinds.length < entryKindNames.length;
}
