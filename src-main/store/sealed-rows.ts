import { type EntryKind, entryKindOf, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { genesis, hashEntry, type SealedEntry, type SealedLot } from './chain.ts';
import { type Db, statement, value } from './database.ts';

type Text = string | null;
type Int = number | null;

/**
 * What proving an entry takes of its row: its hash in lower-case hex, the text that the hash covers, and what the sums are
 * made of. Not parsed by a schema: a damaged row may hold anything, and its hash will not match.
 */
export type SealedRow = readonly [
  number: number,
  hash: string,
  text: Text,
  kind: number,
  amount: number,
  lot: number,
  customer: number,
  credit: number,
  membership: Int,
  opensLot: number,
  lastDayBefore: Text,
  lastDayAfter: Text,
];

const pageSize = 1000;
const kindCodes = new Set<unknown>(Object.values(entryKinds).map(({ code }) => code));
const genesisHex = genesis.toString('hex');

/** True for the code of a kind. */
export function isKindCode(code: unknown): code is number {
  return kindCodes.has(code);
}

/** The next entries, in order, of those numbered above `after` and up to `upTo`; an empty page after the last one. */
export function loadSealedPage(db: Db, after: number, upTo: number): readonly SealedRow[] {
  const load = (sql: string) => statement(db, sql).raw(true).all(after, upTo, pageSize) as SealedRow[];
  try {
    return load(pageSql);
  } catch {
    // SQLite makes no text of some things that a damaged row can hold; row by row it is found out which entry that is.
    return load(pageWithoutTextSql);
  }
}

/** The last entry numbered from 1 up to `number`, its hash in lower-case hex; number 0 and the hash before the first entry where there is none. */
export function loadLink(db: Db, number: number): { readonly number: number; readonly hash: string } {
  const row = statement(db, linkSql).raw(true).get(number) as [number, string] | undefined;
  return { number: row?.[0] ?? 0, hash: row?.[1] ?? genesisHex };
}

/** The hashes that `chain.ts` makes of what the file holds of an entry now, one for each version of its text, in lower-case hex; none where its row can't be one of an entry. */
export function hashesAgain(db: Db, number: number, previous: string): readonly string[] {
  const row = statement(db, partsSql).raw(true).get(number) as Parts | undefined;
  if (!row || !isKindCode(row[3])) return [];
  const entry = unseal(row, entryKindOf(row[3]));
  const ofFirstVersion = { ...entry, opens: entry.opens && { ...entry.opens, measure: null } };
  const before = Buffer.from(previous, 'hex');
  return [entry, ofFirstVersion].map((one) => hashEntry(before, one).toString('hex'));
}

/** True where there are entries that no walk up from 1 meets. */
export function hasEntriesBelowOne(db: Db): boolean {
  const lowest = value(db, 'SELECT min(number) FROM entries') as number | null;
  return lowest !== null && lowest < 1;
}

const from = `FROM entries e LEFT JOIN transactions t ON t.number = e.tx LEFT JOIN imports i ON i.number = t.import
  LEFT JOIN labels ub ON ub.number = e.used_by_label LEFT JOIN labels sl ON sl.number = e.staff_label
  LEFT JOIN labels w ON w.number = e.what LEFT JOIN labels f ON f.number = e.reference LEFT JOIN labels m ON m.number = e.memo
  LEFT JOIN bookings b ON b.number = e.booking
  LEFT JOIN lots l ON e.opens_lot = 1 AND l.number = e.lot LEFT JOIN labels sn ON sn.number = l.source_name
  LEFT JOIN credits k ON e.opens_lot = 1 AND k.number = e.credit`;

const kindName = `CASE e.kind ${Object.entries(entryKinds)
  .map(([name, { code }]) => `WHEN ${code} THEN '${name}'`)
  .join(' ')} END`;

/** A list that for most entries holds nothing; telling so is quicker than listing it. */
const seldom = (...columns: string[]) =>
  `iif(coalesce(${columns.join()}) IS NULL, '[${columns.map(() => 'null')}]', json_array(${columns.join()}))`;

/**
 * The text of `canonicalEntry`, made by SQLite: in a third of the time that it takes to bring its parts over and make it here.
 * An entry whose hash matches this text is as it was recorded; whether one is not, `hashesAgain` decides.
 */
const canonicalText = `'[' || concat_ws(',', iif(e.opens_lot = 1, 2, 1),
  json_array(e.number, e.id, t.id, ${kindName}, e.amount, e.happened_at, e.recorded_at),
  json_array(e.lot, e.customer, e.credit, e.membership),
  json_array(e.used_by, ub.text, e.staff, sl.text),
  iif(b.id IS NULL, 'null', json_array(b.id, b.name, b.resource, b.starts_at, b.ends_at, b.booked_by)),
  json_array(e.for_type, w.text, f.text, m.text, e.reverses),
  ${seldom('e.external_id', 'e.import_line', 'i.file_name', 'i.sha256')},
  ${seldom('e.last_day_before', 'e.last_day_after')},
  iif(e.opens_lot = 1, '[' || concat_ws(',', json_array(l.number, l.id, l.source, sn.text, l.cycle, l.benefit),
    json_array(l.rolls, l.may_roll, l.rolled_from, l.valid_from, l.external_id),
    json_array(k.kind, k.unit, k.decimals)) || ']', 'null')) || ']'`;

const pageSqlOf = (text: string) => `SELECT e.number, lower(hex(e.hash)), ${text}, e.kind, e.amount, e.lot, e.customer,
  e.credit, e.membership, e.opens_lot, e.last_day_before, e.last_day_after ${from}
  WHERE e.number > ? AND e.number <= ? ORDER BY e.number LIMIT ?`;
const pageSql = pageSqlOf(canonicalText);
const pageWithoutTextSql = pageSqlOf('NULL');

const linkSql = `SELECT number, lower(hex(hash)) FROM entries WHERE number BETWEEN 1 AND ? ORDER BY number DESC LIMIT 1`;

const partsSql = `SELECT e.number, e.id, t.id, e.kind, e.amount, e.happened_at, e.recorded_at, e.lot, e.customer, e.credit,
  e.membership, e.used_by, ub.text, e.staff, sl.text, b.id, b.name, b.resource, b.starts_at, b.ends_at, b.booked_by,
  e.for_type, w.text, f.text, m.text, e.reverses, e.external_id, e.import_line, i.sha256, e.last_day_before, e.last_day_after,
  e.opens_lot, i.file_name, l.id, l.source, sn.text, l.cycle, l.benefit, l.rolls, l.may_roll, l.rolled_from, l.valid_from,
  l.external_id, k.kind, k.unit, k.decimals ${from} WHERE e.number = ?`;

/** The columns of `partsSql`. */
type Parts = [
  ...[number, string, string, number, number, number, number, number, number, number],
  ...[Int, Int, Text, Int, Text, Text, string, Int, number, number, string],
  ...[Text, Text, Text, Text, Int, Text, Int, Text, Text, Text],
  ...[number, Text, string, string, string, Int, Int, number, number, Int, number, Text, string, string, number],
];

function unseal(r: Parts, kind: EntryKind): SealedEntry {
  // biome-ignore format: a line for each group of columns
  return {
    number: r[0], id: r[1], transactionId: r[2], kind, amount: r[4], happenedAt: r[5], recordedAt: r[6],
    lot: r[7], customer: r[8], credit: r[9], membership: r[10],
    usedBy: r[11], usedByLabel: r[12], staff: r[13], staffLabel: r[14],
    booking: r[15] === null ? null : { id: r[15], name: r[16], resource: r[17], startsAt: r[18], endsAt: r[19], bookedBy: r[20] },
    forType: r[21], what: r[22], reference: r[23], memo: r[24], reverses: r[25],
    externalId: r[26], importLine: r[27], importFile: r[32], importSha256: r[28],
    lastDayBefore: r[29], lastDayAfter: r[30],
    opens: r[31] === 1 ? unsealLot(r) : null,
  };
}

function unsealLot(r: Parts): SealedLot {
  // biome-ignore format: a line for each group of columns
  return {
    number: r[7], id: r[33], source: r[34], sourceName: r[35], cycle: r[36], benefit: r[37],
    rolls: r[38], mayRoll: r[39], rolledFrom: r[40], validFrom: r[41], externalId: r[42],
    measure: { kind: r[43], unit: r[44], decimals: r[45] },
  };
}
