import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { makeReport } from './support/made-report.ts';
import { lotRow, reportSource, usageRow } from './support/report-source.ts';

const header = ['Used on', 'Name', 'Description', 'Status', 'Used by', 'Source', 'Credit used', 'Balance'];

async function csvOf(...args: Parameters<typeof reportSource>): Promise<string> {
  return readFileSync(await makeReport(reportSource(...args), 'csv'), 'utf8');
}

/** As a strict reader sees it; without the byte order mark. */
function parsed(csv: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(csv.slice(1), { newline: '\r\n', skipEmptyLines: false });
  expect(errors).toEqual([]);
  return data.slice(0, -1);
}

test('the list is UTF-8 with a byte order mark, its header first, its lines ending in CR LF', async () => {
  const csv = await csvOf([usageRow({ description: 'Zoë' })]);
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(csv.slice(1)).toBe(
    `${header.join(',')}\r\n2026-03-02 09:14:00,Class,Zoë,Current,mara@example.org,Plan: Flow 8,-1,8\r\n`,
  );
});

test('amounts are plain decimal numbers with every digit, in the unit of their credit', async () => {
  const lot = lotRow({ creditKind: 'money', unit: 'EUR', decimals: 2 });
  const rows = [
    usageRow({ lot, amount: -123_456, balanceAfter: 4800 }),
    usageRow({ lot, amount: -Number.MAX_SAFE_INTEGER, balanceAfter: 0 }),
  ];
  const lines = parsed(await csvOf(rows)).slice(1);
  expect(lines.map((line) => line.slice(6))).toEqual([
    ['-1234.56', '48.00'],
    ['-90071992547409.91', '0.00'],
  ]);
});

test('text that a spreadsheet would take for a formula begins with an apostrophe, other text is as it was', async () => {
  const told: [string, string][] = [
    ['=1+1', "'=1+1"],
    ['+49 30 123', "'+49 30 123"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\n=1"],
    ['a, "b"; c', 'a, "b"; c'],
    ['two\r\nlines', 'two\nlines'],
    ['  spaced  ', '  spaced  '],
    ['a\u0000\uFFFFb', 'a\uFFFD\uFFFDb'],
    ['🧘 明日', '🧘 明日'],
  ];
  const lines = parsed(await csvOf(told.map(([description]) => usageRow({ description })))).slice(1);
  expect(lines.map((line) => line[2])).toEqual(told.map(([, text]) => text));
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([8]));
});

test('a long list comes out whole', async () => {
  const rows = Array.from({ length: 20_000 }, (_, place) =>
    usageRow({ description: `row ${place}, "quoted"`, balanceAfter: place }),
  );
  const lines = parsed(await csvOf(rows));
  expect(lines[0]).toEqual(header);
  expect(lines.slice(1).map((line) => line[2])).toEqual(rows.map((row) => row.description));
});

test('an empty list is a header alone', async () => {
  expect(parsed(await csvOf([]))).toEqual([header]);
});
