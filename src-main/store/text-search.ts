import { z } from 'zod';
import { descriptionWords } from '../../src-shared/describe-entry.ts';
import { fold } from '../../src-shared/fold.ts';
import { entryKindNames, entryKinds, kindCodesEnd } from '../../src-shared/ledger/entry-kinds.ts';
import { all, type Db, statement } from './database.ts';

/**
 * Where up to eight words of a text are found, a bit for each word: in labels and kinds by number, in credits' names by credit.
 * An entry shows the words where all that it shows has all bits together.
 */
export type TextHits = {
  readonly every: number;
  readonly labels: Uint8Array;
  readonly kinds: Uint8Array;
  readonly credits: Uint8Array;
};
type Search = { labels: Uint8Array; labelsSeen: number };
type Texts = {
  /** Folded texts by their label's number. Labels are never changed and never deleted: each is read once. */
  readonly folded: string[];
  lastLabel: number;
  readonly searches: Map<string, Search>;
};

/** How many words are looked for at once: as many as an element of the labels' hits has bits. */
const wordsAtOnce = 8;
/** How many labels are read at once: some milliseconds' worth. */
const slice = 1000;
/** How many texts are remembered: someone types, and pages through. */
const searchesMax = 8;

const known = new WeakMap<Db, Texts>();
const labelSchema = z.tuple([z.number(), z.string()]);
const creditSchema = z.object({ number: z.number(), name: z.string() });

/** The words that a text looks for, folded, each once; all of them must be found. */
export function wordsOf(text: string): string[] {
  return [...new Set(fold(text).split(' ').filter(Boolean))];
}

/** Where a text's words are found, eight of them at a time; an entry shows the text where it shows each of these. The texts are looked through once in memory; labels that came since are added. */
export function findText(db: Db, text: string | null): TextHits[] {
  const words = wordsOf(text ?? '');
  const parts = Array.from({ length: Math.ceil(words.length / wordsAtOnce) }, (_, part) =>
    words.slice(part * wordsAtOnce, (part + 1) * wordsAtOnce),
  );
  return parts.map((part) => findWords(db, part));
}

function findWords(db: Db, words: readonly string[]): TextHits {
  const texts = textsOf(db);
  const key = words.join(' ');
  const search = texts.searches.get(key) ?? { labels: new Uint8Array(0), labelsSeen: 0 };
  lookThroughLabels(texts, search, words);
  texts.searches.delete(key);
  texts.searches.set(key, search);
  const [oldest] = texts.searches.keys();
  if (texts.searches.size > searchesMax && oldest !== undefined) texts.searches.delete(oldest);
  const bitsOf = (shown: string) => bits(words, fold(shown));
  const kinds = new Uint8Array(kindCodesEnd);
  for (const kind of entryKindNames)
    kinds[entryKinds[kind].code] = bitsOf(`${entryKinds[kind].label} ${descriptionWords[kind]}`);
  const named = all(db, creditSchema, 'SELECT number, name FROM credits');
  const credits = new Uint8Array(Math.max(0, ...named.map(({ number }) => number)) + 1);
  for (const { number, name } of named) credits[number] = bitsOf(name);
  return { every: 2 ** words.length - 1, labels: search.labels, kinds, credits };
}

/** Reads the texts of labels that are not in memory yet, in slices; a large ledger has 100,000 of them. */
export function* readTexts(db: Db): Generator<number, void, void> {
  const texts = known.get(db) ?? { folded: [], lastLabel: 0, searches: new Map() };
  known.set(db, texts);
  const sql = `SELECT number, folded FROM labels WHERE number > ? ORDER BY number LIMIT ${slice}`;
  for (let read = slice; read === slice; ) {
    const rows = statement(db, sql).raw(true).all(texts.lastLabel);
    for (const row of rows) {
      const [number, folded] = labelSchema.parse(row);
      texts.folded[number] = folded;
      texts.lastLabel = number;
    }
    read = rows.length;
    yield texts.lastLabel;
  }
}

/** All labels' texts, with those that are new since the last time. */
function textsOf(db: Db): Texts {
  for (const _ of readTexts(db));
  const texts = known.get(db);
  if (!texts) throw new Error('texts that were just read are not there');
  return texts;
}

function lookThroughLabels({ folded, lastLabel }: Texts, search: Search, words: readonly string[]): void {
  if (search.labels.length > lastLabel) return;
  const labels = new Uint8Array(lastLabel + 1);
  labels.set(search.labels);
  for (let number = search.labelsSeen + 1; number <= lastLabel; number += 1) {
    labels[number] = bits(words, folded[number] ?? '');
  }
  search.labels = labels;
  search.labelsSeen = lastLabel;
}

/** A bit for each word that a text holds. */
function bits(words: readonly string[], folded: string): number {
  let found = 0;
  for (const [place, word] of words.entries()) if (folded.includes(word)) found |= 1 << place;
  return found;
}
