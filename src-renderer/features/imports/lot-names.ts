import type { Mapping } from './import-store.ts';

/** The owners that the fields name; an empty field names nobody. */
export function ownersIn(named: Mapping): Mapping {
  const trimmed = Object.entries(named).map(([lot, name]) => [lot, name.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, name]) => name !== ''));
}

/** True where two mappings give every lot the same owner. */
export function sameOwners(a: Mapping, b: Mapping): boolean {
  const [one, other] = [ownersIn(a), ownersIn(b)];
  return [...Object.keys(one), ...Object.keys(other)].every((lot) => one[lot] === other[lot]);
}
