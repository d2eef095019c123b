import { isoOf } from '../../src-shared/days.ts';
import type { Amount, InstantMs } from '../../src-shared/ids.ts';
import { lotStatus } from '../../src-shared/ledger/lot.ts';
import { sourceLabel } from '../../src-shared/usage-labels.ts';
import { loadCredit } from '../store/catalogue.ts';
import { loadCustomerByNumber } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import { loadCycle, loadMembership } from '../store/memberships.ts';
import { openForReading } from '../store/open.ts';
import { loadLedgerHead, loadReportLots, type ReportLot } from '../store/report-lots.ts';
import { loadStudio, type StudioRow } from '../store/studio.ts';
import { balanceTeller, countEntries, type EntryCursor, loadEntries } from '../store/usage-entries.ts';
import { findScope, resolveFilter, type ScopeInput } from '../store/usage-input.ts';
import { tellEntries } from '../store/usage-rows.ts';
import { customerOfScope, type StoreScope } from '../store/usage-scope.ts';
import { loadSummaries } from '../store/usage-summary.ts';
import type { ReportProblem } from './report-problems.ts';
import type { LotRow, ReportFilters, ReportScope, ReportSource, UsageRow } from './report-source.ts';

/** What a report is made of: a scope and filters, as the contract names them, and who asks for it when. */
export type ReportRequest = {
  readonly scope: ScopeInput;
  readonly filters: ReportFilters;
  readonly madeBy: string;
  readonly madeAt: InstantMs;
};

/** A source that reads the ledger as it stood when it was opened, whatever the desk does meanwhile; or what was not found. */
export type OpenSource =
  | { readonly ok: true; readonly source: ReportSource; close(): void }
  | { readonly ok: false; readonly problem: ReportProblem };

const pageSize = 1000;

/** Opens a connection of its own to the ledger and reads from one snapshot of it until it is closed. */
export function openReportSource(ledgerPath: string, request: ReportRequest): OpenSource {
  const db = openForReading(ledgerPath);
  try {
    // The snapshot is taken by the first read of the transaction; all later reads see the same ledger.
    db.exec('BEGIN');
    const read = readSource(db, request);
    if (!read.ok) db.close();
    return read.ok ? { ...read, close: () => db.close() } : read;
  } catch (error) {
    db.close();
    throw error;
  }
}

function readSource(
  db: Db,
  request: ReportRequest,
): { ok: true; source: ReportSource } | { ok: false; problem: ReportProblem } {
  const studio = loadStudio(db);
  if (!studio) return notFound('studio');
  const { scope, missing } = findScope(db, request.scope);
  if (scope === null) return notFound(missing);
  const owner = customerOfScope(db, scope);
  const lots = new Set<number>();
  return {
    ok: true,
    source: {
      studio,
      customerName: owner === null ? null : (loadCustomerByNumber(db, owner)?.name ?? null),
      scope: tellScope(db, request.scope, scope),
      filters: request.filters,
      summaries: loadSummaries(db, scope).map(({ credit, summary }) => ({
        creditId: credit.id,
        creditName: credit.name,
        kind: credit.kind,
        unit: credit.unit,
        decimals: credit.decimals,
        ...summary,
      })),
      entries: listedEntries(db, studio, scope, request, lots),
      lots: { count: () => lots.size, rows: lotsOf(db, lots, request.madeAt) },
      ledger: loadLedgerHead(db),
      madeBy: request.madeBy,
      madeAt: request.madeAt,
    },
  };
}

function notFound(what: string): { ok: false; problem: ReportProblem } {
  return { ok: false, problem: { code: 'NOT_FOUND', data: { what } } };
}

/** The entries that the filters show, newest first; remembers the lots behind them. */
function listedEntries(
  db: Db,
  studio: StudioRow,
  scope: StoreScope,
  request: ReportRequest,
  lots: Set<number>,
): ReportSource['entries'] {
  const telling = { studio, now: request.madeAt };
  const filter = resolveFilter(telling, request.filters);
  const total = [...countEntries(db, scope, filter).values()].reduce((sum, count) => sum + count, 0);
  function* rows(): Generator<UsageRow> {
    const balances = balanceTeller(db, scope);
    let cursor: EntryCursor | null = null;
    for (;;) {
      const page = loadEntries(db, scope, filter, pageSize, cursor);
      for (const entry of page) lots.add(entry.lot);
      yield* tellEntries(telling, page, balances);
      const last = page.at(-1);
      if (!last || page.length < pageSize) return;
      cursor = last;
    }
  }
  return { total, rows: rows() };
}

/** The lots that were remembered, the newest first; read after the entries. */
function* lotsOf(db: Db, lots: ReadonlySet<number>, now: InstantMs): Generator<LotRow> {
  const numbers = [...lots].sort((a, b) => b - a);
  for (let from = 0; from < numbers.length; from += pageSize) {
    for (const lot of loadReportLots(db, numbers.slice(from, from + pageSize))) yield tellLot(lot, now);
  }
}

function tellLot({ validFrom, endsAt, paused, ...lot }: ReportLot, now: InstantMs): LotRow {
  // The store's whole numbers are amounts and instants.
  const standing = { left: lot.left as Amount, endsAt: endsAt as InstantMs | null, paused };
  return { ...lot, validFrom: isoOf(validFrom as InstantMs), status: lotStatus(standing, now) };
}

/** What a scope is called; everything in it was found before. */
function tellScope(db: Db, input: ScopeInput, found: StoreScope): ReportScope {
  if ('studio' in input) return { type: 'studio' };
  if ('membershipId' in input) {
    const membership = loadMembership(db, input.membershipId);
    const days = membership && input.cycle ? loadCycle(db, membership.number, input.cycle) : null;
    return {
      type: 'membership',
      name: membership?.name ?? '',
      cycle: input.cycle ? { number: input.cycle, days } : null,
    };
  }
  if (found.of === 'lot') {
    const [lot] = loadReportLots(db, [found.lot]);
    if (!lot) throw new Error(`lot ${found.lot} was found and is gone`);
    const { creditName, source, sourceName, lastDay } = lot;
    return { type: 'lot', creditName, sourceName: sourceLabel(source, sourceName), lastDay };
  }
  const credit = 'creditId' in input && input.creditId !== undefined ? loadCredit(db, input.creditId) : null;
  return { type: 'companyId' in input ? 'company' : 'customer', creditName: credit?.name ?? null };
}
