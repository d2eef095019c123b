/** What XML forbids in a cell (all controls but tab and line ends, and U+FFFE, U+FFFF); C1 controls and DEL are no text either. */
const unwritable = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu;
const lineEnds = /\r\n?/g;
const anythingUnusual = /[^\n\t -~\u00A0-\uD7FF]/;
const replacement = '\uFFFD';

/** The longest text that a cell holds, in UTF-16 units (Excel's limit). */
export const CELL_TEXT_MAX = 32_767;

/**
 * The text with every character that a file can't hold replaced by U+FFFD (so that it can be seen that something was
 * there), lone surrogates likewise, and line ends as `\n`.
 */
export function cleanText(text: string): string {
  if (!anythingUnusual.test(text)) return text;
  return text.toWellFormed().replace(lineEnds, '\n').replace(unwritable, replacement);
}

/** Clean text that fits a cell; what is too long ends in `…`, never in half a character. */
export function cellText(text: string): string {
  const clean = cleanText(text);
  if (clean.length <= CELL_TEXT_MAX) return clean;
  return `${clean.slice(0, CELL_TEXT_MAX - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
