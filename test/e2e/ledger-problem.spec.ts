import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from './support/desk-app.ts';
import { expectAccessibleInBoth } from './support/pictures.ts';
import { signIn } from './support/steps.ts';

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

test('a ledger that somebody changed behind the app’s back is told by its verification, and the notice stays', async ({
  openDesk,
}) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-changed-'));
  const path = join(dataDir, 'ledger.sqlite');
  copyFileSync(process.env.TALLYDESK_DEMO_LEDGER ?? '', path);
  const db = new Database(path);
  db.exec('DROP TRIGGER entries_never_change; UPDATE entries SET amount = amount - 1 WHERE number IN (1200, 1300)');
  db.close();
  const { page } = await openDesk({ dataDir });
  await signIn(page, 'Ada Brandt', '2580');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Find a customer or an action' }).fill('verify');
  await page.getByText('Verify the ledger', { exact: true }).click();
  const notice = page.getByRole('alert');
  await expect(notice).toContainText('The ledger is not as it was recorded');
  await expect(notice).toContainText('its hash does not match');
  await expect(notice).toContainText('Keep a copy of the ledger file as it is');
  await expectAccessibleInBoth(page, 'verify-problem');
});
