/** Which part of a list is wanted; without a limit all of it. */
export type Part = { readonly limit?: number | undefined; readonly offset: number };

/** A part of a list, and how long all of it is. */
export function partOf<Row>(all: readonly Row[], { limit, offset }: Part): { rows: Row[]; total: number } {
  return { rows: all.slice(offset, limit === undefined ? undefined : offset + limit), total: all.length };
}
