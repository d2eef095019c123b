import type { z } from 'zod';
import type { lot } from '../../src-shared/contract/memberships.ts';
import type { entryRow, summary } from '../../src-shared/contract/usage.ts';
import type { InstantMs } from '../../src-shared/ids.ts';
import type { FilterInput } from '../store/usage-input.ts';

/** A lot, as `lots.list` gives it; `customerName` tells whose it is where the report covers several customers. */
export type LotRow = z.infer<typeof lot> & { readonly customerName: string };
/** A line of the detailed usage, as `usage.entries` tells it, with its lot. */
export type UsageRow = Pick<z.infer<typeof entryRow>, 'amount' | 'balanceAfter' | 'description' | 'usedBy'> & {
  readonly usedOnMs: InstantMs;
  readonly lot: LotRow;
};
/** A credit's summary, as `usage.summary` gives it. */
export type UsageSummary = z.infer<typeof summary>;

type CycleDays = { readonly startsOn: string; readonly lastDay: string };

/** What a report covers. */
export type ReportScope =
  | {
      readonly type: 'membership';
      readonly name: string;
      /** `days`: null while the cycle has not started. */
      readonly cycle: { readonly number: number; readonly days: CycleDays | null } | null;
    }
  | { readonly type: 'lot'; readonly creditName: string; readonly sourceName: string; readonly lastDay: string | null }
  | { readonly type: 'customer'; readonly creditName: string | null }
  | { readonly type: 'company'; readonly creditName: string | null }
  | { readonly type: 'studio' };

/** What narrows the list of entries, and with it the lots behind them; the summary is not narrowed by it. */
export type ReportFilters = Omit<FilterInput, 'creditId'>;

/** Everything that a report is made of, all of one moment of the ledger. */
export type ReportSource = {
  readonly studio: {
    readonly name: string;
    readonly timeZone: string;
    readonly currency: string;
    readonly locale: string;
  };
  /** Null where the report covers several customers. */
  readonly customerName: string | null;
  readonly scope: ReportScope;
  /** The one credit that the whole report is about, by its name; null: all of the scope's. */
  readonly onlyCredit: string | null;
  readonly filters: ReportFilters;
  readonly summaries: readonly UsageSummary[];
  /** Newest first, as on screen. */
  readonly entries: { readonly total: number; readonly rows: Iterable<UsageRow> };
  /** The lots behind the entries, newest first; known once the entries have been read. */
  readonly lots: { readonly count: () => number; readonly rows: Iterable<LotRow> };
  /** How many entries the ledger held, and the hash of the last one (hex); null where it held none. */
  readonly ledger: { readonly entries: number; readonly head: string | null };
  readonly madeBy: string;
  readonly madeAt: InstantMs;
};
