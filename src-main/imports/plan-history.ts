import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';
import { correctedNotes } from './corrected-rows.ts';
import type { HistoryRow } from './history-rows.ts';
import type { EntryWords, ImportPlan, LedgerFacts, RejectedRow } from './import-plan.ts';
import type { LocalClock } from './local-clock.ts';
import { creditMatcher } from './match-credits.ts';
import { matchCustomers } from './match-customers.ts';
import { planReady, type ReadyRow } from './plan-lots.ts';
import { takeOnce } from './take-once.ts';

/** Decides what a history brings into the ledger: whose credit, in which lots, which rows are there already and which can't go in. Pure: the same rows and facts give the same plan. */
export function planHistory(
  read: { readonly rows: readonly HistoryRow[]; readonly rejected: readonly RejectedRow[] },
  facts: LedgerFacts,
  local: LocalClock,
): ImportPlan {
  const { fresh, again, skipped, rejected: contradicting } = takeOnce('history', read.rows, facts);
  const matches = matchCustomers(
    fresh.map(({ row }) => row),
    facts.customers,
  );
  const creditOf = creditMatcher(facts.credits, facts.currency);
  const unmatched: RejectedRow[] = [];
  const ready: ReadyRow[] = [];
  for (const { row, taken } of fresh) {
    const match = matches.get(row.who);
    if (!match?.ok) {
      const reason = match?.reason ?? 'names no customer';
      unmatched.push({
        line: row.line,
        reason,
        value: row.identity.name || row.identity.email || row.identity.externalId,
      });
      continue;
    }
    const credit = creditOf(row.credit, row.creditKind);
    if (!credit.ok) {
      unmatched.push({ line: row.line, reason: credit.reason, value: row.credit });
      continue;
    }
    if (row.withDecimals !== null && credit.credit.decimals > 0) {
      unmatched.push({ line: row.line, reason: inSmallestUnit(credit.credit.decimals), value: row.withDecimals });
      continue;
    }
    ready.push({
      line: row.line,
      at: row.at,
      amount: row.amount,
      granted: row.granted,
      customer: match.customer,
      credit: credit.credit,
      lotExternalId: row.lotExternalId,
      lastDay: row.lastDay,
      kind: row.kind,
      taken,
      words: wordsOf(row.kind, row.description),
      booking: null,
    });
  }
  const rejected = [...read.rejected, ...contradicting, ...unmatched];
  const rows = read.rows.length + read.rejected.length;
  const notes = correctedNotes('history', again, facts);
  return planReady(ready, { format: 'history', rows, skipped, rejected, notes }, facts, local);
}

/** 30.00 of a money credit may be 30 of the unit or, as the ledger counts, 30 hundredths: nobody guesses. */
function inSmallestUnit(decimals: number): string {
  const written = `30.${'0'.repeat(decimals)}`;
  return `has a decimal mark in a figure, and amounts of its credit are counted in the smallest unit: ${written} is to be written ${30 * 10 ** decimals}`;
}

/** What was paid for is what people see of a use; of anything else the description is its memo. */
function wordsOf(kind: EntryKind, description: string | null): EntryWords {
  const isUse = kind === 'use' || kind === 'free_cancellation';
  return {
    what: isUse ? description : null,
    memo: isUse ? null : description,
    forType: null,
    reference: null,
    recordedBy: null,
  };
}
