import { expect, test } from './support/desk-app.ts';
import { expectAccessible } from './support/pictures.ts';
import { makeStudio, manager, openCustomer, openedDialog, openMarasUsage, signIn } from './support/steps.ts';

test('the worked example adds up before the customer’s eyes, and every figure can be asked why', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await openMarasUsage(page);
  await page
    .getByRole('radio', { name: /Cycle 1/ })
    .or(page.getByRole('button', { name: /Cycle 1/ }))
    .first()
    .click();
  const summary = page.getByRole('region', { name: /Credit usage summary/ });
  for (const figure of [
    '8 Starting credits',
    '5 Total booked',
    '1 Free cancellations',
    '0 Rollover credits',
    '2 Manual changes',
    '3 Expired',
    '3 Rolled over to next',
    '0 Credits left',
  ]) {
    await expect(summary.getByRole('button', { name: new RegExp(figure) })).toBeVisible();
  }
  await summary.getByRole('button', { name: /Manual changes/ }).click();
  const list = page.getByRole('grid', { name: 'Detailed usage' });
  await expect(list).toHaveAttribute('aria-rowcount', '2');
  await expect(list.getByText('+2', { exact: true })).toBeVisible();
  await page.reload();
  await expect(list).toHaveAttribute('aria-rowcount', '2');
  // Nothing rolled over into the first cycle: the list says which filter leaves nothing.
  await summary.getByRole('button', { name: /Rollover credits/ }).click();
  await expect(page.getByText('No entry fits all the filters')).toBeVisible();
  await page.getByRole('button', { name: /^Clear Rollover credits \(shows \d+\)$/ }).click();
  await expect(list).toBeVisible();
});

test('adjusting shows which lots change before anything happens, and a manager can undo it', async ({ openDesk }) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await openCustomer(page, 'mara lindt', 'Mara Lindt');
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  const dialog = await openedDialog(page, 'Adjust balance of Mara Lindt');
  await dialog.getByLabel('Credit', { exact: true }).click();
  await page
    .getByRole('option', { name: /^Class/ })
    .first()
    .click();
  await dialog.getByLabel('Amount').fill('2');
  await dialog.getByLabel('Memo').fill('Sorry for the cold room');
  await expect(dialog.getByLabel('Preview')).toContainText('2');
  await dialog.getByRole('button', { name: 'Add credit' }).click();
  await expect(page.getByText(/Added 2 .*for Mara Lindt/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone: added 2 Class credits for Mara Lindt: 9 left now.')).toBeVisible();
});

test('what one window changes, another shows at once', async ({ openDesk }, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'the desktop has one window');
  const { page, secondWindow } = await openDesk();
  await makeStudio(page);
  const second = await secondWindow();
  await expect(second.getByText('No customers yet')).toBeVisible();
  await page.bringToFront();
  await page.getByRole('button', { name: 'New customer' }).first().click();
  await (await openedDialog(page, 'New customer')).getByLabel('Name', { exact: true }).fill('Zoë Müller');
  await page.keyboard.press('Enter');
  await expect(second.getByText('Zoë Müller')).toBeVisible();
});

test('a wrong PIN says how many tries are left; locking keeps what was on screen for the same person', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ben Okoye', '0000');
  await expect(page.getByRole('alert')).toContainText(/4 tries/);
  await page.getByLabel('PIN of Ben Okoye').fill('1470');
  await page.keyboard.press('Enter');
  await page.getByLabel('Search customers').fill('lindt');
  await expect(page.getByText('Mara Lindt', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /Lock/ }).hover();
  await expect(page.getByRole('tooltip', { name: 'Lock this desk' })).toBeVisible();
  await page.getByRole('button', { name: /Lock/ }).click();
  await expect(page.getByText('Locked. Ben Okoye finds everything as it was.')).toBeVisible();
  await expect(page.getByText('Mara Lindt', { exact: true })).toBeHidden();
  await page.getByLabel('PIN of Ben Okoye').fill('1470');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Search customers')).toHaveValue('lindt');
  // What locked it has neither the focus nor its hint: Enter would lock it again.
  await expect(page.locator('#content')).toBeFocused();
  await expect(page.getByRole('tooltip')).toHaveCount(0);

  // Somebody else starts afresh: no form of the one before.
  await page.getByText('Mara Lindt', { exact: true }).click();
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Adjust balance of Mara Lindt' }).getByLabel('Amount')).toBeFocused();
  await page.evaluate(() => new BroadcastChannel('tallydesk.lock').postMessage('lock'));
  await signIn(page, 'Cleo Marti', '3690');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a studio goes on where it was after the app was closed', async ({ openDesk }) => {
  const first = await openDesk();
  await makeStudio(first.page);
  await first.close();
  const { page } = await openDesk({ dataDir: first.dataDir });
  await signIn(page, manager.name, manager.pin);
  await expect(page.getByText('No customers yet')).toBeVisible();
});

test('five wrong PINs: from when on signing in goes again is told as the time of day at the studio', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await page.getByText('Ben Okoye', { exact: true }).click();
  const said = page.getByRole('alert');
  for (const left of ['4 tries left', '3 tries left', '2 tries left', '1 try left', 'Too many wrong PINs.']) {
    await page.getByLabel('PIN of Ben Okoye').fill('0000');
    await page.keyboard.press('Enter');
    await expect(said).toContainText(left);
  }
  await expect(said).toContainText(/Signing in is possible again at \d\d:\d\d\.$/);
  await expectAccessible(page, 'sign-in-locked', 'light');
});

test('a manager has the ledger verified from anywhere, as the report says; a viewer is not offered it', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  const find = page.getByPlaceholder('Find a customer or an action');
  await signIn(page, 'Cleo Marti', '3690');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await find.fill('verify the ledger');
  await expect(page.getByText('Nobody and nothing is called “verify the ledger”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Lock/ }).click();
  await signIn(page, 'Ada Brandt', '2580');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await find.fill('verify the ledger');
  await page.getByText('Verify the ledger', { exact: true }).click();
  const notice = page.getByRole('status').filter({ hasText: 'The ledger is verified' });
  await expect(notice).toContainText(/All [\d,]+ entries are as they were recorded/);
  await expectAccessible(page, 'ledger-verified', 'light');
});
