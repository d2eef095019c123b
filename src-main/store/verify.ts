import { hash } from 'node:crypto';
import type { Db } from './database.ts';
import { EntrySums, type SumsMessage } from './entry-sums.ts';
import { compareLots, comparePauses, compareTotals, type Tell } from './kept-sums.ts';
import { hasEntriesBelowOne, hashesAgain, loadLink, loadSealedPage } from './sealed-rows.ts';
import { damageInTable, loadTableNames } from './table-damage.ts';

/** Something in a ledger that is not as its entries say; `entry` where it is about one. */
type VerifyProblem = { readonly entry: number | null; readonly problem: string };
/** What a verification found; `head` is the last entry's hash in lower-case hex. */
export type Verified = {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: string;
  readonly problems: VerifyProblem[];
};

/** Entries by number: those above `after`, up to `upTo`. */
export type EntryRange = { readonly after: number; readonly upTo: number };
/** What was found about the entries of some ranges. */
export type Proof = { readonly problems: VerifyProblem[]; readonly sums: EntrySums };
/** A proof as one thread hands it to another. */
export type ProofMessage = { readonly problems: VerifyProblem[]; readonly sums: SumsMessage };

const problemsMax = 100;

/** Proves a ledger slice by slice: every index, every hash of the chain, every number, every cached sum of a lot or credit. Yields the entries done after each slice; returns what it found. */
export function* verifyLedger(db: Db): Generator<number, Verified, void> {
  const proof = newProof();
  for (const table of loadTableNames(db)) {
    proveTable(db, table, proof);
    yield 0;
  }
  yield* proveRange(db, { after: 0, upTo: Number.POSITIVE_INFINITY }, proof);
  return yield* concludeProof(db, proof, []);
}

/** A proof of no entries yet. */
export function newProof(): Proof {
  return { problems: [], sums: new EntrySums() };
}

/**
 * Proves into `proof` that the indexes of a table hold exactly its rows: one that lacks a row hides it from every list, and the
 * chain, which is read in order of the entries' numbers, does not meet it.
 */
export function proveTable(db: Db, table: string, proof: Proof): void {
  const damage = damageInTable(db, table);
  if (damage !== null) tellTo(proof.problems)(null, damage);
}

/**
 * Proves a range of entries into `proof`: each hash against the one before it as the file holds it, and each number. Ranges that
 * meet prove as much as one of both, since an entry's hash takes of the entry before nothing but its hash. Yields the last number
 * done after each page.
 */
export function* proveRange(db: Db, { after, upTo }: EntryRange, proof: Proof): Generator<number, void, void> {
  const tell = tellTo(proof.problems);
  let { number: last, hash: previous } = loadLink(db, after);
  for (let done = after; ; ) {
    const rows = loadSealedPage(db, done, upTo);
    for (const row of rows) {
      const [number, recorded, text] = row;
      if (number !== last + 1) tell(number, `entry ${last + 1} is missing`);
      if (!isAsRecorded(db, number, { text, previous, recorded })) {
        tell(number, 'the entry is not as it was recorded: its hash does not match');
      }
      last = number;
      previous = recorded;
      proof.sums.add(row);
    }
    // A number beyond what JavaScript counts exactly (nobody has that many entries) is met only once.
    if (rows.length === 0 || last <= done) return;
    done = last;
    yield done;
  }
}

type Seal = { readonly text: string | null; readonly previous: string; readonly recorded: string };

function isAsRecorded(db: Db, number: number, { text, previous, recorded }: Seal): boolean {
  const matches = text !== null && hash('sha256', previous + text, 'hex') === recorded;
  return matches || hashesAgain(db, number, previous).includes(recorded);
}

/** Joins the proofs of all entries that the connection sees, and compares what the ledger keeps with what they say. Yields the entries now and then. */
export function* concludeProof(
  db: Db,
  proof: Proof,
  others: readonly ProofMessage[],
): Generator<number, Verified, void> {
  const { sums } = proof;
  const head = loadLink(db, Number.POSITIVE_INFINITY);
  const problems = joinProblems([proof, ...others]);
  const tell = tellTo(problems);
  for (const other of others) {
    sums.merge(other.sums);
    yield head.number;
  }
  if (hasEntriesBelowOne(db)) tell(null, 'there are entries numbered below 1');
  for (const _ of compareLots(db, sums, tell)) yield head.number;
  comparePauses(db, tell);
  compareTotals(db, sums, tell);
  return { ok: problems.length === 0, entries: head.number, head: head.hash, problems };
}

/** By entry, then by the words. Each proof tells the first ones of its own, so these are the first ones of all. */
function joinProblems(proofs: readonly Pick<Proof, 'problems'>[]): VerifyProblem[] {
  const all = proofs.flatMap(({ problems }) => problems);
  return all.sort((a, b) => (a.entry ?? 0) - (b.entry ?? 0) || (a.problem < b.problem ? -1 : 1)).slice(0, problemsMax);
}

function tellTo(problems: VerifyProblem[]): Tell {
  return (entry, problem) => {
    if (problems.length < problemsMax) problems.push({ entry, problem });
  };
}
