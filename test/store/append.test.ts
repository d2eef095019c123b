import { expect, test } from 'vitest';
import { type Appender, beginAppend, beginBatchAppend } from '../../src-main/store/append.ts';
import type { Db } from '../../src-main/store/database.ts';
import { openForWriting } from '../../src-main/store/open.ts';
import type { CreditNumber, CustomerNumber, InstantMs, LotNumber } from '../../src-shared/ids.ts';
import type { LotFacts } from '../../src-shared/ledger/lot.ts';
import { amt, day, ms } from '../support/pure-lots.ts';
import { ledgerIn, makeLedger } from './ledger-rows.ts';

const at = ms('2026-02-01T09:00:00Z');
const facts: LotFacts = {
  ...{ customer: 1 as CustomerNumber, credit: 1 as CreditNumber, source: 'manual', sourceName: 'Added manually' },
  ...{ membership: null, cycle: null, benefit: null, rolls: 0, mayRoll: false, rolledFrom: null },
  ...{ validFrom: at, lastDay: null, endsAt: null },
};

/** Lots, what is spent of them right away, and last days that move while their lots may still be on their way into the table. */
function postRounds(entries: Appender, rounds: number): void {
  for (let round = 0; round < rounds; round += 1) {
    const { lot } = entries.post({ kind: 'manual_add', amount: amt(9), happenedAt: at, lot: facts });
    entries.post({ kind: 'use', amount: amt(-2), happenedAt: at, lot, what: `Class ${round}` });
    if (round % 11 === 5) {
      const lastDayChange = { before: null, after: day('2026-03-01'), endsAt: (at + 1000 + round) as InstantMs };
      entries.post({ kind: 'manual_add', amount: amt(0), happenedAt: at, lot, lastDayChange });
    }
    const rolledFrom = lot as LotNumber;
    if (round % 3 === 0)
      entries.post({ kind: 'rollover_in', amount: amt(1), happenedAt: at, lot: { ...facts, rolledFrom } });
  }
}

/** What the ledger holds after something was appended, with ids that are the same each time. */
async function tablesAfter(append: (db: Db, begin: Parameters<typeof beginAppend>) => void) {
  const db = openForWriting(ledgerIn(await makeLedger()));
  let made = 0;
  const ids = { next: () => `id-${++made}` };
  const context = { operation: 'imports.run', recordedAt: at, staff: null, import: null };
  db.transaction(() => append(db, [db, ids, context]))();
  const tables = ['entries', 'lots', 'labels', 'credit_totals', 'transactions'];
  const rows = tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all());
  db.close();
  return rows;
}

test.each([0, 1, 12, 13, 80])('%i rounds appended in batches leave what the same leave one by one', async (rounds) => {
  const oneByOne = await tablesAfter((_, begin) => postRounds(beginAppend(...begin), rounds));
  const inBatches = await tablesAfter((_, begin) => {
    const entries = beginBatchAppend(...begin);
    postRounds(entries, rounds);
    entries.flush();
  });
  expect(inBatches).toEqual(oneByOne);
});

test('what was flushed can be read, and more can follow', async () => {
  await tablesAfter((db, begin) => {
    const left = (lot: number) => db.prepare('SELECT left FROM lots WHERE number = ?').pluck().get(lot);
    const entries = beginBatchAppend(...begin);
    const { lot } = entries.post({ kind: 'manual_add', amount: amt(9), happenedAt: at, lot: facts });
    entries.flush();
    expect(left(lot)).toBe(9);
    entries.post({ kind: 'use', amount: amt(-4), happenedAt: at, lot });
    entries.flush();
    expect(left(lot)).toBe(5);
  });
});
