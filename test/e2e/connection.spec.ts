import type { Page, Route } from '@playwright/test';
import { expect, test } from './support/desk-app.ts';
import { expectAccessible, expectAccessibleInBoth, takePicture } from './support/pictures.ts';
import { openCustomer, openedDialog, signIn } from './support/steps.ts';

async function openMara(page: Page): Promise<void> {
  await signIn(page, 'Ada Brandt', '2580');
  await openCustomer(page, 'mara lindt', 'Mara Lindt');
}

test('the app behind the window ends and comes back: both are said, and what was typed is still there', async ({
  openDesk,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'the desktop ends with its app');
  test.setTimeout(120_000);
  const { page, killHost, startHostAgain } = await openDesk({ demo: true });
  await openMara(page);
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  const form = await openedDialog(page, 'Adjust balance of Mara Lindt');
  await form.getByLabel('Memo').fill('Sorry for the cold room');
  await killHost();
  await expect(page.getByText('Connection to Tallydesk lost.')).toBeVisible({ timeout: 30_000 });
  await form.getByLabel('Amount').fill('2');
  await expect(form.getByLabel('Preview')).toContainText('Tallydesk can’t be reached.');
  await expectAccessible(page, 'connection-lost', 'light');

  const address = await startHostAgain();
  await expect(page.getByText('Tallydesk was started anew and doesn’t know this window.')).toBeVisible({
    timeout: 30_000,
  });
  await takePicture(page, 'connection-unknown');
  // The sentence's way on: its new address, in any window of this browser.
  const other = await page.context().newPage();
  await other.goto(address);
  await expect(page.getByText('Locked. Ada Brandt finds everything as it was.')).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('PIN of Ada Brandt').fill('2580');
  await page.keyboard.press('Enter');
  await expect(form.getByLabel('Memo')).toHaveValue('Sorry for the cold room');
  await expect(page.getByText('Tallydesk was started anew')).toBeHidden();
  await expect(form.getByLabel('Preview')).toContainText('New lot');
  await form.getByRole('button', { name: 'Add credit' }).click();
  await expect(page.getByText('Added 2 Class credits for Mara Lindt: 11 left now.')).toBeVisible();
});

test('a window that is reloaded after that says how to go on', async ({ openDesk }, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'the desktop ends with its app');
  const { page, killHost, startHostAgain } = await openDesk({ demo: true, colorScheme: 'dark' });
  await page.getByLabel(/^PIN of/).waitFor();
  await killHost();
  await startHostAgain();
  await page.reload();
  await expect(page.getByText('Open it with the address that Tallydesk printed when it started.')).toBeVisible();
  await expectAccessible(page, 'connection-reloaded', 'dark');
});

test('answers that take their time leave bones in their place, and no empty state in between', async ({
  openDesk,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'a port can’t be held');
  const { page } = await openDesk({ demo: true });
  await openMara(page);
  const profile = page.url();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const hold = async (route: Route) => {
    await released;
    await route.continue();
  };
  for (const slow of ['balance/get', 'memberships/list', 'usage/*', 'lots/list'])
    await page.route(`**/rpc/${slow}`, hold);
  await page.reload();
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { name: 'Mara Lindt', level: 1 })).toBeVisible();
  await expect(main.getByRole('status', { name: 'Loading' }).first()).toBeVisible();
  await expect(main.getByText(/^No |^Nothing |yet$/)).toHaveCount(0);
  await expectAccessibleInBoth(page, 'profile-loading');
  await page.goto(`${profile}/usage`);
  await expect(main.getByRole('status', { name: 'Loading the summary' })).toBeVisible();
  await expect(main.getByText(/^No |^Nothing |yet$/)).toHaveCount(0);
  await expectAccessibleInBoth(page, 'usage-loading');
  release();
  await expect(page.getByRole('grid', { name: 'Detailed usage' })).toBeVisible();
  await expect(main.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
});
