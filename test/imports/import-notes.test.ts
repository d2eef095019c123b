import { describe, expect, test } from 'vitest';
import { entriesIn, type HistoryCells, historyFile, importLedger, outcomeOf, tableSizes } from './import-ledger.ts';

type Ledger = ReturnType<typeof importLedger>;
const archive = ({ db }: Ledger, ...names: string[]) => {
  for (const name of names) db.prepare('UPDATE customers SET archived = 1 WHERE name = ?').run(name);
};
const archivedIn = ({ db }: Ledger) => db.prepare('SELECT name FROM customers WHERE archived = 1').pluck().all();
const notesOf = (ledger: Ledger, rows: readonly HistoryCells[]) => outcomeOf(ledger.path, historyFile(rows)).notes;

describe('rows for archived customers', () => {
  test('go in, their customers stay archived, and the preview says whose they are', () => {
    const ledger = importLedger();
    outcomeOf(ledger.path, historyFile([{}, { customer_name: 'Tom Ek' }, { customer_name: 'Ula' }]));
    archive(ledger, 'Mara Lindt', 'Tom Ek');
    const file = historyFile([
      { external_id: 'V-1' },
      { external_id: 'V-2' },
      { external_id: 'V-3', customer_name: 'tom ek' },
      { external_id: 'V-4', customer_name: 'Ula' },
    ]);
    const note = '3 rows are for customers who are archived: Mara Lindt, Tom Ek. They stay archived.';
    expect(outcomeOf(ledger.path, file, { apply: false })).toMatchObject({ accepted: 4, notes: [note] });
    expect(outcomeOf(ledger.path, file)).toMatchObject({ accepted: 4, notes: [note] });
    expect(archivedIn(ledger)).toEqual(['Mara Lindt', 'Tom Ek']);
    expect(entriesIn(ledger.db).filter(({ externalId }) => externalId?.startsWith('history:V-'))).toHaveLength(4);
  });

  test('are counted as they go in: what is refused or here already is not among them', () => {
    const ledger = importLedger();
    const lot = { lot_external_id: 'A', lot_granted: 2 };
    outcomeOf(ledger.path, historyFile([{ ...lot, external_id: 'V-1' }]));
    archive(ledger, 'Mara Lindt');
    const again = [
      { ...lot, external_id: 'V-1' },
      { ...lot, external_id: 'V-2' },
      { ...lot, external_id: 'V-3' },
    ];
    expect(notesOf(ledger, again)).toEqual([
      '1 row is for a customer who is archived: Mara Lindt. They stay archived.',
    ]);
    expect(notesOf(ledger, again)).toEqual([]);
  });

  test('of a list of customers are said as well: such a person is here already, out of sight', () => {
    const ledger = importLedger();
    outcomeOf(ledger.path, 'name,email\nMara Lindt,m@x.de\nTom,t@x.de\n');
    archive(ledger, 'Mara Lindt');
    const outcome = outcomeOf(ledger.path, 'name,email,phone\nMara Lindt,m@x.de,1\nTom,t@x.de,2\n');
    expect(outcome).toMatchObject({ accepted: 0, skipped: 2 });
    expect(outcome.notes).toEqual(['1 row is for a customer who is archived: Mara Lindt. They stay archived.']);
  });

  test('name ten of many', () => {
    const ledger = importLedger();
    const names = Array.from({ length: 12 }, (_, place) => `Customer ${place + 10}`);
    const rows = names.map((customer_name) => ({ customer_name }));
    notesOf(ledger, rows);
    archive(ledger, ...names);
    const [note] = notesOf(
      ledger,
      rows.map((row) => ({ ...row, used_on: '2026-04-01' })),
    );
    expect(note).toContain(`: ${names.slice(0, 10).join(', ')} and 2 more. `);
  });
});

