import { type DayStyle, formatInstant, formatInstantDay } from '../../src-shared/format-days.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import { type EntryKind, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import type { ImportedEntry } from '../store/imports.ts';
import type { ImportFormat } from './column-synonyms.ts';
import { foldName } from './fold-name.ts';
import type { CreditKind, KnownCredit, KnownCustomer, LedgerFacts } from './import-plan.ts';
import type { Identity } from './match-customers.ts';
import type { RowAgain } from './take-once.ts';
import { takenById } from './taken-id.ts';
import { figure, shown } from './unreadable-file.ts';

/** A row whose external id the ledger has already, as far as it may say something else than the entry. */
export type ComparableRow = {
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
export function correctedNotes(
  format: ImportFormat,
  rows: readonly RowAgain<ComparableRow>[],
  facts: LedgerFacts,
): string[] {
  const known = knownBy(facts);
  const notes: string[] = [];
  let more = 0;
  for (const { row, entry } of rows) {
    if (entry === null) continue;
    const usedBy = () => facts.importedUsedBy(takenById(format, row.ownId));
    const there = { ...known.of(entry), entry, usedBy };
    const aspects = differing.filter((aspect) => aspect.differs(row, there, known));
    if (aspects.length === 0) continue;
    if (notes.length < told) notes.push(sentence(format, row, there, aspects, facts));
    else more++;
  }
  if (more === 0) return notes;
  const others = more === 1 ? '1 more row says' : `${figure(more)} more rows say`;
  return [...notes, `And ${others} something else than the ledger has under their external id.`];
}

/** What the ledger has under a row's external id. `usedBy`: the name or e-mail address that the customer had then. */
type There = {
  readonly entry: ImportedEntry;
  readonly customer: KnownCustomer | undefined;
  readonly credit: KnownCredit | undefined;
  usedBy(): string | null;
};
/** Something that a row may say otherwise than its entry, and how both are put. */
type Aspect = {
  differs(row: ComparableRow, there: There, known: Known): boolean;
  inLedger(there: There, row: ComparableRow, style: DayStyle): string;
  inFile(row: ComparableRow, there: There, style: DayStyle): string;
};

const amountAspect: Aspect = {
  differs: (row, { entry }) => row.amount !== entry.amount,
  inLedger: ({ entry }) => figure(Math.abs(entry.amount)),
  inFile: (row) => figure(Math.abs(row.amount)),
};
const dayAspect: Aspect = {
  differs: (row, { entry }) => row.at !== entry.at && row.onDay !== entry.at,
  inLedger: ({ entry }, row, style) => dayWords(entry.at, row.at, style),
  inFile: (row, { entry }, style) => dayWords(row.at, entry.at, style),
};
/** In the order in which a sentence names them. */
const differing: readonly Aspect[] = [
  amountAspect,
  {
    differs: (row, { entry }) => row.kind !== entry.kind,
    inLedger: ({ entry }) => kindWords(entry.kind),
    inFile: (row) => kindWords(row.kind),
  },
  {
    differs: (row, { credit }) => row.credit !== null && credit !== undefined && !meansCredit(row, credit),
    inLedger: ({ credit }, row) => creditWords(credit?.name, isOtherKind(row, credit) ? credit?.kind : null),
    inFile: (row, { credit }) => creditWords(row.credit, isOtherKind(row, credit) ? row.creditKind : null),
  },
  {
    differs: ({ identity }, there, known) =>
      there.customer !== undefined && !mayMean(identity, there.customer, there.usedBy, known),
    inLedger: ({ customer }) => `for ${shown(customer?.name ?? '')}`,
    inFile: ({ identity: { name, email, externalId } }) => `for ${shown(name || email || externalId)}`,
  },
  dayAspect,
];

/** The amount is named on both sides, the ledger's day always, the rest where it differs. */
function sentence(
  format: ImportFormat,
  row: ComparableRow,
  there: There,
  aspects: readonly Aspect[],
  facts: LedgerFacts,
) {
  const named = differing.filter((aspect) => aspect === amountAspect || aspects.includes(aspect));
  const day = named.includes(dayAspect) ? [] : [dayWords(there.entry.at, there.entry.at, facts)];
  const inLedger = [...named.map((aspect) => aspect.inLedger(there, row, facts)), ...day].join(' ');
  const inFile = named.map((aspect) => aspect.inFile(row, there, facts)).join(' ');
  const place = `${format === 'nexudus-use-history' ? 'Record' : 'Line'} ${figure(row.line)}`;
  return `${place}: ${shown(row.ownId)} is in the ledger with ${inLedger}, the file says ${inFile}. The entry stays as it is; correct it with Adjust balance.`;
}

function kindWords(kind: EntryKind): string {
  return `as “${entryKinds[kind].label}”`;
}

function meansCredit(row: ComparableRow, there: KnownCredit): boolean {
  const sameName = row.credit === there.name || foldName(row.credit ?? '') === foldName(there.name);
  return sameName && !isOtherKind(row, there);
}

function isOtherKind({ creditKind }: ComparableRow, there: KnownCredit | undefined): boolean {
  return creditKind !== null && creditKind !== there?.kind;
}

function creditWords(name: string | null = null, kind: CreditKind | null = null): string {
  return `of ${shown(name ?? '')}${kind === null ? '' : ` (${kind})`}`;
}

/** A day, and its time where the other one is on the same day. */
function dayWords(at: InstantMs, other: InstantMs, style: DayStyle): string {
  const day = formatInstantDay(at, style, { year: true });
  const isOneDay = at !== other && day === formatInstantDay(other, style, { year: true });
  return `on ${isOneDay ? formatInstant(at, style, { year: true }) : day}`;
}

/** True where a row may mean the customer of its entry, also by the name or e-mail address that they had when it came in. */
function mayMean(
  { externalId, email, name }: Identity,
  customer: KnownCustomer,
  usedBy: There['usedBy'],
  known: Known,
): boolean {
  if (externalId !== '' && customer.externalId !== null) return externalId === customer.externalId;
  if (name === customer.name) return true;
  const then = usedBy();
  const names = [customer.name, then ?? ''].map(foldName);
  if (name !== '' && names.includes(foldName(name))) return true;
  const emails = [customer.email, then].map((text) => text?.toLowerCase());
  const sameEmail = email !== '' && emails.includes(email.toLowerCase());
  if (name === '') return email === '' || sameEmail;
  return sameEmail && !known.isSomebody(email, name);
}

type Known = {
  /** Whose an entry is, and of what. */
  of(entry: ImportedEntry): Pick<There, 'customer' | 'credit'>;
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
    of: ({ customer, credit }) => ({
      customer: customersByNumber().get(customer),
      credit: creditsByNumber().get(credit),
    }),
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
