import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { damaged, emptyFile, type LedgerProblem, newerFormat, notAFile, notALedger } from './ledger-problems.ts';

/** 'TALY': marks the file as a Tallydesk ledger. */
export const applicationId = 0x54414c59;

const headerBytes = 100;
const magic = 'SQLite format 3\0';

/** Where SQLite's file format keeps what is asked here, in bytes from the file's beginning. */
const at = {
  pageBytes: 16,
  changes: 24,
  pages: 28,
  schema: 40,
  format: 60,
  application: 68,
  pagesValidFor: 92,
} as const;

/**
 * What the file's first bytes say against using it, read without SQLite so that nothing in it or beside it is touched.
 * `unwritten`: pages are still to come from its log, so that its own count of pages does not hold yet.
 */
export function headerProblem(path: string, known: number, unwritten: boolean): LedgerProblem | null {
  const stats = statSync(path);
  // Anything else may let its reader wait for ever.
  if (!stats.isFile()) return notAFile(path, stats.isDirectory());
  const { size } = stats;
  if (size === 0) return emptyFile(path);
  const head = readHeader(path);
  if (size < headerBytes || head.toString('latin1', 0, magic.length) !== magic) return notALedger(path);
  if (head.readUInt32BE(at.application) !== applicationId) return notALedger(path);
  const format = head.readUInt32BE(at.format);
  if (format > known) return newerFormat(path, format, known);
  if (unwritten || head.readUInt32BE(at.changes) !== head.readUInt32BE(at.pagesValidFor)) return null;
  const pageBytes = head.readUInt16BE(at.pageBytes) === 1 ? 65_536 : head.readUInt16BE(at.pageBytes);
  const expected = head.readUInt32BE(at.pages) * pageBytes;
  return size < expected ? damaged(path, `it should have ${expected} bytes and has ${size}`) : null;
}

/** The number by which SQLite tells changes of a file's tables, as the file alone has it; without SQLite, as above. */
export function schemaNumber(path: string): number {
  return readHeader(path).readUInt32BE(at.schema);
}

function readHeader(path: string): Buffer {
  const head = Buffer.alloc(headerBytes);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, headerBytes, 0);
  } finally {
    closeSync(file);
  }
  return head;
}
