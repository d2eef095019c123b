import type { EntryFacts } from '../../client/answers.ts';
import type { StudioFormat } from '../../ui/studio-format.tsx';

/** What undoing an entry would do, as `usage.entry` answers it. */
export type Undo = NonNullable<EntryFacts['undo']>;
/** What of an entry is told with that. */
export type Undone = Pick<EntryFacts, 'amount' | 'creditKind' | 'unit' | 'decimals'>;

/** What undoing a change by hand would do, in words, or why it can't be done. */
export function undoWords(entry: Undone, undo: Undo, format: StudioFormat): string {
  const credit = { kind: entry.creditKind, unit: entry.unit, decimals: entry.decimals };
  const left = `${format.amount(undo.left, credit)} left`;
  if (!undo.possible)
    return entry.amount > 0
      ? `This can’t be undone: it added ${format.amount(entry.amount, credit)}, and the lot has ${left}.`
      : `This can’t be undone: the lot has ${left}, and with what was taken more than a balance may have.`;
  const added = `A new entry of ${format.signed(-entry.amount, credit)} is added to the same lot`;
  if (undo.expiresAgain) {
    const expires = `The lot’s last day is over, so that expires again at once, and the lot still has ${left}.`;
    return `${added}. ${expires} All entries stay in the history.`;
  }
  return `${added}, which then has ${left}. Both entries stay in the history.`;
}
