import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ImportSource } from '../../src-main/imports/read-source.ts';
import { runImport } from '../../src-main/imports/run-import.ts';
import { unwatched } from '../../src-main/imports/stop-signal.ts';
import { historyFile, importLedger, tableSizes, taskOf } from './import-ledger.ts';

const bytes = (content: Buffer | string | number[]): ImportSource => ({
  bytes: new Uint8Array(Buffer.from(content as string)),
});
const header = 'customer_name,credit,credit_kind,amount,used_on\n';
const row = 'Mara,Class,session,1,2026-03-05\n';
const record = JSON.stringify({ CoworkerBookingCreditId: 1, CreditUsed: 1, CreatedOn: '2026-01-01T00:00:00Z' });
const zip = (name: string, flags = 0) => {
  const head = Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0, flags, 0, 0, 0]);
  return Buffer.concat([head, Buffer.alloc(16), Buffer.from([name.length, 0, 0, 0]), Buffer.from(name)]);
};
const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.alloc(504)]);

const problems: readonly [string, ImportSource, string][] = [
  ['an empty file', bytes(''), 'The file is empty.'],
  ['a file of spaces', bytes(' \r\n\t\n'), 'The file is empty: there is nothing in it but spaces and line ends.'],
  [
    'an Excel workbook in a few bytes',
    bytes(Buffer.concat([zip('[Content_Types].xml'), zip('xl/workbook.xml')])),
    'The file is an Excel workbook: open it and save it as CSV (UTF-8), sheet by sheet.',
  ],
  [
    'an OpenDocument spreadsheet',
    bytes(zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')),
    'The file is an OpenDocument spreadsheet: open it and save it as CSV (UTF-8).',
  ],
  ['a zip archive', bytes(zip('history.csv')), 'The file is a zip archive: unpack it and import the file inside.'],
  [
    'a zip archive with a password',
    bytes(zip('history.csv', 1)),
    'The file is a zip archive with a password: unpack it and import the file inside.',
  ],
  [
    'an old workbook',
    bytes(compound),
    'The file is an old Excel or Office document (.xls): open it and save it as CSV (UTF-8).',
  ],
  [
    'a workbook with a password',
    bytes(Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')])),
    'The workbook is protected with a password: open it, take the password away, and save it as CSV (UTF-8).',
  ],
  [
    'a PDF',
    bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj'),
    'The file is a PDF, which holds no table that can be read: export the data as CSV.',
  ],
  [
    'a database',
    bytes(Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(100)])),
    'The file is a database, not a table: export the data from its program as CSV.',
  ],
  [
    'a gzip file',
    bytes(gzipSync(header + row)),
    'The file is compressed (gzip): unpack it and import the file inside.',
  ],
  [
    'a picture',
    bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]),
    'The file is a picture, not a table: export the data as CSV.',
  ],
  [
    'a web page named .xls',
    bytes('<html><table><tr><td>Name</td></tr></table>'),
    'The file is a web page, even if its name ends in .xls or .csv: open it and save it as CSV (UTF-8).',
  ],
  [
    'bytes that are no text',
    bytes([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0, 0xb8]),
    'The file is not text: it holds bytes that no table has. Export the data as CSV or JSON and import that file.',
  ],
  [
    'text with a NUL in it',
    bytes(`${header}Ma\0ra,Class,session,1,2026-03-05\n`),
    'The file is not text: it holds bytes that no table has. Export the data as CSV or JSON and import that file.',
  ],
  [
    'UTF-8 that breaks off within a character',
    bytes(Buffer.from(`${header}Zoë,Class,session,1,2026-03-05\nZoë`).subarray(0, -1)),
    'The file breaks off in the middle of a character: it was cut off on its way. Export or copy it again.',
  ],
  [
    'UTF-16 that breaks off within a character',
    bytes(Buffer.concat([Buffer.from(`\uFEFF${header}`, 'utf16le'), Buffer.from([0x41])])),
    'The file breaks off in the middle of a character: it was cut off on its way. Export or copy it again.',
  ],
  [
    'UTF-8 that is mixed with another encoding',
    bytes(Buffer.concat([Buffer.from(`${header}Zoë,Jürgen,Łukasz\n`), Buffer.from([0x5a, 0x6f, 0xeb, 0x20])])),
    'Parts of the file are UTF-8 and others are not, so its accents can’t be read: save it as UTF-8 again.',
  ],
  [
    'a marked UTF-8 file that is not',
    bytes(Buffer.concat([Buffer.from(`\uFEFF${header}Zo`), Buffer.from([0xeb, 0x2c, 0x20])])),
    'The file says that it is UTF-8, but holds text that is not: save it as UTF-8 again.',
  ],
  [
    'an encoding of another world',
    bytes([...Buffer.from(header), 0x83, 0x81, 0x81, 0x5b, 0x8b, 0x8f, 0x0a]),
    'The text of the file is in an encoding that is neither UTF-8, UTF-16 nor Windows-1252: save it as UTF-8.',
  ],
  [
    'a quoted cell that never ends',
    bytes(`${header}${row}"Mara,Class,session,1,2026-03-05\n${row}`),
    'The file ends inside a cell whose quotation mark opens in line 3: it was cut off, or that mark is never closed.',
  ],
  [
    'a table that breaks off in its last line',
    bytes(`${header}${row.repeat(5)}Mara,Class,sess`),
    'The file breaks off in line 7, which has 3 of 5 cells and no end: it was cut off on its way. Export or copy it again; if that line is a total, remove it.',
  ],
  [
    'a table without a header',
    bytes(row.repeat(3)),
    'The file has no header: none of its first lines names columns such as customer_external_id, customer_name, customer_email, credit (history) or name, first_name, last_name, email (customers). The first line reads “Mara | Class | session | 1 | 2026-03-05”.',
  ],
  [
    'a header that lacks columns',
    bytes('Customer,Credit,Date\nMara,Class,2026-03-05\n'),
    'The header in line 1 has no column for the amount, which history files need. To import only the customers in it, choose that format.',
  ],
  [
    'opening balances',
    bytes('Client Name,Email,Pricing Option,Remaining,Expiration Date\nMara,mara@example.org,Flow 8,4/10,\n'),
    'The file looks like opening balances (it has a column “Remaining”), which can’t be imported yet. To import only the customers in it, choose that format.',
  ],
  [
    'prose',
    bytes('Dear Ada,\nplease find our customers attached.\n'),
    'The file has no header: none of its first lines names columns such as customer_external_id, customer_name, customer_email, credit (history) or name, first_name, last_name, email (customers). The first line reads “Dear Ada”.',
  ],
  [
    '65 columns',
    bytes(`${Array.from({ length: 65 }, (_, i) => `c${i}`).join(',')}\n`),
    'Line 1 has more than 64 columns; an import takes at most 64. Is it really a table of customers or credits?',
  ],
  [
    'a cell of 32,768 characters',
    bytes(`${header}${row}${'x'.repeat(32_768)},Class,session,1,2026-03-05\n`),
    'Line 3 has a cell of more than 32,767 characters; no table has such cells.',
  ],
  [
    'a quoted cell of 32,768 characters',
    bytes(`${header}"${'x'.repeat(32_768)}",Class,session,1,2026-03-05\n`),
    'Line 2 has a cell of more than 32,767 characters; no table has such cells.',
  ],
  [
    'JSON that breaks off',
    bytes(`[${record},{"Coworker`),
    'The JSON in the file breaks off before its end: it was cut off on its way. Export or copy it again.',
  ],
  [
    'JSON with a mistake',
    bytes(`[\n${record},\n{"CreditUsed": one}]`),
    'The file is not valid JSON: line 3 can’t be read, near “ditUsed": one}]”.',
  ],
  [
    'JSON of something else',
    bytes('{"customers": []}'),
    'The file is JSON, but not a use history of Nexudus: expected a record with CoworkerBookingCreditId, an array of them, or {"Records": […]}.',
  ],
];

