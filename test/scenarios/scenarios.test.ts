import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runScript } from '../../src-main/hosts/script/run-script.ts';
import { silentLog } from '../../src-main/platform/log.ts';
import { differenceFrom } from '../support/expectation.ts';
import { openTestApp } from '../support/open-studio.ts';

const folder = new URL('../fixtures/scenarios/', import.meta.url);
const files = readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.jsonl'));

test.each(files)('%s comes out with the figures that were worked out independently', async (name) => {
  const lines = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
  const { app, clock } = await openTestApp({ now: '2020-01-01T00:00:00Z' });
  const differences: string[] = [];
  let place = 0;
  for await (const answer of runScript({ app, clock, log: silentLog }, lines)) {
    const { op, expect: expected } = JSON.parse(lines[place] ?? '') as { op: string; expect?: unknown };
    const difference =
      expected === undefined ? ('error' in answer ? JSON.stringify(answer) : null) : differenceFrom(answer, expected);
    place += 1;
    if (difference) differences.push(`line ${place}, ${op}: ${difference}`);
  }
  expect(differences).toEqual([]);
  expect(place).toBe(lines.length);
});
