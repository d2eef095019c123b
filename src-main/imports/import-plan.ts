import type { creditKinds } from '../../src-shared/contract/common.ts';
import type { Amount, Day, InstantMs, LotNumber } from '../../src-shared/ids.ts';
import type { EntryKind } from '../../src-shared/ledger/entry-kinds.ts';
import type { ImportedEntry } from '../store/imports.ts';
import type { ImportFormat } from './column-synonyms.ts';

/** A kind of credit. */
export type CreditKind = (typeof creditKinds)[number];

/** A row that does not go in: its line (of JSON: its number among the records), why, and what it says there. */
export type RejectedRow = { readonly line: number; readonly reason: string; readonly value: string };

/** A customer of the ledger, or one that the plan makes (its place in `customers`). `label`: what "used by" shows. */
export type CustomerRef =
  | { readonly known: number; readonly label: string }
  | { readonly made: number; readonly label: string };
/** A credit of the ledger, or one that the plan makes (its place in `credits`). */
export type CreditRef = { readonly known: number } | { readonly made: number };

/** A customer that the import makes. */
export type PlannedCustomer = {
  readonly kind: 'person' | 'company';
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly externalId: string | null;
  readonly note: string | null;
};
/** A credit that the import makes. */
export type PlannedCredit = {
  readonly name: string;
  readonly kind: CreditKind;
  readonly unit: string;
  readonly decimals: number;
};
/** A lot that is there, or one that the import makes with the first entry that names it. */
export type PlannedLot =
  | { readonly known: LotNumber }
  | {
      readonly owner: CustomerRef;
      readonly credit: CreditRef;
      readonly sourceName: string;
      readonly validFrom: InstantMs;
      readonly lastDay: Day | null;
      readonly endsAt: InstantMs | null;
      readonly externalId: string | null;
    };
/** A booking of the other system, under the id that it had there. */
export type PlannedBooking = {
  readonly externalId: string;
  readonly customer: CustomerRef;
  readonly name: string;
  readonly startsAt: InstantMs;
  readonly endsAt: InstantMs;
  readonly bookedAt: InstantMs;
  readonly bookedBy: string;
  readonly credit: CreditRef;
  readonly cost: number;
};
/** What people see of an entry beside its amount. */
export type EntryWords = {
  readonly what: string | null;
  readonly forType: 'event' | 'invoice' | null;
  readonly reference: string | null;
  readonly memo: string | null;
  /** Who recorded it in the other system; null: the person importing. */
  readonly recordedBy: string | null;
};
/** An entry to append: of a row (with its line and external id), or the grant that a lot begins with. */
export type PlannedEntry = EntryWords & {
  /** Its lot's place in `lots`. */
  readonly lot: number;
  readonly kind: EntryKind;
  readonly amount: Amount;
  readonly happenedAt: InstantMs;
  readonly usedBy: CustomerRef | null;
  /** Its booking's place in `bookings`. */
  readonly booking: number | null;
  readonly line: number | null;
  readonly externalId: string | null;
};

/** Everything that an import will do, decided before anything is written. `rows` = accepted + skipped + rejected. */
export type ImportPlan = {
  readonly format: ImportFormat;
  readonly rows: number;
  readonly accepted: number;
  /** Rows that are in the ledger already. */
  readonly skipped: number;
  /** By line. */
  readonly rejected: readonly RejectedRow[];
  readonly customers: readonly PlannedCustomer[];
  readonly credits: readonly PlannedCredit[];
  readonly lots: readonly PlannedLot[];
  readonly bookings: readonly PlannedBooking[];
  /** Customer by customer, lot by lot, each lot in order of time. */
  readonly entries: readonly PlannedEntry[];
  /** Rows that make a customer and no entry: what keeps a second import from taking them again. */
  readonly customerRows: readonly { readonly taken: string; readonly line: number; readonly customer: CustomerRef }[];
  /** Who joins a company, and under what the row that says so is taken once. */
  readonly members: readonly {
    readonly taken: string;
    readonly line: number;
    readonly company: CustomerRef;
    readonly person: CustomerRef;
  }[];
  /** What people should know beside the counts, a sentence each. */
  readonly notes: readonly string[];
};

/** What the ledger holds that a plan depends on; the same facts and rows give the same plan. */
export type LedgerFacts = {
  readonly timeZone: string;
  readonly currency: string;
  /** How the studio writes days (BCP 47). */
  readonly locale: string;
  readonly customers: readonly KnownCustomer[];
  readonly credits: readonly KnownCredit[];
  /** True where an entry or a customer with this external id (with its format before it) was imported already, or with one that an earlier version gave it. */
  isTaken(externalId: string, earlier?: () => readonly string[]): boolean;
  /** The entry that was imported under an external id (with its format before it), or null. */
  importedEntry(externalId: string): ImportedEntry | null;
  /** The name or e-mail address under which its customer used it then, or null. */
  importedUsedBy(externalId: string): string | null;
  /** The customer that a row of another file than this made under an external id (with its format before it), or null. */
  customerOfOtherFile(externalId: string): number | null;
  isMember(company: number, person: number): boolean;
  /** The imported lot of a customer, credit and external id (null: the one without any), or null. */
  importedLot(customer: number, credit: number, externalId: string | null): KnownLot | null;
};
/** A customer of the ledger, as far as matching needs it. */
export type KnownCustomer = {
  readonly number: number;
  readonly kind: 'person' | 'company';
  readonly name: string;
  readonly email: string | null;
  readonly externalId: string | null;
  readonly archived: boolean;
};
/** A credit of the ledger. `added`: the sum of all that its entries ever added. */
export type KnownCredit = {
  readonly number: number;
  readonly name: string;
  readonly kind: CreditKind;
  readonly decimals: number;
  readonly added: number;
};
/** A lot that an earlier import made, with the entries that it has now. */
export type KnownLot = {
  readonly number: LotNumber;
  readonly granted: number;
  /** True where it was granted just what its rows take, since the file did not say what it began with. */
  readonly grantedByRows: boolean;
  /** Its last day as the ledger has it now, and the first instant after it; null: it never ends. */
  readonly lastDay: Day | null;
  readonly endsAt: InstantMs | null;
  readonly entries: readonly { readonly at: InstantMs; readonly amount: number }[];
};

/** The memo of a grant whose amount no file named; how a later import knows that the lot grows with its rows. */
export const grantedByRowsMemo = 'As much as the imported rows take';
