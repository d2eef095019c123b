/** Branded integer keys of the store's rows, so that a lot's number is never passed where a customer's is meant. */
declare const brand: unique symbol;
type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** A lot's number: 1, 2, 3 … in the order of their making. */
export type LotNumber = Brand<number, 'LotNumber'>;
/** A membership's number: 1, 2, 3 … in the order of their making. */
export type MembershipNumber = Brand<number, 'MembershipNumber'>;
/** A customer's row number inside one ledger file. */
export type CustomerNumber = Brand<number, 'CustomerNumber'>;
/** A credit's row number inside one ledger file. */
export type CreditNumber = Brand<number, 'CreditNumber'>;
/** A benefit's row number inside one ledger file (a benefit keeps it over all its versions). */
export type BenefitNumber = Brand<number, 'BenefitNumber'>;
/** An instant in integer milliseconds since 1970 UTC, as the store keeps it. */
export type InstantMs = Brand<number, 'InstantMs'>;
/** A day in the studio's zone, `YYYY-MM-DD`; sorts as text. */
export type Day = Brand<string, 'Day'>;
/** An integer amount in the credit's smallest unit. */
export type Amount = Brand<number, 'Amount'>;
