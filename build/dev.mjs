/** `npm run dev [-- OPTIONS]`: the app while its sources change: Electron's window, or the browser host with reload. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { getElectron, whyNoWindow } from './setup/electron.mjs';
import { prepare } from './setup/packages.mjs';
import { root, run, sourceFlags } from './setup/run.mjs';
import { Missing, main, say } from './setup/say.mjs';

const buildLimitMs = 120_000;

await main(async (args) => {
  const node = await prepare();
  const why = args.includes('--browser') ? 'as asked' : whyNoWindow();
  if (why === null && (await getElectron(node)) !== null) {
    return run(node, [
      join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
      '--watch',
      '--',
      ...args,
    ]);
  }
  say(`Tallydesk opens in the browser (${why ?? "Electron's program is not here"}) and reloads after each change.`);
  return runInBrowser(node, args);
});

async function runInBrowser(node, args) {
  const watcher = spawn(node, [join(root, 'build', 'watch-renderer.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
  try {
    await firstBuild(watcher);
    const host = join(root, 'src-main', 'hosts', 'browser', 'main.ts');
    // One token for all restarts: a window that is open comes back by itself.
    const env = { ...process.env, TALLYDESK_DEV_TOKEN: randomBytes(32).toString('base64url') };
    return await run(node, ['--watch', '--watch-preserve-output', ...sourceFlags, host, ...args], { env });
  } finally {
    watcher.kill();
  }
}

async function firstBuild(watcher) {
  const until = Date.now() + buildLimitMs;
  while (!existsSync(join(root, 'out', 'dev', 'index.html'))) {
    if (watcher.exitCode !== null || Date.now() > until)
      throw new Missing('The page could not be built; the reason is above.');
    await pause(200);
  }
}
