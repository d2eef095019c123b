import type { Locator, Page, Route } from '@playwright/test';
import { dayIn } from './support/days.ts';
import { expect, test } from './support/desk-app.ts';
import { expectAccessible, expectAccessibleInBoth } from './support/pictures.ts';
import { makeStudio, openAdjustment, openCustomer, openedDialog, signIn } from './support/steps.ts';

async function openMara(page: Page): Promise<void> {
  await signIn(page, 'Ada Brandt', '2580');
  await openCustomer(page, 'mara lindt', 'Mara Lindt');
}

const previewOf = (form: Locator) => form.getByLabel('Preview');
const balanceOf = (page: Page) =>
  page.getByRole('main').getByText('Class credits', { exact: true }).first().locator('..');

test('a balance that changed after the preview is told, previewed anew, and what was typed stays', async ({
  openDesk,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'the desktop has one window');
  const { page, secondWindow } = await openDesk({ demo: true });
  await openMara(page);
  const second = await secondWindow();
  await openCustomer(second, 'mara lindt', 'Mara Lindt');
  await page.bringToFront();
  const form = await openAdjustment(page, 'Deduct', '4');
  await expect(previewOf(form)).toContainText('95');
  // A colleague is faster: between this desk's confirming and the ledger's deciding.
  const colleague = async (route: Route) => {
    await second.bringToFront();
    const theirs = await openAdjustment(second, 'Deduct', '1');
    await theirs.getByRole('button', { name: 'Deduct credit' }).click();
    await expect(second.getByText(/^Deducted 1 /)).toBeVisible();
    await page.bringToFront();
    await route.continue();
  };
  await page.route('**/rpc/adjustments/deduct', colleague, { times: 1 });
  await form.getByRole('button', { name: 'Deduct credit' }).click();
  await expect(form.getByRole('alert')).toContainText('The balance has changed in the meantime.');
  await expect(form.getByRole('alert')).toContainText('Nothing has been changed by you.');
  await expect(previewOf(form)).toContainText('84');
  await expect(form.getByLabel('Amount')).toHaveValue('4');
  await expect(form.getByLabel('Memo')).toHaveValue('Counted twice');
  await expectAccessibleInBoth(page, 'adjust-changed');
  await form.getByRole('button', { name: 'Deduct credit' }).click();
  await expect(page.getByText('Deducted 4 Class credits from Mara Lindt: 4 left now.')).toBeVisible();
});
test('more than there is: the preview says how much is asked for and available, and nothing can be confirmed', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await openMara(page);
  const form = await openAdjustment(page, 'Deduct', '4');
  await form.getByLabel('Amount').fill('40');
  await expect(previewOf(form)).toContainText('Not enough credit: 40 asked for, 9 available.');
  await expect(form.getByRole('button', { name: 'Deduct credit' })).toBeDisabled();
  await expectAccessible(page, 'adjust-insufficient', 'light');

  // What can't be read is told once, at its field, which has the focus then.
  const reason = 'Write the amount as a number, such as 5.';
  await form.getByLabel('Amount').fill('abc');
  await form.getByRole('button', { name: 'Deduct credit' }).click();
  await expect(form.getByText(reason)).toHaveCount(1);
  await expect(previewOf(form)).not.toContainText(reason);
  await expect(form.getByLabel('Amount')).toBeFocused();
  await form.getByLabel('Amount').fill('9');
  await expect(form.getByRole('button', { name: 'Deduct credit' })).toBeEnabled();

  // What waits with a paused membership is in the balance, and not to be had.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More about Flow 8' }).first().click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  const pausing = await openedDialog(page, 'Pause Flow 8');
  await pausing.getByRole('button', { name: 'Pause membership' }).click();
  await expect(pausing).toBeHidden();
  await page.getByRole('button', { name: 'Adjust balance' }).click();
  await expect(previewOf(form)).toContainText('Not enough credit: 9 asked for, 0 available.');
  await expect(previewOf(form)).toContainText(
    'Of the balance, 9 can’t be spent at the moment: a membership is paused, or it begins later.',
  );
});

test('a studio without credits says where they come from; which credit is meant is asked first', async ({
  openDesk,
}) => {
  const { page } = await openDesk();
  await makeStudio(page);
  await page.getByRole('button', { name: 'New customer' }).first().click();
  const creating = await openedDialog(page, 'New customer');
  await creating.getByRole('radio', { name: 'Company' }).click();
  await creating.getByLabel('Company name').fill('Kollektiv');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Adjust balance' }).click();
  const form = await openedDialog(page, 'Adjust balance of Kollektiv');
  await expect(form.getByLabel('Credit', { exact: true })).toBeFocused();
  await expect(previewOf(form)).toContainText('The studio has no credits yet, so there is nothing to adjust.');
  await expect(form.getByRole('button', { name: 'Add credit' })).toBeDisabled();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('The studio has no credits yet', { exact: true })).toBeVisible();
  await expectAccessibleInBoth(page, 'adjust-no-credits');
  await page.keyboard.press('Escape');
  await form.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
});

