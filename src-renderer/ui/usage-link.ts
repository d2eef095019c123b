import { isDay } from '../../src-shared/days.ts';
import { usageViews } from '../../src-shared/usage-labels.ts';
import { type EntryKind, entryTones } from './entry-tones.ts';

/** One of the views of a use history. */
export type UsageView = (typeof usageViews)[number];

/** The kinds of credit, in the order of their tabs. */
export const creditKinds = ['money', 'time', 'printing', 'session', 'pass'] as const;
/** One of the kinds of credit. */
export type CreditKind = (typeof creditKinds)[number];

/** Everything that the credit usage screen shows, as its address holds it, so that Back, Forward and reload work. */
export type UsagePlace = {
  readonly customerId: string;
  readonly membershipId: string | null;
  readonly cycle: number | null;
  readonly lotId: string | null;
  readonly companyId: string | null;
  /** The one credit that figures and list are about; null: all of the scope's. */
  readonly creditId: string | null;
  /** Just the credits of one kind. */
  readonly kind: CreditKind | null;
  readonly view: UsageView;
  /** Narrower than the view: just these kinds of entries. */
  readonly kinds: readonly EntryKind[];
  readonly from: string | null;
  readonly to: string | null;
  readonly text: string;
  /** The number of the entry whose details are open. */
  readonly entry: number | null;
};

/** The usage of a customer with nothing narrowed down. */
export function usageOf(customerId: string, narrowed: Partial<UsagePlace> = {}): UsagePlace {
  return {
    customerId,
    membershipId: null,
    cycle: null,
    lotId: null,
    companyId: null,
    creditId: null,
    kind: null,
    view: 'all',
    kinds: [],
    from: null,
    to: null,
    text: '',
    entry: null,
    ...narrowed,
  };
}

/** The address of a usage screen: `/customers/ID/usage?membership=…&cycle=2&view=manual`. */
export function usagePath(place: UsagePlace): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') query.set(name, String(value));
  };
  put('membership', place.membershipId);
  put('cycle', place.cycle);
  put('lot', place.lotId);
  put('company', place.companyId);
  put('credit', place.creditId);
  put('kind', place.kind);
  put('view', place.view === 'all' ? null : place.view);
  put('kinds', place.kinds.join(','));
  put('from', place.from);
  put('to', place.to);
  put('q', place.text);
  put('entry', place.entry);
  const text = query.toString();
  return `/customers/${encodeURIComponent(place.customerId)}/usage${text === '' ? '' : `?${text}`}`;
}

const wholeNumber = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
const dayIn = (text: string | null): string | null => (text !== null && isDay(text) ? text : null);
const isView = (text: string | null): text is UsageView => usageViews.some((view) => view === text);
const isCreditKind = (text: string | null): text is CreditKind => creditKinds.some((kind) => kind === text);
const isEntryKind = (text: string): text is EntryKind => Object.hasOwn(entryTones, text);

/** What an address says (the part after `?`); what it says wrongly is left out, so that a mistyped link still opens. */
export function readUsagePlace(customerId: string, query: string): UsagePlace {
  const said = new URLSearchParams(query);
  const membershipId = said.get('membership') || null;
  const view = said.get('view');
  const kind = said.get('kind');
  const kinds = (said.get('kinds') ?? '').split(',').filter(isEntryKind);
  return usageOf(customerId, {
    membershipId,
    cycle: membershipId === null ? null : wholeNumber(said.get('cycle')),
    lotId: said.get('lot') || null,
    companyId: said.get('company') || null,
    creditId: said.get('credit') || null,
    kind: isCreditKind(kind) ? kind : null,
    view: isView(view) ? view : 'all',
    kinds,
    from: dayIn(said.get('from')),
    to: dayIn(said.get('to')),
    text: said.get('q')?.slice(0, 200) ?? '',
    entry: wholeNumber(said.get('entry')),
  });
}

/** Which lots a screen is about, as `usage.*` takes it. */
export type UsageScope =
  | { readonly membershipId: string; readonly cycle?: number }
  | { readonly lotId: string }
  | { readonly customerId: string; readonly creditId?: string }
  | { readonly companyId: string; readonly creditId?: string };

/** True where a place's credit is part of its scope; in a membership or a lot it narrows what is listed. */
export function isCreditInScope(place: UsagePlace): boolean {
  return place.membershipId === null && place.lotId === null;
}

/** The scope of a place: its lot before its membership before its company before the customer. */
export function scopeOf(place: UsagePlace): UsageScope {
  const credit = place.creditId === null ? {} : { creditId: place.creditId };
  if (place.lotId !== null) return { lotId: place.lotId };
  if (place.membershipId !== null) {
    return place.cycle === null
      ? { membershipId: place.membershipId }
      : { membershipId: place.membershipId, cycle: place.cycle };
  }
  return place.companyId === null
    ? { customerId: place.customerId, ...credit }
    : { companyId: place.companyId, ...credit };
}

/** True where the list shows less than the whole scope. */
export function isFiltered(place: UsagePlace): boolean {
  return (
    place.kind !== null ||
    place.view !== 'all' ||
    place.kinds.length > 0 ||
    place.from !== null ||
    place.to !== null ||
    place.text !== ''
  );
}
