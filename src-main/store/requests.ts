import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Db, first, run } from './database.ts';

const requestSchema = z.object({ operation: z.string(), digest: z.instanceof(Uint8Array), answer: z.string() });

/** A request that changed the ledger before: its answer, and whether this one asks for the same. */
export type KnownRequest = { readonly same: boolean; readonly answer: unknown };

/** What the ledger answered to a key, or null where it is new. */
export function findRequest(db: Db, key: string, operation: string, input: unknown): KnownRequest | null {
  const row = first(db, requestSchema, 'SELECT operation, digest, answer FROM requests WHERE key = ?', [key]);
  if (!row) return null;
  const same = row.operation === operation && Buffer.from(row.digest).equals(digestOf(input));
  return { same, answer: JSON.parse(row.answer) };
}

/** Keeps a request's answer under its key, in the transaction that it changed the ledger in. */
export function saveRequest(db: Db, key: string, operation: string, input: unknown, answer: unknown, at: number): void {
  run(db, 'INSERT INTO requests (key, operation, digest, answer, recorded_at) VALUES (?, ?, ?, ?, ?)', [
    key,
    operation,
    digestOf(input),
    JSON.stringify(answer),
    at,
  ]);
}

function digestOf(input: unknown): Buffer {
  return hash('sha256', JSON.stringify(input, sortedKeys), 'buffer');
}

/** Objects with their keys in order, so that the same content has the same text. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