test('a day that is over at the studio, on a computer whose clock is behind', async ({ openDesk }) => {
  const { page } = await openDesk({ demo: true });
  await page.clock.setFixedTime(Date.now() - 86_400_000);
  await openMara(page);
  const form = await openAdjustment(page, 'Add', '2');
  await form.getByText('On a date', { exact: true }).click();
  await form.getByLabel('Last day').fill(dayIn(-1));
  await page.keyboard.press('Tab');
  await expect(previewOf(form)).toContainText(/That day is over\. Choose today \(\d+ \w+\) or a later day\./);
  await expect(form.getByRole('button', { name: 'Add credit' })).toBeDisabled();
  await expectAccessible(page, 'adjust-past', 'light');
  await expect(form.getByLabel('Amount')).toHaveValue('2');

  // What can't be read is not taken for the day before it; Esc closes the calendar, not the form.
  await form.getByLabel('Last day').fill('31 Feb 2031');
  await page.keyboard.press('Escape');
  await expect(previewOf(form)).toContainText('Choose the last day, or Never.');
  await page.keyboard.press('Enter');
  await expect(form.getByText('Write the day like 31 March 2027 or 31.3.2027.')).toBeVisible();
  await expect(form.getByLabel('Last day')).toHaveValue('31 Feb 2031');
  await form.getByLabel('Last day').fill('28 Feb 2031');
  await expect(previewOf(form)).toContainText('last day 28 February 2031');
});

test('an answer that is lost: sent again it is done once, with other figures it is refused and says what to do', async ({
  openDesk,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'a port loses no answers');
  const { page } = await openDesk({ demo: true });
  await openMara(page);
  const loseAnswers = () =>
    page.route('**/rpc/adjustments/add', async (route) => {
      await route.fetch();
      await route.abort();
    });
  await loseAnswers();
  const form = await openAdjustment(page, 'Add', '2');
  await form.getByRole('button', { name: 'Add credit' }).click();
  await expect(form.getByRole('alert')).toContainText('Tallydesk can’t be reached.');
  await page.unrouteAll();
  await form.getByRole('button', { name: 'Add credit' }).click();
  await expect(page.getByText('Added 2 Class credits for Mara Lindt: 11 left now.')).toBeVisible();

  await loseAnswers();
  const other = await openAdjustment(page, 'Add', '3');
  await other.getByRole('button', { name: 'Add credit' }).click();
  await expect(other.getByRole('alert')).toContainText('Tallydesk can’t be reached.');
  await page.unrouteAll();
  await other.getByLabel('Amount').fill('5');
  await other.getByRole('button', { name: 'Add credit' }).click();
  await expect(other.getByRole('alert')).toContainText('This has been sent before with other figures.');
  await expect(other.getByLabel('Memo')).toHaveValue('Counted twice');
  await expectAccessible(page, 'adjust-conflict', 'light');
  await other.getByRole('button', { name: 'Cancel' }).click();
  await expect(balanceOf(page)).toContainText('14');
});

test('the form keeps what was typed, and goes with the screen it was opened on: the finder and Back never leave it over another customer', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await openMara(page);
  const form = await openAdjustment(page, 'Add', '2');
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  await expect(form.getByLabel('Amount')).toHaveValue('2');
  await expect(form.getByLabel('Memo')).toHaveValue('Counted twice');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('eleni');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Eleni/, level: 1 })).toBeVisible();
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  await expect(page.getByRole('dialog', { name: /^Adjust balance of Eleni/ })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Mara Lindt', level: 1 })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Enter right after the last digit waits for the preview of exactly that; a further key takes it back, a refusal does nothing', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await openMara(page);
  const form = await openAdjustment(page, 'Deduct', '4');
  await expect(previewOf(form)).toContainText('95');
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1000);
  await form.getByLabel('Amount').fill('3');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.clock.resume();
  await expect(previewOf(form)).toContainText('96');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await expect(previewOf(form)).toContainText('Not enough credit: 39 asked for, 9 available.');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Deducted 3 Class credits from Mara Lindt: 6 left now.')).toBeVisible();
  await expect(balanceOf(page)).toContainText('6');
  await page.getByRole('button', { name: 'Adjust balance' }).first().click();
  await expect(form.getByLabel('Amount')).toHaveValue('');
});
