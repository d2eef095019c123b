import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/desk-app.ts';

test('where the path of a ledger that cannot be opened cannot be copied, the screen says so', async ({ openDesk }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-problem-'));
  writeFileSync(join(dataDir, 'ledger.sqlite'), 'This is a shopping list, not a ledger.'.repeat(10));
  const { page } = await openDesk({ dataDir });
  const faults: Error[] = [];
  page.on('pageerror', (error) => faults.push(error));
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('Write permission denied.'));
  });
  await page.getByRole('button', { name: 'Copy the path' }).click();
  await expect(page.getByText('This window may not write to the clipboard. Mark the path and copy it.')).toBeVisible();
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.resolve();
  });
  await page.getByRole('button', { name: 'Copy the path' }).click();
  await expect(page.getByRole('button', { name: 'Path copied' })).toBeVisible();
  await expect(page.getByText('This window may not write')).toBeHidden();
  expect(faults).toEqual([]);
});
