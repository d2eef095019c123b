import { rmSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { test as base, expect } from './support/desk-app.ts';
import { longCustomer, makeLongNames } from './support/long-names.ts';
import { expectAccessible, takePicture } from './support/pictures.ts';
import { manager, signIn } from './support/steps.ts';

const test = base.extend<Record<never, never>, { longNames: string }>({
  longNames: [
    async ({ playwright: _playwright }, use) => {
      const folder = await makeLongNames();
      await use(`${folder}/ledger.sqlite`);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Each way of writing, both themes, the usual window and a narrow one. */
const looks = [
  // What axe looks at is the same whatever the letters are; most of it is cut off, or scrolls, in a narrow window.
  { manner: 'unbroken', theme: 'dark', width: 900, height: 600, axe: true },
  { manner: 'unbroken', theme: 'light', width: 1440, height: 900, axe: false },
  { manner: 'rightToLeft', theme: 'dark', width: 1440, height: 900, axe: false },
  { manner: 'emoji', theme: 'light', width: 900, height: 600, axe: false },
] as const;

for (const { manner, theme, width, height, axe } of looks) {
  test(`names as long as they may be (${manner}) break nothing in ${theme} at ${width} × ${height}`, async ({
    openDesk,
    longNames,
  }) => {
    test.setTimeout(180_000);
    const { page } = await openDesk({ ledger: longNames, colorScheme: theme, viewport: { width, height } });
    const look = async (screen: string) => {
      const name = `long-${manner}-${screen}`;
      if (axe) await expectAccessible(page, name, theme);
      else await takePicture(page, `${name}-${theme}`);
      await expectWhole(page, name);
    };
    await signIn(page, manager.name, manager.pin);
    const name = longCustomer(manner);
    await page.getByLabel('Search customers').fill(`lena ${manner}`);
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    await look('customers');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(`lena ${manner}`);
    await expect(page.getByRole('dialog').getByText(name, { exact: true })).toBeVisible();
    await look('finder');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
    await look('profile');
    await page.getByRole('tab', { name: 'Bookings' }).click();
    await look('bookings');

    await page.getByRole('button', { name: 'Adjust balance' }).first().click();
    const form = page.getByRole('dialog');
    await form.getByText('Deduct', { exact: true }).click();
    await form.getByLabel('Credit', { exact: true }).click();
    await look('adjust-credits');
    await page
      .getByRole('option', { name: /^Credit/ })
      .first()
      .click();
    await form.getByLabel('Amount').fill('3');
    await expect(form.getByRole('button', { name: 'Deduct credit' })).toBeEnabled();
    await look('adjust');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'More about the credit balance' }).click();
    await page.getByRole('menuitem', { name: 'View transactions' }).click();
    const list = page.getByRole('grid', { name: 'Detailed usage' });
    await list.waitFor();
    await look('usage');
    await page.getByRole('radio', { name: /^Credit / }).click();
    await page.getByRole('img').first().waitFor();
    await look('usage-credit');
    await list.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('Memo');
    await look('entry');
  });
}

/** Nothing that stands out of the window or of a dialog, or that only scrolling sideways would show. */
async function expectWhole(page: Page, screen: string): Promise<void> {
  const sideways = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
      // A table of figures may be wider than a narrow window; it says so to the keyboard.
      .filter((element) => element.getAttribute('aria-label') !== 'Credit usage summary')
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map((element) => `${element.className} ${element.scrollWidth} > ${element.clientWidth}`),
  );
  expect(sideways, `${screen} scrolls sideways`).toEqual([]);
}
