/** Who each lot of a use history belongs to, where the file doesn't say: lot → customer's name, e-mail or external id. */
export type Mapping = Readonly<Record<string, string>>;

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
