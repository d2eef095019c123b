import type { Problem } from '../../src-shared/ledger/posting.ts';

/** Everything that the app may refuse with, and the facts that come along; the sentences are in `sentences.ts`. */
export type RefusalFacts = Problem | OtherRefusal;

type OtherRefusal =
  | { readonly code: 'NOT_FOUND'; readonly what: string }
  | { readonly code: 'NOT_SIGNED_IN' }
  | { readonly code: 'NOT_ALLOWED'; readonly role: string }
  | { readonly code: 'LEDGER_READ_ONLY'; readonly reason: string }
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
  | { readonly code: 'FILE_UNREADABLE'; readonly reason: string }
  | { readonly code: 'CANCELLED' };

/** An operation that can't be done: thrown by services so that the transaction rolls back, told by the router as the contract's error. */
export class Refused extends Error {
  readonly facts: RefusalFacts;
  constructor(facts: RefusalFacts) {
    super(facts.code);
    this.name = 'Refused';
    this.facts = facts;
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
