import { type Figures, short } from './figures.ts';
import { startHeart } from './measure-writing.ts';
import type { BenchApp } from './open-bench-app.ts';

/** Proving the whole ledger. */
export async function measureVerify({ client }: BenchApp, figures: Figures): Promise<void> {
  const heart = startHeart();
  const began = performance.now();
  const verified = await client.ledger.verify({});
  const seconds = (performance.now() - began) / 1000;
  const longest = heart.stop();
  if (!verified.ok) throw new Error(`the ledger is not whole: ${JSON.stringify(verified.problems.slice(0, 3))}`);
  const note = `${short(verified.entries)} entries in ${short(seconds)} s; windows waited ${short(longest)} ms at most`;
  figures.add({
    section: 'verify',
    name: 'proving the chain and every sum',
    figure: verified.entries / seconds,
    unit: 'entries/s',
    target: 100_000,
    better: 'more',
    note,
  });
}
