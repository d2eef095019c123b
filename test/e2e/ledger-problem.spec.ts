import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { formatDay } from '../../src-shared/format-days.ts';
import { dayIn } from './support/days.ts';
import { expect, test } from './support/desk-app.ts';
import { expectAccessibleInBoth } from './support/pictures.ts';
import { runScript, type ScriptLine } from './support/script-host.ts';
import { manager, openedDialog, signIn } from './support/steps.ts';

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

/** A studio that nobody has opened for two years, with a customer who has a monthly plan. */
function restedStudio(day: string): ScriptLine[] {
  const studio = { name: 'Lindenhof Studio', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };
  return [
    { op: 'studio.create', input: studio, now: `${day}T09:00:00Z` },
    { op: 'credits.create', input: { name: 'Class', kind: 'session' } },
    {
      op: 'plans.create',
      input: {
        name: 'Flow 8',
        cycle: { every: 1, unit: 'month' },
        benefits: [{ creditId: '$2.id', amount: 8, expiration: { rule: 'cycle' } }],
      },
    },
    { op: 'customers.create', input: { kind: 'person', name: 'Mara Lindt' } },
    { op: 'staff.create', input: { name: 'Ben Okoye', email: 'ben@example.org', role: 'desk', pin: '1470' } },
    {
      op: 'memberships.start',
      input: { customerId: '$4.id', planId: '$3.id', startsOn: day, key: 'start' },
    },
  ];
}

test('a date far ahead of the ledger is told before anything is posted, and a manager confirms it', async ({
  openDesk,
}, testInfo) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-clock-'));
  const [last, today] = [dayIn(-730), dayIn(0)];
  await runScript(dataDir, restedStudio(last));
  const { page } = await openDesk({ dataDir });
  await page.clock.install();
  const long = (day: string) => formatDay(day, 'en', { month: 'long', year: true });
  const sentence = `This computer’s date is ${long(today)}; the ledger’s last entry is of ${long(last)}. Nothing is posted until the date is put right or a manager confirms it.`;
  await expect(page.getByText(sentence)).toBeVisible();
  await expectAccessibleInBoth(page, 'clock-sign-in');
  await signIn(page, 'Ben Okoye', '1470');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await expect(page.getByText(sentence)).toBeVisible();
  await expect(page.getByRole('button', { name: 'The date is right' })).toHaveCount(0);
  await page.getByRole('button', { name: /Lock/ }).click();
  await signIn(page, manager.name, manager.pin);
  await expect(page.locator('#content').getByText(sentence)).toBeVisible();
  await expect(page.getByRole('grid')).toContainText('8');
  if (testInfo.project.name !== 'electron') {
    // Whether the date has been put right is asked each minute, with nobody saying so.
    const askedAgain = page.waitForRequest('**/rpc/app/status');
    await page.clock.fastForward(60_000);
    await askedAgain;
  }
  await page.getByRole('button', { name: 'The date is right' }).press('Enter');
  const dialog = await openedDialog(page, `Is today really ${long(today)}?`);
  await expect(dialog).toContainText(
    '2 memberships and lots are due: all cycles, rollovers and expiries up to that day are posted.',
  );
  await expectAccessibleInBoth(page, 'clock-confirm');
  await dialog.getByRole('button', { name: 'The date is right' }).press('Enter');
  await expect(page.getByText('The date is confirmed: what is due is posted.')).toBeVisible();
  await expect(page.getByText(sentence)).toBeHidden();
  await expect(page.locator('#content')).toBeFocused();
});
