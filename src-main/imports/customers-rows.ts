import { isEmail } from '../../src-shared/email.ts';
import { type FieldReader, textProblem } from './check-cells.ts';
import type { CustomersField } from './column-synonyms.ts';
import type { RejectedRow } from './import-plan.ts';
import { type Identity, identityKey } from './match-customers.ts';
import { rowsPerStep, type Watch } from './stop-signal.ts';
import type { TableRow } from './table.ts';
import type { RowOnce } from './take-once.ts';
import { wholeName } from './whole-name.ts';

/** One line of a customers file, understood by itself. `company`: whose member the person is; with `isCompany`, the customer is that company itself. */
export type CustomersRow = RowOnce & {
  readonly identity: Identity;
  readonly who: string;
  readonly phone: string | null;
  readonly note: string | null;
  readonly company: string;
  readonly isCompany: boolean;
};

/** Reads each line of a customers file by itself; what can't be read is rejected with the reason and the cell. */
export function readCustomersRows(
  rows: readonly TableRow[],
  reader: FieldReader<CustomersField>,
  watch: Watch,
): { rows: CustomersRow[]; rejected: RejectedRow[] } {
  const read: CustomersRow[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % rowsPerStep === 0) watch.step(index, rows.length);
    const problem = problemOf(row, reader);
    if (problem) rejected.push({ line: row.line, ...problem });
    else read.push(understand(row, reader));
  }
  return { rows: read, rejected };
}

function problemOf(row: TableRow, reader: FieldReader<CustomersField>): { reason: string; value: string } | null {
  for (const [field, charactersMax] of longest) {
    const problem = textProblem(reader.text(row, field), charactersMax);
    if (problem) return { reason: `${reader.header(field)} ${problem}`, value: reader.text(row, field) };
  }
  const email = reader.text(row, 'email');
  if (email !== '' && !isEmail(email)) {
    return { reason: `${reader.header('email')} is not an e-mail address`, value: email };
  }
  if (nameOf(row, reader) === '' && reader.text(row, 'company') === '') {
    return {
      reason: 'has no name: expected a name, or a first and a last name',
      value: email || reader.text(row, 'external_id'),
    };
  }
  return null;
}

function understand(row: TableRow, reader: FieldReader<CustomersField>): CustomersRow {
  const name = nameOf(row, reader);
  const externalId = reader.text(row, 'external_id');
  const identity = { externalId, email: reader.text(row, 'email'), name: name || reader.text(row, 'company') };
  return {
    line: row.line,
    ownId: externalId,
    says: () => reader.says(row),
    saidBefore: () => [row.cells],
    identity,
    who: identityKey(identity),
    phone: reader.text(row, 'phone') || null,
    note: reader.text(row, 'note') || null,
    company: reader.text(row, 'company'),
    isCompany: name === '',
  };
}

function nameOf(row: TableRow, reader: FieldReader<CustomersField>): string {
  return wholeName(reader.text(row, 'name'), reader.text(row, 'first_name'), reader.text(row, 'last_name'));
}

/** The longest texts that the ledger keeps of each field (contract: customers.create). */
const longest: readonly (readonly [CustomersField, number])[] = [
  ['name', 500],
  ['first_name', 250],
  ['last_name', 249],
  ['email', 254],
  ['phone', 100],
  ['external_id', 200],
  ['company', 500],
  ['note', 5000],
];
