import { expect, type Locator, type Page } from '@playwright/test';

/** The first manager of studios that tests make. */
export const manager = { name: 'Ada Brandt', email: 'ada@example.org', pin: '2580' };

/** Fills the first-run form and opens the studio, its manager signed in. */
export async function makeStudio(page: Page, name = 'Lindenhof Studio'): Promise<void> {
  await page.getByLabel('Name of the studio').fill(name);
  await page.getByLabel('Your name').fill(manager.name);
  await page.getByLabel('Your e-mail').fill(manager.email);
  await page.getByLabel('PIN', { exact: true }).fill(manager.pin);
  await page.getByLabel('PIN again').fill(manager.pin);
  await page.getByRole('button', { name: 'Open the studio' }).click();
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
}

/** Signs in at the sign-in screen. */
export async function signIn(page: Page, name: string, pin: string): Promise<void> {
  await page.getByText(name, { exact: true }).click();
  await page.getByLabel(`PIN of ${name}`).fill(pin);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Finds a customer by words and opens the profile with the keyboard. */
export async function openCustomer(page: Page, words: string, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Customers' }).click();
  const search = page.getByLabel('Search customers');
  await search.fill(words);
  await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
  await page.getByText(name, { exact: true }).first().click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

/** Opens Mara Lindt's Flow 8 · Credit usage, the worked example. */
export async function openMarasUsage(page: Page): Promise<void> {
  await openCustomer(page, 'mara lindt', 'Mara Lindt');
  await page.getByRole('button', { name: 'More about Flow 8' }).first().click();
  await page.getByRole('menuitem', { name: 'Credit usage' }).click();
  await expect(page.getByRole('heading', { name: /Flow 8.*Credit usage/, level: 1 })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Detailed usage' })).toBeVisible();
}

/** The dialog of that name once it has taken the focus: what is typed into one of its fields before that would go on in another. */
export async function openedDialog(page: Page, name: string | RegExp): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog.locator(':focus')).toHaveCount(1);
  return dialog;
}

/** Opens "Adjust balance" of the customer whose profile is open, with class credits and an amount; the form, which can be confirmed. */
export async function openAdjustment(page: Page, type: 'Add' | 'Deduct', amount: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  const form = await openedDialog(page, /^Adjust balance of/);
  await form.getByText(type, { exact: true }).click();
  await form.getByLabel('Credit', { exact: true }).click();
  await page
    .getByRole('option', { name: /^Class/ })
    .first()
    .click();
  await form.getByLabel('Amount').fill(amount);
  await form.getByLabel('Memo').fill('Counted twice');
  await expect(form.getByRole('button', { name: `${type} credit` })).toBeEnabled();
  return form;
}

/** Asks for an export of what a use history shows. */
export async function startExport(page: Page, kind: 'Excel' | 'CSV'): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
}
