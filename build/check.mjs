/** `npm run check`: format, lint, types, import rules and unused code. */

import { runChecks } from './setup/checks.mjs';
import { prepare } from './setup/packages.mjs';
import { main } from './setup/say.mjs';

await main(async () => {
  const { failed } = await runChecks(await prepare());
  return failed === 0 ? 0 : 1;
});
