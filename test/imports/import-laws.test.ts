import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillLot, type LotRow } from '../../src-main/imports/fill-lot.ts';
import type { HistoryRow } from '../../src-main/imports/history-rows.ts';
import type { ImportPlan, KnownLot, LedgerFacts } from '../../src-main/imports/import-plan.ts';
import { localClock } from '../../src-main/imports/local-clock.ts';
import { identityKey } from '../../src-main/imports/match-customers.ts';
import { planHistory } from '../../src-main/imports/plan-history.ts';
import { readCsv } from '../../src-main/imports/read-csv.ts';
import { unwatched } from '../../src-main/imports/stop-signal.ts';
import { AMOUNT_MAX } from '../../src-shared/amounts.ts';
import type { InstantMs, LotNumber } from '../../src-shared/ids.ts';

const kinds = ['use', 'free_cancellation', 'manual_add', 'manual_deduct', 'grant', 'expiry'] as const;
const takes = new Set<string>(['use', 'manual_deduct', 'expiry']);
const people = [
  { externalId: 'C1', email: '', name: 'Mara Lindt' },
  { externalId: '', email: 'mara@example.org', name: 'Mara Lindt' },
  { externalId: 'C2', email: 'ben@example.org', name: 'Ben' },
  { externalId: '', email: '', name: 'Cleo' },
];

/** Rows of a history: few people, credits and lots, so that they meet; times that often coincide. Each has an external id of its own. */
const historyRows = fc
  .array(
    fc.record({
      identity: fc.constantFrom(...people),
      credit: fc.constantFrom('Class', 'Room'),
      kind: fc.constantFrom(...kinds),
      size: fc.integer({ min: 1, max: 9 }),
      at: fc.integer({ min: 0, max: 12 }),
      lotExternalId: fc.constantFrom(null, 'P1'),
      granted: fc.option(fc.constantFrom(0, 6), { freq: 3 }),
    }),
    { maxLength: 40 },
  )
  .map((rows) =>
    rows.map(
      (row, index): HistoryRow => ({
        ...row,
        line: index + 2,
        ownId: `X${index}`,
        says: () => [index],
        saidBefore: () => [],
        withDecimals: null,
        who: identityKey(row.identity),
        creditKind: 'session',
        amount: takes.has(row.kind) ? -row.size : row.size,
        at: (row.at * 86_400_000) as InstantMs,
        onDay: (row.at * 86_400_000) as InstantMs,
        description: null,
        lastDay: null,
      }),
    ),
  );

const emptyLedger: LedgerFacts = {
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  locale: 'de-DE',
  customers: [],
  credits: [],
  isTaken: () => false,
  importedEntry: () => null,
  importedUsedBy: () => null,
  customerOfOtherFile: () => null,
  isMember: () => false,
  importedLot: () => null,
};
const local = localClock('Europe/Berlin');
const planOf = (rows: readonly HistoryRow[], facts = emptyLedger) => planHistory({ rows, rejected: [] }, facts, local);

/** The lowest balance that a plan's lots ever have: in order of time, and in the order in which their entries are written. */
function lowest(plan: ImportPlan): number {
  const orders = [plan.entries, plan.entries.toSorted((a, b) => a.happenedAt - b.happenedAt)];
  let least = 0;
  for (const entries of orders) {
    const balances = new Map<number, number>();
    for (const { lot, amount } of entries) {
      const balance = (balances.get(lot) ?? 0) + amount;
      balances.set(lot, balance);
      least = Math.min(least, balance);
    }
  }
  return least;
}

