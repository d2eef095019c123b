import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { always, type FiguredBar, placeFigures } from '../../src-renderer/features/usage/waterfall-figures.ts';

const columnPx = 64;
const sizes = { width: 7 * columnPx, column: columnPx, character: 6.6, line: 12 };

/** Bars side by side as the chart draws them, each given by its figure and its top. */
const barsOf = (figures: readonly (readonly [text: string, top: number, weight: number])[]): FiguredBar[] =>
  figures.map(([text, top, weight], index) => ({
    text,
    weight,
    middle: columnPx * (index + 0.5),
    width: 44,
    top,
    bottom: 120,
  }));

const linesOf = (bars: readonly FiguredBar[]) => placeFigures(bars, sizes).map(({ lines }) => lines.join(' / '));

describe('the figures above the bars', () => {
  it('are all there where long ones stand beside short ones: what is too long for one line is broken at a blank', () => {
    const bars = barsOf([
      ['190 h', 40, always],
      ['−195 h 30 min', 40, 11_730],
      ['+20 h', 106, 1200],
      ['+30 min', 106, 30],
      ['0 min', 106, 0],
      ['−30 min', 106, 30],
      ['14 h 30 min', 106, always],
    ]);
    expect(linesOf(bars)).toEqual([
      '190 h',
      '−195 h / 30 min',
      '+20 h',
      '+30 min',
      '0 min',
      '−30 min',
      '14 h / 30 min',
    ]);
  });

  it('that are wider than their column are there where the neighbours’ stand at another height', () => {
    const rising = [40, 70, 100].map((top) => ['€90,071,992', top, 5] as const);
    expect(linesOf(barsOf(rising))).toEqual(['€90,071,992', '€90,071,992', '€90,071,992']);
    const level = [40, 40, 40].map((top) => ['€90,071,992', top, 5] as const);
    expect(linesOf(barsOf(level))).toEqual(['€90,071,992', '', '€90,071,992']);
  });

  it('are not broken between the digits of one number', () => {
    expect(linesOf(barsOf([['1 234 567 €', 40, always]]))).toEqual(['1 234 567 / €']);
  });

  it('of the first and the last bar are never left out, and none runs into another or out of the drawing', () => {
    const figure = fc.constantFrom('0', '−5', '+195 h 30 min', '€90,071,992.91', '12 pages');
    const bar = fc.tuple(figure, fc.integer({ min: 40, max: 110 }), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(bar, { minLength: 7, maxLength: 7 }), (figures) => {
        const bars = barsOf(
          figures.map(([text, top, weight], index) => [text, top, index === 0 || index === 6 ? always : weight]),
        );
        const placed = placeFigures(bars, sizes);
        expect(placed[0]?.lines.length).toBeGreaterThan(0);
        expect(placed[6]?.lines.length).toBeGreaterThan(0);
        const boxes = placed.flatMap(({ lines, middle }, index) => {
          if (lines.length === 0) return [];
          const half = (Math.max(...lines.map((line) => line.length)) * sizes.character) / 2;
          const bottom = (bars[index]?.top ?? 0) - 6;
          return [{ left: middle - half, right: middle + half, top: bottom - lines.length * 12, bottom }];
        });
        for (const [index, one] of boxes.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(-0.001);
          expect(one.right).toBeLessThanOrEqual(sizes.width + 0.001);
          for (const other of boxes.slice(index + 1)) {
            const apart =
              one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
            expect(apart).toBe(true);
          }
        }
      }),
    );
  });
});
