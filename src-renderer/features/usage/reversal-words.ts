import type { EntryFacts } from '../../client/answers.ts';
import type { StudioFormat } from '../../ui/studio-format.tsx';

/** What of an entry decides what undoing it does. */
export type Undone = Pick<EntryFacts, 'amount' | 'creditKind' | 'unit' | 'decimals' | 'status'> & {
  readonly lot: Pick<EntryFacts['lot'], 'left'>;
};

/** Whether a change by hand can be undone as its lot stands, and in words what that does or why it can't be (the ledger's `planReversal`). */
export function reversalWords(entry: Undone, format: StudioFormat): { possible: boolean; words: string } {
  const credit = { kind: entry.creditKind, unit: entry.unit, decimals: entry.decimals };
  const left = (amount: number) => `${format.amount(amount, credit)} left`;
  if (entry.amount > entry.lot.left) {
    const added = format.amount(entry.amount, credit);
    return {
      possible: false,
      words: `This can’t be undone: it added ${added}, and the lot has ${left(entry.lot.left)}.`,
    };
  }
  const added = `A new entry of ${format.signed(-entry.amount, credit)} is added to the same lot`;
  if (entry.amount < 0 && entry.status === 'expired') {
    const expires = `The lot’s last day is over, so that expires again at once, and the lot still has ${left(entry.lot.left)}.`;
    return { possible: true, words: `${added}. ${expires} All entries stay in the history.` };
  }
  return {
    possible: true,
    words: `${added}, which then has ${left(entry.lot.left - entry.amount)}. Both entries stay in the history.`,
  };
}
