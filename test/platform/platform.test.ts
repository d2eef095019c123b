import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settableClock } from '../../src-main/platform/clock.ts';
import { idsOf } from '../../src-main/platform/ids.ts';
import { defaultDataDir } from '../../src-main/platform/paths.ts';
import type { InstantMs } from '../../src-shared/ids.ts';

test('a clock that is set stands where it was set, never runs backwards, and follows the machine before', () => {
  const clock = settableClock({ now: () => 5 as InstantMs });
  expect(clock.now()).toBe(5);
  clock.set(100 as InstantMs);
  clock.set(50 as InstantMs);
  expect(clock.now()).toBe(100);
  clock.set(101 as InstantMs);
  expect(clock.now()).toBe(101);
});

test('ids are UUIDs of version 7 with the time of the clock, no two the same', () => {
  const now = Date.parse('2026-01-31T08:00:00Z') as InstantMs;
  const ids = idsOf({ now: () => now });
  const made = Array.from({ length: 3000 }, () => ids.next());
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
  }
});

test("the ledger lives in the system's place for application data", () => {
  expect(defaultDataDir('linux', { XDG_DATA_HOME: '/data' })).toBe(join('/data', 'tallydesk'));
  expect(defaultDataDir('linux', {})).toBe(join(homedir(), '.local', 'share', 'tallydesk'));
  expect(defaultDataDir('darwin', {})).toBe(join(homedir(), 'Library', 'Application Support', 'Tallydesk'));
  expect(defaultDataDir('win32', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' })).toContain('Tallydesk');
});
