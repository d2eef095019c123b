import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';
import { unownedLotReason } from '../../src-shared/unowned-lot.ts';
import { correctedNotes } from './corrected-rows.ts';
import type { ImportPlan, LedgerFacts, RejectedRow } from './import-plan.ts';
import type { LocalClock } from './local-clock.ts';
import { creditMatcher } from './match-credits.ts';
import { type Identity, identityKey, matchCustomers } from './match-customers.ts';
import type { NexudusRow } from './nexudus-rows.ts';
import { planReady, type ReadyRow } from './plan-lots.ts';
import { takeOnce } from './take-once.ts';

/** The credit that booking credits of Nexudus become: their amounts are minutes. */
const nexudusCredit = { name: 'Time credit', kind: 'time' } as const;

/**
 * Decides what a use history of Nexudus brings into the ledger. `owners` says whose a lot is whose records name nobody: a name,
 * an e-mail address or an external id by lot id. The history tells only uses and what administrators added, never what a lot
 * began with, so each lot is granted the least with which it was never below zero.
 */
export function planNexudus(
  read: { readonly rows: readonly NexudusRow[]; readonly rejected: readonly RejectedRow[] },
  owners: ReadonlyMap<string, string>,
  facts: LedgerFacts,
  local: LocalClock,
): ImportPlan {
  const { fresh, again, skipped, rejected: contradicting } = takeOnce('nexudus-use-history', read.rows, facts);
  const identified = fresh.map(({ row, taken }) => {
    const identity = identityOf(row, owners);
    return { row, taken, identity, who: identityKey(identity), line: row.line };
  });
  const matches = matchCustomers(identified, facts.customers);
  const credit = creditMatcher(facts.credits, facts.currency)(nexudusCredit.name, nexudusCredit.kind);
  if (!credit.ok) throw new Error(`a credit with name and kind is always found or made: ${credit.reason}`);
  const unmatched: RejectedRow[] = [];
  const ready: ReadyRow[] = [];
  for (const { row, taken, identity, who } of identified) {
    const match = matches.get(who);
    if (!match?.ok) {
      unmatched.push({
        line: row.line,
        reason: unmatchedReason(row, identity, match?.reason ?? ''),
        value: row.name || row.email || row.lot,
      });
      continue;
    }
    ready.push({
      line: row.line,
      at: row.at,
      amount: row.amount,
      granted: null,
      customer: match.customer,
      credit: credit.credit,
      lotExternalId: row.lot,
      lastDay: null,
      kind: kindOf(row),
      taken,
      words: row.words,
      booking: row.booking,
    });
  }
  const rejected = [...read.rejected, ...contradicting, ...unmatched];
  const rows = read.rows.length + read.rejected.length;
  const comparable = again.map(({ row, entry }) => {
    const identity = identityOf(row, owners);
    return { row: { ...row, kind: kindOf(row), onDay: row.at, identity, credit: null, creditKind: null }, entry };
  });
  const notes = correctedNotes('nexudus-use-history', comparable, facts);
  return planReady(ready, { format: 'nexudus-use-history', rows, skipped, rejected, notes }, facts, local);
}

function kindOf({ amount }: NexudusRow): EntryKind {
  return amount < 0 ? 'use' : 'manual_add';
}

function identityOf(row: NexudusRow, owners: ReadonlyMap<string, string>): Identity {
  const { name, email } = row;
  if (name !== '' || email !== '') return { externalId: '', name, email };
  return { externalId: '', name: '', email: '', anyOf: owners.get(row.lot) ?? '' };
}

function unmatchedReason(row: NexudusRow, identity: Identity, reason: string): string {
  return identity.anyOf === '' ? unownedLotReason(row.lot) : reason;
}
