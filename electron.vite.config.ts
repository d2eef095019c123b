import { cpSync, globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, path);

const workers = globSync('src-main/*/*-worker.ts', { cwd: import.meta.dirname });

/** Each becomes out/main/NAME.js; workers are found beside the code that starts them. */
const mainEntries = {
  index: at('src-main/hosts/electron/main.ts'),
  browser: at('src-main/hosts/browser/main.ts'),
  script: at('src-main/hosts/script/main.ts'),
  ...Object.fromEntries(workers.map((file) => [basename(file, '.ts'), at(file)])),
};

/** The SQL of the ledger's format lies beside the code that reads it. */
const copyMigrations = (): Plugin => ({
  name: 'tallydesk:migrations',
  closeBundle: () => cpSync(at('src-main/store/migrations'), at('out/main/migrations'), { recursive: true }),
});

export default defineConfig({
  main: {
    plugins: [copyMigrations()],
    build: {
      minify: true,
      rolldownOptions: {
        input: mainEntries,
        // Everything in one flat folder: files beside the code are found by import.meta.url.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      minify: true,
      externalizeDeps: false,
      // A sandboxed preload script must be CommonJS.
      rolldownOptions: {
        input: { preload: at('src-main/hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    plugins: [react()],
    build: {
      minify: true,
      rolldownOptions: { input: { index: at('src-renderer/index.html') } },
    },
  },
});
