import type ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { makeReport, readWorkbook, rowOf, sheetOf, tableOf } from './support/made-report.ts';
import { lotRow, reportSource, usageRow, usageSummary } from './support/report-source.ts';

const money = { creditId: 'shop', creditName: 'Shop', creditKind: 'money', unit: 'EUR', decimals: 2 } as const;

async function usageSheet(...args: Parameters<typeof reportSource>): Promise<ExcelJS.Worksheet> {
  return sheetOf(await readWorkbook(await makeReport(reportSource(...args), 'xlsx')), 'Credit usage');
}

test('the sheet says whose it is, what it covers, when and by whom it was made', async () => {
  const sheet = await usageSheet([usageRow()], { filters: { view: 'manual', from: '2026-02-01', text: 'heating' } });
  const facts = ['Studio', 'Customer', 'Covers', 'Listed', 'Made'].map(
    (label) => sheet.getCell(rowOf(sheet, label), 2).text,
  );
  expect(facts).toEqual([
    'Lindenhof Studio',
    'Mara Lindt',
    'Membership Flow 8, cycle 1 (31 January 2026 – 27 February 2026)',
    'Credits added or removed manually; from 1 February 2026; with “heating”',
    '16 March 2026 12:00 (Europe/Berlin) by Ada Brandt',
  ]);
});

describe('the summary', () => {
  test('is a column that adds up to Credits left, by a formula that carries its value', async () => {
    const sheet = await usageSheet([], { summaries: [usageSummary({ manual: 3, left: 1 })] });
    const first = rowOf(sheet, 'Starting credits');
    const last = rowOf(sheet, 'Credits left');
    const lines = Array.from({ length: last - first }, (_, place) => [
      sheet.getCell(first + place, 1).value,
      sheet.getCell(first + place, 2).value,
    ]);
    expect(lines).toEqual([
      ['Starting credits', 8],
      ['Total booked', -5],
      ['Free cancellations', 1],
      ['Rollover credits', 0],
      ['Manual changes', 3],
      ['Expired', -3],
      ['Rolled over to next cycle', -3],
    ]);
    const left = sheet.getCell(last, 2).value;
    expect(left).toEqual({ formula: `SUM(B${first}:B${last - 1})`, result: 1 });
    expect(lines.reduce((sum, [, figure]) => sum + Number(figure), 0)).toBe(1);
  });

  test('keeps different credits in columns of their own, each in its unit', async () => {
    const summaries = [
      usageSummary(),
      usageSummary({
        ...money,
        kind: 'money',
        starting: 10_000,
        totalBooked: 5_200,
        freeCancellations: 0,
        manual: 0,
        expired: 0,
        rolledOver: 0,
        left: 4_800,
      }),
    ];
    const sheet = await usageSheet([], { summaries });
    const last = rowOf(sheet, 'Credits left');
    expect(sheet.getCell(rowOf(sheet, 'Credit usage summary'), 3).value).toBe('Shop');
    expect(sheet.getCell(rowOf(sheet, 'Total booked'), 3).value).toBe(-52);
    expect(sheet.getCell(last, 3).value).toMatchObject({
      formula: expect.stringMatching(/^ROUND\(SUM\(C\d+:C\d+\),2\)$/),
      result: 48,
    });
    expect(sheet.getCell(last, 3).numFmt).toBe('#,##0.00" EUR";-#,##0.00" EUR"');
  });

  test('leaves out Expired and Rolled over where they are zero', async () => {
    const sheet = await usageSheet([], { summaries: [usageSummary({ expired: 0, rolledOver: 0, left: 6 })] });
    expect(() => rowOf(sheet, 'Expired')).toThrow();
    expect(() => rowOf(sheet, 'Rolled over to next cycle')).toThrow();
    expect(sheet.getCell(rowOf(sheet, 'Credits left'), 2).value).toMatchObject({ result: 6 });
  });

  test('writes figures that a spreadsheet would round as text, and no formula over them', async () => {
    const huge = { ...money, kind: 'money', starting: Number.MAX_SAFE_INTEGER, left: Number.MAX_SAFE_INTEGER } as const;
    const none = { totalBooked: 0, freeCancellations: 0, manual: 0, expired: 0, rolledOver: 0 };
    const sheet = await usageSheet([], { summaries: [usageSummary({ ...huge, ...none })] });
    expect(sheet.getCell(rowOf(sheet, 'Credits left'), 2).value).toBe('90071992547409.91');
  });
});

