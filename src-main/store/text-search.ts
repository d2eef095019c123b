import { z } from 'zod';
import { fold } from '../../src-shared/fold.ts';
import { entryKindNames, entryKinds } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, statement } from './database.ts';

/** What of the entries one word is found in: labels (1 at a label's number), kinds by code, credits by number. */
type Hits = { labels: Uint8Array; kinds: ReadonlySet<number>; credits: ReadonlySet<number> };
type Search = { readonly words: readonly string[]; hits: Hits[]; labelsSeen: number };
type Texts = {
  /** Folded texts by their label's number. Labels are never changed and never deleted: each is read once. */
  readonly folded: string[];
  lastLabel: number;
  /** Labels that are the source's name of some lot; lots keep it too. */
  readonly sources: Set<number>;
  lastLot: number;
  readonly searches: Map<string, Search>;
};

const wordsMax = 6;
/** How many texts are remembered: someone types, and pages through. */
const searchesMax = 8;

const known = new WeakMap<Db, Texts>();
const labelSchema = z.tuple([z.number(), z.string()]);
const creditSchema = z.object({ number: z.number(), name: z.string() });
const sourceSchema = z.object({ source: z.number(), lot: z.number() });

/** The words that a text filter looks for, folded; each must be found somewhere in an entry. */
export function wordsOf(text: string | null): string[] {
  return text === null ? [] : fold(text).split(' ').filter(Boolean).slice(0, wordsMax);
}

/**
 * A condition on `entries e` that is true where every word is found in a text that the entry shows; its parameters. The texts
 * are looked through once in memory, and each entry only asks for its labels' numbers.
 */
export function textCondition(db: Db, text: string | null): { sql: string; params: Record<string, string> } | null {
  const words = wordsOf(text);
  if (words.length === 0) return null;
  const texts = textsOf(db);
  const key = words.join(' ');
  const search = texts.searches.get(key) ?? { words, hits: [], labelsSeen: 0 };
  refresh(db, texts, search);
  texts.searches.delete(key);
  texts.searches.set(key, search);
  const [oldest] = texts.searches.keys();
  if (texts.searches.size > searchesMax && oldest !== undefined) texts.searches.delete(oldest);
  if (search.hits.some(isHopeless)) return { sql: '0', params: {} };
  const anySource = [...texts.sources].some((label) => search.hits.some((hit) => hit.labels[label] === 1));
  const source = anySource ? '(SELECT source_name FROM lots WHERE number = e.lot)' : 'NULL';
  const shown = `e.kind, e.credit, e.what, e.memo, e.used_by_label, e.staff_label, e.reference, ${source}`;
  return { sql: `entry_shows(@words, ${shown})`, params: { words: key } };
}

function isHopeless({ labels, kinds, credits }: Hits): boolean {
  return kinds.size === 0 && credits.size === 0 && !labels.includes(1);
}

function textsOf(db: Db): Texts {
  const found = known.get(db);
  if (found) return found;
  const texts: Texts = { folded: [], lastLabel: 0, sources: new Set(), lastLot: 0, searches: new Map() };
  known.set(db, texts);
  db.function('entry_shows', { varargs: true, directOnly: true }, (words: unknown, ...shown: unknown[]) => {
    const search = texts.searches.get(String(words));
    if (!search) throw new Error('a text search was forgotten while it ran');
    return search.hits.every((hit) => isShown(hit, shown)) ? 1 : 0;
  });
  return texts;
}

function isShown({ labels, kinds, credits }: Hits, [kind, credit, ...shown]: unknown[]): boolean {
  for (const label of shown) if (label !== null && labels[label as number] === 1) return true;
  return kinds.has(kind as number) || credits.has(credit as number);
}

/** Takes in the labels, lots and credits that are new since the words were last looked for. */
function refresh(db: Db, texts: Texts, search: Search): void {
  for (const row of statement(db, 'SELECT number, folded FROM labels WHERE number > ? ORDER BY number')
    .raw(true)
    .iterate(texts.lastLabel)) {
    const [number, folded] = labelSchema.parse(row);
    texts.folded[number] = folded;
    texts.lastLabel = number;
  }
  const sql = 'SELECT source_name AS source, max(number) AS lot FROM lots WHERE number > ? GROUP BY source_name';
  for (const { source, lot } of all(db, sourceSchema, sql, [texts.lastLot])) {
    texts.sources.add(source);
    texts.lastLot = Math.max(texts.lastLot, lot);
  }
  const credits = all(db, creditSchema, 'SELECT number, name FROM credits').map(({ number, name }) => ({
    number,
    folded: fold(name),
  }));
  search.hits = search.words.map((word, place) => ({
    labels: labelsWith(word, texts, search.hits[place]?.labels, search.labelsSeen),
    kinds: new Set(
      entryKindNames.filter((kind) => fold(entryKinds[kind].label).includes(word)).map((kind) => entryKinds[kind].code),
    ),
    credits: new Set(credits.filter(({ folded }) => folded.includes(word)).map(({ number }) => number)),
  }));
  search.labelsSeen = texts.lastLabel;
}

function labelsWith(
  word: string,
  { folded, lastLabel }: Texts,
  before: Uint8Array | undefined,
  seen: number,
): Uint8Array {
  if (before && seen === lastLabel) return before;
  const labels = new Uint8Array(lastLabel + 1);
  if (before) labels.set(before);
  for (let number = seen + 1; number <= lastLabel; number += 1) if (folded[number]?.includes(word)) labels[number] = 1;
  return labels;
}
