import type { AmountUnit, FigureStyle } from '../../src-shared/format-amounts.ts';
import type { DayStyle } from '../../src-shared/format-days.ts';
import type { Problem } from '../../src-shared/ledger/posting.ts';

/** Everything that the app may refuse with, and the facts that come along; the sentences are in `sentences.ts`. */
export type RefusalFacts = Problem | OtherRefusal;

type OtherRefusal =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'NOT_SIGNED_IN' }
  | { readonly code: 'NOT_ALLOWED'; readonly role: string }
  | { readonly code: 'LEDGER_READ_ONLY'; readonly reason: string }
  | { readonly code: 'CLOCK_AHEAD'; readonly today: string; readonly lastKnown: string }
  | { readonly code: 'LEDGER_UNAVAILABLE'; readonly problem: string; readonly advice: string }
  | { readonly code: 'IDEMPOTENCY_CONFLICT' }
  | { readonly code: 'STUDIO_EXISTS' }
  | { readonly code: 'WRONG_PIN'; readonly triesLeft: number }
  | { readonly code: 'LOCKED'; readonly until: string }
  | { readonly code: 'EMAIL_TAKEN' }
  | { readonly code: 'EXTERNAL_ID_TAKEN' }
  | { readonly code: 'CONFIRMATION_MISSING'; readonly expected: string }
  | { readonly code: 'FILE_IN_USE'; readonly path: string }
  | { readonly code: 'DISK_FULL'; readonly path: string }
  | { readonly code: 'MEMORY_FULL' }
  | { readonly code: 'FILE_UNREADABLE'; readonly reason: string }
  | { readonly code: 'CANCELLED' };

/** How a refusal's sentence writes its figures and instants: as the studio does, in the unit of the credit that is asked for. */
export type Wording = {
  readonly style: FigureStyle & DayStyle;
  readonly credit?: (AmountUnit & { readonly name: string }) | null;
  /** When it is told, in milliseconds: an instant of another day is told with its day. */
  readonly now?: number;
};

/**
 * An operation that can't be done: thrown by services so that the transaction rolls back, told by the router as the
 * contract's error. `wording` is for its sentence alone; without it figures and instants are written as they are.
 */
export class Refused extends Error {
  readonly facts: RefusalFacts;
  readonly wording: Wording | null;
  constructor(facts: RefusalFacts, wording: Wording | null = null) {
    super(facts.code);
    this.name = 'Refused';
    this.facts = facts;
    this.wording = wording;
  }
}

/** The row, or a refusal with NOT_FOUND that says what was looked for. */
export function found<Row>(row: Row | null, what: string): Row {
  if (row === null) throw new Refused({ code: 'NOT_FOUND', what });
  return row;
}

/** Refuses an input's field with what was expected of it. */
export function refuseInput(field: string, expected: string): never {
  throw new Refused({ code: 'INVALID_INPUT', field, expected });
}
