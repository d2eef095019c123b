/** The lines of a credit usage summary that entries add to (domain.md, Summary). */
export type SummaryLine =
  | 'starting'
  | 'booked'
  | 'freeCancellations'
  | 'rollover'
  | 'manual'
  | 'expired'
  | 'rolledOver';

/** The views of the detailed usage (seed 001, and Expired). */
export type UsageView = 'booked' | 'free_cancellations' | 'manual' | 'rolled_over' | 'expired';

type Facts = {
  /** How the store writes the kind. */
  readonly code: number;
  /** The sign of its amounts; `both` for a reversal. 0 is allowed for manual kinds: a change of the last day. */
  readonly sign: '+' | '-' | 'both';
  readonly line: SummaryLine;
  /** Null: shown under *All usage* only. */
  readonly view: UsageView | null;
  readonly label: string;
};

/** The one table of entry kinds: sign, summary line, view and label follow from it everywhere (domain.md, Entries). */
export const entryKinds = {
  grant: { code: 1, sign: '+', line: 'starting', view: null, label: 'Starting credits' },
  use: { code: 2, sign: '-', line: 'booked', view: 'booked', label: 'Booked' },
  free_cancellation: {
    code: 3,
    sign: '+',
    line: 'freeCancellations',
    view: 'free_cancellations',
    label: 'Free cancellation',
  },
  rollover_in: { code: 4, sign: '+', line: 'rollover', view: 'rolled_over', label: 'Rolled over from last cycle' },
  rollover_out: { code: 5, sign: '-', line: 'rolledOver', view: 'rolled_over', label: 'Rolled over to next cycle' },
  manual_add: { code: 6, sign: '+', line: 'manual', view: 'manual', label: 'Added manually' },
  manual_deduct: { code: 7, sign: '-', line: 'manual', view: 'manual', label: 'Removed manually' },
  expiry: { code: 8, sign: '-', line: 'expired', view: 'expired', label: 'Expired' },
  reversal: { code: 9, sign: 'both', line: 'manual', view: 'manual', label: 'Reversed' },
} as const satisfies Record<string, Facts>;

/** An entry's kind by name. */
export type EntryKind = keyof typeof entryKinds;

/** All kinds, in the table's order. */
export const entryKindNames = Object.keys(entryKinds) as EntryKind[];

/** One more than the highest code: as many numbers as hold one for each kind by its code; that of 0 is no kind's. */
export const kindCodesEnd = Math.max(...entryKindNames.map((kind) => entryKinds[kind].code)) + 1;

const byCode = new Map<number, EntryKind>(entryKindNames.map((kind) => [entryKinds[kind].code, kind]));

/** The kind that the store wrote as `code`; throws RangeError for a code that is none. */
export function entryKindOf(code: number): EntryKind {
  const kind = byCode.get(code);
  if (kind === undefined) throw new RangeError(`an entry kind must be one of 1 to ${kindCodesEnd - 1}, got ${code}`);
  return kind;
}

/** The kinds that a view of the detailed usage shows; `all` shows every kind. */
export function kindsOfView(view: UsageView | 'all'): EntryKind[] {
  return view === 'all' ? entryKindNames : entryKindNames.filter((kind) => entryKinds[kind].view === view);
}
