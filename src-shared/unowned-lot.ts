/** The reason for which a use history's record is refused while nobody says whose its lot is; the import screen asks for each such lot. */
export function unownedLotReason(lot: string): string {
  return `names no customer: say whose lot ${lot} is`;
}

/** The lot that an `unownedLotReason` is about, or null for any other reason. */
export function unownedLotOf(reason: string): string | null {
  return /^names no customer: say whose lot (.+) is$/.exec(reason)?.[1] ?? null;
}
