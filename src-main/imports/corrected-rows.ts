import { formatInstant, formatInstantDay } from '../../src-shared/format-days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { type EntryKind, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import type { ImportFormat } from './column-synonyms.ts';
import { foldName } from './fold-name.ts';
import type { CreditKind, KnownCredit, KnownCustomer, LedgerFacts, TakenEntry } from './import-plan.ts';
import type { Identity } from './match-customers.ts';
import { takenById } from './taken-id.ts';
import { figure, shown } from './unreadable-file.ts';

/** A row whose external id the ledger has already, as far as it may say something else than the entry. */
export type RowAgain = {
  readonly line: number;
  readonly ownId: string;
  readonly kind: EntryKind;
  /** With the sign of its kind. */
  readonly amount: number;
  readonly at: InstantMs;
  /** What the day's column says by itself: an entry that was imported by its day alone says the same. */
  readonly onDay: InstantMs;
  readonly identity: Identity;
  /** Null: the format names no credits. */
  readonly credit: string | null;
  readonly creditKind: CreditKind | null;
};

/** How many corrected rows are told one by one. */
const told = 10;

/** A sentence for each row that says something else than the ledger has under its external id: the entry stays, and people are told. The first ten by line, and how many more. */
export function correctedNotes(format: ImportFormat, rows: readonly RowAgain[], facts: LedgerFacts): string[] {
  const known = knownBy(facts);
  const notes: string[] = [];
  let more = 0;
  for (const row of rows) {
    const entry = facts.takenEntry(takenById(format, row.ownId));
    const words = entry && differences(row, entry, known, facts);
    if (!words) continue;
    if (notes.length < told) notes.push(sentence(format, row, words));
    else more++;
  }
  if (more === 0) return notes;
  const others = more === 1 ? '1 more row says' : `${figure(more)} more rows say`;
  return [...notes, `And ${others} something else than the ledger has under their external id.`];
}

type Words = { readonly ledger: string; readonly file: string };

function sentence(format: ImportFormat, { line, ownId }: RowAgain, { ledger, file }: Words): string {
  const place = `${format === 'nexudus-use-history' ? 'Record' : 'Line'} ${figure(line)}`;
  const facts = `${shown(ownId)} is in the ledger with ${ledger}, the file says ${file}`;
  return `${place}: ${facts}. The entry was left as it is; correct it with Adjust balance.`;
}

/** What the ledger has and what the file says instead, or null where they say the same. The amount is named on both sides, the ledger's day always, the rest where it differs. */
function differences(row: RowAgain, entry: TakenEntry, known: Known, facts: LedgerFacts): Words | null {
  const different = [kinds(row, entry), credits(row, entry, known), customers(row, entry, known)];
  const when = days(row, entry, facts);
  const parts = different.filter((words) => words !== null);
  if (parts.length === 0 && row.amount === entry.amount && !when.differ) return null;
  const amount = (signed: number) => figure(Math.abs(signed));
  return {
    ledger: [amount(entry.amount), ...parts.map(({ ledger }) => ledger), when.ledger].join(' '),
    file: [amount(row.amount), ...parts.map(({ file }) => file), ...(when.differ ? [when.file] : [])].join(' '),
  };
}

function kinds(row: RowAgain, entry: TakenEntry): Words | null {
  if (row.kind === entry.kind) return null;
  const words = (kind: EntryKind) => `as “${entryKinds[kind].label}”`;
  return { ledger: words(entry.kind), file: words(row.kind) };
}

function credits({ credit, creditKind }: RowAgain, entry: TakenEntry, known: Known): Words | null {
  const there = known.credit(entry.credit);
  if (credit === null || !there) return null;
  const sameKind = creditKind === null || creditKind === there.kind;
  const sameName = credit === there.name || foldName(credit) === foldName(there.name);
  if (sameKind && sameName) return null;
  const words = (name: string, kind: CreditKind | null) => `of ${shown(name)}${sameKind ? '' : ` (${kind})`}`;
  return { ledger: words(there.name, there.kind), file: words(credit, creditKind) };
}

function customers({ identity }: RowAgain, entry: TakenEntry, known: Known): Words | null {
  const customer = known.customer(entry.customer);
  if (!customer || mayMean(identity, customer, entry, known)) return null;
  const { name, email, externalId } = identity;
  return { ledger: `for ${shown(customer.name)}`, file: `for ${shown(name || email || externalId)}` };
}

/** True where a row may mean the customer of its entry, also by the name or e-mail address that they had when it came in. */
function mayMean({ externalId, email, name }: Identity, customer: KnownCustomer, entry: TakenEntry, known: Known) {
  if (externalId !== '' && customer.externalId !== null) return externalId === customer.externalId;
  if (name === customer.name) return true;
  const names = [customer.name, entry.usedBy ?? ''].map(foldName);
  if (name !== '' && names.includes(foldName(name))) return true;
  const emails = [customer.email, entry.usedBy].map((text) => text?.toLowerCase());
  const sameEmail = email !== '' && emails.includes(email.toLowerCase());
  if (name === '') return email === '' || sameEmail;
  return sameEmail && !known.isSomebody(email, name);
}

function days(row: RowAgain, entry: TakenEntry, { locale, timeZone }: LedgerFacts): Words & { differ: boolean } {
  const day = (at: InstantMs) => `on ${formatInstantDay(at, { locale, timeZone }, { year: true })}`;
  const time = (at: InstantMs) => `on ${formatInstant(at, { locale, timeZone }, { year: true })}`;
  const differ = entry.at !== row.at && entry.at !== row.onDay;
  const words = differ && day(entry.at) === day(row.at) ? time : day;
  return { ledger: words(entry.at), file: words(row.at), differ };
}

type Known = {
  customer(number: number): KnownCustomer | undefined;
  credit(number: number): KnownCredit | undefined;
  /** True where the ledger has somebody of this very e-mail address and name. */
  isSomebody(email: string, name: string): boolean;
};

/** The ledger's customers and credits by number, sorted out once and only where it is asked for. */
function knownBy(facts: LedgerFacts): Known {
  const customersByNumber = once(() => new Map(facts.customers.map((customer) => [customer.number, customer])));
  const creditsByNumber = once(() => new Map(facts.credits.map((credit) => [credit.number, credit])));
  const keyOf = (email: string, name: string) => `${email.toLowerCase()} ${foldName(name)}`;
  const people = once(() => new Set(facts.customers.map(({ email, name }) => keyOf(email ?? '', name))));
  return {
    customer: (number) => customersByNumber().get(number),
    credit: (number) => creditsByNumber().get(number),
    isSomebody: (email, name) => people().has(keyOf(email, name)),
  };
}

function once<Answer>(work: () => Answer): () => Answer {
  let answer: { readonly value: Answer } | null = null;
  return () => {
    answer ??= { value: work() };
    return answer.value;
  };
}
