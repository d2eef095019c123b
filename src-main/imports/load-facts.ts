import type { Db } from '../store/database.ts';
import { loadCreditsToMatch, loadCustomersToMatch, loadImportedLot, takenInLedger } from '../store/imports.ts';
import { grantedByRowsMemo, type LedgerFacts } from './import-plan.ts';

/** What the ledger holds that an import's plan depends on. The caller holds the transaction that keeps it steady. */
export function loadFacts(db: Db, studio: { readonly timeZone: string; readonly currency: string }): LedgerFacts {
  return {
    timeZone: studio.timeZone,
    currency: studio.currency,
    customers: loadCustomersToMatch(db),
    credits: loadCreditsToMatch(db),
    isTaken: takenInLedger(db),
    importedLot(customer, credit, externalId) {
      const lot = loadImportedLot(db, customer, credit, externalId);
      return lot && { ...lot, grantedByRows: lot.memo === grantedByRowsMemo };
    },
  };
}
