/** `npm run check`: format, lint, types, import rules and unused code. */
import { prepare } from './setup/packages.mjs';
import { main } from './setup/say.mjs';
import { runChecks } from './setup/checks.mjs';

await main(async () => {
  const { failed } = await runChecks(await prepare());
  return failed === 0 ? 0 : 1;
});
