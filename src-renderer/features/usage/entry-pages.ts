/** Rows as they were fetched: the first page, then the others, each full but the last. */
type Pages<Row> = readonly { readonly rows: readonly Row[] }[];

/** The first page is small, so that it is there at once. */
export const firstPageRows = 100;
/** The others are large, so that a jump to the end takes few of them. */
export const pageRows = 500;

/** The row at an index of the whole list, or undefined where its page has not been fetched. */
export function rowAt<Row>(pages: Pages<Row>, index: number): Row | undefined {
  if (index < firstPageRows) return pages[0]?.rows[index];
  const later = index - firstPageRows;
  return pages[1 + Math.floor(later / pageRows)]?.rows[later % pageRows];
}

/** The index of an entry in the pages that are there, or -1. */
export function indexOfEntry(pages: Pages<{ readonly number: number }>, number: number): number {
  let before = 0;
  for (const { rows } of pages) {
    const index = rows.findIndex((row) => row.number === number);
    if (index >= 0) return before + index;
    before += rows.length;
  }
  return -1;
}
