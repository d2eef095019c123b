import { describe, expect, test } from 'vitest';
import { insertCustomer } from '../../src-main/store/customers.ts';
import { insertImport, insertImportedCustomer } from '../../src-main/store/imports.ts';
import { importLedger, now, outcomeOf, tableSizes } from './import-ledger.ts';

type Ledger = ReturnType<typeof importLedger>;
const importOf = ({ path }: Ledger, ...rows: string[]) =>
  outcomeOf(path, ['name,email,external id,company', ...rows].join('\n'));
const add = ({ db }: Ledger, name: string, kind: 'person' | 'company' = 'person', externalId: string | null = null) =>
  insertCustomer(db, { id: name, kind, name, email: null, phone: null, externalId, note: null, createdAt: now });
const teamsIn = ({ db }: Ledger) =>
  db
    .prepare(
      `SELECT c.name || ': ' || p.name FROM team_members t JOIN customers c ON c.number = t.company
       JOIN customers p ON p.number = t.person ORDER BY c.name, p.name`,
    )
    .pluck()
    .all();
const leave = ({ db }: Ledger, name: string) =>
  db.prepare('DELETE FROM team_members WHERE person = (SELECT number FROM customers WHERE name = ?)').run(name);

describe('somebody who is there already and whose row names a company', () => {
  test('becomes its member, whether the company is there or new, and the preview says so', () => {
    const ledger = importLedger();
    for (const name of ['Mara', 'Tom', 'Ula']) add(ledger, name);
    add(ledger, 'Acme', 'company');
    const rows = ['Mara,,,ACME', 'Tom,,,Nordlicht', 'Ula,,,', 'Kim,,,Acme'];
    const expected = {
      accepted: 3,
      skipped: 1,
      created: { customers: 2 },
      notes: ['2 people who were there already join a company: Mara, Tom.'],
    };
    const text = ['name,email,external id,company', ...rows].join('\n');
    expect(outcomeOf(ledger.path, text, { apply: false })).toMatchObject(expected);
    expect(teamsIn(ledger)).toEqual([]);
    expect(importOf(ledger, ...rows)).toMatchObject(expected);
    expect(teamsIn(ledger)).toEqual(['Acme: Kim', 'Acme: Mara', 'Nordlicht: Tom']);
  });

  test('joins once: the same file again changes nothing, also after they left the team or it has another name', () => {
    const ledger = importLedger();
    add(ledger, 'Mara');
    const rows = ['Mara,,,Acme', 'Tom,t@x.de,,Acme', 'Ula,,C3,Acme'];
    importOf(ledger, ...rows);
    for (const name of ['Mara', 'Tom', 'Ula']) leave(ledger, name);
    ledger.db.prepare("UPDATE customers SET name = 'Acme GmbH' WHERE kind = 'company'").run();
    const before = tableSizes(ledger.db);
    expect(importOf(ledger, ...rows)).toMatchObject({ accepted: 0, skipped: 3, notes: [] });
    expect(importOf(ledger, ...rows, 'Ben,,,')).toMatchObject({ accepted: 1, skipped: 3, notes: [] });
    expect(teamsIn(ledger)).toEqual([]);
    expect(tableSizes(ledger.db)).toMatchObject({ customers: Number(before.customers) + 1 });
  });

  test('joins another company beside the one that they are in', () => {
    const ledger = importLedger();
    importOf(ledger, 'Mara,,C1,Acme');
    expect(importOf(ledger, 'Mara,,C1,Nordlicht')).toMatchObject({
      accepted: 1,
      notes: ['1 person who was there already joins a company: Mara.'],
    });
    expect(teamsIn(ledger)).toEqual(['Acme: Mara', 'Nordlicht: Mara']);
  });

  test('joins where an earlier file had no company for them; who is a member is only there already', () => {
    const ledger = importLedger();
    importOf(ledger, 'Mara,,C1,', 'Tom,,C2,Acme');
    expect(importOf(ledger, 'Mara,,C1,Acme', 'Tom,,C2,Acme')).toMatchObject({ accepted: 1, skipped: 1 });
    expect(teamsIn(ledger)).toEqual(['Acme: Mara', 'Acme: Tom']);
    const other = importLedger();
    const company = add(other, 'Acme', 'company');
    const person = add(other, 'Mara');
    other.db.prepare('INSERT INTO team_members (company, person) VALUES (?, ?)').run(company, person);
    expect(importOf(other, 'Mara,,,Acme')).toMatchObject({ accepted: 0, skipped: 1, notes: [] });
  });

  test('joins two companies of one file, also where the file makes them', () => {
    const ledger = importLedger();
    const rows = ['Mara,m@x.de,,Acme', 'Mara,m@x.de,,Nordlicht', 'Mara,m@x.de,,acme'];
    expect(importOf(ledger, ...rows)).toMatchObject({ accepted: 2, skipped: 1, created: { customers: 3 }, notes: [] });
    expect(teamsIn(ledger)).toEqual(['Acme: Mara', 'Nordlicht: Mara']);
    expect(importOf(ledger, ...rows)).toMatchObject({ accepted: 0, skipped: 3 });
  });

  test('is no company: companies join nothing', () => {
    const ledger = importLedger();
    add(ledger, 'Acme', 'company', 'C9');
    expect(importOf(ledger, 'Acme,,C9,Nordlicht')).toMatchObject({
      accepted: 0,
      skipped: 1,
      created: { customers: 0 },
    });
    expect(teamsIn(ledger)).toEqual([]);
  });

  test('stays out of a team that they left where the very file made them, before it was kept who joined what', () => {
    const ledger = importLedger();
    const person = add(ledger, 'Mara', 'person', 'C1');
    const { sha256 } = outcomeOf(ledger.path, 'name,external id,company\nMara,C1,Acme\n', { apply: false });
    insertImport(ledger.db, { id: 'i', fileName: 'c', sha256, format: 'customers', staff: null, runAt: now });
    insertImportedCustomer(ledger.db, 'customers:C1', 1, 2, person);
    const again = outcomeOf(ledger.path, 'name,external id,company\nMara,C1,Acme\n');
    expect(again).toMatchObject({ accepted: 0, skipped: 1, notes: [] });
    expect(teamsIn(ledger)).toEqual([]);
  });
});
