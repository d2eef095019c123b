/** Where in an input something stands. */
export type Path = readonly (string | number)[];
/** One value of an input that is no object or list, and where it stands. */
export type Leaf = { readonly path: Path; readonly value: unknown };
/** An input that must be refused. `at` is the field at fault. */
export type BadInput = { readonly what: string; readonly at: Path; readonly input: unknown };

const isOpen = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** All leaves of an input. */
export function leavesOf(value: unknown, path: Path = []): Leaf[] {
  if (!isOpen(value)) return value === undefined ? [] : [{ path, value }];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inside]) => leavesOf(inside, [...path, key]));
}

/** The paths of all objects in an input, its root's first. */
export function objectsOf(value: unknown, path: Path = []): Path[] {
  if (!isOpen(value)) return [];
  const inside = Object.entries(value).flatMap(([key, one]) => objectsOf(one, [...path, key]));
  return Array.isArray(value) ? inside : [path, ...inside];
}

/** A copy of an input with another value at a path. */
export function withValue(input: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = Array.isArray(input) ? [...input] : { ...(input as object) };
  const inside = (input as Record<string | number, unknown>)[key];
  Object.assign(copy, { [key]: withValue(inside, rest, value) });
  return copy;
}

/** A copy of an input with one more field, an own one even where it is called `__proto__`, in the object at a path. */
export function withField(input: unknown, path: Path, name: string): unknown {
  const at = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], input);
  const text = JSON.stringify(at ?? {});
  const field = `${JSON.stringify(name)}:{"isAdmin":true}`;
  return withValue(input, path, JSON.parse(text === '{}' ? `{${field}}` : `{${field},${text.slice(1)}`));
}

const wrongTypes = (value: unknown): unknown[] => {
  const all = [17.5, 'text', true, [], [1], {}, { a: 1 }, Symbol.iterator, () => 1, 10n];
  return all.filter((one) => typeof one !== typeof value);
};

/** Values of the wrong type for a leaf, one after the other. */
export function wrongTypesFor({ path, value }: Leaf, input: unknown): BadInput[] {
  return wrongTypes(value).map((bad) => ({
    what: `of type ${typeof bad}`,
    at: path,
    input: withValue(input, path, bad),
  }));
}

const megabyte = 'x'.repeat(1_000_000);

/** Texts that no field takes. */
export function badTextsFor({ path, value }: Leaf, input: unknown): BadInput[] {
  if (typeof value !== 'string') return [];
  const texts = { 'a lone surrogate': 'a\ud800b', 'a NUL': 'a\u0000b', 'a megabyte': megabyte };
  return Object.entries(texts).map(([what, text]) => ({ what, at: path, input: withValue(input, path, text) }));
}

/** Numbers that no amount, count or number takes. */
export function badNumbersFor({ path, value }: Leaf, input: unknown): BadInput[] {
  if (typeof value !== 'number') return [];
  const numbers = [-1, 0.5, 2 ** 53, 1e300, Number.NaN, Number.POSITIVE_INFINITY, '1'];
  return numbers.map((bad) => ({ what: String(bad), at: path, input: withValue(input, path, bad) }));
}

/** Days and instants that no calendar has. */
export function badDatesFor({ path, value }: Leaf, input: unknown): BadInput[] {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return [];
  const rest = value.slice(10);
  const days = ['2026-02-30', '2026-13-01', '0000-00-00', '1899-12-31', '26-2-3', '+12026-01-01'].map(
    (day) => day + rest,
  );
  const times =
    rest === ''
      ? ['2026-02-03T10:00:00Z', '']
      : ['2026-02-03', '2026-02-03T24:00:00Z', '2026-02-03T10:00:60Z', '2026-02-03T10:00', '9999-12-31T23:59:59-10:00'];
  return [...days, ...times].map((bad) => ({ what: bad, at: path, input: withValue(input, path, bad) }));
}
