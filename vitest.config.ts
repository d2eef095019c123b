import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const exclude = ['test/e2e/**', 'node_modules/**'];
/** What a test puts in place of a module is there for every file of its process: these have one each. */
const replacing = globSync('test/**/*.test.{ts,tsx}').filter((file) => readFileSync(file, 'utf8').includes('vi.mock('));

export default defineConfig({
  test: {
    projects: [
      // The others share processes, each with the modules that it has loaded: a quarter of the time.
      {
        extends: true,
        test: {
          name: 'sharing',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...exclude, ...replacing],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'replacing', include: replacing, exclude } },
    ],
    // Real files, real SQLite: processes keep them apart better than threads.
    pool: 'forks',
    // One more than there are cores: tests wait for disks and threads, a tenth of the time.
    maxWorkers: availableParallelism() + 1,
    // Node strips types with WebAssembly; freeing it while it is still being compiled in the background has crashed
    // Node 24.21 ("Check failed: jit_page.has_value()"). Compiled once and in the foreground it does not.
    execArgv: ['--liftoff-only', '--wasm-num-compilation-tasks=0'],
    // A slow machine takes four times as long as a quick one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
