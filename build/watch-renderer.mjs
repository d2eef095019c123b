/** Builds the page into out/dev again after each change of its sources; a part of `npm run dev` (on Node 24). */
import { join } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build } from 'vite';
import { root } from './setup/run.mjs';

process.env.NODE_ENV_ELECTRON_VITE = 'production';
const { config } = await resolveConfig({}, 'build', 'development');
const { renderer } = config;
await build({
  ...renderer,
  logLevel: 'warn',
  build: { ...renderer.build, outDir: join(root, 'out', 'dev'), minify: false, watch: {} },
});
