import { describe, expect, test } from 'vitest';
import { insertCustomer } from '../../src-main/store/customers.ts';
import { insertImport, insertImportedCustomer } from '../../src-main/store/imports.ts';
import { entriesIn, historyFile, importLedger, now, outcomeOf, tableSizes } from './import-ledger.ts';

type Ledger = ReturnType<typeof importLedger>;
const addCustomer = (
  { db }: Ledger,
  name: string,
  more: { email?: string; externalId?: string; kind?: 'person' | 'company' } = {},
) =>
  insertCustomer(db, {
    id: `${name} ${more.email ?? ''}`,
    kind: 'person',
    name,
    email: null,
    phone: null,
    externalId: null,
    note: null,
    createdAt: now,
    ...more,
  });
const customersIn = ({ db }: Ledger) =>
  db.prepare('SELECT kind, name, email, phone, external_id AS externalId, note FROM customers ORDER BY number').all();

describe('a customers file', () => {
  const file = [
    'First name,Last name,E-mail,Phone,Customer ID,Company,Notes',
    'Mara,Lindt,mara@example.org,+49 30 1,C1,,"Likes mats, not blocks"',
    'Ben,Okoye,ben@example.org,,,Nordlicht GmbH,',
    'Cleo,,,,,nordlicht gmbh,',
    ',,,,,Südwind,',
    ',,lost@example.org,,,,',
    'Dana,Fox,dana at home,,,,',
  ].join('\n');

  test('makes persons, companies and their members, and names by line who can’t be made', () => {
    const ledger = importLedger();
    const outcome = outcomeOf(ledger.path, file);
    expect(outcome).toMatchObject({
      format: 'customers',
      rows: 6,
      accepted: 4,
      skipped: 0,
      created: { customers: 5, entries: 0 },
    });
    expect(outcome.rejected).toEqual([
      { line: 6, reason: 'has no name: expected a name, or a first and a last name', value: 'lost@example.org' },
      { line: 7, reason: 'E-mail is not an e-mail address', value: 'dana at home' },
    ]);
    const nothing = { email: null, phone: null, externalId: null, note: null };
    expect(customersIn(ledger)).toEqual([
      { ...nothing, kind: 'company', name: 'Südwind' },
      {
        kind: 'person',
        name: 'Mara Lindt',
        email: 'mara@example.org',
        phone: '+49 30 1',
        externalId: 'C1',
        note: 'Likes mats, not blocks',
      },
      { ...nothing, kind: 'person', name: 'Ben Okoye', email: 'ben@example.org' },
      { ...nothing, kind: 'company', name: 'Nordlicht GmbH' },
      { ...nothing, kind: 'person', name: 'Cleo' },
    ]);
    const members = ledger.db
      .prepare('SELECT p.name FROM team_members t JOIN customers p ON p.number = t.person ORDER BY p.number')
      .pluck()
      .all();
    expect(members).toEqual(['Ben Okoye', 'Cleo']);
  });

  test('adds nothing when it comes again, even after a customer was renamed at the desk', () => {
    const ledger = importLedger();
    outcomeOf(ledger.path, file);
    ledger.db.prepare("UPDATE customers SET name = 'Cleopatra' WHERE name = 'Cleo'").run();
    const before = tableSizes(ledger.db);
    expect(outcomeOf(ledger.path, file)).toMatchObject({
      accepted: 0,
      skipped: 4,
      rejectedTotal: 2,
      created: { customers: 0 },
    });
    expect(tableSizes(ledger.db)).toEqual({ ...before, imports: 2 });
  });

  test('adds nothing when an earlier version imported it, which knew a row by its cells in the file’s order', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'Cleopatra');
    insertImport(ledger.db, { id: 'i', fileName: 'c.csv', sha256: '', format: 'customers', staff: null, runAt: now });
    insertImportedCustomer(ledger.db, 'customers#8mvBz2kIXzW5897THsIaUTJLVLbNbWrhhbex9_vdFl4.1', 1, 2, 1);
    expect(outcomeOf(ledger.path, 'name,phone\nCleo,+49 30 7\nKim,\n')).toMatchObject({ accepted: 1, skipped: 1 });
    expect(customersIn(ledger)).toMatchObject([{ name: 'Cleopatra' }, { name: 'Kim' }]);
  });

  test('skips who is in the ledger already and leaves them as they are', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'mára LINDT', { externalId: 'C1' });
    expect(outcomeOf(ledger.path, file)).toMatchObject({ accepted: 3, skipped: 1 });
    expect(customersIn(ledger)[0]).toMatchObject({ name: 'mára LINDT', email: null });
  });

  test('does not take two people for one', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'Ada Brandt', { email: 'family@example.org' });
    const outcome = outcomeOf(
      ledger.path,
      [
        'name,email,phone',
        'Ben Brandt,family@example.org,1',
        'Mara Lindt,,2',
        'Mara Lindt,,3',
        'Mara Lindt,,2',
        'Cleo,c@x.org,',
        'Kim,c@x.org,',
      ].join('\n'),
    );
    expect(outcome.rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: has the e-mail address of Ada Brandt in the ledger, but another name: an external id must tell them apart',
      '4: has the name of line 3: an e-mail address or external id must tell them apart',
      '7: has the e-mail address of Cleo in line 6, but another name: an external id must tell them apart',
    ]);
    expect(outcome).toMatchObject({ accepted: 2, skipped: 1 });
  });
});

