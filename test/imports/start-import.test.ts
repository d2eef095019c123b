import { describe, expect, test } from 'vitest';
import { startImport } from '../../src-main/imports/start-import.ts';
import { historyFile, importLedger, outcomeOf, tableSizes, taskOf } from './import-ledger.ts';

const manyRows = (count: number) =>
  historyFile(
    Array.from({ length: count }, (_, index) => ({
      external_id: `X${index}`,
      customer_name: `Customer ${index % 500}`,
    })),
  );

describe('an import in its own thread', () => {
  test('answers what the same import answers in this one, from a path, text, bytes or a Blob', async () => {
    const file = manyRows(50);
    const expected = outcomeOf(importLedger().path, file);
    for (const source of [{ text: file }, { bytes: new TextEncoder().encode(file) }, { content: new Blob([file]) }]) {
      const { path } = importLedger();
      const result = await startImport({ ...taskOf(path, ''), source });
      expect(result).toEqual({ ok: true, outcome: { ...expected, importId: expect.any(String) } });
    }
  });

  test('tells a problem as a value', async () => {
    const { path } = importLedger();
    expect(await startImport(taskOf(path, { path: '/nowhere/history.csv' }))).toEqual({
      ok: false,
      problem: { code: 'FILE_UNREADABLE', reason: 'There is no file /nowhere/history.csv.' },
    });
  });

  test('refuses a Blob by its size before it reads it', async () => {
    const { path } = importLedger();
    const content = { size: 300 * 1024 * 1024, arrayBuffer: () => Promise.reject(new Error('was read')) };
    expect(await startImport({ ...taskOf(path, ''), source: { content } })).toMatchObject({
      problem: { code: 'FILE_UNREADABLE' },
    });
  });

  test('throws where the ledger is not there: that is no fault of the file', async () => {
    await expect(startImport(taskOf('/nowhere/ledger.sqlite', historyFile([{}])))).rejects.toThrow();
  });

  test('tells progress, and when it is cancelled in the middle of writing leaves nothing behind', async () => {
    const { db, path } = importLedger();
    const before = tableSizes(db);
    const controller = new AbortController();
    const seen: [number, number | null][] = [];
    const result = await startImport(taskOf(path, manyRows(8000)), {
      signal: controller.signal,
      onProgress(done, total) {
        seen.push([done, total]);
        // Entries are more than rows, because lots are granted: this is the writing.
        if (total !== null && total > 8000) controller.abort();
      },
    });
    expect(result).toEqual({ ok: false, problem: { code: 'CANCELLED' } });
    expect(seen.at(-1)?.[1]).toBe(8500);
    expect(tableSizes(db)).toEqual(before);
    expect(await startImport(taskOf(path, manyRows(5)))).toMatchObject({ ok: true, outcome: { accepted: 5 } });
  });

  test('does not begin once its signal is aborted', async () => {
    const { path } = importLedger();
    expect(await startImport(taskOf(path, historyFile([{}])), { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      problem: { code: 'CANCELLED' },
    });
  });
});
