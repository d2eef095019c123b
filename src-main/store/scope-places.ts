import { assertNever } from '../../src-shared/assert-never.ts';
import type { EntryColumns, LotColumns } from './entry-columns.ts';
import type { StoreScope } from './usage-scope.ts';

/** How many scopes' entries are remembered: someone narrows one list, and pages through it. */
const scopesMax = 4;
const remembered = new WeakMap<EntryColumns, { length: number; places: Map<string, Int32Array> }>();

/** The places of a scope's entries, oldest first. */
export function placesOfScope(columns: EntryColumns, scope: StoreScope): Int32Array {
  const { lots, lot, order, length } = columns;
  if (scope.of === 'studio') return order.subarray(0, length);
  const known = remembered.get(columns);
  const current = known?.length === length ? known : { length, places: new Map<string, Int32Array>() };
  remembered.set(columns, current);
  const key = JSON.stringify(scope);
  const found = current.places.get(key);
  if (found) return found;
  const isOf = new Uint8Array(lots.length);
  for (let place = 0; place < lots.length; place += 1) isOf[place] = isInScope(lots, place, scope) ? 1 : 0;
  const places = order.subarray(0, length).filter((place) => isOf[lot[place] as number] === 1);
  if (current.places.size >= scopesMax) current.places.clear();
  current.places.set(key, places);
  return places;
}

/** True where a lot, by its place, is one of a scope's. */
function isInScope(lots: LotColumns, place: number, scope: Exclude<StoreScope, { of: 'studio' }>): boolean {
  switch (scope.of) {
    case 'lot':
      return lots.number[place] === scope.lot;
    case 'customer':
      return lots.customer[place] === scope.customer && (scope.credit === null || lots.credit[place] === scope.credit);
    case 'membership':
      return lots.membership[place] === scope.membership && (scope.cycle === null || lots.cycle[place] === scope.cycle);
    default:
      return assertNever(scope);
  }
}
