import { creditKinds } from '../../src-shared/contract/common.ts';
import { creditUnitOf } from '../../src-shared/credit-units.ts';
import { foldHeader, foldName } from './fold-name.ts';
import type { CreditKind, KnownCredit, PlannedCredit } from './import-plan.ts';

/** A credit that rows name: of the catalogue (`number`), or a new one (`made`). One object for each credit. */
export type MatchedCredit = {
  readonly number: number | null;
  readonly made: PlannedCredit | null;
  readonly name: string;
  readonly kind: CreditKind;
  readonly decimals: number;
  /** What its entries have added so far. */
  readonly added: number;
};
/** The credit that a name and a kind mean, or why that can't be said. */
export type CreditMatch =
  | { readonly ok: true; readonly credit: MatchedCredit }
  | { readonly ok: false; readonly reason: string };

/** Words that other systems have for the kinds; each also means itself. */
const kindWords: Record<string, CreditKind | undefined> = Object.assign(Object.create(null), {
  session: 'session',
  sessions: 'session',
  class: 'session',
  classes: 'session',
  visit: 'session',
  visits: 'session',
  time: 'time',
  minute: 'time',
  minutes: 'time',
  'time credit': 'time',
  money: 'money',
  'money credit': 'money',
  printing: 'printing',
  print: 'printing',
  prints: 'printing',
  pages: 'printing',
  'printing credit': 'printing',
  pass: 'pass',
  passes: 'pass',
} satisfies Record<string, CreditKind>);

/** The kind of credit that a cell names (null: the cell is empty), or undefined for what is none. */
export function readCreditKind(cell: string): CreditKind | null | undefined {
  if (cell === '') return null;
  return kindWords[cell] ?? kindWords[foldHeader(cell)];
}

/** Matches credits by name and kind (without regard to case, accents and spaces), making what is missing; without a kind, by the name alone where the catalogue has it once. */
export function creditMatcher(
  known: readonly KnownCredit[],
  currency: string,
): (name: string, kind: CreditKind | null) => CreditMatch {
  const byKey = new Map<string, MatchedCredit[]>();
  const byName = new Map<string, MatchedCredit[]>();
  const keep = (credit: MatchedCredit) => {
    const name = foldName(credit.name);
    const key = `${credit.kind} ${name}`;
    byKey.set(key, [...(byKey.get(key) ?? []), credit]);
    byName.set(name, [...(byName.get(name) ?? []), credit]);
  };
  for (const credit of known) keep({ ...credit, made: null });
  const answers = new Map<string, CreditMatch>();
  const match = (name: string, kind: CreditKind | null): CreditMatch => {
    const folded = foldName(name);
    if (kind === null) return byNameAlone(name, byName.get(folded) ?? []);
    const alike = byKey.get(`${kind} ${folded}`);
    if (alike) return oneOf(alike, name);
    const made = { name, kind, ...creditUnitOf(kind, currency) };
    const credit = { number: null, made, name, kind, decimals: made.decimals, added: 0 };
    keep(credit);
    return { ok: true, credit };
  };
  return (name, kind) => {
    // A credit made by a later row may be what an earlier one without a kind could not name, so only sure answers are kept.
    const key = `${kind ?? ''} ${name}`;
    const answer = answers.get(key) ?? match(name, kind);
    if (answer.ok && kind !== null) answers.set(key, answer);
    return answer;
  };
}

/** Of credits whose names differ in case, accents or spaces alone, the one that is written just so. */
function oneOf(alike: readonly MatchedCredit[], name: string): CreditMatch {
  const [credit, other] = alike.length > 1 ? alike.filter((one) => one.name === name) : alike;
  if (credit && !other) return { ok: true, credit };
  return { ok: false, reason: `may be one of several credits named ${name}` };
}

function byNameAlone(name: string, credits: readonly MatchedCredit[]): CreditMatch {
  if (new Set(credits.map(({ kind }) => kind)).size === 1) return oneOf(credits, name);
  const kinds = creditKinds.join(', ');
  const why =
    credits.length > 1
      ? `there are credits of several kinds named ${name}`
      : `the catalogue has no credit named ${name}`;
  return { ok: false, reason: `has no kind of credit, and ${why}: expected one of ${kinds}` };
}
