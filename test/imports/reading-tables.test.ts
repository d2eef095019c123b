import { describe, expect, test } from 'vitest';
import { judgeDelimiter } from '../../src-main/imports/judge-delimiter.ts';
import { localClock } from '../../src-main/imports/local-clock.ts';
import { judgeDayOrder, readInstant } from '../../src-main/imports/read-dates.ts';
import { judgeDecimalMark, readWhole } from '../../src-main/imports/read-numbers.ts';
import { runImport } from '../../src-main/imports/run-import.ts';
import { unwatched } from '../../src-main/imports/stop-signal.ts';
import { isoOf } from '../../src-shared/days.ts';
import { entriesIn, historyFile, importLedger, outcomeOf, taskOf } from './import-ledger.ts';

const plain =
  'customer_name,credit,credit_kind,amount,used_on,description\nZoë Müller,Class,session,1,2026-03-05,Flow – “early”\n';

describe('the encoding of a file is found out', () => {
  const utf16 = (text: string, big: boolean) => {
    const bytes = Buffer.from(text, 'utf16le');
    return big ? bytes.swap16() : bytes;
  };
  const windows1252 = Buffer.from(
    plain.replaceAll(/[–“”]/g, (sign) => String.fromCharCode({ '–': 0x96, '“': 0x93, '”': 0x94 }[sign] ?? 0)),
    'latin1',
  );
  test.each([
    ['UTF-8', Buffer.from(plain)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${plain}`)],
    ['UTF-16 little-endian with a mark', utf16(`\uFEFF${plain}`, false)],
    ['UTF-16 big-endian with a mark', utf16(`\uFEFF${plain}`, true)],
    ['UTF-16 little-endian without a mark', utf16(plain, false)],
    ['UTF-16 big-endian without a mark', utf16(plain, true)],
    ['Windows-1252', windows1252],
    [
      'Windows-1252 that ends in an accent',
      Buffer.from(plain.replaceAll(/[–“”]/g, '').trimEnd().concat('é'), 'latin1'),
    ],
  ])('%s', (name, content) => {
    const { db, path } = importLedger();
    outcomeOf(path, { bytes: new Uint8Array(content) });
    const [entry] = entriesIn(db).slice(1);
    expect(entry?.customer).toBe('Zoë Müller');
    if (!name.includes('accent')) expect(entry?.what).toBe('Flow – “early”');
  });
});

describe('the delimiter is judged over the whole file', () => {
  test.each([
    [',', 'name,email\nMara,m@x\n'],
    [';', 'name;email;note\nMara;m@x;one, two, three\nBen;b@x;four, five\n'],
    [';', 'Name;Amount;Date\nMara;1,5;2026-01-01\nBen;2,5;2026-01-02\n'],
    ['\t', 'name\temail\tnote\nMara\tm@x\ta;b,c\n'],
    [',', 'Customers; as of today; please check\nname,email,phone\nMara,m@x,1\nBen,b@x,2\nCleo,c@x,3\n'],
    [',', 'name,note\n"Mara","a;b;c;d"\n"Ben","e;f;g;h"\n'],
    [',', `name,note\nMara,"line;one\nline;two"\nBen,x\n`],
    [';', `name;note\nMara;${'many, '.repeat(70)}\nBen;x\n`],
    [';', 'sep=;\nname;note\nMara;a,b\n'],
    // More cells with commas, but not in every line.
    [';', 'name;note\nMara;a,b,c\nBen;d,e,f\nCleo;g,h,i\n'],
  ])('%j in %j', (delimiter, text) => {
    expect(judgeDelimiter(text).delimiter).toBe(delimiter);
  });

  test('titles, blank rows and rows of separators before the header are passed over, and lines are still the file’s', () => {
    const { path } = importLedger();
    const file = `Lindenhof Studio;;;;\r\n"Export of\r\nMarch";;;;\r\n;;;;\r\n\r\nKunde;Credit;Kind;Amount;Date\r\nMara;Class;session;1;31.03.2026\r\n;;;;\r\nBen;Class;session;x;31.03.2026\r\n`;
    expect(outcomeOf(path, file)).toMatchObject({ rows: 2, accepted: 1, rejected: [{ line: 9, value: 'x' }] });
  });

  test('quotation marks, doubled ones and line ends within cells are read as they are meant', () => {
    const { db, path } = importLedger();
    const file =
      'customer_name,credit,credit_kind,amount,used_on,description\n"Lindt, ""Mara""",Class,session,1,2026-03-05,"two\nlines"\nBen,Class,session,2,2026-03-05,x\n';
    outcomeOf(path, file);
    expect(entriesIn(db).filter((entry) => entry.line !== null)).toMatchObject([
      { customer: 'Lindt, "Mara"', what: 'two\nlines', line: 2 },
      { customer: 'Ben', line: 4 },
    ]);
  });
});

describe('a row with more cells than the header', () => {
  const header = 'customer_name,credit,credit_kind,amount,used_on,description,external_id';

  test('is refused with its line, since its cells may all be shifted; mended, it goes in once', () => {
    const { db, path } = importLedger();
    const broken = `${header}\nMara,Class,session,2,2026-03-05,Yoga, evening,D2\nBen,Class,session,1,2026-03-05,Flow,D3\n`;
    expect(outcomeOf(path, broken)).toMatchObject({
      rows: 2,
      accepted: 1,
      rejected: [
        {
          line: 2,
          reason: 'has 8 cells and the header 7: a cell with “,” in it needs quotation marks around it',
          value: 'Mara,Class,session,2,2026-03-05,Yoga, evening,D2',
        },
      ],
    });
    const mended = broken.replace('Yoga, evening', '"Yoga, evening"');
    expect(outcomeOf(path, mended)).toMatchObject({ rows: 2, accepted: 1, skipped: 1, rejected: [] });
    expect(entriesIn(db).filter(({ line, customer }) => line !== null && customer === 'Mara')).toHaveLength(1);
  });

  test('of empty ones is taken, and in a list of customers it is refused too', () => {
    const { path } = importLedger();
    const trailing = `${header}\nMara,Class,session,2,2026-03-05,Yoga,D2,,\n`;
    expect(outcomeOf(path, trailing)).toMatchObject({ accepted: 1, rejected: [] });
    expect(outcomeOf(path, 'name\tphone\nDoe\tJane\t+49 30 1\n')).toMatchObject({
      format: 'customers',
      accepted: 0,
      rejected: [
        { line: 2, reason: 'has 3 cells and the header 2: a cell with a tab in it needs quotation marks around it' },
      ],
    });
  });
});

test('two columns of one name are not chosen between', () => {
  const { path } = importLedger();
  const file = 'customer_name,credit,credit_kind,amount,Amount,used_on\nMara,Class,session,1,5,2026-03-05\n';
  const reason =
    'Columns 4 and 5 are both called “amount”, so that it can’t be said which one is meant. Rename or remove one of them.';
  expect(runImport(taskOf(path, file), unwatched)).toEqual({ ok: false, problem: { code: 'FILE_UNREADABLE', reason } });
});

describe('the order of day and month is judged per column', () => {
  test.each([
    [['05/04/2026', '31/12/2026'], 'dmy'],
    [['05/04/2026', '12/31/2026'], 'mdy'],
    [['05/04/2026', '06/04/2026'], 'undecided'],
    [['31/12/2026', '12/31/2026'], 'mixed'],
    [['05.04.2026'], 'dmy'],
    [['05.04.2026', '12.31.2026'], 'mixed'],
    [['2026-04-05', ''], 'undecided'],
  ])('%j: %s', (cells, order) => {
    expect(judgeDayOrder(cells)).toBe(order);
  });

  test('a column that can be read both ways is not guessed: its rows are refused with the reason, those that are the same either way go in', () => {
    const { db, path } = importLedger();
    const file = historyFile([{ used_on: '05/04/2026' }, { used_on: '04/04/2026' }, { used_on: '2026-04-06' }]);
    const outcome = outcomeOf(path, file);
    expect(outcome.rejected).toEqual([
      {
        line: 2,
        reason: 'used_on can be read with the day first or with the month first: say which order the column has',
        value: '05/04/2026',
      },
    ]);
    expect(
      entriesIn(db)
        .filter((entry) => entry.line !== null)
        .map((entry) => entry.at),
    ).toEqual(['2026-04-03T22:00:00Z', '2026-04-05T22:00:00Z']);
  });

  test.each([
    ['dmy', '2026-04-04T22:00:00Z'],
    ['mdy', '2026-05-03T22:00:00Z'],
  ])('the person importing may say that it is %s', (order, at) => {
    const { db, path } = importLedger();
    const outcome = outcomeOf(path, historyFile([{ used_on: '05/04/2026' }]), {
      mapping: { used_on: `used_on:${order}` },
    });
    expect(outcome.rejectedTotal).toBe(0);
    expect(entriesIn(db).at(-1)?.at).toBe(at);
  });

  test('one 31/12 settles a column, and only that column', () => {
    const { path } = importLedger();
    const lastDay = { lot_external_id: 'P', lot_last_day: '05/06/2026' };
    const outcome = outcomeOf(
      path,
      historyFile([{ used_on: '31/12/2025' }, { used_on: '05/04/2026' }, { used_on: '06/04/2026', ...lastDay }]),
    );
    expect(outcome).toMatchObject({ accepted: 2, rejected: [{ line: 4, value: '05/06/2026' }] });
  });
});

test.each([
  ['2026-03-31', '2026-03-30T22:00:00.000Z'],
  ['2026-03-31T18:00:00Z', '2026-03-31T18:00:00.000Z'],
  ['2026-03-31T18:00:00.250Z', '2026-03-31T18:00:00.250Z'],
  ['2026-03-31T18:00:00+05:30', '2026-03-31T12:30:00.000Z'],
  ['2026-03-31 18:00', '2026-03-31T16:00:00.000Z'],
  ['2026/03/31 6:05 PM', '2026-03-31T16:05:00.000Z'],
  ['31/03/2026 00:30:15', '2026-03-30T22:30:15.000Z'],
  ['March 31, 2026 12:15 am', '2026-03-30T22:15:00.000Z'],
  ['31 Mar 2026', '2026-03-30T22:00:00.000Z'],
  ['31. März 2026', '2026-03-30T22:00:00.000Z'],
  ['31-Mrz-2026', '2026-03-30T22:00:00.000Z'],
  ['31-Mär-2026', '2026-03-30T22:00:00.000Z'],
  ['Di., 31. März 2026 18:00', '2026-03-31T16:00:00.000Z'],
  ['Tue Mar 31 2026 18:00:00', '2026-03-31T16:00:00.000Z'],
  ['1er août 2026', '2026-07-31T22:00:00.000Z'],
  ['mercoledì 1 luglio 2026', '2026-06-30T22:00:00.000Z'],
  ['31 de marzo de 2026', '2026-03-30T22:00:00.000Z'],
  ['Mar 31st 2026', '2026-03-30T22:00:00.000Z'],
  ['30 Sept 2026 12:00', '2026-09-30T10:00:00.000Z'],
  ['2026-03-05 18:00-05:00', '2026-03-05T23:00:00.000Z'],
  ['2026-03-05T10:00-11:00', '2026-03-05T21:00:00.000Z'],
  ['2026-03-05 10:00:00-11:00', '2026-03-05T21:00:00.000Z'],
  ['2026-03-05T10:00+14:00', '2026-03-04T20:00:00.000Z'],
  // Clocks went from 02:00 to 03:00 on that day, and from 03:00 back to 02:00 on the next.
  ['2026-03-29 02:30', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29 12:00', '2026-03-29T10:00:00.000Z'],
  ['2026-10-25 12:00', '2026-10-25T11:00:00.000Z'],
])('%s in Berlin is %s', (text, iso) => {
  const read = readInstant(text, 'dmy', localClock('Europe/Berlin'));
  expect(read.ok && isoOf(read.value)).toBe(iso);
});

test.each([
  '31/02/2026',
  '2026-02-29',
  '1/2/26',
  'yesterday',
  '2026-03-31 25:00',
  '2026-03-31 13:00 PM',
  '45000',
  '2026-3',
  '1899-12-31',
  // From when to when: it would pass for a time with its zone.
  '2026-03-05 10:00-11:00',
  '2026-03-05 18:00-19:00',
  '2026-03-05T10:00-15:00',
  // Finnish November, and a French month that is June or July.
  '5 Marraskuu 2026',
  '5 jui 2026',
  'Yoga 31 March 2026',
  // The year 10000 in UTC.
  '9999-12-31T23:59:00-10:00',
])('%s is no date that can be read', (text) => {
  expect(readInstant(text, 'dmy', localClock('Europe/Berlin')).ok).toBe(false);
});

describe('the decimal mark is judged per column', () => {
  test.each([
    [['1.234,50'], 'comma'],
    [['1,234.50'], 'point'],
    [['12,5', '1.234'], 'comma'],
    [['1,234', '0.5'], 'point'],
    [['1.234.567'], 'comma'],
    [['1,234,567'], 'point'],
    [['0,500'], 'comma'],
    [['1,234'], 'undecided'],
    [['12', ''], 'undecided'],
    [['12,5', '12.5'], 'mixed'],
  ])('%j: %s', (cells, mark) => {
    expect(judgeDecimalMark(cells)).toBe(mark);
  });

  test.each([
    ['2933', 'undecided', 2933],
    ['1.234', 'comma', 1234],
    ['1,234', 'point', 1234],
    ['4.0', 'point', 4],
    ['4,00', 'comma', 4],
    ['1 234', 'undecided', 1234],
    ['1\u202f234,0', 'comma', 1234],
    ["1'234", 'undecided', 1234],
    ['+7', 'undecided', 7],
    ['9007199254740991', 'undecided', 9_007_199_254_740_991],
  ] as const)('%s with decimal %s is %d', (text, mark, value) => {
    expect(readWhole(text, mark)).toEqual({ ok: true, value });
  });

  test.each([
    ['4.5', 'point'],
    ['1,234', 'undecided'],
    ['1,234', 'mixed'],
    ['12.34', 'comma'],
    ['1.2.3', 'point'],
    ['1e3', 'point'],
    ['0x10', 'point'],
    ['∞', 'point'],
    ['9007199254740992', 'point'],
  ] as const)('%s with decimal %s is refused', (text, mark) => {
    expect(readWhole(text, mark).ok).toBe(false);
  });

  test('a figure that can be read both ways is refused, unless the person says how', () => {
    const { path } = importLedger();
    const file = historyFile([{ amount: '1,234' }]);
    expect(outcomeOf(path, file, { apply: false }).rejected).toEqual([
      {
        line: 2,
        reason: 'amount can be read as 1234 or with decimals: say which decimal mark the column has',
        value: '1,234',
      },
    ]);
    expect(outcomeOf(path, file, { mapping: { amount: 'amount:point' } })).toMatchObject({ accepted: 1 });
  });
});
