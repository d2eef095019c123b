import { expect, test } from './support/desk-app.ts';

test('with the keyboard alone: sign in, find Mara, open her usage, filter it, open an entry, and back', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await page.getByLabel(/^PIN of/).waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.type('2580');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('mara lindt');
  await expect(page.getByRole('dialog').getByText('Mara Lindt').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Mara Lindt', level: 1 })).toBeVisible();

  await page.getByRole('button', { name: 'More about Flow 8' }).first().focus();
  await page.keyboard.press('Enter');
  // An open menu stands on its first item.
  await expect(page.getByRole('menuitem', { name: 'Credit usage' })).toBeFocused();
  await page.keyboard.press('Enter');
  const list = page.getByRole('grid', { name: 'Detailed usage' });
  await list.waitFor();
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Find in this list')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Mara Lindt', level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});
