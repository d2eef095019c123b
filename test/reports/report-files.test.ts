import { createHash } from 'node:crypto';
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { machineFiles, type ReportFiles } from '../../src-main/reports/report-file.ts';
import { runReport } from '../../src-main/reports/run-report.ts';
import { besides, reportFolder, reportJob } from './support/made-report.ts';
import { reportSource, usageRow } from './support/report-source.ts';

const formats = ['xlsx', 'csv'] as const;
const manyRows = Array.from({ length: 60_000 }, (_, place) =>
  usageRow({ description: `row ${place} ${Math.sqrt(place)}` }),
);

const failure = (code: string) => Object.assign(new Error(code), { code });

/** A disk with room for so many bytes. */
function fullAfter(bytesMax: number, code = 'ENOSPC'): ReportFiles {
  return {
    ...machineFiles,
    async open(path, flags) {
      const handle = await open(path, flags);
      let bytes = 0;
      const writeFile = handle.writeFile.bind(handle);
      handle.writeFile = async (data, ...more) => {
        bytes += Buffer.byteLength(data as Buffer);
        if (bytes > bytesMax) throw failure(code);
        await writeFile(data, ...more);
      };
      return handle;
    },
  };
}

describe.each(formats)('a report as %s', (format) => {
  test('tells its rows, bytes and SHA-256, and nothing is left beside it', async () => {
    const job = reportJob(format);
    const result = await runReport(reportSource([usageRow(), usageRow()]), job);
    const bytes = readFileSync(job.targetPath);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(result).toEqual({ ok: true, report: { path: job.targetPath, rows: 2, bytes: bytes.length, sha256 } });
    expect(besides(job.targetPath)).toEqual([basename(job.targetPath)]);
  });

  test('takes the place of an older one', async () => {
    const job = reportJob(format);
    writeFileSync(job.targetPath, 'an older report');
    expect((await runReport(reportSource([usageRow()]), job)).ok).toBe(true);
    expect(readFileSync(job.targetPath).includes('older')).toBe(false);
  });

  test('tells its progress from nothing to all', async () => {
    const told: number[][] = [];
    await runReport(reportSource(manyRows), reportJob(format), {
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(told[0]).toEqual([0, manyRows.length]);
    expect(told.at(-1)).toEqual([manyRows.length, manyRows.length]);
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual([...told].sort(([a = 0], [b = 0]) => a - b));
  });

  test('cancelled on the way leaves the target as it was and nothing beside it', async () => {
    const job = reportJob(format);
    writeFileSync(job.targetPath, 'as it was');
    const stop = new AbortController();
    let told = 0;
    const onProgress = (done: number) => {
      told = done;
      if (done > 0) stop.abort();
    };
    const result = await runReport(reportSource(manyRows), job, { onProgress, signal: stop.signal });
    expect(result).toEqual({ ok: false, problem: { code: 'CANCELLED' } });
    expect(told).toBeLessThan(manyRows.length / 2);
    expect(readFileSync(job.targetPath, 'utf8')).toBe('as it was');
    expect(besides(job.targetPath)).toEqual([basename(job.targetPath)]);
  });

  test('cancelled from outside while it is written stops soon: writing gives way', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const result = await runReport(reportSource(manyRows), reportJob(format), { signal: stop.signal });
    expect(result).toEqual({ ok: false, problem: { code: 'CANCELLED' } });
  });

  test.each([0, 5_000, 200_000])(
    'on a disk that is full after %d bytes is DISK_FULL and leaves nothing behind',
    async (bytes) => {
      const job = reportJob(format);
      const result = await runReport(reportSource(manyRows), job, { files: fullAfter(bytes) });
      expect(result).toEqual({ ok: false, problem: { code: 'DISK_FULL', data: { path: job.targetPath } } });
      expect(besides(job.targetPath)).toEqual([]);
    },
  );

  test.each(['EBUSY', 'EPERM', 'EACCES'])(
    'whose target is open elsewhere (%s) is FILE_IN_USE, before and after the work',
    async (code) => {
      const refusing: Partial<ReportFiles>[] = [
        { open: (path, flags) => (flags === 'r+' ? Promise.reject(failure(code)) : open(path, flags)) },
        { rename: () => Promise.reject(failure(code)) },
      ];
      for (const files of refusing) {
        const job = reportJob(format);
        writeFileSync(job.targetPath, 'open in another program');
        const result = await runReport(reportSource([usageRow()]), job, { files: { ...machineFiles, ...files } });
        expect(result).toEqual({ ok: false, problem: { code: 'FILE_IN_USE', data: { path: job.targetPath } } });
        expect(readFileSync(job.targetPath, 'utf8')).toBe('open in another program');
        expect(besides(job.targetPath)).toEqual([basename(job.targetPath)]);
      }
    },
  );

  test('that the ledger fails to give its rows is thrown on, and leaves nothing behind', async () => {
    const job = reportJob(format);
    function* failing() {
      yield* manyRows.slice(0, 5000);
      throw new Error('the ledger can no longer be read');
    }
    const source = reportSource([], { entries: { total: 10_000, rows: failing() } });
    await expect(runReport(source, job)).rejects.toThrow('the ledger can no longer be read');
    expect(besides(job.targetPath)).toEqual([]);
  });
});

describe('a target that can’t be', () => {
  const expectedOf = async (targetPath: string) => {
    const result = await runReport(reportSource([usageRow()]), reportJob('csv', targetPath));
    return result.ok ? 'written' : result.problem;
  };
  const invalid = (expected: string) => ({ code: 'INVALID_INPUT', data: { field: 'to', expected } });

  test('a folder that does not exist', async () => {
    expect(await expectedOf(join(reportFolder(), 'missing', 'x.csv'))).toEqual(
      invalid('expected a file in a folder that exists'),
    );
  });

  test('a folder itself', async () => {
    const folder = join(reportFolder(), 'reports');
    await mkdir(folder);
    expect(await expectedOf(folder)).toEqual(invalid('expected a file, not a folder or a device'));
    expect(besides(folder)).toEqual(['reports']);
  });

  test.skipIf(process.platform === 'win32')('a device, which is no folder', async () => {
    expect(await expectedOf('/dev/full')).toEqual(invalid('expected a file, not a folder or a device'));
  });

  test('a file as if it were a folder', async () => {
    const file = join(reportFolder(), 'file');
    writeFileSync(file, '');
    expect(await expectedOf(join(file, 'x.csv'))).toEqual(invalid('expected a file in a folder that exists'));
  });

  test('a name that is too long', async () => {
    expect(await expectedOf(join(reportFolder(), 'x'.repeat(300)))).toEqual(invalid('expected a shorter file name'));
  });

  test('links that go in circles', async () => {
    const link = join(reportFolder(), 'link');
    symlinkSync(link, link);
    expect(await expectedOf(link)).toEqual(invalid('expected a path without links that go in circles'));
  });
});

test('a failing disk does not hide a bug: any other failure is thrown', async () => {
  const job = reportJob('xlsx');
  await expect(runReport(reportSource(manyRows), job, { files: fullAfter(5_000, 'EIO') })).rejects.toThrow('EIO');
  expect(besides(job.targetPath)).toEqual([]);
});

/** What the process holds on to; what only waits to be collected does not count. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('a long report takes little memory: rows are not gathered', async () => {
  const job = reportJob('xlsx');
  function* rows() {
    for (let place = 0; place < 200_000; place += 1) yield usageRow({ description: `row ${place}` });
  }
  const before = heldBytes();
  let most = before;
  let told = 0;
  const onProgress = () => {
    told += 1;
    if (told % 20 === 0) most = Math.max(most, heldBytes());
  };
  const result = await runReport(reportSource([], { entries: { total: 200_000, rows: rows() } }), job, { onProgress });
  expect(result.ok).toBe(true);
  expect(told).toBeGreaterThan(100);
  // 200,000 gathered rows of this source take some 150 MB.
  expect(most - before).toBeLessThan(50_000_000);
  expect(statSync(job.targetPath).size).toBeGreaterThan(1_000_000);
}, 120_000);
