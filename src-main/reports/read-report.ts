import { isoOf } from '../../src-shared/days.ts';
import { type AppointmentTeller, describeEntry, type StudioStyle } from '../../src-shared/describe-entry.ts';
import type { Amount, InstantMs } from '../../src-shared/ids.ts';
import { entryKindOf } from '../../src-shared/ledger/entry-kinds.ts';
import { lotStatus } from '../../src-shared/ledger/lot.ts';
import { sourceLabel } from '../../src-shared/usage-labels.ts';
import { appointmentTeller } from '../../src-shared/wall-clock.ts';
import { loadCredit } from '../store/catalogue.ts';
import { loadCustomerByNumber } from '../store/customers.ts';
import type { Db } from '../store/database.ts';
import type { EntryFilter } from '../store/entries-shown.ts';
import { loadCycle, loadMembership } from '../store/memberships.ts';
import { openSnapshot } from '../store/open.ts';
import { loadReportEntries, type ReportEntry } from '../store/report-entries.ts';
import { loadLedgerHead, loadReportLots, type ReportLot } from '../store/report-lots.ts';
import { scanEntries } from '../store/scan-entries.ts';
import { loadScopeColumns } from '../store/scope-columns.ts';
import { loadStudio, type StudioRow } from '../store/studio.ts';
import { type FilterInput, findFilter, findScope, type ScopeInput } from '../store/usage-input.ts';
import { tellSummary } from '../store/usage-rows.ts';
import { customerOfScope, type StoreScope } from '../store/usage-scope.ts';
import { loadSummaries } from '../store/usage-summary.ts';
import type { ReportProblem } from './report-problems.ts';
import type { LotRow, ReportScope, ReportSource, UsageRow } from './report-source.ts';

/** What a report is made of: a scope and filters, as the contract names them, and who asks for it when. */
export type ReportRequest = {
  readonly scope: ScopeInput;
  readonly filters: FilterInput;
  readonly madeBy: string;
  readonly madeAt: InstantMs;
};

/** A source that reads the ledger as it stood when it was opened, whatever the desk does meanwhile; or what was not found. */
export type OpenSource =
  | { readonly ok: true; readonly source: ReportSource; close(): void }
  | { readonly ok: false; readonly problem: ReportProblem };

const pageSize = 1000;
const lotsRememberedMax = 10_000;

/** Opens a connection of its own to the ledger and reads from one snapshot of it until it is closed. */
export function openReportSource(ledgerPath: string, request: ReportRequest): OpenSource {
  const db = openSnapshot(ledgerPath);
  try {
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
  const { filter, missing: unknown } = findFilter({ db, studio, now: request.madeAt }, request.filters);
  if (filter === null) return notFound(unknown);
  const { creditId, ...filters } = request.filters;
  const credit = creditId === undefined ? null : loadCredit(db, creditId);
  const owner = customerOfScope(db, scope);
  const lots = lotReader(db, request.madeAt);
  return {
    ok: true,
    source: {
      studio,
      customerName: owner === null ? null : (loadCustomerByNumber(db, owner)?.name ?? null),
      scope: tellScope(db, request.scope, scope),
      filters,
      onlyCredit: credit?.name ?? null,
      summaries: loadSummaries(db, scope)
        .map(tellSummary)
        .filter((summary) => creditId === undefined || summary.creditId === creditId),
      entries: listedEntries(db, studio, scope, filter, lots),
      lots: { count: lots.count, rows: lots.all() },
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
  filter: EntryFilter,
  lots: LotReader,
): ReportSource['entries'] {
  const everything = { limit: Number.POSITIVE_INFINITY, cursor: null };
  const { numbers, balances } = scanEntries(db, loadScopeColumns(db, scope), scope, filter, everything);
  function* rows(): Generator<UsageRow> {
    let line = 0;
    const style = { ...studio, tellAppointment: appointmentTeller(studio) };
    for (const page of pagesOf(numbers)) {
      const entries = loadReportEntries(db, page);
      lots.load(entries.map((entry) => entry.lot));
      for (const entry of entries) {
        yield tellEntry(entry, lots.get(entry.lot), balances[line] ?? 0, style);
        line += 1;
      }
    }
  }
  return { total: numbers.length, rows: rows() };
}

type LineStyle = StudioStyle & { readonly tellAppointment: AppointmentTeller };

/** One line, the same as `usage.entries` tells it. */
function tellEntry(entry: ReportEntry, lot: LotRow, balanceAfter: number, style: LineStyle): UsageRow {
  const { amount, bookingName: name, bookingStartsAt: startsAt, bookingState: state } = entry;
  const { what, reference, memo, reverses, lastDayThen } = entry;
  const { sourceName, cycle } = lot;
  const booking = name === null || startsAt === null ? null : { name, startsAt, state: state ?? '' };
  const credit = { kind: lot.creditKind, unit: lot.unit, decimals: lot.decimals };
  const kind = entryKindOf(entry.kind);
  // Field by field: spreading a million entries takes longer than describing them.
  const described = { kind, amount, credit, sourceName, cycle, lastDayThen, booking, what, reference, memo, reverses };
  const description = describeEntry(described, style, style.tellAppointment);
  return {
    usedOnMs: entry.happenedAt as InstantMs,
    amount,
    balanceAfter,
    description,
    usedBy: entry.usedBy ?? entry.staff,
    lot,
  };
}

function* pagesOf(numbers: readonly number[]): Generator<number[]> {
  for (let from = 0; from < numbers.length; from += pageSize) yield numbers.slice(from, from + pageSize);
}

/** The lots behind the entries: told while the entries are read, and all of them once more at the end. */
type LotReader = {
  load(numbers: readonly number[]): void;
  get(number: number): LotRow;
  count(): number;
  all(): Iterable<LotRow>;
};

/** Remembers every lot's number, but only some lots: there may be a million. */
function lotReader(db: Db, now: InstantMs): LotReader {
  const seen = new Set<number>();
  const remembered = new Map<number, LotRow>();
  return {
    load(numbers) {
      if (remembered.size > lotsRememberedMax) remembered.clear();
      const missing = [...new Set(numbers)].filter((number) => !remembered.has(number));
      for (const lot of loadReportLots(db, missing)) remembered.set(lot.number, tellLot(lot, now));
      for (const number of missing) seen.add(number);
    },
    get(number) {
      const lot = remembered.get(number);
      if (!lot) throw new Error(`the ledger has entries of lot ${number} and no such lot`);
      return lot;
    },
    count: () => seen.size,
    *all() {
      const newestFirst = [...seen].sort((a, b) => b - a);
      for (const page of pagesOf(newestFirst)) {
        for (const lot of loadReportLots(db, page)) yield tellLot(lot, now);
      }
    },
  };
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
