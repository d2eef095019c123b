import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { closeLedger } from '../../src-main/store/log-mark.ts';
import { loadMigrations, type Migration } from '../../src-main/store/migrate.ts';
import { type Opened, openLedger } from '../../src-main/store/open.ts';
import { temporaryFolder } from '../support/open-studio.ts';
import { filesIn, ledgerIn, makeLedger } from './ledger-rows.ts';

const known = loadMigrations();
const next = known.length + 1;
const step = (number: number, sql: string): Migration => ({ number, name: `${number}.sql`, sql });
const withRoom = 'ALTER TABLE customers ADD COLUMN room TEXT; UPDATE customers SET room = upper(name);';

function open(path: string, migrations: readonly Migration[]): Opened {
  const opened = openLedger(path, { migrations, temporary: temporaryFolder() });
  onTestFinished(() => void (opened.ok && opened.db.close()));
  return opened;
}

function rowsOf(path: string, sql: string): unknown[] {
  const db = new Database(path);
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

test('an older ledger is brought to the new format with all its rows, and kept as it was beside it', async () => {
  const dataDir = await makeLedger();
  const path = ledgerIn(dataDir);
  const before = filesIn(dataDir);
  const entries = rowsOf(path, 'SELECT * FROM entries ORDER BY number');
  const opened = open(path, [...known, step(next, withRoom)]);
  if (!opened.ok) throw new Error(opened.problem.message);
  expect(opened.db.pragma('user_version', { simple: true })).toBe(next);
  expect(opened.db.prepare('SELECT name, room FROM customers').all()).toEqual([
    { name: 'Mara Lindt', room: 'MARA LINDT' },
  ]);
  expect(opened.db.prepare('SELECT * FROM entries ORDER BY number').all()).toEqual(entries);
  expect(opened.db.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(filesIn(dataDir)[`ledger.sqlite.before-format-${next}`]).toBe(before['ledger.sqlite']);
  opened.db.close();
  const names = readdirSync(dataDir);
  const again = open(path, [...known, step(next, withRoom)]);
  expect(again.ok).toBe(true);
  expect(readdirSync(dataDir).filter((name) => name.includes('before-format'))).toEqual(
    names.filter((name) => name.includes('before-format')),
  );
});

test('what an ended process left in the log is brought along', async () => {
  const path = ledgerIn(await makeLedger());
  const writer = new Database(path);
  writer.prepare("UPDATE customers SET name = 'Mara Brandt'").run();
  const opened = open(path, [...known, step(next, withRoom)]);
  if (!opened.ok) throw new Error(opened.problem.message);
  expect(opened.db.prepare('SELECT room FROM customers').pluck().all()).toEqual(['MARA BRANDT']);
  expect(rowsOf(`${path}.before-format-${next}`, 'SELECT name FROM customers')).toEqual([{ name: 'Mara Brandt' }]);
  writer.close();
});

test.each([
  ['a step that fails half-way', `${withRoom} INSERT INTO nowhere VALUES (1);`, /no such table: nowhere/],
  ['a later step that fails', 'CREATE TABLE rooms (name TEXT) STRICT;', /no such table: nowhere/],
  [
    'a step that leaves rows pointing nowhere',
    'UPDATE bookings SET resource = 999;',
    /points to a row that is not there/,
  ],
])('%s leaves the ledger as it was, without a copy, and says so', async (what, sql, reason) => {
  const dataDir = await makeLedger();
  const before = filesIn(dataDir);
  const later = what === 'a later step that fails' ? [step(next + 1, 'DELETE FROM nowhere;')] : [];
  const opened = open(ledgerIn(dataDir), [...known, step(next, sql), ...later]);
  expect(opened).toMatchObject({
    ok: false,
    problem: { code: 'NOT_MIGRATED', message: expect.stringMatching(reason) },
  });
  expect(filesIn(dataDir)).toEqual(before);
  expect(open(ledgerIn(dataDir), known).ok).toBe(true);
});

test('a copy of an earlier migration is never written over', async () => {
  const dataDir = await makeLedger();
  const path = ledgerIn(dataDir);
  writeFileSync(`${path}.before-format-${next}`, 'an older copy');
  const before = filesIn(dataDir);
  expect(open(path, [...known, step(next, withRoom)]).ok).toBe(true);
  const after = filesIn(dataDir);
  expect(after[`ledger.sqlite.before-format-${next}`]).toBe(before[`ledger.sqlite.before-format-${next}`]);
  expect(after[`ledger.sqlite.before-format-${next}-2`]).toBe(before['ledger.sqlite']);
});

test('a copy that the power left unfinished is not taken for one', async () => {
  const dataDir = await makeLedger();
  const before = filesIn(dataDir);
  const copy = `ledger.sqlite.before-format-${next}`;
  writeFileSync(join(dataDir, `${copy}.unfinished`), 'half');
  expect(open(ledgerIn(dataDir), [...known, step(next, withRoom)]).ok).toBe(true);
  const after = filesIn(dataDir);
  expect(after[copy]).toBe(before['ledger.sqlite']);
  expect(Object.keys(after).filter((name) => name.includes('before-format'))).toEqual([copy]);
});

test('a new ledger has every step and every setting, and leaves nothing half-made beside it', () => {
  const dataDir = temporaryFolder();
  const opened = open(ledgerIn(dataDir), known);
  if (!opened.ok) throw new Error(opened.problem.message);
  const setting = (name: string) => opened.db.pragma(name, { simple: true });
  expect(setting('user_version')).toBe(known.length);
  expect(setting('journal_mode')).toBe('wal');
  expect(setting('synchronous')).toBe(2);
  expect(setting('foreign_keys')).toBe(1);
  expect(setting('recursive_triggers')).toBe(1);
  closeLedger(opened.db, opened.path);
  expect(readdirSync(dataDir)).toEqual(['ledger.sqlite']);
});

test('a new ledger that can not be made leaves no ledger at all', () => {
  const dataDir = temporaryFolder();
  const opened = open(ledgerIn(dataDir), [step(1, 'CREATE TABLE half (a TEXT) STRICT; nonsense;')]);
  expect(opened).toMatchObject({ ok: false, problem: { code: 'UNREADABLE' } });
  expect(readdirSync(dataDir)).not.toContain('ledger.sqlite');
  expect(open(ledgerIn(dataDir), known).ok).toBe(true);
});

test('steps without a gap are all that is known', () => {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/0001-first.sql`, 'SELECT 1;');
  writeFileSync(`${folder}/0003-third.sql`, 'SELECT 1;');
  expect(() => loadMigrations(pathToFileURL(`${folder}/`))).toThrow(
    'migration 2 is missing: found 0003-third.sql in its place',
  );
});
