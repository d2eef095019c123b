import type { Amount, Day, InstantMs, LotNumber } from '../ids.ts';
import type { EntryKind } from './entry-kinds.ts';
import type { LotFacts } from './lot.ts';

/** One entry that a plan wants appended, to a lot that is there or to one that the posting makes. */
export type Posting = {
  readonly kind: EntryKind;
  readonly amount: Amount;
  readonly happenedAt: InstantMs;
  readonly lot: LotNumber | LotFacts;
  readonly memo?: string | null;
  /** The entry that a reversal undoes. */
  readonly reverses?: number;
  /** Set where the entry moves the lot's last day, with the lot's new end. */
  readonly lastDayChange?: {
    readonly before: Day | null;
    readonly after: Day | null;
    readonly endsAt: InstantMs | null;
  };
};

/** Why something can't be done: a typed value with the facts that the sentence for people needs. */
export type Problem =
  | {
      readonly code: 'INSUFFICIENT_CREDIT';
      readonly requested: Amount;
      readonly available: Amount;
      readonly endsBefore: Amount;
      /** Why nothing is available however much is held: the credit is a pass, or may not pay for the resource. */
      readonly why?: 'pass' | 'resource';
      /** Where credit that is held is not valid yet, and the clock shows a day before that of the last entry. */
      readonly clock?: { readonly today: Day; readonly lastEntry: Day };
    }
  | { readonly code: 'BALANCE_CHANGED' }
  | { readonly code: 'DATE_IN_THE_PAST'; readonly today: Day }
  | { readonly code: 'ALREADY_CANCELLED' }
  | { readonly code: 'ALREADY_REVERSED'; readonly by: number }
  | { readonly code: 'NOT_REVERSIBLE' }
  | { readonly code: 'AMOUNT_OUT_OF_RANGE' }
  | { readonly code: 'INVALID_INPUT'; readonly field: string; readonly expected: string };

/** What a pure decision gives: a plan to append, or the problem. */
export type Decision<Plan> =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problem: Problem };

/** A decision that something can be done so. */
export function planned<Plan>(plan: Plan): Decision<Plan> {
  return { ok: true, plan };
}

/** A decision that it can't be done. */
export function refused<Plan>(problem: Problem): Decision<Plan> {
  return { ok: false, problem };
}
