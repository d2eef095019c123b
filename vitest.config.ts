import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    // Real files, real SQLite: a process each keeps them apart.
    pool: 'forks',
    // Vitest leaves one core to itself otherwise: of two, half.
    maxWorkers: '100%',
    // Node strips types with WebAssembly; freeing it while it is still being compiled in the background has crashed
    // Node 24.21 ("Check failed: jit_page.has_value()"). Compiled once and in the foreground it does not.
    execArgv: ['--liftoff-only', '--wasm-num-compilation-tasks=0'],
    // A slow machine takes four times as long as a quick one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
