import { amountOf } from '../amounts.ts';
import { addDays, dayAt } from '../days.ts';
import type { Amount, BenefitNumber, CreditNumber, CustomerNumber, Day, InstantMs, MembershipNumber } from '../ids.ts';
import { lastDayPosting } from './adjustments.ts';
import { benefitLastDay, type Cycle, type Expiration, endingOf, pausedDays } from './cycles.ts';
import { isOver, type Lot, type LotFacts } from './lot.ts';
import type { Posting } from './posting.ts';

/** A benefit's terms as they stood at an instant. */
export type BenefitTerms = {
  readonly number: BenefitNumber;
  readonly credit: CreditNumber;
  readonly amount: Amount;
  readonly expiration: Expiration;
  /** Null: unspent credit does not roll over. `max` null: without limit. */
  readonly rollover: { readonly max: Amount | null; readonly times: number } | null;
};

/** A membership whose next cycle (or, for a product, whose purchase) is due at `at`. */
export type DueMembership = {
  readonly number: MembershipNumber;
  readonly customer: CustomerNumber;
  readonly at: InstantMs;
  readonly on: Day;
  /** The cycle that starts; null for a product. */
  readonly cycle: Cycle | null;
  readonly name: string;
  readonly benefits: readonly BenefitTerms[];
};

/** What leaves the ending cycle, phase 1: per benefit with a rollover, up to its `max`, those that rolled least first, then the higher number first; posted by lot number. */
export function planRolloverOut(due: DueMembership, endingLots: readonly Lot[]): Posting[] {
  const postings: Posting[] = [];
  for (const benefit of due.benefits) {
    if (!benefit.rollover) continue;
    const { max, times } = benefit.rollover;
    let room = max ?? Number.POSITIVE_INFINITY;
    for (const lot of endingLots.filter((one) => mayRollNow(one, benefit, times, due.at)).sort(byRollsThenNewest)) {
      const amount = Math.min(lot.left, room);
      if (amount === 0) break;
      room -= amount;
      postings.push({ kind: 'rollover_out', amount: amountOf(-amount), happenedAt: due.at, lot: lot.number });
    }
  }
  return postings.sort((a, b) => (a.lot as number) - (b.lot as number));
}

/** What is left in lots whose last day is over, phase 2: nothing of it stays. Lots come in the order of posting. */
export function planExpiry(lots: readonly Lot[], at: InstantMs): Posting[] {
  return lots
    .filter((lot) => lot.left > 0 && isOver(lot, at))
    .map((lot) => ({ kind: 'expiry', amount: amountOf(-lot.left), happenedAt: at, lot: lot.number }));
}

/** What arrives in the new cycle, phase 3: one new lot per lot that gave, one roll more, made in the order in which they gave (the benefits' order; rolled least first, then the higher number first). */
export function planRolloverIn(
  due: DueMembership & { readonly cycle: Cycle },
  rolledOut: readonly { readonly lot: Lot; readonly amount: Amount }[],
  timeZone: string,
): Posting[] {
  const place = (lot: Lot) => due.benefits.findIndex((benefit) => benefit.number === lot.benefit);
  const inOrder = [...rolledOut].sort((a, b) => place(a.lot) - place(b.lot) || byRollsThenNewest(a.lot, b.lot));
  return inOrder.map(({ lot, amount }) => {
    const facts: LotFacts = {
      ...newLot(due, lot.credit, lot.benefit),
      source: 'rollover',
      sourceName: lot.sourceName,
      rolls: lot.rolls + 1,
      mayRoll: true,
      rolledFrom: lot.number,
      ...endingOf(due.cycle.lastDay, timeZone),
    };
    return { kind: 'rollover_in', amount, happenedAt: due.at, lot: facts };
  });
}

/** What the new cycle (or the product) gives, phase 4: one lot per benefit, in the benefits' order. */
export function planGrants(due: DueMembership, timeZone: string): Posting[] {
  return due.benefits.map((benefit) => {
    const lot: LotFacts = {
      ...newLot(due, benefit.credit, benefit.number),
      mayRoll: benefit.rollover !== null,
      ...endingOf(benefitLastDay(benefit.expiration, due.on, due.cycle), timeZone),
    };
    return { kind: 'grant', amount: benefit.amount, happenedAt: due.at, lot };
  });
}

/** What a resumed membership's lots get: their last days moved by the days that each was paused. */
export function planResume(
  lots: readonly Lot[],
  pause: { readonly from: Day; readonly to: Day; readonly at: InstantMs },
  timeZone: string,
): Posting[] {
  const postings: Posting[] = [];
  for (const lot of lots) {
    const days = pausedDays(pause.from, pause.to, dayAt(lot.validFrom, timeZone));
    if (lot.lastDay === null || !lot.paused || days === 0) continue;
    const ending = endingOf(addDays(lot.lastDay, days), timeZone);
    postings.push(lastDayPosting(lot, ending, `Paused for ${days} ${days === 1 ? 'day' : 'days'}`, pause.at));
  }
  return postings;
}

/** What every lot of a cycle or product begins with; whether it rolls and when it ends is the caller's to say. */
function newLot(
  due: DueMembership,
  credit: CreditNumber,
  benefit: BenefitNumber | null,
): Omit<LotFacts, 'mayRoll' | 'lastDay' | 'endsAt'> {
  return {
    customer: due.customer,
    credit,
    source: due.cycle ? 'plan' : 'product',
    sourceName: due.name,
    membership: due.number,
    cycle: due.cycle?.number ?? null,
    benefit,
    rolls: 0,
    rolledFrom: null,
    validFrom: due.at,
  };
}

function mayRollNow(lot: Lot, benefit: BenefitTerms, times: number, at: InstantMs): boolean {
  return lot.benefit === benefit.number && lot.mayRoll && lot.rolls < times && lot.left > 0 && isOver(lot, at);
}

function byRollsThenNewest(a: Lot, b: Lot): number {
  return a.rolls - b.rolls || b.number - a.number;
}
