import type Database from 'better-sqlite3';
import { loadTableNames } from '../../src-main/store/table-damage.ts';
import {
  concludeProof,
  newProof,
  proveRange,
  proveTable,
  type Verified,
  verifyLedger,
} from '../../src-main/store/verify.ts';

/** What a verification finds in one go. */
export function verifyWhole(db: Database.Database): Verified {
  return ended(verifyLedger(db));
}

/** What three threads would find that take ranges in turn, the last of which concludes. */
export function verifyInRanges(db: Database.Database, rangeEntries: number): Verified {
  const entries = db.prepare('SELECT coalesce(max(number), 0) FROM entries').pluck().get() as number;
  const proofs = [newProof(), newProof(), newProof()] as const;
  for (const [place, table] of loadTableNames(db).entries()) proveTable(db, table, proofs[place % 2 === 0 ? 0 : 2]);
  // A damaged ledger may have an absurd number; the ranges that matter are the first ones.
  const ranges = Math.min(Math.ceil(entries / rangeEntries), 100);
  for (let range = 0; range < ranges; range += 1) {
    const after = range * rangeEntries;
    ended(proveRange(db, { after, upTo: Math.min(after + rangeEntries, entries) }, proofs[range % 3 === 1 ? 2 : 0]));
  }
  ended(proveRange(db, { after: ranges * rangeEntries, upTo: Number.POSITIVE_INFINITY }, proofs[1]));
  const [first, second, concluding] = proofs;
  const sent = [first, second].map(({ problems, sums }) => structuredClone({ problems, sums: sums.toMessage() }));
  return ended(concludeProof(db, concluding, sent));
}

function ended<Answer>(slices: Generator<number, Answer, void>): Answer {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}
