/** True for text that a spreadsheet would take for a formula: it begins with `=`, `+`, `-`, `@` (also their wide forms), a tab or a line end. */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@＝＋－＠\t\r\n]/.test(text);
}
