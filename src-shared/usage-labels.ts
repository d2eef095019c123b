import { assertNever } from './assert-never.ts';
import type { LotSource, LotStatus } from './ledger/lot.ts';

/** What a status is called on screen and in reports. */
export const statusLabels = {
  current: 'Current',
  expired: 'Expired',
  used_up: 'Used up',
} as const satisfies Record<LotStatus, string>;

/** The views of the detailed usage by the names that people see (seed 001, and Expired). */
export const viewLabels = {
  all: 'All usage',
  booked: 'Credits used to book sessions',
  free_cancellations: 'Credits added due to free cancellations',
  manual: 'Credits added or removed manually',
  rolled_over: 'Credits rolled over',
  expired: 'Expired',
} as const;

/** The views, in the order of their chips. */
export const usageViews = Object.keys(viewLabels) as (keyof typeof viewLabels)[];

/** What the kinds of credit are called on tabs, in headings and in files' names. */
export const creditKindLabels: Readonly<Record<string, string>> = {
  money: 'Money credit',
  time: 'Time credit',
  printing: 'Printing credit',
  session: 'Session credit',
  pass: 'Passes',
};

/** How a credit was given: 'Plan: Flow 8', 'Product: 10-class pack', 'Rolled over: Flow 8', 'Added manually', 'Imported'. */
export function sourceLabel(source: LotSource, sourceName: string): string {
  const named = sourceName === '' ? '' : `: ${sourceName}`;
  switch (source) {
    case 'plan':
      return `Plan${named}`;
    case 'product':
      return `Product${named}`;
    case 'rollover':
      return `Rolled over${named}`;
    case 'manual':
      return 'Added manually';
    case 'import':
      return 'Imported';
    default:
      return assertNever(source);
  }
}
