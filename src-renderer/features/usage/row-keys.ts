/** Where a key moves the marked row to in a list of `total` rows; null for keys that don't move. */
export function rowAfter(key: string, index: number, total: number, pageRows: number): number | null {
  const to = (wanted: number) => Math.max(0, Math.min(total - 1, wanted));
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'PageDown':
      return to(index + pageRows);
    case 'PageUp':
      return to(index - pageRows);
    case 'Home':
      return to(0);
    case 'End':
      return to(total - 1);
    default:
      return null;
  }
}
