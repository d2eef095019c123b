import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { insertImport, insertImportedCustomer } from '../../src-main/store/imports.ts';
import { entriesIn, importLedger, now, outcomeOf } from './import-ledger.ts';

type Ledger = ReturnType<typeof importLedger>;
const header = 'Customer;Credit;Kind;Amount;Date;Time';
const fileOf = (...times: string[]) =>
  [header, ...times.map((time) => `Mara;Class;session;1;2026-03-05;${time}`)].join('\n');
const usesIn = ({ db }: Ledger) =>
  entriesIn(db)
    .filter(({ line }) => line !== null)
    .map(({ at }) => at);
/** When a use of the given cells happened, or why it is refused. */
const readAs = (day: string, time: string) => {
  const ledger = importLedger();
  const { rejected } = outcomeOf(ledger.path, `${header}\nMara;Class;session;1;${day};${time}\n`);
  return rejected[0] ? `${rejected[0].value}: ${rejected[0].reason}` : usesIn(ledger)[0];
};

describe('a day and its time in two columns', () => {
  test.each([
    ['Date', 'Time'],
    ['Time', 'Date'],
    ['Class date', 'Class time'],
    ['Date', 'Start time'],
    ['Datum', 'Uhrzeit'],
    ['Date', 'Heure'],
    ['Fecha', 'Hora'],
    ['Datum', 'Tijd'],
    ['Data', 'Ora'],
  ])('are one instant, whatever they are called: %s, %s', (...headers) => {
    const ledger = importLedger();
    const cells = headers.map((name) => (/time|uhrzeit|heure|hora|tijd|ora/i.test(name) ? '18:30' : '2026-03-05'));
    const file = `Customer;Credit;Kind;Amount;${headers.join(';')}\nMara;Class;session;1;${cells.join(';')}\n`;
    const { columns } = outcomeOf(ledger.path, file);
    expect(columns.slice(4).map(({ field }) => field)).toEqual(
      cells.map((cell) => (cell === '18:30' ? 'time_of_day' : 'used_on')),
    );
    expect(usesIn(ledger)).toEqual(['2026-03-05T17:30:00Z']);
  });

  test.each([
    ['18:30', '17:30'],
    ['6:30 PM', '17:30'],
    ['6.30pm', '17:30'],
    ['6:30 p.m.', '17:30'],
    ['18:30:00', '17:30'],
    ['18h30', '17:30'],
    ['18.30 Uhr', '17:30'],
    ['18h', '17:00'],
    ['6 pm', '17:00'],
    ['12:15 am', '23:15'],
  ])('are read as people write them: %s', (time, utc) => {
    const day = utc === '23:15' ? '04' : '05';
    expect(readAs('2026-03-05', time)).toBe(`2026-03-${day}T${utc}:00Z`);
  });

  test('are the day alone where the time is empty', () => {
    expect(readAs('2026-03-05', '')).toBe('2026-03-04T23:00:00Z');
  });

  test.each(['soon', '10:00-11:00', '25:00', '13:00 PM', '18', '0.25', '18:30+01:00'])(
    'are refused where the time can’t be read: %s',
    (time) => {
      expect(readAs('2026-03-05', time)).toBe(
        `${time}: Time is not a time of day: expected one such as 18:30 or 6:30 PM`,
      );
    },
  );

  test('follow the clocks: a time that a change skips is as much later, one that it repeats is the first', () => {
    expect(readAs('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00Z');
    expect(readAs('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00Z');
  });

  test('may both have the time, if it is the same; midnight is what a spreadsheet adds to a day', () => {
    expect(readAs('2026-03-05 18:30', '6:30 PM')).toBe('2026-03-05T17:30:00Z');
    expect(readAs('2026-03-05 00:00:00', '18:30')).toBe('2026-03-05T17:30:00Z');
    expect(readAs('2026-03-05', '2026-03-05 18:30')).toBe('2026-03-05T17:30:00Z');
    expect(readAs('2026-03-05 19:00', '18:30')).toContain('18:30: Time tells another time than the day’s column');
    expect(readAs('2026-03-05', '2026-03-06 18:30')).toContain('Time has a day of its own, which is another');
  });

  test('are not looked for in what is no time of use, and a column that stands alone has both', () => {
    const ledger = importLedger();
    const file = 'Customer;Credit;Kind;Amount;Date;Duration;End time\nMara;Class;session;1;2026-03-05;1:00;19:30\n';
    const { columns } = outcomeOf(ledger.path, file);
    expect(columns.slice(4)).toEqual([
      { column: 'Date', field: 'used_on' },
      { column: 'Duration', field: null },
      { column: 'End time', field: null },
    ]);
    outcomeOf(ledger.path, 'Customer;Credit;Kind;Amount;Start time\nBen;Class;session;1;2026-03-05 18:30\n');
    expect(usesIn(ledger)).toEqual(['2026-03-04T23:00:00Z', '2026-03-05T17:30:00Z']);
  });
});

describe('a file that was imported before times were read', () => {
  /** As the versions before had it: the column of times was left out. */
  const importByDay = (ledger: Ledger, file: string) => outcomeOf(ledger.path, file, { mapping: { Time: '' } });

  test('comes in once: each of its rows is known by its day, and what is new goes in with its time', () => {
    const ledger = importLedger();
    importByDay(ledger, fileOf('10:00', '18:30'));
    expect(outcomeOf(ledger.path, fileOf('10:00', '18:30'))).toMatchObject({ accepted: 0, skipped: 2 });
    expect(outcomeOf(ledger.path, fileOf('10:00', '18:30', '20:00'))).toMatchObject({ accepted: 1, skipped: 2 });
    expect(usesIn(ledger).at(-1)).toBe('2026-03-05T19:00:00Z');
    const sorted = fileOf('20:00', '18:30', '10:00');
    expect(outcomeOf(ledger.path, sorted)).toMatchObject({ accepted: 0, skipped: 3 });
  });

  test('with rows without a time among them, which keep their own places', () => {
    const ledger = importLedger();
    outcomeOf(ledger.path, fileOf('', '18:30'));
    expect(outcomeOf(ledger.path, fileOf('', '18:30', '20:00'))).toMatchObject({ accepted: 1, skipped: 2 });
    expect(outcomeOf(ledger.path, fileOf('20:00', '', '18:30'))).toMatchObject({ accepted: 0, skipped: 3 });
  });

  test.each([
    ['the fields', ['amount', '1', 'credit', 'Class', 'credit_kind', 'session', 'customer_name', 'Mara', 'used_on']],
    ['the cells', ['Mara', 'Class', 'session', '1']],
  ])('by a version that knew a row by the text of %s', (_, said) => {
    for (const time of ['18:30', '']) {
      const ledger = importLedger();
      outcomeOf(ledger.path, 'name\nBen\n');
      insertImport(ledger.db, { id: 'i', fileName: 'h', sha256: '', format: 'history', staff: null, runAt: now });
      const digest = hash('sha256', JSON.stringify([...said, '2026-03-05']), 'base64url');
      insertImportedCustomer(ledger.db, `history#${digest}.1`, 2, 2, 1);
      expect(outcomeOf(ledger.path, fileOf(time))).toMatchObject({ accepted: 0, skipped: 1 });
      const named = fileOf(time).replace('Customer', 'Vorname;Customer').replace('\nMara', '\nIda;Mara');
      expect(outcomeOf(ledger.path, named)).toMatchObject({ accepted: 0, skipped: 1 });
    }
  });
});
