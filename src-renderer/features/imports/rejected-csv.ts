import { looksLikeFormula } from '../../../src-shared/looks-like-formula.ts';

type Rejected = { readonly line: number; readonly reason: string; readonly value: string };

/** A cell that a spreadsheet takes as text: quoted, and with an apostrophe where it would begin a formula. */
function cell(text: string): string {
  const harmless = looksLikeFormula(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** The refused rows as a CSV to mend from: line, reason, value. Begins with a byte order mark, so that Excel reads its accents. */
export function rejectedCsv(rejected: readonly Rejected[]): string {
  const lines = rejected.map(({ line, reason, value }) => `${line},${cell(reason)},${cell(value)}`);
  return `\ufeff${['line,reason,value', ...lines].join('\r\n')}\r\n`;
}

/** What the file of refused rows is called: 'history.csv' gives 'history refused rows.csv'. */
export function rejectedFileName(fileName: string): string {
  return `${fileName.replace(/\.[^.]*$/, '') || 'import'} refused rows.csv`;
}

/** Hands a text to the browser as a download. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
