import { expect, test } from 'vitest';
import { setupFolder } from '../support/setup-folder.ts';

test('while the app is worked on, its TypeScript is run as everywhere else: compiled once, in the foreground', async () => {
  const folder = setupFolder();
  folder.write('build/watch-renderer.mjs', 'setInterval(() => {}, 1000);');
  folder.write('out/dev/index.html', '');
  folder.write(
    'src-main/hosts/browser/main.ts',
    `import { writeFileSync } from 'node:fs';
const asked: string[] = [...process.execArgv, ...process.argv.slice(2)];
writeFileSync('asked', asked.join(' '));`,
  );
  const developing = folder.start('build/dev.mjs', { args: ['--browser', '--demo'] });
  await expect
    .poll(() => folder.read('asked'), { timeout: 20_000 })
    .toContain('--liftoff-only --wasm-num-compilation-tasks=0 --browser --demo');
  developing.stop();
  await developing.ended;
});
