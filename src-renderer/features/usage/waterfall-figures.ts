/** A bar with the figure that belongs above it, in pixels from the left and the top of the drawing. */
export type FiguredBar = {
  /** The figure as it is written on one line. */
  readonly text: string;
  /** How much it counts: where two figures would run into each other, the one that counts less is left out. */
  readonly weight: number;
  readonly middle: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
};

/** A figure as it is drawn: its lines from the top, none where there is no room, and the middle of them. */
export type Figure = { readonly lines: readonly string[]; readonly middle: number };

/** How large the drawing and its letters are, in pixels. */
export type FigureSizes = {
  readonly width: number;
  readonly column: number;
  readonly character: number;
  readonly line: number;
};

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Between a bar and its figure. */
export const abovePx = 6;
const gapPx = 4;
/** A figure of this weight is there always. */
export const always = Number.POSITIVE_INFINITY;

const charactersOf = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));

/** The ways to write a figure, the best first: on one line or on two ("195 h", "30 min"), before all as one that is no wider than the column. */
function writings(text: string, columnCharacters: number): string[][] {
  const words = text.split(/(?<!\d)\s|\s(?!\d)/);
  const splits = words.slice(1).map((_, before) => {
    const first = words.slice(0, before + 1).join(' ');
    return [first, text.slice(first.length + 1)];
  });
  const [best] = splits.sort((a, b) => charactersOf(a) - charactersOf(b));
  const both = best ? [[text], best] : [[text]];
  const fits = (lines: readonly string[]) => charactersOf(lines) <= columnCharacters;
  return [...both.filter(fits), ...both.filter((lines) => !fits(lines))];
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function boxOf(bar: FiguredBar, lines: readonly string[], sizes: FigureSizes): Box {
  const half = (charactersOf(lines) * sizes.character) / 2;
  // The figures of the outer bars stay inside of the drawing.
  const middle = Math.max(half, Math.min(bar.middle, sizes.width - half));
  const bottom = bar.top - abovePx;
  return { left: middle - half, right: middle + half, top: bottom - lines.length * sizes.line, bottom };
}

/** The figures above some bars, on one line or two; left out are those that would run into another figure or another bar. */
export function placeFigures(bars: readonly FiguredBar[], sizes: FigureSizes): Figure[] {
  const drawn = bars.map((bar) => ({
    left: bar.middle - bar.width / 2,
    right: bar.middle + bar.width / 2,
    top: bar.top,
    bottom: bar.bottom,
  }));
  const placed = new Map<number, { lines: readonly string[]; box: Box }>();
  const byWeight = bars.map((bar, index) => ({ bar, index })).sort((a, b) => b.bar.weight - a.bar.weight);
  for (const { bar, index } of byWeight) {
    const shapes = writings(bar.text, sizes.column / sizes.character).map((lines) => ({
      lines,
      box: boxOf(bar, lines, sizes),
    }));
    const isFree = ({ box }: { box: Box }) => {
      const wide = { ...box, left: box.left - gapPx, right: box.right + gapPx };
      const others = [...placed.values()].map((other) => other.box);
      return !others.some((other) => meet(wide, other)) && !drawn.some((other, at) => at !== index && meet(box, other));
    };
    const shape = shapes.find(isFree) ?? (bar.weight === always ? shapes.at(-1) : undefined);
    if (shape) placed.set(index, shape);
  }
  return bars.map((bar, index) => {
    const shape = placed.get(index);
    return shape
      ? { lines: shape.lines, middle: (shape.box.left + shape.box.right) / 2 }
      : { lines: [], middle: bar.middle };
  });
}
