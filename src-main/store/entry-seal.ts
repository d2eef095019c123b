import { z } from 'zod';
import { genesis } from './chain.ts';
import { type Db, first } from './database.ts';

const sealSchema = z.object({
  transactionId: z.string(),
  previous: z.instanceof(Uint8Array).nullable(),
  hash: z.instanceof(Uint8Array),
  lastDayBefore: z.string().nullable(),
  lastDayAfter: z.string().nullable(),
  fileName: z.string().nullable(),
  line: z.number().nullable(),
  sha256: z.string().nullable(),
});

/** An entry's place in the chain (hashes in lower-case hex), its transaction, and the file that it was imported from; null where there is no such entry. */
export function loadEntrySeal(db: Db, number: number) {
  const row = first(
    db,
    sealSchema,
    `SELECT t.id AS transactionId, (SELECT hash FROM entries WHERE number = e.number - 1) AS previous, e.hash,
       e.last_day_before AS lastDayBefore, e.last_day_after AS lastDayAfter, i.file_name AS fileName, e.import_line AS line, i.sha256
     FROM entries e JOIN transactions t ON t.number = e.tx LEFT JOIN imports i ON i.number = t.import WHERE e.number = ?`,
    [number],
  );
  if (!row) return null;
  const { transactionId, lastDayBefore, lastDayAfter, fileName, line, sha256 } = row;
  const imported = fileName === null || line === null || sha256 === null ? null : { fileName, line, sha256 };
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return {
    transactionId,
    previousHash: hex(row.previous ?? genesis),
    hash: hex(row.hash),
    lastDayBefore,
    lastDayAfter,
    importedFrom: imported,
  };
}
