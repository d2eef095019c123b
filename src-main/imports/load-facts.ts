import type { Db } from '../store/database.ts';
import {
  hasImports,
  isMember,
  loadCreditsToMatch,
  loadCustomersToMatch,
  loadImportedCustomer,
  loadImportedEntry,
  loadImportedLot,
  loadImportedUsedBy,
  takenInLedger,
} from '../store/imports.ts';
import { grantedByRowsMemo, type LedgerFacts } from './import-plan.ts';

/** What the ledger holds that the plan for a file (`sha256`, hex) depends on. The caller holds the transaction that keeps it steady. */
export function loadFacts(
  db: Db,
  studio: Pick<LedgerFacts, 'timeZone' | 'currency' | 'locale'>,
  sha256: string,
): LedgerFacts {
  return {
    timeZone: studio.timeZone,
    currency: studio.currency,
    locale: studio.locale,
    customers: loadCustomersToMatch(db),
    credits: loadCreditsToMatch(db),
    isTaken: takenInLedger(db),
    importedEntry: hasImports(db) ? (externalId) => loadImportedEntry(db, externalId) : () => null,
    importedUsedBy: (externalId) => loadImportedUsedBy(db, externalId),
    customerOfOtherFile(externalId) {
      const made = loadImportedCustomer(db, externalId);
      return made === null || made.sha256 === sha256 ? null : made.customer;
    },
    isMember: (company, person) => isMember(db, company, person),
    importedLot(customer, credit, externalId) {
      const lot = loadImportedLot(db, customer, credit, externalId);
      return lot && { ...lot, grantedByRows: lot.memo === grantedByRowsMemo };
    },
  };
}