describe('the table', () => {
  test('holds real dates of the studio’s wall and real numbers in the credit’s unit', async () => {
    const rows = [
      usageRow(),
      usageRow({
        lot: lotRow({ ...money, status: 'used_up', source: 'manual', sourceName: 'Added manually' }),
        amount: -1234,
        balanceAfter: 4800,
        usedBy: null,
      }),
    ];
    const sheet = await usageSheet(rows);
    expect(tableOf(sheet)).toEqual([
      [
        new Date('2026-03-02T09:14:00Z'),
        'Class',
        'Flow 60, Thu 5 Mar 18:00',
        'Current',
        'mara@example.org',
        'Plan: Flow 8',
        -1,
        8,
      ],
      [
        new Date('2026-03-02T09:14:00Z'),
        'Shop',
        'Flow 60, Thu 5 Mar 18:00',
        'Used up',
        'Tallydesk',
        'Added manually',
        -12.34,
        48,
      ],
    ]);
    const last = sheet.rowCount;
    expect(sheet.getCell(last, 1).numFmt).toBe('yyyy-mm-dd hh:mm');
    expect(sheet.getCell(last, 7).numFmt).toBe('+#,##0.00" EUR";-#,##0.00" EUR";0.00" EUR"');
  });

  test('keeps its header in view and on every page, and filters all its rows', async () => {
    const sheet = await usageSheet([usageRow(), usageRow()]);
    const header = rowOf(sheet, 'Used on');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: header });
    expect(sheet.autoFilter).toBe(`A${header}:H${header + 2}`);
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${header}:${header}`,
    });
    expect(sheet.headerFooter.oddFooter).toContain('Page &P of &N');
    for (const column of sheet.columns) expect(column.width).toBeGreaterThanOrEqual(11);
  });

  test('goes on in further sheets where one is full, each with its header', async () => {
    const rows = Array.from({ length: 25 }, (_, place) => usageRow({ description: `row ${place}` }));
    const workbook = await readWorkbook(await makeReport(reportSource(rows), 'xlsx', { rowsPerSheet: 10 }));
    const names = workbook.worksheets.map((sheet) => sheet.name);
    expect(names).toEqual(['Credit usage', 'Credit usage (2)', 'Credit usage (3)', 'Lots', 'About this report']);
    const tables = names.slice(0, 3).map((name) => tableOf(sheetOf(workbook, name)).map((row) => row[2]));
    expect(tables.map((table) => table.length)).toEqual([10, 10, 5]);
    expect(tables.flat()).toEqual(rows.map((row) => row.description));
    const second = sheetOf(workbook, 'Credit usage (2)');
    expect(second.getCell(1, 1).value).toBe('Used on');
    expect(second.autoFilter).toBe('A1:H11');
    expect(second.pageSetup.printTitlesRow).toBe('1:1');
  });

  test('needs no further sheet where the last row just fits', async () => {
    const rows = Array.from({ length: 20 }, () => usageRow());
    const workbook = await readWorkbook(await makeReport(reportSource(rows), 'xlsx', { rowsPerSheet: 10 }));
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Credit usage',
      'Credit usage (2)',
      'Lots',
      'About this report',
    ]);
  });
});

test('hostile text comes back as text, and nothing of it becomes a formula, a tag or another cell', async () => {
  const hostile = [
    '=HYPERLINK("http://example.org","x")',
    '+1+1',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '<script>&amp;</script>]]>',
    '"quoted", with; separators',
    '_x0041_ and _x000D_',
    '  spaces at both ends  ',
    'two\nlines',
    '🧘‍♀️ Zoë 明日 \u202Eright to left',
    '__proto__',
    '#REF!',
    'TRUE',
    '00012',
  ];
  const sheet = await usageSheet(hostile.map((description) => usageRow({ description })));
  const read = tableOf(sheet).map((row) => row[2]);
  const asExcelReads = read.map((value) => String(value).replaceAll('_x005F_', '_'));
  expect(asExcelReads).toEqual(hostile);
  expect(read.every((value) => typeof value === 'string')).toBe(true);
  // Excel itself reads _x0041_ as "A" unless its underscore is written as a code.
  expect(read[7]).toBe('_x005F_x0041_ and _x005F_x000D_');
  const guarded = tableOf(sheet).map(
    (_, below) => sheet.getCell(rowOf(sheet, 'Used on') + 1 + below, 3).numFmt === '@',
  );
  expect(guarded.slice(0, 6)).toEqual([true, true, true, true, true, false]);
});

test('characters that no file can hold are replaced, and too long a text is cut', async () => {
  const sheet = await usageSheet([
    usageRow({ description: 'a\u0000\u0008\u001F\uFFFE\uFFFF\uD800b' }),
    usageRow({ description: 'x'.repeat(40_000) }),
  ]);
  const [first, second] = tableOf(sheet).map((row) => String(row[2]));
  expect(first).toBe(`a${'\uFFFD'.repeat(6)}b`);
  expect(second).toHaveLength(32_767);
  expect(second?.endsWith('…')).toBe(true);
});

test('hostile names reach titles, footers and number formats without harm', async () => {
  const name = '=1+1 & <b> "Studio" \u0001';
  const lot = lotRow({ creditName: name, creditKind: 'money', unit: '"; [Red]', decimals: 2 });
  const source = reportSource([usageRow({ lot })], {
    studio: { name, timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en' },
    customerName: name,
    madeBy: name,
    lots: { count: () => 1, rows: [lot] },
    summaries: [usageSummary({ creditName: name, kind: 'money', unit: lot.unit, decimals: 2 })],
  });
  const sheet = sheetOf(await readWorkbook(await makeReport(source, 'xlsx')), 'Credit usage');
  expect(sheet.getCell(rowOf(sheet, 'Studio'), 2).value).toBe('=1+1 & <b> "Studio" \uFFFD');
  expect(sheet.getCell(sheet.rowCount, 7).numFmt).toBe('+#,##0.00"  Red";-#,##0.00"  Red";0.00"  Red"');
  expect(sheet.headerFooter.oddFooter).toContain('=1+1 && <b>');
});

test('texts that come again and again are kept once, and come back as they were', async () => {
  const names = ['  spaced  ', '=1+1', '<b>&amp;</b>', '_x0041_', '__proto__', 'a\u0000b', 'two\nlines', ''];
  const rows = Array.from({ length: 400 }, (_, place) => usageRow({ usedBy: names[place % names.length] ?? null }));
  const sheet = await usageSheet(rows);
  const read = tableOf(sheet).map((row) => row[4]);
  const asWritten = ['  spaced  ', '=1+1', '<b>&amp;</b>', '_x0041_', '__proto__', 'a\uFFFDb', 'two\nlines', null];
  expect(read).toEqual(rows.map((_, place) => asWritten[place % names.length]));
});

test('Lots and About this report tell what is behind the list and how to check it', async () => {
  const lots = [
    lotRow(),
    lotRow({
      number: 2,
      source: 'product',
      sourceName: '10-class pack',
      lastDay: null,
      cycle: null,
      left: 3,
      granted: 10,
    }),
  ];
  const rows = [usageRow(), usageRow({ amount: 2 })];
  const source = reportSource(rows, { lots: { count: () => 2, rows: lots }, summaries: [usageSummary({ left: 1 })] });
  const workbook = await readWorkbook(await makeReport(source, 'xlsx'));
  expect(tableOf(sheetOf(workbook, 'Lots'), 'Lot')).toEqual([
    [
      1,
      'Class',
      'Mara Lindt',
      'Plan: Flow 8',
      2,
      8,
      7,
      new Date('2026-02-28T00:00:00Z'),
      new Date('2026-03-30T00:00:00Z'),
      'Current',
    ],
    [
      2,
      'Class',
      'Mara Lindt',
      'Product: 10-class pack',
      null,
      10,
      3,
      new Date('2026-02-28T00:00:00Z'),
      'never',
      'Current',
    ],
  ]);
  const about = sheetOf(workbook, 'About this report');
  const totals = rowOf(about, 'Class');
  expect([2, 3, 4].map((column) => about.getCell(totals, column).value)).toEqual([2, 1, 1]);
  expect(about.getCell(rowOf(about, 'Rows listed'), 2).value).toBe(2);
  expect(about.getCell(rowOf(about, 'Entries'), 2).value).toBe(12);
  expect(about.getCell(rowOf(about, 'Hash of the last entry'), 2).value).toBe('ab'.repeat(32));
});

test('only a list that nothing was filtered from is said to add up', async () => {
  const claim =
    'Nothing was filtered out: for each credit, Credit used adds up to Credits left, and so does Left on the sheet Lots.';
  const noteOf = async (...args: Parameters<typeof reportSource>) => {
    const about = sheetOf(await readWorkbook(await makeReport(reportSource(...args), 'xlsx')), 'About this report');
    return about.getCell(rowOf(about, 'How to verify') + 2, 1).value;
  };
  const summaries = [usageSummary({ left: 7 })];
  expect(await noteOf([usageRow({ amount: 8 }), usageRow({ amount: -1 })], { summaries })).toBe(claim);
  expect(await noteOf([usageRow({ amount: 8 })], { summaries })).toBe('Nothing was filtered out.');
  expect(await noteOf([usageRow({ amount: 7 })], { summaries, filters: { text: 'x' } })).toMatch(
    /^Filters left entries out/,
  );
});
