import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { all } from '../../src-main/store/database.ts';
import { entriesIn, historyFile, importLedger, outcomeOf } from './import-ledger.ts';

const customerSchema = z.object({ name: z.string(), email: z.string().nullable(), externalId: z.string().nullable() });
const customersIn = ({ db }: ReturnType<typeof importLedger>) =>
  all(db, customerSchema, 'SELECT name, email, external_id AS externalId FROM customers ORDER BY number');
const namesOf = (text: string) => {
  const ledger = importLedger();
  outcomeOf(ledger.path, text, { format: 'customers' });
  return customersIn(ledger).map(({ name }) => name);
};

describe('a figure with a decimal mark, of a credit that has decimals', () => {
  test.each([
    ['30.00', 'point'],
    ['30,00', 'comma'],
    ['1.234,00', 'comma'],
  ])('%s is neither taken for cents nor for the currency', (amount) => {
    const { path } = importLedger();
    const outcome = outcomeOf(path, historyFile([{ credit: 'Wallet', credit_kind: 'money', amount }]));
    expect(outcome).toMatchObject({
      accepted: 0,
      rejected: [{ line: 2, value: amount, reason: expect.stringContaining('30.00 is to be written 3000') }],
    });
  });

  test('nor is what a lot began with; whole credits may be written so', () => {
    const { db, path } = importLedger();
    const wallet = { credit: 'Wallet', credit_kind: 'money', amount: 500, lot_granted: '50.00' };
    expect(outcomeOf(path, historyFile([wallet]))).toMatchObject({ accepted: 0, rejected: [{ value: '50.00' }] });
    outcomeOf(path, historyFile([{ amount: '3.0' }]));
    expect(entriesIn(db).at(-1)?.amount).toBe(-3);
  });
});

describe('quotation marks', () => {
  const header = 'customer_name,credit,credit_kind,used_on,amount,description\n';
  test('one too many swallows the next rows: they are refused by line, not lost', () => {
    const { path } = importLedger();
    const rows = [
      'Mara,Class,session,2026-03-05,1,"Yoga" advanced',
      'Tom,Class,session,2026-03-05,1,"x"',
      'Ula,Class,session,2026-03-06,1,y',
    ];
    const outcome = outcomeOf(path, `${header}${rows.join('\n')}\n`);
    expect(outcome.accepted).toBe(1);
    expect(outcome.rejected).toMatchObject([
      { line: 2, reason: expect.stringContaining('has a quotation mark inside quoted text and runs to line 3') },
    ]);
  });

  test('in the middle of a cell without quotation marks they are text', () => {
    const { db, path } = importLedger();
    outcomeOf(path, `${header}Mara,Class,session,2026-03-05,1,Yoga "advanced" class\n`);
    expect(entriesIn(db).at(-1)?.what).toBe('Yoga "advanced" class');
  });
});

describe('names in two columns', () => {
  test.each([
    ['Name;Vorname;E-Mail', 'Lindt;Mara;mara@x.de', 'Mara Lindt'],
    ['Nom;Prénom;Téléphone', 'Müller;Anna;1', 'Anna Müller'],
    ['Nombre;Apellidos;Correo', 'Mara;García López;m@x.es', 'Mara García López'],
    ['Name;First name;Email', 'Mara Lindt;Mara;m@x.de', 'Mara Lindt'],
    ['Name;First name;Last name', 'M. Lindt;Mara;Lindt', 'M. Lindt'],
    ['Name;First name;Last name', 'Mara L.;Mara;Lindt', 'Mara L.'],
    ['Namn;E-post;Telefon', 'Mara Lindt;m@x.se;1', 'Mara Lindt'],
    ['Fornavn;Etternavn;E-post', 'Mara;Lindt;m@x.no', 'Mara Lindt'],
  ])('%s', (header, row, name) => {
    expect(namesOf(`${header}\n${row}\n`)).toEqual([name]);
  });

  test.each([
    ['First name;Last name', 'Mara;Lindt'],
    ['Name;Vorname', 'Lindt;Mara'],
    ['Nombre;Apellidos', 'Mara;Lindt'],
  ])('%s, of a history', (header, cells) => {
    const ledger = importLedger();
    outcomeOf(ledger.path, `${header};Email;Credit;Kind;Amount;Date\n${cells};m@x.de;Class;session;1;2026-03-05\n`);
    expect(customersIn(ledger)).toMatchObject([{ name: 'Mara Lindt', email: 'm@x.de' }]);
  });

  test('a history that was imported before they were read comes in once', () => {
    const ledger = importLedger();
    const file = (...first: string[]) =>
      `Name;Vorname;Email;Credit;Kind;Amount;Date\n${first.map((name) => `Lindt;${name};l@x.de;Class;session;1;2026-03-05\n`).join('')}`;
    outcomeOf(ledger.path, file('Mara', 'Mara'), { mapping: { Vorname: '' } });
    expect(outcomeOf(ledger.path, file('Mara', 'Mara'))).toMatchObject({ accepted: 0, skipped: 2 });
    expect(outcomeOf(ledger.path, file('Mara', 'Mara', 'Mara'))).toMatchObject({ accepted: 1, skipped: 2 });
    expect(outcomeOf(ledger.path, file('Mara', 'Mara', 'Mara'))).toMatchObject({ accepted: 0, skipped: 3 });
    expect(customersIn(ledger)).toHaveLength(1);
  });
});

