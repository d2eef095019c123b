import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { decimalText } from '../../src-shared/format-amounts.ts';
import { sourceLabel, statusLabels } from '../../src-shared/usage-labels.ts';
import { type EntryRow, openStory, type Scope, type Story } from '../support/story.ts';
import { readWorkbook, reportFolder, rowOf, sheetOf, tableOf } from './support/made-report.ts';
import { readWithLibreOffice, readWithOpenpyxl, skipped } from './support/outside-readers.ts';

type Filters = Omit<Parameters<Story['desk']['usage']['entries']>[0], 'scope' | 'limit' | 'cursor'>;

/** A month at the studio: a plan that rolls over, a shared pack of a company, money and time, cancellations and changes by hand. */
async function playStory() {
  const story = await openStory('2026-01-31 00:00');
  const { desk } = story;
  const credit = await story.credit('Class');
  const money = await story.credit('Shop', { kind: 'money' });
  const time = await story.credit('Meeting room', { kind: 'time' });
  const plan = await story.plan('Flow 8', [
    { creditId: credit, amount: 8, rollover: { max: 3, times: 1 } },
    { creditId: time, amount: 300 },
  ]);
  const pack = await story.product('Shop card', [{ creditId: money, amount: 5_000, expiration: { rule: 'never' } }]);
  const mara = await story.person('Mara Lindt', 'mara@example.org');
  const ola = await story.person('=Ola Nordmann', 'ola@example.org');
  const company = await story.company('Kiez & Söhne', [mara, ola]);
  const membership = await story.start(mara, plan, '2026-01-31');
  await story.buy(company, pack, '2026-01-31');
  const bookings: string[] = [];
  for (const [place, at] of [
    '2026-02-09 18:00',
    '2026-02-10 18:00',
    '2026-02-11 21:00',
    '2026-02-12 18:00',
  ].entries()) {
    story.on(`2026-02-0${3 + place} 10:00`);
    bookings.push((await story.book({ customerId: mara, creditId: credit, amount: 1, at })).booking.id);
  }
  story.on('2026-02-11 08:00');
  await story.cancel(bookings[2] ?? '');
  story.on('2026-02-12 10:00');
  await story.cancel(bookings[3] ?? '');
  const use = (customerId: string, creditId: string, amount: number, name: string) =>
    desk.uses.create({
      customerId,
      creditId,
      amount,
      for: { type: 'invoice', name, reference: 'A-17' },
      key: story.key(),
    });
  await use(ola, money, 1_234, '=HYPERLINK("http://example.org")');
  await use(mara, time, 90, 'Meeting room, "green"');
  story.on('2026-02-20 12:00');
  await story.add(mara, credit, 2, { lastDay: '2026-03-15', memo: '=1+1 heating failed', membershipId: membership.id });
  story.on('2026-03-02 09:00');
  await story.book({ customerId: mara, creditId: credit, amount: 1, at: '2026-03-05 18:00' });
  story.on('2026-03-29 03:30');
  await story.book({ customerId: mara, creditId: credit, amount: 2, at: '2026-03-30 09:00' });
  return { story, mara, company, membership, credit, money };
}

