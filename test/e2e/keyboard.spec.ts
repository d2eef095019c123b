import { expect, test } from './support/desk-app.ts';
import { openMarasUsage, signIn } from './support/steps.ts';

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
  await expect(page.getByRole('menuitem', { name: 'Credit usage' })).toBeFocused();
  // Ending takes something away: it begins on the button that leaves it.
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const ending = page.getByRole('dialog', { name: 'End Flow 8' });
  await expect(ending.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(ending).toBeHidden();
  await expect(page.getByRole('button', { name: 'More about Flow 8' }).first()).toBeFocused();
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

test('Enter right after typing opens who was typed, not the first of the list before; a further key takes it back', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  const search = page.getByLabel('Search customers');
  await expect(page.getByRole('grid', { name: 'Customers' }).getByRole('link').first()).toBeVisible();
  await search.focus();
  // However slow the machine: the search is not asked for before the last key.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await page.keyboard.type('mara lind');
  await page.keyboard.press('Enter');
  await page.keyboard.type('t');
  await page.clock.resume();
  await expect(page).toHaveURL(/q=mara\+lindt$/);
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await search.fill('');
  await expect(page).toHaveURL(/customers$/);
  await page.keyboard.type('mara lindt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Mara Lindt', level: 1 })).toBeVisible();
  await page.goBack();
  await search.fill('');
  await expect(page).toHaveURL(/customers$/);
  const second = page.locator('#customer-row-1').getByRole('link');
  await search.fill('mar');
  await expect(page).toHaveURL(/q=mar$/);
  await expect(page.getByRole('grid', { name: 'Customers' })).toHaveAttribute('aria-busy', 'false');
  const name = (await second.textContent()) ?? '';
  await search.fill('');
  await expect(page).toHaveURL(/customers$/);
  // Arrows wait as well, and count.
  await page.keyboard.type('mar');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
});

test('what is pressed right after Ctrl+K, Enter as well, is for the finder, never for what lies beneath', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  const newCustomer = page.getByRole('button', { name: 'New customer' });
  await newCustomer.focus();
  // The search takes the focus by a timer: all of this comes before.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await page.keyboard.press('Control+k');
  for (const key of ['m', 'a', 'r', 'a', ' ', 'x', 'Backspace', 'l', 'Enter']) await page.keyboard.press(key);
  await expect(newCustomer).toBeFocused();
  await page.clock.resume();
  await expect(page.getByRole('heading', { name: 'Mara Lindt', level: 1 })).toBeVisible();
});

test('what the list is asked for stays with its step: Back drops what was being typed, and a hidden entry is told only while it is', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await openMarasUsage(page);
  await page
    .getByRole('button', { name: /^Expired/ })
    .last()
    .click();
  await expect(page).toHaveURL(/view=expired/);
  await page.locator('[data-mark]').nth(1).click();
  const hidden = page.getByText(/is not among those that the filters show/);
  await expect(hidden).toBeVisible();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await page.getByLabel('Find in this list').fill('x');
  await page.goBack();
  await page.clock.runFor(1000);
  await page.clock.resume();
  await expect(hidden).toHaveCount(0);
  await expect(page.getByLabel('Find in this list')).toHaveValue('');
  await expect(page).not.toHaveURL(/q=x|view=expired/);
});
