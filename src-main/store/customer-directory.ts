import { z } from 'zod';
import { all, type Db, value } from './database.ts';

/** A customer as a search looks at them: name and all that may be typed, folded. */
type Listed = {
  readonly customer: number;
  readonly archived: boolean;
  readonly kind: 'person' | 'company';
  readonly name: string;
  readonly text: string;
};
/** Customers by number: 1 where one is meant. */
export type CustomerMarks = Uint8Array;
/** What is looked for; `among`: only these customers; `without`: none of these. */
export type DirectoryQuery = {
  readonly words: readonly string[];
  readonly archived: boolean;
  readonly kind: 'person' | 'company' | undefined;
  readonly among: CustomerMarks | null;
  readonly without: CustomerMarks | null;
};
type Directory = {
  /** In the order of names. */
  readonly sorted: readonly Listed[];
  /** Their numbers in that order, and bits of what else is asked of each: 1 archived, 2 a company. */
  readonly numbers: Int32Array;
  readonly facts: Uint8Array;
  /** All of their places: 0, 1, 2 … */
  readonly lines: Int32Array;
  /** All texts in that order, a line each, so that one native search goes through them. */
  readonly texts: string;
  /** Where each line begins; one more than there are lines. */
  readonly starts: Uint32Array;
  readonly revision: number;
  /** What was found lately, by query: pages of one search follow each other. */
  readonly found: Map<string, readonly number[]>;
};

/** How many searches are remembered. */
const foundMax = 16;
const empty: Directory = { sorted: [], ...columnsOf([]), revision: 0, found: new Map() };

const known = new WeakMap<Db, Directory>();

const listedSchema = z
  .object({
    customer: z.number(),
    archived: z.number(),
    kind: z.enum(['person', 'company']),
    name: z.string(),
    text: z.string(),
  })
  .transform((row) => ({ ...row, archived: row.archived === 1 }));

/**
 * The numbers of the customers that a query finds, those whose name begins with its first word first, then by name. All
 * names are kept in memory (some 100 bytes each), since looking through 50,000 texts takes SQLite ten times as long;
 * what has changed since is read first, whichever connection changed it.
 */
export function findCustomers(db: Db, query: DirectoryQuery): readonly number[] {
  const directory = upToDate(db);
  if (query.among !== null || query.without !== null) return look(directory, query);
  const key = JSON.stringify([query.words, query.archived, query.kind]);
  const known = directory.found.get(key) ?? look(directory, query);
  if (directory.found.size >= foundMax) directory.found.clear();
  directory.found.set(key, known);
  return known;
}

function look(directory: Directory, query: DirectoryQuery): number[] {
  const { sorted, numbers, facts } = directory;
  const { archived, kind, among, without } = query;
  const [first = '', ...more] = query.words;
  const isAsked = (line: number) => {
    const [number = 0, fact = 0] = [numbers[line], facts[line]];
    if (archived !== ((fact & 1) === 1) || (kind !== undefined && (kind === 'company') !== ((fact & 2) === 2)))
      return false;
    return (among === null || among[number] === 1) && (without === null || without[number] !== 1);
  };
  const begins: number[] = [];
  const others: number[] = [];
  for (const line of linesWith(directory, first)) {
    if (!isAsked(line)) continue;
    const number = numbers[line] as number;
    if (first === '') begins.push(number);
    else {
      const { name, text } = sorted[line] as Listed;
      if (!more.every((word) => text.includes(word))) continue;
      if (name.startsWith(first)) begins.push(number);
      else others.push(number);
    }
  }
  return begins.concat(others);
}

/** The lines whose text holds a word, in the order of names; an empty word: all. */
function linesWith({ sorted, lines, texts, starts }: Directory, word: string): Int32Array | number[] {
  if (word === '') return lines;
  const found: number[] = [];
  let line = 0;
  for (let at = texts.indexOf(word); at >= 0; at = texts.indexOf(word, starts[line])) {
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line += 1;
    if (line >= sorted.length) break;
    found.push(line);
    line += 1;
    if (line >= sorted.length) break;
  }
  return found;
}

function upToDate(db: Db): Directory {
  const before = known.get(db) ?? empty;
  const revision = (value(db, 'SELECT max(revision) FROM customer_search') as number | null) ?? 0;
  if (revision === before.revision) return before;
  const changed = all(
    db,
    listedSchema,
    'SELECT customer, archived, kind, name_folded AS name, folded AS text FROM customer_search WHERE revision > ?',
    [before.revision],
  );
  const numbers = new Set(changed.map((one) => one.customer));
  const sorted = [...before.sorted.filter((one) => !numbers.has(one.customer)), ...changed].sort(byName);
  const directory = { sorted, ...columnsOf(sorted), revision, found: new Map<string, readonly number[]>() };
  known.set(db, directory);
  return directory;
}

function columnsOf(sorted: readonly Listed[]): Pick<Directory, 'numbers' | 'facts' | 'lines' | 'texts' | 'starts'> {
  const starts = new Uint32Array(sorted.length + 1);
  let at = 0;
  sorted.forEach((one, line) => {
    starts[line] = at;
    at += one.text.length + 1;
  });
  starts[sorted.length] = at;
  return {
    numbers: Int32Array.from(sorted, (one) => one.customer),
    facts: Uint8Array.from(sorted, (one) => (one.archived ? 1 : 0) + (one.kind === 'company' ? 2 : 0)),
    lines: Int32Array.from(sorted, (_, line) => line),
    texts: sorted.map((one) => one.text).join('\n'),
    starts,
  };
}

function byName(a: Listed, b: Listed): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.customer - b.customer;
}
