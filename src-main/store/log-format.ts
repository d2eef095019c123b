import { closeSync, openSync, readSync } from 'node:fs';

/** Where SQLite's log keeps what is asked here, in bytes from the beginning of the log, of a frame, and of the first page. */
const header = { bytes: 32, pageBytes: 8, salts: 16 } as const;
const frame = { bytes: 24, page: 0, commit: 4, salts: 8 } as const;
const formatInPage = 60;

/**
 * The format's number that the log beside a ledger gives it, or null where the log leaves it as it is in the file; read without
 * SQLite so that nothing is touched, and without the rest of the log.
 */
export function formatInLog(path: string): number | null {
  const log = openSync(`${path}-wal`, 'r');
  const read = (at: number, length: number) => {
    const bytes = Buffer.alloc(length);
    return readSync(log, bytes, 0, length, at) === length ? bytes : null;
  };
  try {
    const head = read(0, header.bytes);
    if (!head) return null;
    const salts = head.subarray(header.salts, header.salts + 8);
    const frameBytes = frame.bytes + head.readUInt32BE(header.pageBytes);
    let [format, committed]: (number | null)[] = [null, null];
    for (let at = header.bytes; ; at += frameBytes) {
      const found = read(at, frame.bytes);
      // What an earlier log has left behind the end of this one has other salts.
      if (!found?.subarray(frame.salts, frame.salts + 8).equals(salts)) return committed ?? null;
      if (found.readUInt32BE(frame.page) === 1)
        format = read(at + frame.bytes + formatInPage, 4)?.readUInt32BE() ?? format;
      if (found.readUInt32BE(frame.commit) !== 0) committed = format;
    }
  } finally {
    closeSync(log);
  }
}
