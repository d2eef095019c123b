import { UnreadableFile } from './unreadable-file.ts';

const saveAsCsv = 'open it and save it as CSV (UTF-8)';
const startsWith = (bytes: Buffer, ...head: number[]) => head.every((byte, index) => bytes[index] === byte);
const text = (bytes: Buffer, length: number) => bytes.toString('latin1', 0, length);

/** Kinds of files that people pick by mistake: how they begin, and what to do instead. Asked in this order. */
const knownFiles: readonly { is(bytes: Buffer): boolean; reason(bytes: Buffer): string }[] = [
  { is: (bytes) => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04), reason: zipReason },
  { is: (bytes) => startsWith(bytes, 0x50, 0x4b, 0x05, 0x06), reason: () => 'The file is an empty zip archive.' },
  { is: (bytes) => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), reason: compoundReason },
  {
    is: (bytes) => text(bytes, 5) === '%PDF-',
    reason: () => 'The file is a PDF, which holds no table that can be read: export the data as CSV.',
  },
  {
    is: (bytes) => text(bytes, 15) === 'SQLite format 3',
    reason: () => 'The file is a database, not a table: export the data from its program as CSV.',
  },
  {
    is: (bytes) => startsWith(bytes, 0x1f, 0x8b),
    reason: () => 'The file is compressed (gzip): unpack it and import the file inside.',
  },
  {
    is: (bytes) => text(bytes, 4) === 'Rar!' || startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf),
    reason: () => 'The file is a compressed archive: unpack it and import the file inside.',
  },
  { is: isPicture, reason: () => 'The file is a picture, not a table: export the data as CSV.' },
  {
    is: (bytes) => /^\s*<(!doctype html|html|table)\b/i.test(text(bytes, 300).replace('\u00ef\u00bb\u00bf', '')),
    reason: () => `The file is a web page, even if its name ends in .xls or .csv: ${saveAsCsv}.`,
  },
  {
    is: (bytes) => text(bytes, 5) === '{\\rtf',
    reason: () => 'The file is a text document (RTF), not a table: export the data as CSV.',
  },
];

/** Refuses what is known to be no table, each kind with its own sentence; anything else may pass. */
export function refuseForeignFile(bytes: Buffer): void {
  const known = knownFiles.find((file) => file.is(bytes));
  if (known) throw new UnreadableFile(known.reason(bytes));
}

function isPicture(bytes: Buffer): boolean {
  return startsWith(bytes, 0x89, 0x50, 0x4e, 0x47) || startsWith(bytes, 0xff, 0xd8, 0xff) || text(bytes, 4) === 'GIF8';
}

function zipReason(bytes: Buffer): string {
  const encrypted = bytes.length > 7 && (bytes.readUInt16LE(6) & 1) === 1;
  const holds = (name: string) => bytes.includes(name, 0, 'latin1');
  if (encrypted) return 'The file is a zip archive with a password: unpack it and import the file inside.';
  if (holds('xl/') && holds('[Content_Types].xml'))
    return `The file is an Excel workbook: ${saveAsCsv}, sheet by sheet.`;
  if (holds('opendocument.spreadsheet')) return `The file is an OpenDocument spreadsheet: ${saveAsCsv}.`;
  if (holds('[Content_Types].xml')) return 'The file is an Office document, not a table: export the data as CSV.';
  return 'The file is a zip archive: unpack it and import the file inside.';
}

/** A compound file: an Excel workbook of before 2007, or the wrapper around one with a password. */
function compoundReason(bytes: Buffer): string {
  const passwordMark = Buffer.from('EncryptedPackage', 'utf16le');
  if (bytes.includes(passwordMark)) {
    return `The workbook is protected with a password: open it, take the password away, and save it as CSV (UTF-8).`;
  }
  return `The file is an old Excel or Office document (.xls): ${saveAsCsv}.`;
}
