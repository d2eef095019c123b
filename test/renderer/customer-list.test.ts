import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesAction } from '../../src-renderer/app/matches-action.ts';
import { movedRow, movedRowBy } from '../../src-renderer/features/customers/moved-row.ts';
import { pageRows, pagesOf } from '../../src-renderer/features/customers/pages-of.ts';
import { initialsOf } from '../../src-renderer/ui/initials-of.ts';

describe('moving in the list', () => {
  it.each([
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 99, 99],
    ['PageDown', 3, 13],
    ['PageDown', 95, 99],
    ['PageUp', 3, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
  ])('%s from row %i of 100 goes to row %i', (key, from, to) => {
    expect(movedRow(key, from, 100, 10)).toBe(to);
  });

  it('leaves other keys to the screen', () => {
    for (const key of ['a', 'Enter', 'Escape', 'Tab', '/', 'constructor']) expect(movedRow(key, 3, 100, 10)).toBeNull();
  });
});

describe('keys that waited for the list', () => {
  it('count from the row that is chosen, and stop at the ends', () => {
    expect(movedRowBy(['ArrowDown', 'ArrowDown'], 0, 100, 10)).toBe(2);
    expect(movedRowBy(['ArrowDown', 'PageDown', 'ArrowUp'], 0, 5, 10)).toBe(3);
    expect(movedRowBy([], 7, 100, 10)).toBe(7);
  });
});

describe('the pages of a range of rows', () => {
  it('cover every row of it and reach no page further', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(500), (first, more) => {
        const pages = pagesOf(first, first + more);
        expect(pages[0]).toBe(Math.floor(first / pageRows));
        expect(pages.at(-1)).toBe(Math.floor((first + more) / pageRows));
        expect(new Set(pages).size).toBe(pages.length);
      }),
    );
  });

  it('are the first page for an empty list', () => {
    expect(pagesOf(0, 0)).toEqual([0]);
  });
});

describe('initials', () => {
  it.each([
    ['Mara Lindt', 'ML'],
    ['mara', 'M'],
    ['Maximiliane-Theodora von Hohenstein', 'MH'],
    ['Łukasz Kowalski', 'ŁK'],
    ['  ', '?'],
    ['', '?'],
    ['ada@example.org', 'AO'],
    ['(Ada) "Brandt"', 'AB'],
    ['𝒜da Brandt', '𝒜B'],
    ['3 Rooms', '3R'],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('an action in the finder', () => {
  const importing = { label: 'Go to Import', keywords: 'csv json file' };
  it.each([
    ['', true],
    ['import', true],
    ['CSV imp', true],
    ['imp custo', false],
  ])('is found by %j: %s', (query, found) => {
    expect(matchesAction(importing, query)).toBe(found);
  });
});
