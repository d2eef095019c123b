/** The rows of a page, and the index of its first in the whole list. */
export type RowPage<Row> = { readonly start: number; readonly rows: readonly Row[] };

/** The first page is small, so that it is there at once. */
export const firstPageRows = 100;
/** The others are large, so that scrolling on takes few of them. */
export const pageRows = 200;

/** The page, from 0, on which the row at an index stands. */
export function pageOf(index: number): number {
  return index < firstPageRows ? 0 : 1 + Math.floor((index - firstPageRows) / pageRows);
}

/** The index of a page's first row. */
export function startOfPage(page: number): number {
  return page === 0 ? 0 : firstPageRows + (page - 1) * pageRows;
}

/** What `usage.entries` is asked for a page; the list's beginning needs no cursor. */
export function wishForPage(page: number): { limit: number; cursor?: string } {
  return page === 0 ? { limit: firstPageRows } : { limit: pageRows, cursor: `skip:${startOfPage(page)}` };
}

/** From one page to another, those that a list of `total` rows has beyond the first. */
export function laterPages(from: number, to: number, total: number): number[] {
  const first = Math.max(1, from);
  const last = Math.min(to, pageOf(total - 1));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** The row at an index of the whole list, or undefined where its page is not there. */
export function rowAt<Row>(pages: readonly RowPage<Row>[], index: number): Row | undefined {
  const page = pages.find(({ start, rows }) => index >= start && index < start + rows.length);
  return page?.rows[index - page.start];
}

/** The index of an entry in the whole list, or -1 where none of the pages that are there has it. */
export function indexOfEntry(pages: readonly RowPage<{ readonly number: number }>[], number: number): number {
  for (const { start, rows } of pages) {
    const place = rows.findIndex((row) => row.number === number);
    if (place >= 0) return start + place;
  }
  return -1;
}
