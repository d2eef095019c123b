import { client } from '../client/client.ts';
import { newKey } from '../client/ids.ts';
import { showDone, showProblem } from './notices.tsx';

/**
 * The Undo of a notice that tells a manual change, for managers: reverses its entries, the last first; asked for twice it undoes
 * once. `deed` is what was done, as a part of a sentence; `left` tells afterwards what is left, as `askLeftNow` does.
 */
export function undoing(deed: string, entries: readonly number[], left: () => Promise<string>): { onUndo: () => void } {
  const lastFirst = entries
    .map((entry) => ({ entry, memo: 'Undone right after it was done', key: newKey() }))
    .reverse();
  const undo = async () => {
    for (const reversal of lastFirst) await client.adjustments.reverse(reversal);
    return left();
  };
  return {
    onUndo: () =>
      void undo().then(
        (leftNow) => showDone(`Undone: ${deed}${leftNow}.`),
        (error) => showProblem(error),
      ),
  };
}
