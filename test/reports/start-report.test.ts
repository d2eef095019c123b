import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { machineClock } from '../../src-main/platform/clock.ts';
import { idsOf } from '../../src-main/platform/ids.ts';
import { openReportSource } from '../../src-main/reports/read-report.ts';
import { runReport } from '../../src-main/reports/run-report.ts';
import { type ReportOrder, startReport } from '../../src-main/reports/start-report.ts';
import { beginAppend } from '../../src-main/store/append.ts';
import { openForWriting } from '../../src-main/store/open.ts';
import type { Amount, InstantMs, LotNumber } from '../../src-shared/ids.ts';
import { openStory } from '../support/story.ts';
import { besides, readWorkbook, reportFolder, reportJob, rowOf, sheetOf, tableOf } from './support/made-report.ts';

async function openMara(classes = 40) {
  const story = await openStory();
  const credit = await story.credit('Class');
  const mara = await story.person('Mara Lindt');
  await story.add(mara, credit, classes);
  const orderOf = (targetPath: string): ReportOrder => ({
    ledgerPath: join(story.dataDir, 'ledger.sqlite'),
    input: { scope: { customerId: mara }, format: 'xlsx' },
    targetPath,
    madeBy: 'Ada',
    madeAt: story.clock.now() as InstantMs,
    entries: 1,
  });
  return { story, credit, mara, orderOf };
}

test('a report is written in a thread of its own, which tells its progress', async () => {
  const { orderOf } = await openMara();
  const targetPath = join(reportFolder(), 'usage.xlsx');
  const told: number[][] = [];
  const result = await startReport(orderOf(targetPath), { onProgress: (done, total) => void told.push([done, total]) });
  expect(result).toMatchObject({ ok: true, report: { path: targetPath, rows: 1 } });
  expect(told).toEqual([
    [0, 1],
    [1, 1],
  ]);
  const sheet = sheetOf(await readWorkbook(targetPath), 'Credit usage');
  expect(tableOf(sheet).map((row) => row.slice(6))).toEqual([[40, 40]]);
  expect(besides(targetPath)).toEqual([basename(targetPath)]);
}, 60_000);

test('what a report of days ago has left beside the target goes, and nothing else does', async () => {
  const { orderOf } = await openMara();
  const targetPath = join(reportFolder(), 'usage.csv');
  const dayMs = 24 * 3_600_000;
  const lie = (name: string, ageMs: number) => {
    const path = join(dirname(targetPath), name);
    writeFileSync(path, 'half a report');
    const at = new Date(Date.now() - ageMs);
    utimesSync(path, at, at);
  };
  lie('.tallydesk-0123456789abcdef.part', 2 * dayMs);
  lie('.tallydesk-fedcba9876543210.part', dayMs / 2);
  lie('.tallydesk-mine.part', 2 * dayMs);
  lie('older.csv', 2 * dayMs);
  mkdirSync(join(dirname(targetPath), '.tallydesk-00000000000000aa.part'));
  expect(await startReport({ ...orderOf(targetPath) })).toMatchObject({ ok: true });
  expect(besides(targetPath).sort()).toEqual([
    '.tallydesk-00000000000000aa.part',
    '.tallydesk-fedcba9876543210.part',
    '.tallydesk-mine.part',
    'older.csv',
    'usage.csv',
  ]);
}, 60_000);

/** So many uses of one class each, straight into the ledger: for a report that takes a while. */
function useMany(dataDir: string, count: number): void {
  const db = openForWriting(join(dataDir, 'ledger.sqlite'));
  const at = Date.parse('2026-01-31T09:00:00Z') as InstantMs;
  db.transaction(() => {
    const entries = beginAppend(db, idsOf(machineClock), {
      operation: 'uses.create',
      recordedAt: at,
      staff: null,
      import: null,
    });
    const lot = 1 as LotNumber;
    for (let use = 0; use < count; use += 1) {
      entries.post({ kind: 'use', amount: -1 as Amount, happenedAt: at, lot, forType: 'print', what: `Print ${use}` });
    }
  })();
  db.close();
}

test('a report that is stopped answers CANCELLED and leaves the target as it was', async () => {
  const { story, orderOf } = await openMara(30_000);
  useMany(story.dataDir, 30_000);
  const targetPath = join(reportFolder(), 'usage.xlsx');
  writeFileSync(targetPath, 'as it was');
  const before = AbortSignal.abort();
  const underWay = new AbortController();
  const onProgress = () => underWay.abort();
  for (const watch of [{ signal: before }, { signal: underWay.signal, onProgress }]) {
    const result = await startReport(orderOf(targetPath), watch);
    expect(result).toEqual({ ok: false, problem: { code: 'CANCELLED' } });
    expect(readFileSync(targetPath, 'utf8')).toBe('as it was');
    expect(besides(targetPath)).toEqual([basename(targetPath)]);
  }
}, 60_000);

test('a report that needs more memory than it may take answers MEMORY_FULL and leaves the target as it was', async () => {
  const { story, orderOf } = await openMara(30_000);
  useMany(story.dataDir, 30_000);
  const targetPath = join(reportFolder(), 'usage.xlsx');
  writeFileSync(targetPath, 'as it was');
  const result = await startReport({ ...orderOf(targetPath), heapMbMax: 16 });
  expect(result).toEqual({ ok: false, problem: { code: 'MEMORY_FULL' } });
  expect(readFileSync(targetPath, 'utf8')).toBe('as it was');
  expect(besides(targetPath)).toEqual([basename(targetPath)]);
}, 60_000);

test('what the thread can’t mend is thrown: a ledger that is not there', async () => {
  const { orderOf } = await openMara();
  const targetPath = join(reportFolder(), 'usage.xlsx');
  const order = { ...orderOf(targetPath), ledgerPath: join(reportFolder(), 'missing.sqlite') };
  await expect(startReport(order)).rejects.toThrow(/unable to open database file|directory does not exist/);
  expect(besides(targetPath)).toEqual([]);
}, 60_000);

test('a report shows one moment of the ledger, whatever the desk does while it is written', async () => {
  const { story, credit, mara, orderOf } = await openMara();
  const { ledgerPath, input, madeBy, madeAt } = orderOf('');
  const opened = openReportSource(ledgerPath, { scope: input.scope, filters: {}, madeBy, madeAt });
  if (!opened.ok) throw new Error('the ledger was not opened');
  await story.book({ customerId: mara, creditId: credit, amount: 3, at: '2026-02-05 18:00' });
  const job = reportJob('xlsx');
  const result = await runReport(opened.source, job);
  opened.close();
  expect(result).toMatchObject({ ok: true, report: { rows: 1 } });
  const workbook = await readWorkbook(job.targetPath);
  const sheet = sheetOf(workbook, 'Credit usage');
  expect(tableOf(sheet).map((row) => row.slice(6))).toEqual([[40, 40]]);
  expect(sheet.getCell(rowOf(sheet, 'Credits left'), 2).result).toBe(40);
  expect(tableOf(sheetOf(workbook, 'Lots'), 'Lot').map((row) => row[6])).toEqual([40]);
  expect((await story.desk.balance.get({ customerId: mara })).credits[0]?.left).toBe(37);
}, 60_000);