describe('a corrected row under an external id that the ledger has', () => {
  const row = { external_id: 'V-17', customer_name: 'Mara Lindt', used_on: '2026-05-03' };
  const left = 'The entry stays as it is; correct it with Adjust balance.';
  /** What is said of a row that comes again with other cells. */
  const again = (changed: HistoryCells, first: HistoryCells = {}) => {
    const ledger = importLedger();
    notesOf(ledger, [
      { external_id: 'other', customer_name: 'Ben' },
      { ...row, ...first },
    ]);
    const before = tableSizes(ledger.db);
    const outcome = outcomeOf(ledger.path, historyFile([{ ...row, ...first, ...changed }]));
    expect(outcome).toMatchObject({ accepted: 0, skipped: 1, rejectedTotal: 0 });
    expect(tableSizes(ledger.db)).toEqual({ ...before, imports: 2 });
    return outcome.notes;
  };

  test.each<[string, HistoryCells, string]>([
    ['amount', { amount: 2 }, 'with 1 on 3. Mai 2026, the file says 2'],
    ['day', { used_on: '2026-05-04' }, 'with 1 on 3. Mai 2026, the file says 1 on 4. Mai 2026'],
    ['time', { used_on: '2026-05-03 18:30' }, 'with 1 on 3. Mai 2026 00:00, the file says 1 on 3. Mai 2026 18:30'],
    ['customer', { customer_name: 'Ben' }, 'with 1 for Mara Lindt on 3. Mai 2026, the file says 1 for Ben'],
    ['credit', { credit: 'Room' }, 'with 1 of Class on 3. Mai 2026, the file says 1 of Room'],
    [
      'kind of credit',
      { credit_kind: 'time' },
      'with 1 of Class (session) on 3. Mai 2026, the file says 1 of Class (time)',
    ],
    [
      'entry',
      { entry: 'free_cancellation', amount: 3 },
      'with 1 as “Booked” on 3. Mai 2026, the file says 3 as “Free cancellation”',
    ],
  ])('with another %s is left out, and the entry and the row are told', (_, changed, words) => {
    expect(again(changed)).toEqual([`Line 2: V-17 is in the ledger ${words}. ${left}`]);
  });

  test.each<[string, HistoryCells, HistoryCells]>([
    ['in other letters', { customer_name: 'MÁRA  lindt', credit: 'class' }, {}],
    ['with other words about it', { description: 'Flow', lot_external_id: '' }, { description: 'Yoga' }],
    ['without the kind of credit', { credit_kind: '' }, {}],
    ['for a customer of the same id', { customer_name: 'M. Lindt-Weber' }, { customer_external_id: 'C1' }],
    ['for a customer of the same e-mail address', { customer_name: '' }, { customer_email: 'm@x.de' }],
  ])('is not told where it says the same: %s', (_, changed, first) => {
    expect(again(changed, first)).toEqual([]);
  });

  test('another id or e-mail address is another customer', () => {
    expect(again({ customer_external_id: 'C2' }, { customer_external_id: 'C1' })).toHaveLength(1);
    const byMail = { customer_name: '', customer_email: 'm@x.de' };
    expect(again({ customer_email: 'ben@x.de' }, byMail)).toEqual([expect.stringContaining('says 1 for ben@x.de.')]);
  });

  test('a customer who was renamed at the desk is the same, by name or by e-mail address', () => {
    for (const customer_email of ['', 'm@x.de']) {
      const ledger = importLedger();
      notesOf(ledger, [{ ...row, customer_email }]);
      ledger.db.prepare("UPDATE customers SET name = 'Mara Weber'").run();
      expect(notesOf(ledger, [{ ...row, customer_email }])).toEqual([]);
    }
  });

  test('somebody of the family at the same e-mail address is another', () => {
    const ledger = importLedger();
    const email = { customer_email: 'fam@x.de' };
    notesOf(ledger, [
      { ...row, ...email, customer_external_id: '1' },
      { ...email, customer_external_id: '2', customer_name: 'Ben Ek', external_id: 'b' },
    ]);
    ledger.db.prepare('UPDATE customers SET external_id = NULL').run();
    expect(notesOf(ledger, [{ ...row, ...email, customer_name: 'Ben Ek' }])).toEqual([
      expect.stringContaining('for Mara Lindt on 3. Mai 2026, the file says 1 for Ben Ek'),
    ]);
  });

  test('many of them are told by the first ten', () => {
    const ledger = importLedger();
    const rows = Array.from({ length: 50 }, (_, place) => ({ external_id: `V-${place}` }));
    notesOf(ledger, rows);
    const corrected = rows.map((one, place) => (place === 3 ? one : { ...one, amount: 2 }));
    const notes = notesOf(ledger, corrected);
    expect(notes).toHaveLength(11);
    expect(notes[3]).toMatch(/^Line 6: V-4 /);
    expect(notes[10]).toBe('And 39 more rows say something else than the ledger has under their external id.');
  });

  test('a record of Nexudus is told as well', () => {
    const ledger = importLedger();
    const record = (CreditUsed: number) =>
      JSON.stringify({
        CoworkerBookingCreditId: 500_100,
        CreditUsed,
        CreatedOn: '2026-05-03T10:00:00Z',
        UniqueId: 'U-1',
        EventAttendeeFullName: 'Ines',
      });
    outcomeOf(ledger.path, record(60));
    expect(outcomeOf(ledger.path, record(60)).notes).toEqual([]);
    expect(outcomeOf(ledger.path, record(90)).notes).toEqual([
      `Record 1: U-1 is in the ledger with 60 on 3. Mai 2026, the file says 90. ${left}`,
    ]);
  });
});

test('a row that came in by its day alone is the same with its time', () => {
  const { path } = importLedger();
  const fileOf = (amount: number) =>
    `Id;Customer;Credit;Kind;Amount;Date;Time\nV-1;Mara;Class;session;${amount};2026-03-05;18:30\n`;
  outcomeOf(path, fileOf(1), { mapping: { Time: '' } });
  expect(outcomeOf(path, fileOf(1))).toMatchObject({ skipped: 1, notes: [] });
  expect(outcomeOf(path, fileOf(2)).notes).toEqual([
    expect.stringContaining('with 1 on 5. März 2026, the file says 2.'),
  ]);
});
