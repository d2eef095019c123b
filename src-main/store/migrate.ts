import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Db } from './database.ts';

/** One step of the file's format: numbered, complete or absent, never edited after release. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string };

const folder = new URL('./migrations/', import.meta.url);

/** The steps that this version of Tallydesk knows, in order; throws where a number is missing. */
export function loadMigrations(from: URL = folder): Migration[] {
  const names = readdirSync(fileURLToPath(from))
    .filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name))
    .sort();
  return names.map((name, place) => {
    const number = Number(name.slice(0, 4));
    if (number !== place + 1) throw new Error(`migration ${place + 1} is missing: found ${name} in its place`);
    return { number, name, sql: readFileSync(new URL(name, from), 'utf8') };
  });
}

/** The format's number of an open file: how many migrations it has had. */
export function formatOf(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Brings a file to the newest format: every missing step in one transaction, all or none; throws where one fails or leaves rows that point nowhere. */
export function migrate(db: Db, migrations: readonly Migration[] = loadMigrations()): void {
  const missing = migrations.slice(formatOf(db));
  if (missing.length === 0) return;
  // A step may build a table anew under its old name: that must not touch the rows that point to it.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      for (const migration of missing) {
        db.exec(migration.sql);
        db.pragma(`user_version = ${migration.number}`);
      }
      const astray = db.pragma('foreign_key_check') as { table: string; rowid: number }[];
      const [first] = astray;
      if (first) throw new Error(`row ${first.rowid} of ${first.table} points to a row that is not there`);
    }).immediate();
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
