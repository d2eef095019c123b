/** How many customers one question to the ledger brings. */
export const pageRows = 100;

/** The pages that a range of rows lies on. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageRows);
  const to = Math.floor(Math.max(first, last, 0) / pageRows);
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}
