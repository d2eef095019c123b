/** How much of some lots can't be spent at the moment: it waits with a membership that is paused, or begins later (imported rows may). */
export function onHoldOf(lots: readonly { readonly left: number; readonly spendable: boolean }[]): number {
  return lots.reduce((sum, lot) => (lot.spendable ? sum : sum + lot.left), 0);
}
