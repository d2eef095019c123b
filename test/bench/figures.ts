import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** One line of the bench: what was measured, and what it should be. `ratio`: how many times better than the target (below 1: missed). */
export type Figure = {
  readonly section: string;
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly target: number;
  readonly better: 'less' | 'more';
  readonly ratio: number;
  readonly met: boolean;
  /** What stands behind the figure: the baseline, the slowest of many, the counts. */
  readonly note: string;
};

/** The figures of one run. */
export class Figures {
  readonly all: Figure[] = [];

  add(line: Omit<Figure, 'ratio' | 'met' | 'note'> & { note?: string }): void {
    const { figure, target, better, note = '' } = line;
    const ratio = better === 'less' ? target / figure : figure / target;
    this.all.push({ ...line, note, ratio, met: ratio >= 1 });
    process.stderr.write(`  ${line.section}: ${line.name}: ${short(figure)} ${line.unit}\n`);
  }

  /** The figures as a table to read. */
  table(): string {
    const head = ['', 'what', 'figure', 'target', 'ratio', 'behind it'];
    const rows = this.all.map((one) => [
      one.met ? 'ok' : 'MISSED',
      `${one.section}: ${one.name}`,
      `${short(one.figure)} ${one.unit}`,
      `${one.better === 'less' ? '≤' : '≥'} ${short(one.target)}`,
      `${short(one.ratio)}×`,
      one.note,
    ]);
    const widths = head.map((title, column) =>
      Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
    );
    const line = (cells: readonly string[]) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd();
    return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
  }

  /** Writes the figures as JSON, with the machine that they are true for. */
  write(path: string): void {
    const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model ?? '' };
    writeFileSync(
      path,
      `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, figures: this.all }, null, 2)}\n`,
    );
  }
}

/** Milliseconds that each run of a piece of work took, after some that do not count. */
export async function timesOf(runs: number, work: (run: number) => Promise<unknown>, warmUp = 3): Promise<number[]> {
  const times: number[] = [];
  for (let run = -warmUp; run < runs; run += 1) {
    const began = performance.now();
    await work(Math.abs(run));
    if (run >= 0) times.push(performance.now() - began);
  }
  return times;
}

/** The time that 95 of 100 stay within. */
export function p95(times: readonly number[]): number {
  return percentile(times, 0.95);
}

/** The time in the middle. */
export function median(times: readonly number[]): number {
  return percentile(times, 0.5);
}

function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A figure with as many digits as people read. */
export function short(figure: number): string {
  if (!Number.isFinite(figure)) return String(figure);
  if (Math.abs(figure) >= 1000) return Math.round(figure).toLocaleString('en');
  return String(Number(figure.toPrecision(3)));
}