describe('whose rows are whose is told by external id, then e-mail, then name', () => {
  const owner = (ledger: Ledger, row: Parameters<typeof historyFile>[0][number]) => {
    const outcome = outcomeOf(ledger.path, historyFile([{ customer_name: '', ...row }]));
    return outcome.rejected[0]?.reason ?? entriesIn(ledger.db).at(-1)?.customer;
  };

  test('the external id comes before everything else', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'Mara Lindt', { externalId: 'C1', email: 'mara@example.org' });
    expect(
      owner(ledger, { customer_external_id: 'C1', customer_name: 'M. Lindt-Weber', customer_email: 'new@example.org' }),
    ).toBe('Mara Lindt');
    expect(
      owner(ledger, {
        customer_external_id: 'C2',
        customer_name: 'Mara Lindt',
        customer_email: 'mara@example.org',
        external_id: 'other',
      }),
    ).toBe('Mara Lindt');
    expect(customersIn(ledger)).toMatchObject([{ externalId: 'C1' }, { externalId: 'C2' }]);
  });

  test('then the e-mail address, without regard to case', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'Mara Lindt', { email: 'Mara@Example.org' });
    expect(owner(ledger, { customer_name: 'MARA lindt', customer_email: 'mara@example.ORG' })).toBe('Mara Lindt');
    expect(owner(ledger, { customer_name: '', customer_email: 'mara@example.org', external_id: 'x' })).toBe(
      'Mara Lindt',
    );
  });

  test.each(['M. Lindt', 'Lindt, Mara', 'Mara', 'Mara Lindt-Berg', 'Mára  Lindt', 'maralindt'])(
    'an e-mail address and a name that may be the same person’s are enough: %s',
    (name) => {
      const ledger = importLedger();
      addCustomer(ledger, 'Mara Lindt', { email: 'mara@example.org' });
      expect(owner(ledger, { customer_name: name, customer_email: 'mara@example.org' })).toBe('Mara Lindt');
      expect(customersIn(ledger)).toHaveLength(1);
    },
  );

  test('as where the ledger has the shorter one; one word is not two', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'M. Lindt', { email: 'mara@example.org' });
    expect(owner(ledger, { customer_name: 'Mara Lindt', customer_email: 'mara@example.org' })).toBe('M. Lindt');
    const doubled = { customer_name: 'Lindt Lindt', customer_email: 'mara@example.org', external_id: 'x' };
    expect(owner(ledger, doubled)).toContain('but another name');
  });

  test('an e-mail address that a family shares gives nobody’s credit to another', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'Anna Ek', { email: 'fam@example.org' });
    const ben = { customer_name: 'Ben Ek', customer_email: 'fam@example.org' };
    expect(owner(ledger, ben)).toBe(
      'has the e-mail address of Anna Ek in the ledger, but another name: an external id must tell them apart',
    );
    // With ids of their own, whoever comes first in the file.
    expect(owner(ledger, { ...ben, customer_external_id: '2', external_id: 'b' })).toBe('Ben Ek');
    const anna = { customer_name: 'Anna Ek', customer_email: 'fam@example.org', customer_external_id: '1' };
    expect(owner(ledger, { ...anna, external_id: 'a' })).toBe('Anna Ek');
    expect(customersIn(ledger)).toMatchObject([
      { name: 'Anna Ek', externalId: null },
      { name: 'Ben Ek', externalId: '2' },
    ]);
  });

  test('within a file as well, by line', () => {
    const ledger = importLedger();
    const family = (customer_name: string) => ({ customer_name, customer_email: 'fam@example.org' });
    const outcome = outcomeOf(ledger.path, historyFile([family('Anna Ek'), family('Ben Ek'), family('A. Ek')]));
    expect(outcome).toMatchObject({
      accepted: 2,
      rejected: [{ line: 3, reason: expect.stringContaining('the e-mail address of Anna Ek in line 2') }],
    });
  });

  test('names of scripts whose vowels and voicing are marks are told apart', () => {
    const ledger = importLedger();
    const names = ['राम', 'रमा', 'かとう', 'がとう', 'がとう'];
    outcomeOf(ledger.path, historyFile(names.map((customer_name) => ({ customer_name }))));
    expect(customersIn(ledger).map((customer) => (customer as { name: string }).name)).toEqual([
      'राम',
      'रमा',
      'かとう',
      'がとう',
    ]);
  });

  test.each(['zoe muller', 'ZOË  MÜLLER', 'Zoe\u0308 Mu\u0308ller', 'ZoëMüller'])(
    'then the name, without regard to case, accents and spaces: %s',
    (name) => {
      const ledger = importLedger();
      addCustomer(ledger, 'Zoë Müller', { email: 'zoe@example.org' });
      expect(owner(ledger, { customer_name: name })).toBe('Zoë Müller');
      expect(customersIn(ledger)).toHaveLength(1);
    },
  );

  test('namesakes are not guessed, nor is somebody with another e-mail address taken for them', () => {
    const ledger = importLedger();
    addCustomer(ledger, 'Ina Roth', { email: 'ina1@example.org' });
    addCustomer(ledger, 'Ina Roth', { email: 'ina2@example.org' });
    expect(owner(ledger, { customer_name: 'ina roth' })).toBe(
      'may be one of several customers (ina roth): an e-mail address or external id must tell which',
    );
    expect(owner(ledger, { customer_name: 'Ina Roth', customer_email: 'ina2@example.org' })).toBe('Ina Roth');
    expect(owner(ledger, { customer_name: 'Ina Roth', customer_email: 'ina3@example.org', external_id: 'x' })).toBe(
      'Ina Roth',
    );
    expect(customersIn(ledger)).toHaveLength(3);
    addCustomer(ledger, 'Ben Okoye', { email: 'ben@example.org' });
    const ben = {
      customer_name: 'Ben Okoye',
      customer_email: 'other@example.org',
      customer_external_id: 'B-7',
      external_id: 'y',
    };
    expect(owner(ledger, ben)).toBe('Ben Okoye');
    expect(customersIn(ledger)).toHaveLength(5);
  });

  test('who is new is made once, with all that the file says of them, in whatever order it says it', () => {
    const rows = [
      { customer_name: 'Mara Lindt' },
      { customer_email: 'mara@example.org', customer_name: 'Mara Lindt' },
      { customer_external_id: 'C1', customer_email: 'MARA@example.org', customer_name: '' },
    ];
    for (const order of [rows, rows.toReversed()]) {
      const ledger = importLedger();
      outcomeOf(ledger.path, historyFile(order));
      expect(customersIn(ledger)).toMatchObject([{ name: 'Mara Lindt', externalId: 'C1' }]);
      expect(entriesIn(ledger.db)).toHaveLength(4);
    }
  });
});

