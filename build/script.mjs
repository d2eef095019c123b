/** `npm run -s script -- FILE [--data DIR]`: operations as JSON lines in, answers as JSON lines out. */
import { join } from 'node:path';
import { prepare } from './setup/packages.mjs';
import { root, run, sourceFlags } from './setup/run.mjs';
import { main } from './setup/say.mjs';

await main(async (args) => {
  const node = await prepare();
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return run(node, [...sourceFlags, join(root, 'src-main', 'hosts', 'script', 'main.ts'), ...args], { cwd });
});
