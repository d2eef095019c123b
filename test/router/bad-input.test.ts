import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  type BadInput,
  badDatesFor,
  badNumbersFor,
  badTextsFor,
  leavesOf,
  objectsOf,
  withField,
  withValue,
  wrongTypesFor,
} from './bad-values.ts';
import { type BusyStudio, openBusyStudio } from './busy-studio.ts';
import { type Answer, callByName, operations } from './operations.ts';

/** Fields whose values are anything at all: a file's text, and column names of its own. */
const isFree = ({ at }: BadInput) => at[0] === 'content' || at[0] === 'mapping';
/** Words that no sentence for people has. */
const jargon = /undefined|null|NaN|invalid input|regex|zod|\[object|received|too_/i;

function ledgerOf({ dataDir }: BusyStudio): Record<string, unknown> {
  const db = new Database(join(dataDir, 'ledger.sqlite'), { readonly: true });
  try {
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all() as string[];
    const counts = tables.map((table) => [table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]);
    return {
      ...Object.fromEntries(counts),
      head: db.prepare('SELECT hash FROM entries ORDER BY number DESC').pluck().get(),
    };
  } finally {
    db.close();
  }
}

/** Asks every operation with every bad input that `make` finds for it; what was wrong with the answers. */
async function askAll(
  make: (operation: string, input: unknown) => BadInput[],
  judge: (answer: Answer, bad: BadInput) => string | null,
): Promise<string[]> {
  const studio = await openBusyStudio();
  const before = ledgerOf(studio);
  const complaints: string[] = [];
  for (const operation of operations) {
    for (const bad of make(operation, studio.inputs[operation]).filter((one) => !isFree(one))) {
      const answer = await callByName(studio.desk, operation, bad.input);
      const complaint = judge(answer, bad);
      if (complaint) complaints.push(`${operation}, ${bad.at.join('.')} ${bad.what}: ${complaint}`);
    }
  }
  expect(ledgerOf(studio)).toEqual(before);
  return complaints;
}

/** Refused as INVALID_INPUT that names the field at fault (or, within alternatives, the field that holds them) and what was expected, in words. */
function namesField(answer: Answer, { at }: BadInput): string | null {
  if (answer.ok) return 'accepted';
  if (answer.code !== 'INVALID_INPUT') return `${answer.code}: ${answer.message.slice(0, 200)}`;
  const { field, expected } = answer.data as { field: string; expected: string };
  const path = at.join('.');
  if (field !== path && !(field !== '' && path.startsWith(`${field}.`))) return `names ${JSON.stringify(field)}`;
  if (!/^expected \S/.test(expected) || jargon.test(answer.message) || /something else/.test(expected))
    return answer.message;
  return answer.message.includes(expected) && answer.message.startsWith(field) ? null : answer.message;
}

/** Refused in whatever words fit, as long as they are the contract's. */
function isRefused(answer: Answer): string | null {
  if (answer.ok) return 'accepted';
  return answer.code === 'INTERNAL' || !/^[A-Z_]+$/.test(answer.code)
    ? `${answer.code}: ${answer.message.slice(0, 200)}`
    : null;
}

test('the table of inputs has every operation of the contract, and each input is one that the operation takes', async () => {
  const { inputs, desk } = await openBusyStudio();
  expect(Object.keys(inputs).sort()).toEqual([...operations].sort());
  const refused: string[] = [];
  for (const operation of operations) {
    const answer = await callByName(desk, operation, inputs[operation]);
    if (!answer.ok && (answer.code === 'INVALID_INPUT' || answer.code === 'INTERNAL'))
      refused.push(`${operation}: ${answer.message}`);
  }
  expect(refused).toEqual([]);
});

test('something that is no object at all is refused by every operation', async () => {
  const roots = [null, 5, 'text', true, [], [{}]];
  const make = (): BadInput[] => roots.map((input) => ({ what: JSON.stringify(input), at: [], input }));
  const judge = (answer: Answer) => {
    if (answer.ok) return 'accepted';
    return answer.code === 'INVALID_INPUT' && !jargon.test(answer.message) ? null : `${answer.code}: ${answer.message}`;
  };
  expect(await askAll(make, judge)).toEqual([]);
});

test('a field that the contract does not know is refused by its name, in every object of every input', async () => {
  const names = ['unknownField', 'Amount', 'constructor', 'toString', '__proto__'];
  const make = (_: string, input: unknown): BadInput[] =>
    objectsOf(input).flatMap((path) =>
      names.map((name) => ({ what: '', at: [...path, name], input: withField(input, path, name) })),
    );
  expect(await askAll(make, namesField)).toEqual([]);
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
});

test('a value of the wrong type is refused at every field', async () => {
  const make = (_: string, input: unknown) => leavesOf(input).flatMap((leaf) => wrongTypesFor(leaf, input));
  expect(await askAll(make, namesField)).toEqual([]);
});

test('a megabyte of text, lone surrogates and NUL are refused at every field', async () => {
  const make = (_: string, input: unknown) => leavesOf(input).flatMap((leaf) => badTextsFor(leaf, input));
  expect(await askAll(make, isRefused)).toEqual([]);
});

test('negative, fractional, endless and too large numbers are refused at every field', async () => {
  // The one number that may come as text: in an address there is nothing else.
  const isAddress = (operation: string, { what }: BadInput) => operation === 'usage.record' && what === '1';
  const make = (operation: string, input: unknown) =>
    leavesOf(input)
      .flatMap((leaf) => badNumbersFor(leaf, input))
      .filter((bad) => !isAddress(operation, bad));
  // An amount beyond what the ledger takes has a code of its own.
  const judge = (answer: Answer, bad: BadInput) => {
    const isAmount = ['amount', 'left', 'max'].includes(String(bad.at.at(-1)));
    const isOwn = !answer.ok && answer.code === 'AMOUNT_OUT_OF_RANGE';
    return isAmount && ['9007199254740992', '1e+300'].includes(bad.what)
      ? isOwn
        ? null
        : JSON.stringify(answer)
      : namesField(answer, bad);
  };
  expect(await askAll(make, judge)).toEqual([]);
});

test('an amount of 0 is refused wherever an amount is meant', async () => {
  const make = (operation: string, input: unknown) =>
    leavesOf(input)
      .filter(({ path, value }) => typeof value === 'number' && ['amount', 'max'].includes(String(path.at(-1))))
      .map(({ path }) => ({ what: `0 in ${operation}`, at: path, input: withValue(input, path, 0) }));
  expect(await askAll(make, namesField)).toEqual([]);
});

test('days and instants that no calendar has are refused', async () => {
  const make = (_: string, input: unknown) => leavesOf(input).flatMap((leaf) => badDatesFor(leaf, input));
  expect(await askAll(make, namesField)).toEqual([]);
});

const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value);

