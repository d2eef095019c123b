import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type EntryKind,
  entryKindNames,
  entryKindOf,
  entryKinds,
  kindsOfView,
} from '../../src-shared/ledger/entry-kinds.ts';

const sql = readFileSync(new URL('../../src-main/store/migrations/0001-ledger.sql', import.meta.url), 'utf8');
const codesIn = (pattern: RegExp) => (pattern.exec(sql)?.[1] ?? '').split(',').map(Number);
const codesOf = (...kinds: EntryKind[]) => kinds.map((kind) => entryKinds[kind].code).sort();
const kindsWith = (...signs: string[]) => entryKindNames.filter((kind) => signs.includes(entryKinds[kind].sign));

test('the table is the one of domain.md', () => {
  const table = entryKindNames.map(
    (kind) => `${kind} ${entryKinds[kind].sign} ${entryKinds[kind].line} ${entryKinds[kind].view}`,
  );
  expect(table).toEqual([
    'grant + starting null',
    'use - booked booked',
    'free_cancellation + freeCancellations free_cancellations',
    'rollover_in + rollover rolled_over',
    'rollover_out - rolledOver rolled_over',
    'manual_add + manual manual',
    'manual_deduct - manual manual',
    'expiry - expired expired',
    'reversal both manual manual',
  ]);
  for (const kind of entryKindNames) expect(entryKinds[kind].label).toMatch(/^[A-Z][a-z ]+$/);
  expect(new Set(entryKindNames.map((kind) => entryKinds[kind].label)).size).toBe(9);
});

test('a kind’s code is its own and leads back to it', () => {
  for (const kind of entryKindNames) expect(entryKindOf(entryKinds[kind].code)).toBe(kind);
  expect(() => entryKindOf(0)).toThrow('one of 1 to 9, got 0');
  expect(() => entryKindOf(10)).toThrow(RangeError);
});

test('a view shows the kinds of its name, and “all” every kind', () => {
  expect(kindsOfView('all')).toEqual(entryKindNames);
  expect(kindsOfView('booked')).toEqual(['use']);
  expect(kindsOfView('manual')).toEqual(['manual_add', 'manual_deduct', 'reversal']);
  expect(kindsOfView('rolled_over')).toEqual(['rollover_in', 'rollover_out']);
  expect(kindsOfView('free_cancellations')).toEqual(['free_cancellation']);
  expect(kindsOfView('expired')).toEqual(['expiry']);
});

describe('the schema', () => {
  test('names the kinds by the table’s codes', () => {
    const named = /-- Kinds by number: ([\s\S]*?)\(/.exec(sql)?.[1]?.replaceAll('--', '') ?? '';
    const table = entryKindNames.map((kind) => `${entryKinds[kind].code} ${kind}`);
    expect(
      named
        .split(/[,.]/)
        .map((part) => part.trim().replace(/\s+/g, ' '))
        .filter(Boolean),
    ).toEqual(table);
    expect(sql).toContain('CHECK (kind BETWEEN 1 AND 9)');
  });

  test('lets only those kinds be negative or positive that the table says', () => {
    expect(codesIn(/CHECK \(amount >= 0 OR kind IN \(([\d, ]+)\)\)/)).toEqual(codesOf(...kindsWith('-', 'both')));
    expect(codesIn(/CHECK \(amount <= 0 OR kind IN \(([\d, ]+)\)\)/)).toEqual(codesOf(...kindsWith('+', 'both')));
  });

  test.each([
    ['starting', 'starting'],
    ['booked', 'booked'],
    ['free_cancellations', 'freeCancellations'],
    ['rollover', 'rollover'],
    ['expired', 'expired'],
    ['rolled_over', 'rolledOver'],
    ['manual', 'manual'],
  ])('adds to the line %s what the table has on it', (column, line) => {
    const ofLine = entryKindNames.filter((kind) => entryKinds[kind].line === line);
    const sum = new RegExp(
      `\\b${column} = ${column} ([+-]) iif\\(NEW\\.kind (?:= |IN \\()([\\d, ]+)\\)?, NEW\\.amount`,
    ).exec(sql);
    expect(sum?.[2]?.split(',').map(Number)).toEqual(codesOf(...ofLine));
    const toldPositive = ofLine.every((kind) => entryKinds[kind].sign === '-');
    expect(sum?.[1]).toBe(toldPositive ? '-' : '+');
  });
});
