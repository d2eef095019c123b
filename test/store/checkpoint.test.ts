import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { checkpointWhenQuiet } from '../../src-main/store/checkpoint.ts';
import { openLedger } from '../../src-main/store/open.ts';
import { openStudio, temporaryFolder } from '../support/open-studio.ts';

const quietMs = 1000;

/** A ledger with a change in its log, and what the log of the app was told. */
function changedLedger() {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const path = join(temporaryFolder(), 'ledger.sqlite');
  const opened = openLedger(path);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  onTestFinished(() => void db.close());
  const change = () => db.exec('CREATE TABLE more (text); DROP TABLE more');
  const told: string[] = [];
  const log = { info() {}, error: (message: string, error: unknown) => told.push(`${message}: ${String(error)}`) };
  return { db, change, log, told, file: () => readFileSync(path).toString('hex') };
}

test('what was changed is moved into the ledger file once the desk has been quiet for a second', () => {
  const { db, change, log, told, file } = changedLedger();
  change();
  const before = file();
  checkpointWhenQuiet(db, log);
  vi.advanceTimersByTime(quietMs - 1);
  expect(file()).toBe(before);
  vi.advanceTimersByTime(1);
  expect(file()).not.toBe(before);
  expect(told).toEqual([]);
});

test('a full disk is told to the log and ends nothing, and the next change tries again', () => {
  const { db, change, log, told, file } = changedLedger();
  const full = vi.spyOn(db, 'pragma').mockImplementationOnce(() => {
    throw new Error('database or disk is full');
  });
  change();
  const before = file();
  checkpointWhenQuiet(db, log);
  vi.advanceTimersByTime(quietMs);
  expect(told).toEqual(['moving the log into the ledger file failed: Error: database or disk is full']);
  change();
  checkpointWhenQuiet(db, log);
  vi.advanceTimersByTime(quietMs);
  expect(full).toHaveBeenCalledTimes(2);
  expect(told).toHaveLength(1);
  expect(file()).not.toBe(before);
});

test('what the desk has booked is in the ledger file once it has been quiet for a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { desk, dataDir } = await openStudio();
  const file = () => readFileSync(join(dataDir, 'ledger.sqlite')).toString('hex');
  vi.advanceTimersByTime(quietMs);
  const before = file();
  await desk.customers.create({ kind: 'person', name: 'Mara' });
  expect(file()).toBe(before);
  vi.advanceTimersByTime(quietMs);
  expect(file()).toContain(Buffer.from('Mara').toString('hex'));
});
