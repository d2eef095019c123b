import { expect, test } from './support/desk-app.ts';
import { openedDialog, signIn } from './support/steps.ts';

test('a search under a filter can go on without it; an e-mail that is none is told at its field; Back from the new customer is the list', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await page.getByRole('button', { name: 'Archived' }).click();
  await page.getByLabel('Search customers').fill('lindt');
  await expect(page.getByText('Nobody under “Archived” matches “lindt”')).toBeVisible();
  await page.getByRole('button', { name: 'Search without the filter' }).click();
  await expect(page.getByRole('link', { name: 'Mara Lindt' })).toBeVisible();
  // Figures of one width are for columns of figures: in a name they part what a hyphen joins.
  await expect(page.getByRole('link', { name: 'Mara Lindt' })).toHaveCSS('font-variant-numeric', 'normal');
  await expect(page.getByLabel('Search customers')).toHaveValue('lindt');

  await page.getByRole('button', { name: 'New customer' }).click();
  const form = await openedDialog(page, 'New customer');
  await form.getByLabel('Name', { exact: true }).fill('Zed Linden');
  await form.getByLabel('E-mail').fill('zed@');
  await form.getByRole('button', { name: 'Add customer' }).click();
  await expect(form.getByText('Expected an e-mail address, like name@example.org.')).toBeVisible();
  await form.getByLabel('E-mail').fill('zed@example.org');
  await form.getByRole('button', { name: 'Add customer' }).click();
  await expect(page.getByRole('heading', { name: 'Zed Linden', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'New customer' })).toHaveCount(0);
});

test('who is archived is not in the list, and a search that means them says so, in the list and in the finder', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await page.getByLabel('Search customers').fill('lindt');
  await page.getByRole('link', { name: 'Mara Lindt' }).click();
  await page.getByRole('button', { name: 'More about Mara Lindt' }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(page.getByText('Mara Lindt is archived.')).toBeVisible();
  await page.keyboard.press('Control+k');
  const finder = page.getByRole('textbox', { name: 'Find a customer or an action' });
  await finder.fill('mara lindt');
  await page.getByRole('button', { name: 'Show the archived customer' }).waitFor();
  await finder.press('Enter');
  await expect(page).toHaveURL(/q=mara\+lindt&filter=archived$/);
  await expect(page.getByRole('link', { name: 'Mara Lindt' })).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(page.getByText('Nobody matches “mara lindt”')).toBeVisible();
  await page.getByRole('button', { name: 'Show the archived customer' }).click();
  await expect(page.getByRole('link', { name: 'Mara Lindt' })).toBeVisible();
  await expect(page.getByLabel('Search customers')).toBeFocused();
});

test('in a small window, what several credits come to is in sight; Esc from a lot’s history returns to its tab', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await page
    .getByText(/^and \d more$/)
    .first()
    .click();
  await page.getByRole('tab', { name: 'Money credit' }).click();
  await expect(page).toHaveURL(/tab=money$/);
  const profile = page.url();
  await page
    .getByRole('link', { name: /^Use history of lot/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /Use history/, level: 1 })).toBeVisible();
  await expect(page.locator('[data-back-to$="?tab=money"]')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(profile);
  await page.getByRole('tab', { name: 'Transactions' }).click();
  await page
    .getByRole('tabpanel')
    .getByRole('link', { name: /^View transactions/ })
    .click();
  await page.setViewportSize({ width: 900, height: 600 });
  const table = page.getByRole('region', { name: 'Credit usage summary' });
  await expect(table).toBeVisible();
  for (const cell of await table.locator('td:last-child').all()) await expect(cell).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 390, height: 700 });
  await expect(page.getByText('Demo studio', { exact: true })).toBeInViewport({ ratio: 1 });
});

test('who is opened right after typing stays open, however long the profile’s own code takes to come', async ({
  openDesk,
}, { project }) => {
  test.skip(project.name === 'electron', 'its files can’t be held');
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  const search = page.getByLabel('Search customers');
  await search.fill('mara lind');
  await expect(page).toHaveURL(/q=mara\+lind$/);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/assets/ProfileScreen-*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await search.press('t');
  await page.getByRole('link', { name: 'Mara Lindt' }).click();
  await expect(page).toHaveURL(/customers\/[0-9a-f-]+$/);
  await page.clock.runFor(1000);
  release();
  await page.clock.resume();
  await expect(page.getByRole('heading', { name: 'Mara Lindt', level: 1 })).toBeVisible();
});
