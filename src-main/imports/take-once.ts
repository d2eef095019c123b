import { hash } from 'node:crypto';
import type { ImportedEntry } from '../store/imports.ts';
import type { ImportFormat } from './column-synonyms.ts';
import type { LedgerFacts, RejectedRow } from './import-plan.ts';
import { takenById, takenByPlace } from './taken-id.ts';

/**
 * A row that may be in the ledger already. `ownId`: its external id, or empty; `says`: all that it says, whatever the order of the
 * file's columns and, where it is read as more than text, however it is written; `saidBefore`: what earlier versions knew it by.
 */
export type RowOnce = {
  readonly line: number;
  readonly ownId: string;
  readonly says: () => unknown;
  readonly saidBefore: () => readonly unknown[];
  /** What earlier versions knew it by that read less of it than `says` tells, the meaning first; null: nothing. Rows that differ now may have been alike then. */
  readonly saidLess?: (() => readonly [unknown, ...unknown[]]) | null;
};
/** A row whose external id the ledger has already. `entry`: null where it made a customer. */
export type RowAgain<Row> = { readonly row: Row; readonly entry: ImportedEntry | null };
/** Rows told apart: new ones with the id under which the ledger takes them once, how many are there already, and contradictions. */
export type TakenApart<Row> = {
  readonly fresh: readonly { readonly row: Row; readonly taken: string }[];
  /** Rows whose own external id the ledger has already, with the entry that it stands at; they count as skipped. */
  readonly again: readonly RowAgain<Row>[];
  readonly skipped: number;
  readonly rejected: readonly RejectedRow[];
};

/** True for rows that say just the same. */
export function saySame(a: RowOnce, b: RowOnce): boolean {
  return JSON.stringify(a.says()) === JSON.stringify(b.says());
}

/** What a row says as a short text, the same for rows that say just the same. */
export function digestOf(said: unknown): string {
  return hash('sha256', JSON.stringify(said), 'base64url');
}

/**
 * Sorts out the rows that the ledger has, or that the file has twice. A row is known by its external id, with the format before
 * it; without one, by a digest of what it says and its place among the rows that say just the same, so that a file which grew or
 * was sorted anew, or whose columns changed places, still brings each row in once.
 */
export function takeOnce<Row extends RowOnce>(
  format: ImportFormat,
  rows: readonly Row[],
  { isTaken, importedEntry }: Pick<LedgerFacts, 'isTaken' | 'importedEntry'>,
): TakenApart<Row> {
  const firstWithId = new Map<string, Row>();
  const places = new Map<string, number>();
  const unknown: { row: Row; taken: string }[] = [];
  const again: RowAgain<Row>[] = [];
  const rejected: RejectedRow[] = [];
  for (const row of rows) {
    if (row.ownId === '') {
      const digest = digestOf(row.says());
      const place = (places.get(digest) ?? 0) + 1;
      places.set(digest, place);
      const taken = takenByPlace(format, digest, place);
      // Ledgers out there hold digests of the texts, or of the cells in the file's order: such a file is known while it stays so.
      const earlier = () => row.saidBefore().map((said) => takenByPlace(format, digestOf(said), place));
      if (!isTaken(taken, earlier)) unknown.push({ row, taken });
      continue;
    }
    const first = firstWithId.get(row.ownId);
    if (first === undefined) {
      const taken = takenById(format, row.ownId);
      firstWithId.set(row.ownId, row);
      const entry = importedEntry(taken);
      if (entry !== null || isTaken(taken)) again.push({ row, entry });
      else unknown.push({ row, taken });
    } else if (!saySame(first, row)) {
      rejected.push({
        line: row.line,
        reason: `has the external id of line ${first.line}, but says something else`,
        value: row.ownId,
      });
    }
  }
  const fresh = unknown.filter(({ row, taken }) => !isTakenByLess(format, row, taken, places, isTaken));
  return { fresh, again, skipped: rows.length - rejected.length - fresh.length, rejected };
}

/** True for a row that an earlier version took while it read less of it. `places` counts the rows that say just that little, and goes on with those that are asked for here. */
function isTakenByLess(
  format: ImportFormat,
  row: RowOnce,
  taken: string,
  places: Map<string, number>,
  isTaken: LedgerFacts['isTaken'],
): boolean {
  const { saidLess } = row;
  if (row.ownId !== '' || !saidLess) return false;
  return isTaken(taken, () => {
    const [meaning, ...texts] = saidLess().map(digestOf);
    if (meaning === undefined) return [];
    const place = (places.get(meaning) ?? 0) + 1;
    places.set(meaning, place);
    return [meaning, ...texts].map((digest) => takenByPlace(format, digest, place));
  });
}
