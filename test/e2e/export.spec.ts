import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/desk-app.ts';
import { expectAccessible, takePicture } from './support/pictures.ts';
import { openMarasUsage, signIn, startExport } from './support/steps.ts';

test('a file that is open in another program is said by its name; closed there, the same place does', async ({
  openDesk,
}, testInfo) => {
  test.skip(
    process.platform !== 'linux' || testInfo.project.name === 'electron',
    'a program that runs can’t be written',
  );
  const { page } = await openDesk({ demo: true, colorScheme: 'dark' });
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-exports-'));
  const target = join(folder, 'Mara Lindt.csv');
  const otherProgram = await holdOpen(target);
  try {
    await signIn(page, 'Ada Brandt', '2580');
    await openMarasUsage(page);
    // What the desktop's dialog answers; the browser has none.
    const chosen = { json: { path: target, download: false } };
    await page.route('**/rpc/reports/chooseTarget', (route) => route.fulfill({ json: chosen }));
    await startExport(page, 'CSV');
    const refusal = page.getByRole('alert');
    await expect(refusal).toContainText('Mara Lindt.csv is open in another program');
    await expect(refusal).toContainText('Close it there and try again, or save under another name.');
    await expect(page.getByRole('button', { name: 'Save elsewhere' })).toBeVisible();
    await expectAccessible(page, 'export-in-use', 'dark');
    expect(readdirSync(folder)).toEqual(['Mara Lindt.csv']);
    otherProgram.kill();
    await new Promise((resolve) => otherProgram.once('exit', resolve));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText(`Saved as ${target}`)).toBeVisible();
    expect(readFileSync(target, 'utf8')).toContain('Flow 8');
  } finally {
    otherProgram.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a folder that has gone since is said plainly, and another place can be chosen', async ({
  openDesk,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'asks where to save');
  const { page } = await openDesk({ demo: true });
  const folder = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-exports-'));
  const paths = [join(folder, 'stick', 'usage.csv'), join(folder, 'usage.csv')];
  await signIn(page, 'Ada Brandt', '2580');
  await openMarasUsage(page);
  await page.route('**/rpc/reports/chooseTarget', (route) =>
    route.fulfill({ json: { json: { path: paths.shift(), download: false } } }),
  );
  await startExport(page, 'CSV');
  await expect(page.getByRole('alert')).toContainText('The file can’t be saved there');
  await expect(page.getByRole('alert')).toContainText('Expected a file in a folder that exists.');
  await takePicture(page, 'export-no-folder');
  await page.getByRole('button', { name: 'Save elsewhere' }).click();
  await expect(page.getByText(`Saved as ${join(folder, 'usage.csv')}`)).toBeVisible();
  expect(existsSync(join(folder, 'usage.csv'))).toBe(true);
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a program from a file of that name: Linux lets nobody write to it meanwhile. */
async function holdOpen(path: string): Promise<ChildProcess> {
  copyFileSync(execFileSync('which', ['sleep'], { encoding: 'utf8' }).trim(), path);
  const program = spawn(path, ['600']);
  await new Promise((resolve, reject) => program.once('spawn', resolve).once('error', reject));
  return program;
}
