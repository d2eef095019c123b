/** Chance that is the same every time: the demo studio's dice. */
export type SeededRandom = {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** True so often (0: never, 1: always). */
  chance(share: number): boolean;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** One of the things, each as likely. */
  pick<Thing>(things: readonly [Thing, ...Thing[]]): Thing;
};

/** Dice that fall the same for the same seed (mulberry32). */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    chance: (share) => next() < share,
    between,
    pick: (things) => things[between(0, things.length - 1)] ?? things[0],
  };
}
