import { expect, test } from './support/desk-app.ts';
import { expectAccessibleInBoth } from './support/pictures.ts';
import { openCustomer, openMarasUsage, signIn } from './support/steps.ts';

test('axe finds nothing on any screen, in light and in dark', async ({ openDesk }) => {
  test.setTimeout(300_000);
  const fresh = await openDesk();
  await expect(fresh.page.getByRole('heading', { name: 'Welcome to Tallydesk' })).toBeVisible();
  await expectAccessibleInBoth(fresh.page, 'first-run');
  await fresh.page.getByRole('combobox', { name: 'Time zone' }).click();
  await expect(fresh.page.getByRole('option', { name: /^Berlin · Europe/ })).toBeInViewport();
  await fresh.close();

  const { page } = await openDesk({ demo: true });
  await page.getByLabel(/^PIN of/).waitFor();
  await expectAccessibleInBoth(page, 'sign-in');
  await signIn(page, 'Ada Brandt', '2580');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await expectAccessibleInBoth(page, 'customers');

  await openCustomer(page, 'mara lindt', 'Mara Lindt');
  await expectAccessibleInBoth(page, 'profile');
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  await page.getByRole('dialog').waitFor();
  await expectAccessibleInBoth(page, 'adjust');
  await page.keyboard.press('Escape');

  await openMarasUsage(page);
  await page.getByRole('img').first().waitFor();
  await expectAccessibleInBoth(page, 'usage');
  await page.setViewportSize({ width: 1024, height: 640 });
  await expectAccessibleInBoth(page, 'usage-small');
  await page.getByRole('grid', { name: 'Detailed usage' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await expectAccessibleInBoth(page, 'entry');
  await page.keyboard.press('Escape');

  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Import' }).click();
  await expectAccessibleInBoth(page, 'import');
});
