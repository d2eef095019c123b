import type { LotRow, ReportSource, UsageRow, UsageSummary } from '../../../src-main/reports/report-source.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';

const classes = {
  creditId: 'credit-1',
  creditName: 'Class',
  creditKind: 'session',
  unit: 'session',
  decimals: 0,
} as const;

/** A lot of eight classes, changed where the story needs it. */
export function lotRow(change: Partial<LotRow> = {}): LotRow {
  return {
    id: 'lot-1',
    number: 1,
    customerId: 'customer-1',
    customerName: 'Mara Lindt',
    ...classes,
    source: 'plan',
    sourceName: 'Flow 8',
    membershipId: 'membership-1',
    cycle: 2,
    granted: 8,
    left: 7,
    validFrom: '2026-02-27T23:00:00.000Z',
    lastDay: '2026-03-30',
    status: 'current',
    ...change,
  };
}

/** A booking of one class, changed where the story needs it. */
export function usageRow(change: Partial<UsageRow> = {}): UsageRow {
  return {
    usedOnMs: Date.parse('2026-03-02T08:14:00Z') as InstantMs,
    amount: -1,
    balanceAfter: 8,
    description: 'Flow 60, Thu 5 Mar 18:00',
    usedBy: 'mara@example.org',
    lot: lotRow(),
    ...change,
  };
}

/** The summary of cycle 1 of the worked example, changed where the story needs it. */
export function usageSummary(change: Partial<UsageSummary> = {}): UsageSummary {
  return {
    creditId: classes.creditId,
    creditName: classes.creditName,
    kind: classes.creditKind,
    unit: classes.unit,
    decimals: classes.decimals,
    starting: 8,
    totalBooked: 5,
    freeCancellations: 1,
    rollover: 0,
    manual: 2,
    expired: 3,
    rolledOver: 3,
    left: 0,
    ...change,
  };
}

/** A source with these rows and lots, changed where the story needs it. */
export function reportSource(rows: readonly UsageRow[], change: Partial<ReportSource> = {}): ReportSource {
  return {
    studio: { name: 'Lindenhof Studio', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en' },
    customerName: 'Mara Lindt',
    scope: {
      type: 'membership',
      name: 'Flow 8',
      cycle: { number: 1, days: { startsOn: '2026-01-31', lastDay: '2026-02-27' } },
    },
    onlyCredit: null,
    filters: {},
    summaries: [usageSummary()],
    entries: { total: rows.length, rows },
    lots: { count: () => 1, rows: [lotRow()] },
    ledger: { entries: 12, head: 'ab'.repeat(32) },
    madeBy: 'Ada Brandt',
    madeAt: Date.parse('2026-03-16T11:00:00Z') as InstantMs,
    ...change,
  };
}
