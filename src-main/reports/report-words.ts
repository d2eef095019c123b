import { assertNever } from '../../src-shared/assert-never.ts';
import { formatDay, formatInstant } from '../../src-shared/format-days.ts';
import { entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { statusLabels, viewLabels } from '../../src-shared/usage-labels.ts';
import type { ReportFilters, ReportScope, ReportSource } from './report-source.ts';

const dayLength = { month: 'long', year: true } as const;

const kindWords = new Map<string, string>([
  ['session', 'session credits'],
  ['time', 'time credits'],
  ['money', 'money credits'],
  ['printing', 'printing credits'],
  ['pass', 'passes'],
]);

/** What a report covers, in words: 'Membership Flow 8, cycle 1 (31 January 2026 – 27 February 2026); only Class credits'. */
export function coversInWords(
  { scope, onlyCredit }: Pick<ReportSource, 'scope' | 'onlyCredit'>,
  locale: string,
): string {
  const words = scopeInWords(scope, locale);
  return onlyCredit === null ? words : `${words}; only ${onlyCredit}`;
}

function scopeInWords(scope: ReportScope, locale: string): string {
  const day = (on: string) => formatDay(on, locale, dayLength);
  switch (scope.type) {
    case 'membership': {
      const { cycle } = scope;
      if (!cycle) return `Membership ${scope.name}, all cycles`;
      const days = cycle.days ? `${day(cycle.days.startsOn)} – ${day(cycle.days.lastDay)}` : 'not started yet';
      return `Membership ${scope.name}, cycle ${cycle.number} (${days})`;
    }
    case 'lot':
      return `One lot of ${scope.creditName} (${scope.sourceName}), ${scope.lastDay ? `last day ${day(scope.lastDay)}` : 'never expires'}`;
    case 'customer':
      return scope.creditName ? `All ${scope.creditName} of the customer` : 'All credits of the customer';
    case 'company':
      return scope.creditName ? `All ${scope.creditName} of the team` : 'All credits of the team';
    case 'studio':
      return 'All credits of all customers';
    default:
      return assertNever(scope);
  }
}

/** The filters of a report's list, in words: 'Credits rolled over; from 1 February 2026; with “heating”'. */
export function filtersInWords(filters: ReportFilters, locale: string): string {
  const day = (on: string) => formatDay(on, locale, dayLength);
  const words: string[] = [viewLabels[filters.view ?? 'all']];
  if (filters.kinds?.length) words.push(`only ${filters.kinds.map((kind) => entryKinds[kind].label).join(', ')}`);
  if (filters.kind) words.push(kindWords.get(filters.kind) ?? filters.kind);
  if (filters.status) words.push(`status ${statusLabels[filters.status]}`);
  if (filters.from && filters.from === filters.to) words.push(`on ${day(filters.from)}`);
  else {
    if (filters.from) words.push(`from ${day(filters.from)}`);
    if (filters.to) words.push(`to ${day(filters.to)}`);
  }
  if (filters.text) words.push(`with “${filters.text}”`);
  return words.join('; ');
}

/** True where the filters leave nothing out, so that the listed amounts add up to what is left. */
export function listsEverything(filters: ReportFilters): boolean {
  const { view, kinds, ...narrowing } = filters;
  return (view ?? 'all') === 'all' && !kinds?.length && !Object.values(narrowing).some(Boolean);
}

/** When and by whom: '16 March 2026 12:00 (Europe/Berlin) by Ada Brandt'. */
export function madeInWords({ studio, madeAt, madeBy }: Pick<ReportSource, 'studio' | 'madeAt' | 'madeBy'>): string {
  return `${formatInstant(madeAt, studio, dayLength)} (${studio.timeZone}) by ${madeBy}`;
}
