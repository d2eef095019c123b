import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const packageSchema = z.object({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });

const file = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const { packages } = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** The version that the lock file gives a package that another asks for: the nearest one, as Node looks for it; null where there is none. */
function lockedFor(asking: string, name: string): string | null {
  for (let at = asking; ; at = dirname(at)) {
    const found = packages[at === '.' ? `node_modules/${name}` : `${at}/node_modules/${name}`];
    if (found) return found.version ?? null;
    if (at === '.') return null;
  }
}

describe('package-lock.json', () => {
  // npm writes down only those that its registry offers at that moment; one that is missing is installed nowhere, and `npm ci` refuses.
  test('has the parts of every system, not only of the one that it was written on', () => {
    const asked = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter(({ path, name }) => lockedFor(path || '.', name) === null)).toEqual([]);
  });
});
