/** `npm run build [-- --pack]`: builds the app into out/; with --pack also the installers for this system into dist/. */
import { join } from 'node:path';
import { ensureBuilt } from './setup/app.mjs';
import { prepare } from './setup/packages.mjs';
import { root, run } from './setup/run.mjs';
import { main, say } from './setup/say.mjs';

await main(async (args) => {
  const node = await prepare();
  await ensureBuilt(node);
  say('Built: out/ is up to date with the sources.');
  if (!args.includes('--pack')) return 0;
  const builder = join(root, 'node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
  return run(node, [builder, '--config', join('build', 'electron-builder.yml'), '--publish', 'never']);
});
