import type {
  Amount,
  BenefitNumber,
  CreditNumber,
  CustomerNumber,
  Day,
  InstantMs,
  LotNumber,
  MembershipNumber,
} from '../ids.ts';

/** How a lot came to be. */
export type LotSource = 'plan' | 'product' | 'manual' | 'rollover' | 'import';

/** What a lot is from its making on; only its last day (and with it `endsAt`) can change. */
export type LotFacts = {
  readonly customer: CustomerNumber;
  readonly credit: CreditNumber;
  readonly source: LotSource;
  /** What people read: "Flow 8", "Added manually". */
  readonly sourceName: string;
  readonly membership: MembershipNumber | null;
  readonly cycle: number | null;
  readonly benefit: BenefitNumber | null;
  /** How many times its credit has rolled over. */
  readonly rolls: number;
  /** False where its credit never rolls: given back by `extendTo`, manual, imported. */
  readonly mayRoll: boolean;
  readonly rolledFrom: LotNumber | null;
  /** When it was granted; it can pay from then on. */
  readonly validFrom: InstantMs;
  readonly lastDay: Day | null;
  /** The first instant after its last day; null where it never expires. */
  readonly endsAt: InstantMs | null;
};

/** A lot as it stands: its facts and what is left in it. */
export type Lot = LotFacts & {
  readonly number: LotNumber;
  readonly left: Amount;
  /** True while its membership is paused: it can't pay, and its end waits. */
  readonly paused: boolean;
};

/** `current` (something left), else `expired` (its last day is over), else `used_up`. */
export type LotStatus = 'current' | 'expired' | 'used_up';

/** True once a lot's last day is over; never while its membership is paused. */
export function isOver(lot: Pick<Lot, 'endsAt' | 'paused'>, at: InstantMs): boolean {
  return lot.endsAt !== null && !lot.paused && lot.endsAt <= at;
}

/** A lot's status at an instant (domain.md, Summary). */
export function lotStatus(lot: Pick<Lot, 'left' | 'endsAt' | 'paused'>, at: InstantMs): LotStatus {
  if (lot.left > 0) return 'current';
  return isOver(lot, at) ? 'expired' : 'used_up';
}

/** The order of spending among lots of one owner: earliest end first (never last), then earliest granted, then lower number. */
export function spendingOrder(a: Lot, b: Lot): number {
  const endA = a.endsAt ?? Number.POSITIVE_INFINITY;
  const endB = b.endsAt ?? Number.POSITIVE_INFINITY;
  if (endA !== endB) return endA < endB ? -1 : 1;
  return a.validFrom - b.validFrom || a.number - b.number;
}