test('an id that nothing has, and one of another kind of thing, are told as not found', async () => {
  const unknown = ['no-such-id', '01a2b3c4-0000-7000-8000-000000000000'];
  const make = (_: string, input: unknown) =>
    leavesOf(input)
      .filter(({ value }) => isId(value))
      .flatMap(({ path }) => unknown.map((id) => ({ what: id, at: path, input: withValue(input, path, id) })));
  const judge = (answer: Answer, { at }: BadInput) => {
    if (answer.ok) return 'accepted';
    // What a preview showed names lots that are not the ones that would pay now.
    const expected = at[0] === 'expect' ? ['BALANCE_CHANGED'] : ['NOT_FOUND', 'CONFIRMATION_MISSING'];
    return expected.includes(answer.code) ? null : `${answer.code}: ${answer.message}`;
  };
  expect(await askAll(make, judge)).toEqual([]);
});

test("a stranger's membership or lot is not taken for the customer's own", async () => {
  const foreign = (operation: string, studio: BusyStudio): BadInput[] => {
    const { strangersMembership, strangersLot, person, company } = studio.ids;
    const input = studio.inputs[operation];
    const swaps: [string, string][] = [
      ['membershipId', strangersMembership],
      ['lotId', strangersLot],
      ['companyId', person],
    ];
    const given = swaps.filter(([field]) => Object.hasOwn(input as object, field));
    const bad = given.map(([field, id]) => ({
      what: 'of a stranger',
      at: [field],
      input: withValue(input, [field], id),
    }));
    if (operation !== 'teams.set') return bad;
    const members = [[company], [person, company]];
    return [
      ...bad,
      ...members.map((ids) => ({ what: 'not a team', at: ['memberIds'], input: withValue(input, ['memberIds'], ids) })),
    ];
  };
  const studio = await openBusyStudio();
  const before = ledgerOf(studio);
  const accepted: string[] = [];
  let asked = 0;
  for (const operation of operations) {
    for (const bad of foreign(operation, studio)) {
      const answer = await callByName(studio.desk, operation, bad.input);
      asked += 1;
      if (answer.ok || !['NOT_FOUND', 'INVALID_INPUT', 'INSUFFICIENT_CREDIT'].includes(answer.code)) {
        accepted.push(`${operation}, ${bad.at.join('.')} ${bad.what}: ${JSON.stringify(answer).slice(0, 200)}`);
      }
    }
  }
  expect(accepted).toEqual([]);
  expect(asked).toBeGreaterThan(10);
  expect(ledgerOf(studio)).toEqual(before);
});
