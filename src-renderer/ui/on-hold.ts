/** How much of some lots can't be spent at the moment: it waits with a membership that is paused, or begins later (imported rows may). */
export function onHoldOf(lots: readonly { readonly left: number; readonly spendable: boolean }[]): number {
  return lots.reduce((sum, lot) => (lot.spendable ? sum : sum + lot.left), 0);
}

/** The lots, by id, of a balance that can't be spent at the moment. */
export function lotsOnHold(
  credits: readonly { readonly lots: readonly { readonly id: string; readonly spendable: boolean }[] }[],
): ReadonlySet<string> {
  return new Set(credits.flatMap(({ lots }) => lots.filter((lot) => !lot.spendable).map((lot) => lot.id)));
}
