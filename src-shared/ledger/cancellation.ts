import { amountOf } from '../amounts.ts';
import type { Amount, Day, InstantMs, LotNumber } from '../ids.ts';
import { isOver, type Lot, type LotFacts } from './lot.ts';
import { type Decision, type Posting, planned, refused } from './posting.ts';

/** A booking's state (domain.md, Cancelling). */
export type BookingState = 'booked' | 'cancelled' | 'cancelled_late' | 'attended' | 'no_show';

const hourMs = 3_600_000;

/** The last instant at which a booking is cancelled free of charge: `start − window`. */
export function freeUntil(startsAt: InstantMs, windowHours: number): InstantMs {
  return (startsAt - windowHours * hourMs) as InstantMs;
}

/** What a cancellation has to know: the booking's `use` entries (amounts > 0) with their lots as they stand. */
export type CancellationRequest = {
  readonly state: BookingState;
  readonly startsAt: InstantMs;
  readonly windowHours: number;
  readonly now: InstantMs;
  /** A manager's reason to waive the window; kept by the entries. */
  readonly waive: string | null;
  /** Where what comes back to expired lots shall be valid to, as a new lot. */
  readonly extendTo: { readonly lastDay: Day; readonly endsAt: InstantMs; readonly today: Day } | null;
  readonly uses: readonly { readonly lot: Lot; readonly amount: Amount }[];
};

/** One amount that comes back: to its own lot (`expiresAgain` where that is over), or as a new lot. */
export type ReturnedLine = {
  readonly from: LotNumber;
  readonly amount: Amount;
  readonly expiresAgain: boolean;
  readonly newLot: LotFacts | null;
};

/** What a cancellation does: the booking's new state, what comes back, and the entries. */
export type CancellationPlan = {
  readonly free: boolean;
  readonly state: 'cancelled' | 'cancelled_late';
  readonly returned: readonly ReturnedLine[];
  readonly postings: readonly Posting[];
};

/**
 * Decides a cancellation: free at or before `start − window` or where the window is waived, late otherwise (nothing comes
 * back). Refused: `ALREADY_CANCELLED`; `DATE_IN_THE_PAST` for an `extendTo` before today.
 */
export function planCancellation(request: CancellationRequest): Decision<CancellationPlan> {
  if (request.state === 'cancelled' || request.state === 'cancelled_late')
    return refused({ code: 'ALREADY_CANCELLED' });
  const { extendTo, now } = request;
  if (extendTo && extendTo.lastDay < extendTo.today)
    return refused({ code: 'DATE_IN_THE_PAST', today: extendTo.today });
  const free = request.waive !== null || now <= freeUntil(request.startsAt, request.windowHours);
  if (!free) return planned({ free, state: 'cancelled_late', returned: [], postings: [] });
  const returned = request.uses.map((use) => returnOf(use.lot, use.amount, request));
  const postings = returned.flatMap((line) => postingsOf(line, request));
  return planned({ free, state: 'cancelled', returned, postings });
}

function returnOf(lot: Lot, amount: Amount, request: CancellationRequest): ReturnedLine {
  const over = isOver(lot, request.now);
  if (!over || request.extendTo === null) return { from: lot.number, amount, expiresAgain: over, newLot: null };
  const newLot: LotFacts = {
    customer: lot.customer,
    credit: lot.credit,
    source: lot.source,
    sourceName: lot.sourceName,
    membership: lot.membership,
    cycle: lot.cycle,
    benefit: lot.benefit,
    rolls: lot.rolls,
    mayRoll: false,
    rolledFrom: null,
    validFrom: request.now,
    lastDay: request.extendTo.lastDay,
    endsAt: request.extendTo.endsAt,
  };
  return { from: lot.number, amount, expiresAgain: false, newLot };
}

function postingsOf(line: ReturnedLine, request: CancellationRequest): Posting[] {
  const back: Posting = {
    kind: 'free_cancellation',
    amount: line.amount,
    happenedAt: request.now,
    lot: line.newLot ?? line.from,
    memo: request.waive,
  };
  if (!line.expiresAgain) return [back];
  return [back, { kind: 'expiry', amount: amountOf(-line.amount), happenedAt: request.now, lot: line.from }];
}
