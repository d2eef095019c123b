/** `npm test`: checks, unit and integration tests, and tests in a real browser; ends with one line that sums them all. */
import { ensureBuilt } from './setup/app.mjs';
import { runChecks } from './setup/checks.mjs';
import { getChromium } from './setup/chromium.mjs';
import { prepare } from './setup/packages.mjs';
import { Missing, main, say } from './setup/say.mjs';
import { runPlaywright, runVitest } from './setup/tests.mjs';

await main(async () => {
  const node = await prepare();
  const parts = [await runChecks(node), await runVitest(node, []), await runInBrowser(node)];
  const sum = (field) => parts.reduce((total, part) => total + part[field], 0);
  if (sum('skipped') > 0) say(`${sum('skipped')} skipped (each says why)`);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  return sum('failed') === 0 ? 0 : 1;
});

async function runInBrowser(node) {
  const failed = { passed: 0, failed: 1, skipped: 0 };
  try {
    await ensureBuilt(node);
  } catch (problem) {
    if (!(problem instanceof Missing)) throw problem;
    say(problem.message);
    return failed;
  }
  const chromium = await getChromium();
  if (chromium !== null) return runPlaywright(node, 'chromium', [], { TALLYDESK_CHROMIUM: chromium });
  say('The tests in the browser need Chromium or Chrome, and none could be found or installed.');
  return failed;
}
