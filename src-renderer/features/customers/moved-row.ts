/** Where a key moves the chosen row to, or null for a key that moves nothing. */
export function movedRow(key: string, row: number, total: number, rowsPerPage: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + rowsPerPage,
    PageUp: row - rowsPerPage,
    Home: 0,
    End: total - 1,
  };
  const to = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return to === undefined ? null : Math.max(0, Math.min(total - 1, to));
}

/** Where keys that were pressed one after the other move it to. */
export function movedRowBy(keys: readonly string[], row: number, total: number, rowsPerPage: number): number {
  return keys.reduce((at, key) => movedRow(key, at, total, rowsPerPage) ?? at, row);
}
