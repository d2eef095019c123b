import { expect, test } from './support/desk-app.ts';
import { expectAccessible } from './support/pictures.ts';
import { openCustomer, openMarasUsage, signIn } from './support/steps.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen in ${theme}`, async ({ openDesk }) => {
    test.setTimeout(300_000);
    const fresh = await openDesk({ colorScheme: theme });
    await expect(fresh.page.getByRole('heading', { name: 'Welcome to Tallydesk' })).toBeVisible();
    await expectAccessible(fresh.page, 'first-run', theme);
    await fresh.close();

    const { page } = await openDesk({ demo: true, colorScheme: theme });
    await page.getByLabel(/^PIN of/).waitFor();
    await expectAccessible(page, 'sign-in', theme);
    await signIn(page, 'Ada Brandt', '2580');
    await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
    await expectAccessible(page, 'customers', theme);

    await openCustomer(page, 'mara lindt', 'Mara Lindt');
    await expectAccessible(page, 'profile', theme);
    await page.getByRole('button', { name: 'Adjust balance' }).first().click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, 'adjust', theme);
    await page.keyboard.press('Escape');

    await openMarasUsage(page);
    await page.getByRole('img').first().waitFor();
    await expectAccessible(page, 'usage', theme);
    await page.setViewportSize({ width: 1024, height: 640 });
    await expectAccessible(page, 'usage-small', theme);
    await page.getByRole('grid', { name: 'Detailed usage' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, 'entry', theme);
    await page.keyboard.press('Escape');

    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Import' }).click();
    await expectAccessible(page, 'import', theme);
  });
}