describe('records of Nexudus that name no customer', () => {
  const record = (more: object) => ({
    CoworkerBookingCreditId: 500_100,
    CreditUsed: 60,
    CreatedOn: '2026-01-04T17:00:00Z',
    UniqueId: JSON.stringify(more),
    ...more,
  });
  const file = JSON.stringify([
    record({ EventAttendeeFullName: 'Ines Okafor', EventAttendeeEmail: 'ines@example.org' }),
    record({ CreditUsed: 30 }),
    record({ CoworkerBookingCreditId: 500_101 }),
  ]);

  test('are refused until the person importing says whose lot it is', () => {
    const ledger = importLedger();
    const outcome = outcomeOf(ledger.path, file, { apply: false });
    expect(outcome.rejected).toEqual([
      { line: 2, reason: 'names no customer: say whose lot 500100 is', value: '500100' },
      { line: 3, reason: 'names no customer: say whose lot 500101 is', value: '500101' },
    ]);
  });

  test.each([
    ['a name', 'ines okafor'],
    ['an e-mail address', 'INES@example.org'],
  ])('go to whom the mapping names by %s', (_, ines) => {
    const ledger = importLedger();
    addCustomer(ledger, 'Ben Okoye', { externalId: 'B-7' });
    const outcome = outcomeOf(ledger.path, file, { mapping: { 500100: ines, 500101: 'B-7' } });
    expect(outcome).toMatchObject({ accepted: 3, rejectedTotal: 0, created: { customers: 1, lots: 2 } });
    expect(
      entriesIn(ledger.db)
        .filter((entry) => entry.line !== null)
        .map(({ customer, amount }) => [customer, amount]),
    ).toEqual([
      ['Ines Okafor', -60],
      ['Ines Okafor', -30],
      ['Ben Okoye', -60],
    ]);
  });

  test('a broken record is named by its number and the others go in', () => {
    const ledger = importLedger();
    const ines = { EventAttendeeFullName: 'Ines Okafor' };
    const broken = [
      { ...ines, CreditUsed: 0 },
      { ...ines, CreditUsed: 12.5 },
      { ...ines, CreditUsed: '6O' },
      { ...ines, CreatedOn: 'today' },
      { ...ines, CreatedOn: null },
      { ...ines, CoworkerBookingCreditId: null },
      { ...ines, EventAttendeeEmail: 'ines' },
      { ...ines, BookingId: 7, BookingFromTime: '2026-01-04T17:00:00Z', BookingToTime: '2026-01-04T16:00:00Z' },
    ].map(record);
    const outcome = outcomeOf(ledger.path, JSON.stringify({ Records: [...broken, null, record(ines)] }));
    expect(outcome.rejected.map(({ line, reason, value }) => `${line}: ${reason} [${value}]`)).toEqual([
      '1: CreditUsed is 0: nothing was used and nothing was added [0]',
      '2: CreditUsed is not a whole number [12.5]',
      '3: CreditUsed is not a whole number [6O]',
      '4: CreatedOn is not a date that can be read: expected one such as 2026-03-31 or 2026-03-31T18:00:00Z [today]',
      '5: CreatedOn is missing: expected an instant such as 2026-01-04T17:00:00Z []',
      '6: CoworkerBookingCreditId is not the id of a credit: expected a whole number []',
      '7: EventAttendeeEmail is not an e-mail address [ines]',
      '8: BookingToTime is before BookingFromTime [2026-01-04T16:00:00Z]',
      '9: is not a record: expected an object with the fields of a use history []',
    ]);
    expect(outcome.accepted).toBe(1);
  });

  test('whole numbers that an export wrote as text are taken for what they are', () => {
    const ledger = importLedger();
    const ines = { EventAttendeeFullName: 'Ines Okafor', BookingFromTime: '2026-01-04T17:00:00Z' };
    const booked = { ...ines, BookingId: '7', BookingToTime: '2026-01-04T18:00:00Z', CreditUsed: '60' };
    const records = [booked, { ...ines, CreditUsed: '-15' }].map(record);
    expect(outcomeOf(ledger.path, JSON.stringify(records))).toMatchObject({ accepted: 2, rejectedTotal: 0 });
    expect(entriesIn(ledger.db).map(({ amount }) => amount)).toEqual(expect.arrayContaining([-60, 15]));
    expect(ledger.db.prepare('SELECT external_id FROM bookings').pluck().all()).toEqual(['7']);
  });

  test('one record of the API alone is a file as well', () => {
    const ledger = importLedger();
    expect(outcomeOf(ledger.path, JSON.stringify(record({ EventAttendeeFullName: 'Ines' })))).toMatchObject({
      rows: 1,
      accepted: 1,
    });
  });
});