describe('what is no row', () => {
  test.each(['Company name: Lindenhof;;;', 'Team;;;', 'Client name list'])(
    'a title that reads like a header: %s',
    (title) => {
      expect(namesOf(`${title}\nFirst name;Last name;Email;Phone\nMara;Lindt;m@x.de;1\nTom;Ek;t@x.de;2\n`)).toEqual([
        'Mara Lindt',
        'Tom Ek',
      ]);
    },
  );

  test('a total of one cell is refused; of two columns the second may be missing', () => {
    const { path } = importLedger();
    const outcome = outcomeOf(path, 'name,email,phone\nMara,m@x.de,1\nTom,t@x.de,2\nTotal: 2\n');
    expect(outcome).toMatchObject({ accepted: 2, rejected: [{ line: 4, value: 'Total: 2' }] });
    expect(namesOf('name,email\nMara,m@x.de\nTom\n')).toEqual(['Mara', 'Tom']);
  });
});

test('a company’s own row tells its e-mail and id, wherever its members stand', () => {
  const ledger = importLedger();
  outcomeOf(ledger.path, 'name,company,email,external id\nMara,Acme,m@x.de,1\n,Acme,office@acme.de,C-9\n');
  expect(customersIn(ledger)).toEqual([
    { name: 'Acme', email: 'office@acme.de', externalId: 'C-9' },
    { name: 'Mara', email: 'm@x.de', externalId: '1' },
  ]);
});

describe('a file that a spreadsheet saved again', () => {
  test('has the same rows, though it writes days and figures in its own way', () => {
    const { path } = importLedger();
    const row = { customer_email: 'mara@example.org', lot_external_id: 'P', lot_granted: 10 };
    expect(
      outcomeOf(
        path,
        historyFile([
          { ...row, used_on: '2026-03-05' },
          { ...row, used_on: '2026-03-06' },
        ]),
      ),
    ).toMatchObject({ accepted: 2 });
    const again = {
      ...row,
      customer_email: 'Mara@Example.org',
      customer_name: 'MARA LINDT',
      lot_granted: '10,0',
      amount: '1,0',
    };
    expect(
      outcomeOf(
        path,
        historyFile([
          { ...again, used_on: '05.03.2026' },
          { ...again, used_on: '06.03.2026 00:00' },
          { ...again, used_on: '07.03.2026' },
        ]),
      ),
    ).toMatchObject({ accepted: 1, skipped: 2 });
  });
});

describe('the end of a lot', () => {
  const lot = { lot_external_id: 'A', lot_granted: 8, lot_last_day: '2026-02-27' };
  const end = '2026-02-28 00:00';

  test('is when it rolls over and expires, and nothing else happens', () => {
    const { db, path } = importLedger();
    const outcome = outcomeOf(
      path,
      historyFile([
        { ...lot, entry: 'use', amount: 3, used_on: '2026-02-10' },
        { ...lot, entry: 'rollover_out', amount: 3, used_on: end },
        { ...lot, entry: 'expiry', amount: 2, used_on: end },
        { ...lot, entry: 'use', amount: 1, used_on: end, external_id: 'late' },
        { ...lot, entry: 'expiry', amount: 1, used_on: '2026-02-28 00:01' },
      ]),
    );
    expect(outcome).toMatchObject({
      accepted: 3,
      rejected: [
        { line: 5, reason: 'comes after its lot’s last day, 2026-02-27' },
        { line: 6, reason: 'comes after its lot’s last day, 2026-02-27' },
      ],
    });
    expect(entriesIn(db).map(({ amount }) => amount)).toEqual([8, -3, -3, -2]);
  });

  test('that names its zone is the day in the studio’s', () => {
    const { db, path } = importLedger();
    outcomeOf(path, historyFile([{ ...lot, lot_last_day: '2027-03-30T22:00:00Z' }]));
    expect(db.prepare('SELECT last_day FROM lots').pluck().get()).toBe('2027-03-31');
  });

  test('what its lot had then and no longer has is said as it is', () => {
    const { path } = importLedger();
    const lot = { lot_external_id: 'D', lot_granted: 5 };
    outcomeOf(
      path,
      historyFile([
        { ...lot, amount: 1, used_on: '2026-03-01' },
        { ...lot, amount: 4, used_on: '2026-03-20' },
      ]),
    );
    const late = (amount: number) =>
      outcomeOf(path, historyFile([{ ...lot, amount, used_on: '2026-03-10' }])).rejected[0]?.reason;
    expect(late(1)).toBe(
      'takes 1, but its lot has only 0 left of the 4 that it had then: the rest was used, deducted or expired later',
    );
    const before = historyFile([{ ...lot, amount: 1, used_on: '2026-02-10' }]);
    expect(outcomeOf(path, before).rejected[0]?.reason).toBe('takes 1, but its lot has only 0 left by then');
  });
});
