import { fieldReader } from './check-cells.ts';
import type { CustomersField, HistoryField, ImportFormat, TableFormat } from './column-synonyms.ts';
import { readCustomersRows } from './customers-rows.ts';
import { decodeText } from './decode-text.ts';
import { refuseForeignFile } from './detect-file.ts';
import { findHeader } from './find-header.ts';
import { readHistoryRows } from './history-rows.ts';
import type { ImportPlan, LedgerFacts, RejectedRow } from './import-plan.ts';
import { localClock } from './local-clock.ts';
import { InvalidMapping, mappingsFor } from './mapping.ts';
import { readNexudusRows } from './nexudus-rows.ts';
import { planCustomers } from './plan-customers.ts';
import { planHistory } from './plan-history.ts';
import { planNexudus } from './plan-nexudus.ts';
import { readCsv } from './read-csv.ts';
import { looksLikeJson, readRecords } from './read-json.ts';
import type { Watch } from './stop-signal.ts';
import type { TableFile } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A file that was read: its format, which column fills which field, and what it will do to a ledger with given facts. */
export type ReadFile = {
  readonly format: ImportFormat;
  readonly columns: readonly { readonly column: string; readonly field: string | null }[];
  plan(facts: LedgerFacts): ImportPlan;
};

/** Reads a file's bytes as the format asked for, or as the one that it has; throws UnreadableFile or InvalidMapping. */
export function readFile(
  bytes: Buffer,
  format: ImportFormat | null,
  mapping: Readonly<Record<string, string>>,
  watch: Watch,
): ReadFile {
  watch.step(0, null);
  refuseForeignFile(bytes);
  const text = decodeText(bytes);
  watch.step(0, null);
  const isJson = looksLikeJson(text);
  if (format === 'nexudus-use-history' && !isJson) {
    throw new UnreadableFile(
      'The file is not JSON, which a use history of Nexudus is. Is it a table? Then choose another format.',
    );
  }
  if (format !== null && format !== 'nexudus-use-history' && isJson) {
    throw new UnreadableFile(`The file is JSON; ${format} files are tables: export the data as CSV.`);
  }
  return isJson
    ? readUseHistory(text, mapping, watch)
    : readTable(readCsv(text, watch), format as TableFormat | null, mapping, watch);
}

/** Reads a table, whatever file it came from. */
function readTable(
  table: TableFile,
  wanted: TableFormat | null,
  mapping: Readonly<Record<string, string>>,
  watch: Watch,
): ReadFile {
  const mappings = mappingsFor(wanted === null ? ['history', 'customers'] : [wanted], mapping);
  const header = findHeader(table, mappings);
  const used = header.columns.filter((column) => column.field !== null);
  const { rows, misfits } = table.rowsAfter(
    header.line,
    used.map((column) => column.index),
    header.columns.length,
  );
  const alsoRejected = <Read extends { readonly rejected: readonly RejectedRow[] }>(read: Read) => ({
    ...read,
    rejected: [...misfits, ...read.rejected],
  });
  const columns = header.columns
    .filter((column) => column.header !== '' || column.field !== null)
    .map((column) => ({ column: column.header, field: column.field }));
  const plan =
    header.format === 'history'
      ? (facts: LedgerFacts) => {
          const local = localClock(facts.timeZone);
          const read = readHistoryRows(rows, fieldReader<HistoryField>(used), local, watch);
          return planHistory(alsoRejected(read), facts, local);
        }
      : (facts: LedgerFacts) => {
          const read = readCustomersRows(rows, fieldReader<CustomersField>(used), watch);
          return planCustomers(alsoRejected(read), facts);
        };
  return { format: header.format, columns, plan };
}

function readUseHistory(text: string, mapping: Readonly<Record<string, string>>, watch: Watch): ReadFile {
  const records = readRecords(text);
  const owners = new Map(Object.entries(mapping).map(([lot, owner]) => [lot.trim(), owner.trim()]));
  return {
    format: 'nexudus-use-history',
    columns: [],
    plan(facts) {
      const local = localClock(facts.timeZone);
      const read = readNexudusRows(records, local, watch);
      const lots = new Set(read.rows.map((row) => row.lot));
      const lost = [...owners.keys()].find((lot) => !lots.has(lot));
      if (lost !== undefined)
        throw new InvalidMapping(lost, 'expected the CoworkerBookingCreditId of a record of the file');
      return planNexudus(read, owners, facts, local);
    },
  };
}