describe('a file that can’t be read is told in a sentence of its own, and nothing is written', () => {
  test.each(problems)('%s', (_, source, reason) => {
    const { db, path } = importLedger();
    const before = tableSizes(db);
    expect(runImport(taskOf(path, source), unwatched)).toEqual({
      ok: false,
      problem: { code: 'FILE_UNREADABLE', reason },
    });
    expect(tableSizes(db)).toEqual(before);
  });

  test('a real Excel workbook', async () => {
    const { path } = importLedger();
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Uses').addRow(['customer_name', 'amount']);
    const source = bytes(Buffer.from(await workbook.xlsx.writeBuffer()));
    expect(runImport(taskOf(path, source), unwatched)).toMatchObject({
      problem: { reason: expect.stringMatching(/^The file is an Excel workbook/) },
    });
  });

  test('ten million columns, within a second or so and without a single cell made', () => {
    const { path } = importLedger();
    const memoryBefore = process.memoryUsage().heapUsed;
    const result = runImport(taskOf(path, { text: 'a,'.repeat(10_000_000) }), unwatched);
    expect(result).toMatchObject({ problem: { reason: expect.stringMatching(/^Line 1 has more than 64 columns/) } });
    expect(process.memoryUsage().heapUsed - memoryBefore).toBeLessThan(100 * 1024 * 1024);
  });

  test('more than a million rows', () => {
    const { path } = importLedger();
    const result = runImport(taskOf(path, { text: `name,email\n${'M,\n'.repeat(1_000_061)}` }), unwatched);
    expect(result).toMatchObject({
      problem: {
        reason: 'The file has more than 1,000,000 rows; an import takes at most so many. Split it into several files.',
      },
    });
  });

  test('more than 200 MB, before a byte is looked at', () => {
    const { path } = importLedger();
    const source = { bytes: new Uint8Array(200 * 1024 * 1024 + 1) };
    expect(runImport(taskOf(path, source), unwatched)).toMatchObject({
      problem: { reason: 'The file has 201 MB; an import takes at most 200 MB. Split it into several files.' },
    });
  });

  test('a path to nothing, to a folder, and to a file in the wrong format', () => {
    const { path } = importLedger();
    const dir = mkdtempSync(join(tmpdir(), 'tallydesk-import-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const reasonOf = (source: ImportSource, format: 'history' | 'nexudus-use-history' | null = null) => {
      const result = runImport(taskOf(path, source, { format }), unwatched);
      return result.ok ? 'read' : result.problem;
    };
    writeFileSync(join(dir, 'history.csv'), historyFile([{}]));
    writeFileSync(join(dir, 'uses.json'), `[${record}]`);
    expect(reasonOf({ path: join(dir, 'gone.csv') })).toMatchObject({
      reason: `There is no file ${join(dir, 'gone.csv')}.`,
    });
    expect(reasonOf({ path: dir })).toMatchObject({ reason: `${dir} is a folder, not a file.` });
    expect(reasonOf({ path: join(dir, 'history.csv') }, 'nexudus-use-history')).toMatchObject({
      reason: 'The file is not JSON, which a use history of Nexudus is. Is it a table? Then choose another format.',
    });
    expect(reasonOf({ path: join(dir, 'uses.json') }, 'history')).toMatchObject({
      reason: 'The file is JSON; history files are tables: export the data as CSV.',
    });
  });
});
