type GaveBack = { readonly number: number; readonly creditId: string; readonly bookingId: string | null };

/** How many cancellations gave back each credit, by its id: the entries of one booking are one, however many lots had paid for it. */
export function countCancellations(entries: readonly GaveBack[]): ReadonlyMap<string, number> {
  const bookings = new Map<string, Set<string | number>>();
  for (const { number, creditId, bookingId } of entries) {
    const ofCredit = bookings.get(creditId) ?? new Set();
    // What was imported may have no booking: each entry stands for one.
    bookings.set(creditId, ofCredit.add(bookingId ?? number));
  }
  return new Map([...bookings].map(([creditId, ofCredit]) => [creditId, ofCredit.size]));
}
