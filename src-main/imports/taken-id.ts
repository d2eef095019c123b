import { importFormats } from '../../src-shared/contract/imports.ts';
import type { ImportFormat } from './column-synonyms.ts';

/** Under what the ledger takes a row with an external id of its own once: the format comes before it, since another system may use the same id. */
export function takenById(format: ImportFormat, ownId: string): string {
  return `${format}:${ownId}`;
}

/** Under what the ledger takes a row without one: a digest of what it says, and its place among the rows that say just the same. */
export function takenByPlace(format: ImportFormat, digest: string, place: number): string {
  return `${format}#${digest}.${place}`;
}

/** The format of the file that a row came in with; null where `taken` is null or no such text. */
export function formatOfTaken(taken: string | null): ImportFormat | null {
  if (taken === null) return null;
  return importFormats.find((format) => taken.startsWith(`${format}:`) || taken.startsWith(`${format}#`)) ?? null;
}

/** The external id that a row had in its file, as people know it; null where it had none. The inverse of `takenById`. */
export function ownIdOf(taken: string | null): string | null {
  const format = formatOfTaken(taken);
  if (taken === null || format === null) return taken;
  return taken.startsWith(takenById(format, '')) ? taken.slice(format.length + 1) : null;
}