describe('laws of planning a history', () => {
  test('no lot is ever below zero', () => {
    fc.assert(fc.property(historyRows, (rows) => lowest(planOf(rows)) === 0));
  });

  test('every row is accepted, skipped or rejected, and accepted rows are entries with their own amount', () => {
    fc.assert(
      fc.property(historyRows, (rows) => {
        const plan = planOf(rows);
        expect(plan.accepted + plan.skipped + plan.rejected.length).toBe(rows.length);
        const rejected = new Set(plan.rejected.map(({ line }) => line));
        const entered = plan.entries.filter(({ line }) => line !== null).map(({ line, amount }) => [line, amount]);
        const expected = rows.filter(({ line }) => !rejected.has(line)).map(({ line, amount }) => [line, amount]);
        expect(entered.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual(expected);
      }),
    );
  });

  test('the same rows and facts give the same plan', () => {
    fc.assert(
      fc.property(historyRows, (rows) => {
        expect(planOf(rows)).toEqual(planOf(rows));
      }),
    );
  });

  test('where no two rows of a lot happen at once and none says what a lot began with, the order of lines decides nothing', () => {
    const apart = historyRows.map((rows) =>
      rows.map((row, index) => ({ ...row, granted: null, at: (row.at + index) as InstantMs })),
    );
    const facts = (plan: ImportPlan) => ({
      rejected: plan.rejected.map(({ value, reason }) => `${value} ${reason}`).toSorted(),
      entries: plan.entries
        .map((entry) => JSON.stringify([entry.externalId, entry.kind, entry.amount, entry.happenedAt]))
        .toSorted(),
      customers: plan.customers.map((customer) => JSON.stringify(customer)).toSorted(),
      lots: plan.lots.length,
    });
    const shuffled = apart.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, ([rows, others]) => {
        const renumbered = others.map((row, index) => ({ ...row, line: index + 2 }));
        expect(facts(planOf(renumbered))).toEqual(facts(planOf(rows)));
      }),
    );
  });

  test('a row that is there already is skipped and changes nothing for the others', () => {
    fc.assert(
      fc.property(historyRows, (rows) => {
        const taken = new Set(rows.filter((_, index) => index % 2 === 0).map((row) => `history:${row.ownId}`));
        const all = planOf(rows, { ...emptyLedger, isTaken: (id) => taken.has(id) });
        const rest = planOf(rows.filter((row) => !taken.has(`history:${row.ownId}`)));
        expect({ ...all, rows: 0, skipped: 0 }).toEqual({ ...rest, rows: 0, skipped: 0 });
        expect(all.skipped).toBe(taken.size);
      }),
    );
  });
});

describe('laws of filling a lot', () => {
  const lotRow = fc.record({
    line: fc.integer({ min: 2, max: 60 }),
    at: fc.integer({ min: 0, max: 20 }).map((at) => at as InstantMs),
    amount: fc.integer({ min: -9, max: 9 }).filter((amount) => amount !== 0),
    granted: fc.constant(null),
  }) satisfies fc.Arbitrary<LotRow>;
  const rows = fc.uniqueArray(lotRow, { selector: (row) => row.line, maxLength: 30 });
  /** A lot as an import leaves it: its entries are below zero at no time. */
  const knownLot = fc
    .tuple(fc.boolean(), fc.integer({ min: 0, max: 9 }), fc.array(lotRow, { maxLength: 12 }))
    .map(([grantedByRows, granted, entries]): KnownLot => {
      const accepted: { at: InstantMs; amount: number }[] = [];
      let left = granted;
      for (const { at, amount } of entries.toSorted((a, b) => a.at - b.at)) {
        if (left + amount < 0) continue;
        left += amount;
        accepted.push({ at: (at + 5) as InstantMs, amount });
      }
      const opening = { at: 5 as InstantMs, amount: granted };
      return {
        number: 1 as LotNumber,
        granted,
        grantedByRows,
        lastDay: null,
        endsAt: null,
        entries: [opening, ...accepted],
      };
    });

  test('the grant that rows ask for is the least: one less and the lot would have been below zero', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { grant, rows: accepted, refused } = fillLot(given, null, AMOUNT_MAX);
        expect(refused).toEqual([]);
        let balance = grant;
        let least = grant;
        for (const { amount } of accepted) {
          balance += amount;
          least = Math.min(least, balance);
        }
        expect(least).toBeGreaterThanOrEqual(0);
        if (grant > 0) expect(least).toBe(0);
      }),
    );
  });

  test('a lot that is there is below zero at no time after rows were added to it, however they lie among its entries', () => {
    fc.assert(
      fc.property(rows, knownLot, (given, known) => {
        const { grant, rows: accepted } = fillLot(given, known, AMOUNT_MAX);
        const first = accepted[0]?.at ?? (0 as InstantMs);
        const granted = grant > 0 ? [{ at: first, amount: grant }] : [];
        const entries = [...granted, ...known.entries, ...accepted].toSorted((a, b) => a.at - b.at);
        let balance = 0;
        for (const { amount } of entries) {
          balance += amount;
          expect(balance).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

test('what a table writes is what the reader reads, whatever the delimiter and the cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ß', ',', ';', '\t', '"', '\n', ' ', '1', '😀'), maxLength: 6 });
  const table = fc.tuple(
    fc.constantFrom(',', ';', '\t'),
    fc.array(fc.tuple(cell, cell, cell), { minLength: 6, maxLength: 12 }),
  );
  fc.assert(
    fc.property(table, ([delimiter, rows]) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = [['first', 'second', 'third'], ...rows].map((cells) => cells.map(quoted).join(delimiter));
      const text = lines.join('\r\n');
      const read = readCsv(text, unwatched);
      expect(read.head.map(({ cells }) => cells)).toEqual([['first', 'second', 'third'], ...rows]);
      const starts = lines.map(
        (_, index) => lines.slice(0, index).join('\n').split('\n').length + (index === 0 ? 0 : 1),
      );
      expect(read.head.map(({ line }) => line)).toEqual(starts);
    }),
  );
});
