/** Lists of the scenarios whose order does not count (their README). */
const unordered = new Set(['summaries', 'credits', 'rows', 'returned', 'expiring']);
/** The figures that a summary or a balance is all zero by. */
const figures = ['starting', 'totalBooked', 'freeCancellations', 'rollover', 'manual', 'expired', 'rolledOver', 'left'];

/** Where an answer differs from what a scenario expects, as a path with both values; null where it does not. */
export function differenceFrom(actual: unknown, expected: unknown, path = 'answer'): string | null {
  if (Array.isArray(expected)) return listDifference(told(actual, path), told(expected, path), path);
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return `${path}: ${show(actual)} is not ${show(expected)}`;
    for (const [field, value] of Object.entries(expected)) {
      const difference = differenceFrom((actual as Record<string, unknown>)[field], value, `${path}.${field}`);
      if (difference) return difference;
    }
    return null;
  }
  const same =
    isInstant(expected) && isInstant(actual) ? Date.parse(expected) === Date.parse(actual) : actual === expected;
  return same ? null : `${path}: ${show(actual)} is not ${show(expected)}`;
}

function listDifference(actual: unknown[], expected: unknown[], path: string): string | null {
  if (actual.length !== expected.length)
    return `${path}: ${actual.length} of ${expected.length} entries: ${show(actual)}`;
  if (!unordered.has(nameOf(path))) {
    return (
      expected.map((value, place) => differenceFrom(actual[place], value, `${path}.${place}`)).find(Boolean) ?? null
    );
  }
  const rest = [...actual];
  for (const value of expected) {
    const place = rest.findIndex((one) => differenceFrom(one, value) === null);
    if (place < 0) return `${path}: ${show(value)} is missing in ${show(rest)}`;
    rest.splice(place, 1);
  }
  return null;
}

/** A list without what the scenarios leave out: summaries and balances that are all zero, and shared credit. */
function told(list: unknown, path: string): unknown[] {
  if (!Array.isArray(list)) return [];
  if (nameOf(path) !== 'summaries' && nameOf(path) !== 'credits') return list;
  return list.filter(
    (row: Record<string, unknown>) => row.shared !== true && figures.some((figure) => (row[figure] ?? 0) !== 0),
  );
}

const nameOf = (path: string) => path.split('.').at(-1) ?? '';
const show = (value: unknown) => JSON.stringify(value)?.slice(0, 1500);
const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value);
