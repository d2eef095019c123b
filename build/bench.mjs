/** `npm run bench [-- --json FILE]`: measures the app on a large ledger and prints a table. */
import { join } from 'node:path';
import { ensureBuilt } from './setup/app.mjs';
import { prepare } from './setup/packages.mjs';
import { root, run, sourceFlags } from './setup/run.mjs';
import { main } from './setup/say.mjs';

await main(async (args) => {
  const node = await prepare();
  await ensureBuilt(node);
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return run(node, [...sourceFlags, '--expose-gc', join(root, 'test', 'bench', 'main.ts'), ...args], { cwd });
});
