import { client } from '../client/client.ts';
import { newKey } from '../client/ids.ts';
import { showDone, showSentence } from './notices.tsx';
import { undoFailure } from './undo-failure.ts';

/** A change that can be undone. */
export type Deed = {
  /** What was done, as a part of a sentence. */
  readonly words: string;
  /** Its entries, in their order. */
  readonly entries: readonly number[];
  /** Tells afterwards what is left, as `askLeftNow` does. */
  readonly left: () => Promise<string>;
  /** An amount in the credit's unit. */
  readonly amount: (amount: number) => string;
};

/** The Undo of a notice that tells a manual change, for managers: reverses its entries, the last first; asked for twice it undoes once. */
export function undoing(deed: Deed): { onUndo: () => void } {
  const lastFirst = deed.entries
    .map((entry) => ({ entry, memo: 'Undone right after it was done', key: newKey() }))
    .reverse();
  const undo = async () => {
    let undone = 0;
    try {
      for (const reversal of lastFirst) {
        await client.adjustments.reverse(reversal);
        undone += 1;
      }
    } catch (error) {
      const left = undone > 0 ? await deed.left() : '';
      return showSentence(undoFailure(error, { undone, of: lastFirst.length, left }, deed.amount));
    }
    showDone(`Undone: ${deed.words}${await deed.left()}.`);
  };
  return { onUndo: () => void undo() };
}
