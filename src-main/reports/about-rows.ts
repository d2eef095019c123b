import type { CreditTotal } from './listed-totals.ts';
import { amountCell, countCell, textCell, totalCell } from './report-cells.ts';
import type { HeadRow } from './report-layout.ts';
import type { ReportSource } from './report-source.ts';
import { listsEverything } from './report-words.ts';
import { balanceLook } from './usage-summary-rows.ts';

/** The sheet that lets anyone check a report: how many rows, what they come to, where the ledger stood, how to verify. */
export function aboutRows(source: ReportSource, totals: readonly CreditTotal[], facts: readonly HeadRow[]): HeadRow[] {
  const rows = totals.reduce((sum, total) => sum + total.rows, 0);
  return [
    { type: 'title', text: 'About this report' },
    ...facts,
    { type: 'fact', label: 'Rows listed', value: countCell(rows) },
    { type: 'fact', label: 'Time zone', value: textCell(source.studio.timeZone) },
    { type: 'blank' },
    ...totalRows(source, totals),
    { type: 'blank' },
    { type: 'heading', cells: [textCell('The ledger when this was made')] },
    { type: 'fact', label: 'Entries', value: countCell(source.ledger.entries) },
    {
      type: 'fact',
      label: 'Hash of the last entry',
      value: textCell(source.ledger.head ?? 'none: the ledger was empty'),
    },
    { type: 'blank' },
    { type: 'heading', cells: [textCell('How to verify')] },
    ...verifyingNotes(source, totals).map((text): HeadRow => ({ type: 'note', text })),
  ];
}

/** Per credit: listed rows, what they come to, and what is left by the summary. */
function totalRows(source: ReportSource, totals: readonly CreditTotal[]): HeadRow[] {
  const listed = new Map(totals.map((total) => [total.creditId, total]));
  const heading = ['Totals per credit', 'Rows listed', 'Sum of Credit used', 'Credits left'];
  return [
    { type: 'heading', cells: heading.map(textCell) },
    ...source.summaries.map((summary): HeadRow => {
      const total = listed.get(summary.creditId);
      const used = total ? totalCell(total.used, total.look) : amountCell(0, balanceLook(summary));
      const left = amountCell(summary.left, balanceLook(summary));
      return { type: 'line', cells: [textCell(summary.creditName), countCell(total?.rows ?? 0), used, left] };
    }),
  ];
}

function verifyingNotes(source: ReportSource, totals: readonly CreditTotal[]): string[] {
  const { entries } = source.ledger;
  const chain = [
    'In Tallydesk, a manager presses Ctrl+K (Cmd+K on a Mac) and chooses “Verify the ledger”: all hashes are worked out anew.',
    `If that finds nothing, open entry ${entries}; its details show its hash:`,
    'if it is the hash above, no entry that this report was made from has been changed since.',
  ];
  return [
    'Amounts are in the unit of their credit: time in minutes, money in its currency; below zero is what was taken.',
    listed(source, totals),
    'Each entry of the ledger carries a SHA-256 hash over all that it says and over the hash of the entry before it.',
    ...(entries === 0 ? [] : chain),
  ];
}

/** What the list adds up to; claims only what was counted. */
function listed(source: ReportSource, totals: readonly CreditTotal[]): string {
  if (!listsEverything(source.filters)) {
    return 'Filters left entries out: the summary covers everything, the list and the sheet Lots only what the filters show.';
  }
  const used = new Map(totals.map((total) => [total.creditId, total.used]));
  const adds = source.summaries.every((summary) => (used.get(summary.creditId) ?? 0n) === BigInt(summary.left));
  return adds
    ? 'Nothing was filtered out: for each credit, Credit used adds up to Credits left, and so does Left on the sheet Lots.'
    : 'Nothing was filtered out.';
}