/** All entries that filters show, newest first, page by page. */
async function entriesOf({ desk }: Story, scope: Scope, filters: Filters): Promise<EntryRow[]> {
  const rows: EntryRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await desk.usage.entries({ scope, ...filters, limit: 500, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}

/** The local time of an instant in Berlin, by the platform's own calendar. */
function berlin(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' });
}

let played: Awaited<ReturnType<typeof playStory>>;
let scopes: Record<string, Scope>;

/** Each test has its own app; the story is short enough to be played for each. */
async function play() {
  played = await playStory();
  const { mara, company, membership, credit, money } = played;
  scopes = {
    membership: { membershipId: membership.id },
    'one cycle': { membershipId: membership.id, cycle: 1 },
    lot: { lotId: membership.lots[0]?.id ?? '' },
    customer: { customerId: mara },
    'one credit': { customerId: mara, creditId: credit },
    team: { companyId: company },
    'one credit of a team': { companyId: company, creditId: money },
    studio: { studio: true },
  };
}

const filters: Record<string, Filters> = {
  'a view': { view: 'booked' },
  'the manual view': { view: 'manual' },
  kinds: { kinds: ['grant', 'rollover_in'] },
  'a kind of credit': { kind: 'time' },
  'a status': { status: 'expired' },
  days: { from: '2026-02-05', to: '2026-02-28' },
  'a text': { text: 'flow' },
  'a text that nothing has': { text: 'nothing has this' },
};

/** The lines of a CSV export, without the apostrophes that keep text from being a formula. */
function linesOf(path: string): string[][] {
  const lines = Papa.parse<string[]>(readFileSync(path, 'utf8').slice(1), { newline: '\r\n' }).data.slice(1, -1);
  return lines.map((line) => line.map((field) => field.replace(/^'(?=[=+\-@])/, '')));
}

async function expectExportAsShown(scope: Scope, told: Filters): Promise<void> {
  const { story } = played;
  const shown = await entriesOf(story, scope, told);
  const path = join(reportFolder(), 'usage.csv');
  const exported = await story.desk.reports.export({ scope, ...told, format: 'csv', path });
  const name = JSON.stringify({ scope, told });
  expect(exported, name).toMatchObject({ path, rows: shown.length, download: null });
  expect(linesOf(path), name).toEqual(
    shown.map((row) => [
      berlin(row.usedOn),
      row.creditName,
      row.description,
      statusLabels[row.status],
      row.usedBy ?? 'Tallydesk',
      sourceLabel(row.source, row.sourceName),
      decimalText(row.amount, row.decimals),
      decimalText(row.balanceAfter, row.decimals),
    ]),
  );
}

describe('an export holds exactly what usage.entries shows', () => {
  test('of every scope', async () => {
    await play();
    for (const scope of Object.values(scopes)) await expectExportAsShown(scope, {});
  }, 120_000);

  test('under every filter', async () => {
    await play();
    for (const told of Object.values(filters)) await expectExportAsShown({ customerId: played.mara }, told);
    await expectExportAsShown({ membershipId: played.membership.id }, { creditId: played.credit });
    await expectExportAsShown({ studio: true }, { view: 'booked', from: '2026-02-04' });
    await expectExportAsShown({ studio: true }, { from: '2026-02-01', to: '2026-02-28' });
  }, 120_000);
});

test('the workbook of every scope carries the ledger’s figures, and its bytes are the ones that were told', async () => {
  await play();
  const { story } = played;
  for (const [name, scope] of Object.entries(scopes)) {
    const path = join(reportFolder(), 'usage.xlsx');
    const exported = await story.desk.reports.export({ scope, format: 'xlsx', path });
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(exported.sha256);
    const workbook = await readWorkbook(path);
    const sheet = sheetOf(workbook, 'Credit usage');
    const { summaries } = await story.desk.usage.summary({ scope });
    const shown = await entriesOf(story, scope, {});
    for (const [place, summary] of summaries.entries()) {
      const left = sheet.getCell(rowOf(sheet, 'Credits left'), place + 2);
      expect(Number(left.result ?? 0), name).toBe(summary.left / 10 ** summary.decimals);
      expect(sheet.getCell(rowOf(sheet, 'Total booked'), place + 2).value, name).toBe(
        -summary.totalBooked / 10 ** summary.decimals + 0,
      );
    }
    expect(tableOf(sheet).map((row) => row[7])).toEqual(shown.map((row) => row.balanceAfter / 10 ** row.decimals));
    const lots = tableOf(sheetOf(workbook, 'Lots'), 'Lot');
    expect(lots).toHaveLength(new Set(shown.map((row) => row.lotId)).size);
    const { head, entries } = await story.desk.ledger.verify({});
    const about = sheetOf(workbook, 'About this report');
    expect(about.getCell(rowOf(about, 'Entries'), 2).value).toBe(entries);
    expect(about.getCell(rowOf(about, 'Hash of the last entry'), 2).value).toBe(head);
    expect(about.getCell(rowOf(about, 'How to verify') + 2, 1).text).toMatch(/^Nothing was filtered out: /);
    expect(about.getCell(rowOf(about, 'How to verify') + 4, 1).text).toContain('chooses “Verify the ledger”');
    expect(about.getCell(rowOf(about, 'How to verify') + 5, 1).text).toContain(`open entry ${entries};`);
  }
}, 120_000);

test('a report of one credit of a membership says so, and its figures are that credit’s alone', async () => {
  await play();
  const { story, membership, credit } = played;
  const path = join(reportFolder(), 'usage.xlsx');
  const scope = { membershipId: membership.id };
  expect((await story.desk.usage.summary({ scope })).summaries).toHaveLength(2);
  await story.desk.reports.export({ scope, creditId: credit, format: 'xlsx', path });
  const workbook = await readWorkbook(path);
  const sheet = sheetOf(workbook, 'Credit usage');
  expect(sheet.getCell(rowOf(sheet, 'Covers'), 2).text).toBe('Membership Flow 8, all cycles; only Class');
  expect(sheet.getCell(rowOf(sheet, 'Credits left'), 3).value).toBeNull();
  const about = sheetOf(workbook, 'About this report');
  expect(about.getCell(rowOf(about, 'How to verify') + 2, 1).text).toMatch(/^Nothing was filtered out: /);
  const unknown = story.desk.reports.export({ scope, creditId: 'no-such-credit', format: 'xlsx', path });
  await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND', data: { what: 'credit' } });
}, 120_000);

test('a scope that is not there and a folder that is missing are told, and no file is made', async () => {
  await play();
  const { story, mara } = played;
  const path = join(reportFolder(), 'usage.xlsx');
  const noLot = story.desk.reports.export({ scope: { lotId: 'no-such-lot' }, format: 'xlsx', path });
  await expect(noLot).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(() => readFileSync(path)).toThrow('ENOENT');
  const missing = join(reportFolder(), 'missing', 'usage.csv');
  const noFolder = story.desk.reports.export({ scope: { customerId: mara }, format: 'csv', path: missing });
  await expect(noFolder).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    data: { expected: 'expected a file in a folder that exists' },
  });
}, 120_000);

test('a report takes the place of an older report only: a ledger, and whatever else has another name, stays as it is', async () => {
  await play();
  const { story } = played;
  const ledger = join(story.dataDir, 'ledger.sqlite');
  const before = (await story.desk.ledger.verify({})).head;
  for (const [format, other] of [
    ['csv', ledger],
    ['xlsx', join(reportFolder(), 'usage.csv')],
    ['csv', join(reportFolder(), 'usage')],
  ] as const) {
    const refused = {
      code: 'INVALID_INPUT',
      data: { expected: `expected the name of a file that ends in .${format}` },
    };
    await expect(story.desk.reports.export({ scope: { studio: true }, format, path: other })).rejects.toMatchObject(
      refused,
    );
    await expect(story.desk.reports.export({ scope: { studio: true }, format, to: other })).rejects.toMatchObject(
      refused,
    );
  }
  expect(await story.desk.ledger.verify({})).toMatchObject({ ok: true, head: before });
  const loud = join(reportFolder(), 'USAGE.XLSX');
  await story.desk.reports.export({ scope: { studio: true }, format: 'xlsx', path: loud });
  expect(readFileSync(loud).length).toBeGreaterThan(1000);
}, 120_000);

describe('outside programs', () => {
  let path = '';

  async function exportMara() {
    await play();
    path = join(reportFolder(), 'usage.xlsx');
    await played.story.desk.reports.export({ scope: scopes.customer ?? { studio: true }, format: 'xlsx', path });
    const { summaries } = await played.story.desk.usage.summary({ scope: scopes.customer ?? { studio: true } });
    return { summaries, shown: await entriesOf(played.story, scopes.customer ?? { studio: true }, {}) };
  }

  test.skipIf(skipped.openpyxl)(
    `openpyxl opens the workbook without a warning and reads the ledger’s figures${skipped.openpyxl}`,
    async () => {
      const { summaries, shown } = await exportMara();
      const [sheet, lots, about] = readWithOpenpyxl(path);
      expect([sheet?.name, lots?.name, about?.name]).toEqual(['Credit usage', 'Lots', 'About this report']);
      const cells = sheet?.cells ?? [];
      const header = cells.findIndex((row) => row[0]?.value === 'Used on');
      const left = cells.findIndex((row) => row[0]?.value === 'Credits left');
      for (const [place, summary] of summaries.entries()) {
        expect(cells[left]?.[place + 1]?.value).toBe(summary.left / 10 ** summary.decimals);
        const lines = cells.slice(left - 7, left).filter((row) => typeof row[place + 1]?.value === 'number');
        expect(lines.reduce((sum, row) => sum + Number(row[place + 1]?.value), 0)).toBeCloseTo(
          summary.left / 10 ** summary.decimals,
          6,
        );
      }
      expect(Object.keys(sheet?.formulas ?? {})).toEqual(summaries.map((_, place) => `${'BCDEFGH'[place]}${left + 1}`));
      expect(lots?.formulas).toEqual({});
      expect(about?.formulas).toEqual({});
      expect(sheet).toMatchObject({
        freeze: `A${header + 2}`,
        filter: `A${header + 1}:H${header + 1 + shown.length}`,
        paper: '9',
      });
      expect(sheet?.titles).toBe(`$${header + 1}:$${header + 1}`);
      expect(cells.slice(header + 1).map((row) => row.map((one) => one.value))).toEqual(
        shown.map((row) => [
          berlin(row.usedOn).replace(' ', 'T'),
          row.creditName,
          row.description,
          statusLabels[row.status],
          row.usedBy ?? 'Tallydesk',
          sourceLabel(row.source, row.sourceName),
          row.amount / 10 ** row.decimals,
          row.balanceAfter / 10 ** row.decimals,
        ]),
      );
      const types = cells.slice(header + 1).map((row) => row.map((one) => one.type).join(''));
      expect(new Set(types)).toEqual(new Set(['dsssssnn']));
    },
    120_000,
  );

  test.skipIf(skipped.libreOffice)(
    `LibreOffice opens the workbook and computes the same figures${skipped.libreOffice}`,
    async () => {
      const { summaries, shown } = await exportMara();
      const sheets = readWithLibreOffice(path);
      expect([...sheets.keys()].sort()).toEqual(['About this report', 'Credit usage', 'Lots']);
      const lines = Papa.parse<string[]>(sheets.get('Credit usage') ?? '').data;
      const left = lines.find((line) => line[0] === 'Credits left');
      const figure = (text: string | undefined) => Number((text ?? '').replace(/,| [A-Za-z]+$/g, ''));
      expect(summaries.map((_, place) => figure(left?.[place + 1]))).toEqual(
        summaries.map((summary) => summary.left / 10 ** summary.decimals),
      );
      const header = lines.findIndex((line) => line[0] === 'Used on');
      const table = lines.slice(header + 1).filter((line) => line[0] !== '');
      expect(table.map((line) => [line[0]?.slice(0, 16), line[2], figure(line[6]), figure(line[7])])).toEqual(
        shown.map((row) => [
          berlin(row.usedOn).slice(0, 16),
          row.description,
          row.amount / 10 ** row.decimals,
          row.balanceAfter / 10 ** row.decimals,
        ]),
      );
    },
    180_000,
  );
});

test('a file is named after whose credit it is, and which credit or kind of credit, where there are others', async () => {
  await play();
  const { story, membership, credit } = played;
  const scope = { membershipId: membership.id };
  const nameOf = async (told: Filters) => (await story.desk.reports.export({ scope, ...told, format: 'csv' })).name;
  const [whole, chosen] = [await nameOf({}), await nameOf({ creditId: credit })];
  const facts = await story.desk.usage.scope({ scope });
  const creditName = facts.credits.find(({ id }) => id === credit)?.name ?? '';
  expect(facts.credits.length).toBeGreaterThan(1);
  expect(creditName).not.toBe('');
  expect(chosen).toBe(whole.replace(`${facts.title} – `, `${facts.title} – ${creditName} – `));
  expect(chosen).not.toBe(whole);
  const time = whole.replace(`${facts.title} – `, `${facts.title} – Time credit – `);
  expect(await nameOf({ kind: 'time' })).toBe(time);
  expect(await nameOf({ kind: 'session', creditId: credit })).toBe(chosen);
});
