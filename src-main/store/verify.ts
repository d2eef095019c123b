import { z } from 'zod';
import { endOfDay, isDay } from '../../src-shared/days.ts';
import { type EntryKind, entryKindOf, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { genesis, hashEntry, type SealedEntry, type SealedLot } from './chain.ts';
import { all, type Db, statement, value } from './database.ts';

/** Something in a ledger that is not as its entries say; `entry` where it is about one. */
type VerifyProblem = { readonly entry: number | null; readonly problem: string };
/** What a verification found; `head` is the last entry's hash in lower-case hex. */
export type Verified = {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: string;
  readonly problems: VerifyProblem[];
};

const pageSize = 1000;
const problemsMax = 100;
/** More than the highest code of a kind. */
const kindsMax = 10;

/** Proves a ledger slice by slice: every hash of the chain, every number, every cached sum of a lot or credit. Yields the entries done after each slice; returns what it found. */
export function* verifyLedger(db: Db): Generator<number, Verified, void> {
  const problems: VerifyProblem[] = [];
  const tell = (entry: number | null, problem: string) => {
    if (problems.length < problemsMax) problems.push({ entry, problem });
  };
  const replay = new Replay();
  let previous = genesis;
  let last = 0;
  for (;;) {
    const rows = statement(db, sealedSql).raw(true).all(last, pageSize) as SealedRow[];
    if (rows.length === 0) break;
    for (const row of rows) {
      const { entry, hash, opensLot } = unseal(row);
      if (entry.number !== last + 1) tell(entry.number, `entry ${last + 1} is missing`);
      last = entry.number;
      const expected = hashEntry(previous, entry);
      if (!expected.equals(hash)) tell(entry.number, 'the entry is not as it was recorded: its hash does not match');
      previous = hash;
      replay.add(entry, opensLot);
    }
    yield last;
  }
  if (((value(db, 'SELECT min(number) FROM entries') as number | null) ?? 1) < 1)
    tell(null, 'there are entries numbered below 1');
  yield* verifyLots(db, replay, tell, last);
  verifyPauses(db, tell);
  verifyTotals(db, replay, tell);
  return { ok: problems.length === 0, entries: last, head: previous.toString('hex'), problems };
}

type Tell = (entry: number | null, problem: string) => void;
type LotState = {
  customer: number;
  credit: number;
  membership: number | null;
  lastDay: string | null;
  granted: number;
  sums: number[];
};

/** The sums that entries give per lot and per credit. */
class Replay {
  readonly lots = new Map<number, LotState>();
  /** By credit and kind in one number. */
  readonly totals = new Map<number, { total: number; entries: number }>();

  add(entry: SealedEntry, opensLot: boolean): void {
    const code = entryKinds[entry.kind].code;
    const { customer, credit, membership } = entry;
    const lot = this.lots.get(entry.lot) ?? {
      customer,
      credit,
      membership,
      lastDay: null,
      granted: 0,
      sums: new Array<number>(kindsMax).fill(0),
    };
    this.lots.set(entry.lot, lot);
    lot.sums[code] = (lot.sums[code] ?? 0) + entry.amount;
    if (opensLot) lot.granted += entry.amount;
    if (opensLot || entry.lastDayBefore !== entry.lastDayAfter) lot.lastDay = entry.lastDayAfter;
    const key = credit * kindsMax + code;
    const total = this.totals.get(key) ?? { total: 0, entries: 0 };
    total.total += entry.amount;
    total.entries += 1;
    this.totals.set(key, total);
  }
}

const lotSchema = z.object({
  number: z.number(),
  customer: z.number(),
  credit: z.number(),
  membership: z.number().nullable(),
  lastDay: z.string().nullable(),
  endsAt: z.number().nullable(),
  granted: z.number(),
  starting: z.number(),
  booked: z.number(),
  freeCancellations: z.number(),
  rollover: z.number(),
  manual: z.number(),
  expired: z.number(),
  rolledOver: z.number(),
  left: z.number(),
});

function* verifyLots(db: Db, replay: Replay, tell: Tell, done: number): Generator<number, void, void> {
  let last = 0;
  const endsAt = endsOf(db);
  for (;;) {
    const rows = all(db, lotSchema, lotsSql, [last, pageSize]);
    if (rows.length === 0) return;
    for (const row of rows) {
      if (row.number !== last + 1) tell(null, `lot ${last + 1} is missing`);
      last = row.number;
      const state = replay.lots.get(row.number);
      if (!state) tell(null, `lot ${row.number} has no entries`);
      else verifyLot(row, state, endsAt, tell);
    }
    yield done;
  }
}

function verifyLot(row: z.infer<typeof lotSchema>, state: LotState, endsAt: EndOf, tell: Tell): void {
  const sum = (kind: EntryKind) => state.sums[entryKinds[kind].code] ?? 0;
  const expected = {
    customer: state.customer,
    credit: state.credit,
    membership: state.membership,
    lastDay: state.lastDay,
    endsAt: endsAt(state.lastDay),
    granted: state.granted,
    starting: sum('grant'),
    booked: -sum('use'),
    freeCancellations: sum('free_cancellation'),
    rollover: sum('rollover_in'),
    manual: sum('manual_add') + sum('manual_deduct') + sum('reversal'),
    expired: -sum('expiry'),
    rolledOver: -sum('rollover_out'),
    left: state.sums.reduce((total, one) => total + one, 0),
  };
  for (const [field, value] of Object.entries(expected)) {
    const kept = row[field as keyof typeof expected];
    // -0 and 0 are the same figure
    if (kept !== value && !(kept === 0 && value === 0)) {
      tell(null, `lot ${row.number} says ${field} ${kept}, its entries say ${value}`);
    }
  }
  if (expected.left < 0) tell(null, `lot ${row.number} is below zero: ${expected.left}`);
}

type EndOf = (lastDay: string | null) => number | null;

/** When lots with a last day end, in the studio's zone; each day worked out once. */
function endsOf(db: Db): EndOf {
  const timeZone = (value(db, 'SELECT time_zone FROM studio') as string | null) ?? 'UTC';
  const known = new Map<string, number | null>();
  return (lastDay) => {
    if (lastDay === null) return null;
    // A day that is none is told by the entry's hash.
    const end = known.get(lastDay) ?? (isDay(lastDay) ? endOfDay(lastDay, timeZone) : null);
    known.set(lastDay, end);
    return end;
  };
}

/** Lots wait exactly while their membership is paused. */
function verifyPauses(db: Db, tell: Tell): void {
  const astray = all(
    db,
    z.object({ number: z.number(), paused: z.number() }),
    `SELECT l.number, l.paused FROM lots l LEFT JOIN memberships m ON m.number = l.membership
     WHERE (l.paused = 1 OR l.left > 0) AND l.paused <> (m.paused_from IS NOT NULL AND m.pause_at IS NULL) LIMIT 100`,
  );
  for (const { number, paused } of astray) {
    tell(
      null,
      `lot ${number} is ${paused === 1 ? '' : 'not '}paused, its membership is ${paused === 1 ? 'not' : ''}`.trimEnd(),
    );
  }
}

const totalSchema = z.object({ credit: z.number(), kind: z.number(), total: z.number(), entries: z.number() });

function verifyTotals(db: Db, replay: Replay, tell: Tell): void {
  const kept = all(db, totalSchema, 'SELECT credit, kind, total, entries FROM credit_totals');
  for (const row of kept) {
    const expected = replay.totals.get(row.credit * kindsMax + row.kind) ?? { total: 0, entries: 0 };
    if (row.total !== expected.total || row.entries !== expected.entries) {
      tell(
        null,
        `the total of ${entryKindOf(row.kind)} for credit ${row.credit} is kept as ${row.total}, its entries say ${expected.total}`,
      );
    }
  }
  if (kept.length < replay.totals.size) tell(null, 'a total of a credit is missing');
}

const lotsSql = `SELECT number, customer, credit, membership, last_day AS lastDay, ends_at AS endsAt, granted, starting, booked,
  free_cancellations AS freeCancellations, rollover, manual, expired, rolled_over AS rolledOver, left
  FROM lots WHERE number > ? ORDER BY number LIMIT ?`;

const sealedSql = `SELECT e.number, e.id, t.id, e.kind, e.amount, e.happened_at, e.recorded_at, e.lot, e.customer, e.credit,
  e.membership, e.used_by, ub.text, e.staff, sl.text, b.id, b.name, b.resource, b.starts_at, b.ends_at, b.booked_by,
  e.for_type, w.text, f.text, m.text, e.reverses, e.external_id, e.import_line, i.sha256, e.last_day_before, e.last_day_after,
  e.hash, e.opens_lot, l.id, l.source, sn.text, l.cycle, l.benefit, l.rolls, l.may_roll, l.rolled_from, l.valid_from, l.external_id,
  i.file_name
  FROM entries e LEFT JOIN transactions t ON t.number = e.tx LEFT JOIN imports i ON i.number = t.import
  LEFT JOIN labels ub ON ub.number = e.used_by_label LEFT JOIN labels sl ON sl.number = e.staff_label
  LEFT JOIN labels w ON w.number = e.what LEFT JOIN labels f ON f.number = e.reference LEFT JOIN labels m ON m.number = e.memo
  LEFT JOIN bookings b ON b.number = e.booking
  LEFT JOIN lots l ON e.opens_lot = 1 AND l.number = e.lot LEFT JOIN labels sn ON sn.number = l.source_name
  WHERE e.number > ? ORDER BY e.number LIMIT ?`;

type Text = string | null;
type Int = number | null;
/** The columns of `sealedSql`. Not parsed by a schema: whatever a damaged row holds, its hash will not match. */
type SealedRow = [
  ...[number, string, string, number, number, number, number, number, number, number],
  ...[Int, Int, Text, Int, Text, Text, string, Int, number, number, string],
  ...[Text, Text, Text, Text, Int, Text, Int, Text, Text, Text],
  ...[Buffer, number, string, string, string, Int, Int, number, number, Int, number, Text],
  Text,
];

function unseal(r: SealedRow): { entry: SealedEntry; hash: Buffer; opensLot: boolean } {
  const opensLot = r[32] === 1;
  // biome-ignore format: a line for each group of columns
  const entry: SealedEntry = {
    number: r[0], id: r[1], transactionId: r[2], kind: kindOr(r[3]), amount: r[4], happenedAt: r[5], recordedAt: r[6],
    lot: r[7], customer: r[8], credit: r[9], membership: r[10],
    usedBy: r[11], usedByLabel: r[12], staff: r[13], staffLabel: r[14],
    booking: r[15] === null ? null : { id: r[15], name: r[16], resource: r[17], startsAt: r[18], endsAt: r[19], bookedBy: r[20] },
    forType: r[21], what: r[22], reference: r[23], memo: r[24], reverses: r[25],
    externalId: r[26], importLine: r[27], importFile: r[43], importSha256: r[28],
    lastDayBefore: r[29], lastDayAfter: r[30],
    opens: opensLot ? unsealLot(r) : null,
  };
  return { entry, hash: r[31], opensLot };
}

function unsealLot(r: SealedRow): SealedLot {
  // biome-ignore format: a line for each group of columns
  return {
    number: r[7], id: r[33], source: r[34], sourceName: r[35], cycle: r[36], benefit: r[37],
    rolls: r[38], mayRoll: r[39], rolledFrom: r[40], validFrom: r[41], externalId: r[42],
  };
}

function kindOr(code: number): EntryKind {
  return code >= 1 && code <= 9 ? entryKindOf(code) : 'grant';
}
