import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { dayIn } from './support/days.ts';
import { type DeskApp, expect, type OpenOptions, test } from './support/desk-app.ts';
import { expectAccessible, expectAccessibleInBoth, takePicture } from './support/pictures.ts';
import { runScript, type ScriptLine } from './support/script-host.ts';
import { manager, openCustomer, openedDialog, signIn } from './support/steps.ts';

const hourMs = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs).toISOString();

/** Mara with 8 credits that never end and one that ended two days ago, and what she has booked: first from the one that ended. */
function linesOfMara(): ScriptLine[] {
  const mara = { customerId: '$3.id', creditId: '$2.id' };
  const session = (name: string, hours: number) => ({
    ...{ ...mara, amount: 1, name, key: name },
    ...{ startsAt: inHours(hours), endsAt: inHours(hours + 1) },
  });
  const studio = { name: 'Lindenhof Studio', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };
  return [
    { op: 'studio.create', input: studio, now: inHours(-10 * 24) },
    { op: 'credits.create', input: { name: 'Class', kind: 'session' } },
    { op: 'customers.create', input: { kind: 'person', name: 'Mara Lindt' } },
    { op: 'studio.update', input: { rules: { lotMustCover: 'booking' } } },
    { op: 'adjustments.add', input: { ...mara, amount: 8, memo: 'Pack', lastDay: null, key: 'pack' } },
    { op: 'adjustments.add', input: { ...mara, amount: 1, memo: 'Trial', lastDay: dayIn(-2), key: 'trial' } },
    { op: 'bookings.create', input: session('Reformer', 96) },
    { op: 'bookings.create', input: session('Yin Yoga', 72) },
    { op: 'bookings.create', input: session('Slow Flow', 3) },
  ];
}

async function openMara(
  openDesk: (options?: OpenOptions) => Promise<DeskApp>,
  options: OpenOptions = {},
): Promise<Page> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-corrections-'));
  await runScript(dataDir, linesOfMara());
  const { page } = await openDesk({ ...options, dataDir });
  await signIn(page, manager.name, manager.pin);
  await openCustomer(page, 'mara', 'Mara Lindt');
  return page;
}

test('cancelling says what comes back before it happens: in time, too late and waived, and for credit that has ended', async ({
  openDesk,
}) => {
  const page = await openMara(openDesk);
  const balance = page.getByRole('region', { name: 'Credit balance' });
  await expect(balance).toContainText('6');
  await page.getByRole('tab', { name: 'Bookings' }).click();
  const cancel = async (name: string) => {
    await page.getByRole('button', { name: `Cancel ${name}` }).click();
    return openedDialog(page, `Cancel ${name}?`);
  };

  await expect(page.getByRole('row', { name: /Yin Yoga/ })).toContainText('Added manually, never expires');
  const inTime = await cancel('Yin Yoga');
  await expect(inTime).toContainText('1 Class credit comes back.');
  // Which lot gets it, and the balance afterwards.
  await expect(inTime.getByRole('listitem')).toHaveText([/^Added manually never expires6 → 7$/, 'Balance6 → 7']);
  await expectAccessibleInBoth(page, 'cancel');
  await inTime.getByRole('button', { name: 'Keep booking' }).click();
  await expect(inTime).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cancel Yin Yoga' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(inTime).toContainText('1 Class credit comes back.');
  // Enter pressed twice leaves the booking as it is.
  await expect(inTime.getByRole('button', { name: 'Keep booking' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Yin Yoga is cancelled. 1 Class credit came back: 7 left now.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cancel Yin Yoga' })).toHaveCount(0);
  await expect(page.locator('#content')).toBeFocused();
  await expect(balance).toContainText('7');

  const late = await cancel('Slow Flow');
  await expect(late).toContainText('The time for a free cancellation is over: the credit stays spent.');
  await late.getByLabel('Give the credit back all the same').check();
  await expect(late).toContainText('Say why the credit is given back.');
  await late.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(late.getByLabel('Reason')).toBeFocused();
  await late.getByLabel('Reason').fill('The heating failed');
  await expect(late).toContainText('1 Class credit comes back.');
  // Closed by mistake: the reason stays, the choice to give credit back is made anew.
  await page.keyboard.press('Escape');
  await expect(late).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(late).toContainText('The time for a free cancellation is over: the credit stays spent.');
  await late.getByLabel('Give the credit back all the same').check();
  await expect(late.getByLabel('Reason')).toHaveValue('The heating failed');
  await expect(late).toContainText('1 Class credit comes back.');
  await expectAccessible(page, 'cancel-waived', 'light');
  await late.getByRole('button', { name: 'Cancel booking' }).dblclick();
  await expect(page.getByText('Slow Flow is cancelled. 1 Class credit came back: 8 left now.')).toHaveCount(1);
  await expect(balance).toContainText('8');

  const ended = await cancel('Reformer');
  await expect(ended).toContainText('Of it 1 Class credit ended in the meantime and would expire again at once.');
  await expect(ended.getByRole('listitem')).toHaveText([/^Added manually ended .*1, expires again$/]);
  await ended.getByLabel('Let what ended be valid for longer').check();
  // Without a day the credit would be lost.
  await ended.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(ended).toContainText('Choose a day to see what will happen.');
  await expect(ended.getByLabel('Valid to')).toBeEditable();
  await ended.getByLabel('Valid to').click();
  await expect(page.locator('button[aria-current="date"]')).toBeVisible();
  await takePicture(page, 'calendar-today');
  await ended.getByLabel('Valid to').fill(dayIn(30));
  await page.keyboard.press('Tab');
  await expect(ended).toContainText('What ended in the meantime becomes new credit, valid to');
  await expect(ended.getByRole('listitem')).toHaveText([/^New lot last day .*1$/, 'Balance8 → 9']);
  await expectAccessible(page, 'cancel-extended', 'light');
  await ended.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.getByText(/^Reformer is cancelled\. 1 Class credit came back: 9 left now\./)).toBeVisible();
  await expect(balance).toContainText('9');
});

test('a lot is corrected and deleted with what it was staying in its history', async ({ openDesk }) => {
  const page = await openMara(openDesk, { colorScheme: 'dark' });
  await page.getByRole('tab', { name: 'Session credit' }).click();
  const ask = async (what: string) => {
    await page.getByRole('button', { name: 'More about lot 1' }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  const middleOf = async (one: Locator) => {
    const box = await one.boundingBox();
    return box ? box.y + box.height / 2 : Number.NaN;
  };
  const history = page.getByRole('link', { name: 'Use history of lot 1, Class' });
  const more = page.getByRole('button', { name: 'More about lot 1' });
  expect(Math.abs((await middleOf(history)) - (await middleOf(more)))).toBeLessThan(1);
  await ask('Edit');
  const edit = await openedDialog(page, 'Edit Class, lot 1');
  await expect(edit.getByLabel('Left')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More about lot 1' })).toBeFocused();
  await ask('Edit');
  await edit.getByLabel('Left').fill('a few');
  await expect(edit).toContainText('Nothing is saved until the fields above can be read.');
  await expect(edit.getByRole('button', { name: 'Save' })).toBeDisabled();
  await edit.getByLabel('Left').fill('4');
  await page.keyboard.press('Escape');
  await ask('Edit');
  await expect(edit.getByLabel('Left')).toHaveValue('4');
  await edit.getByText('On a date', { exact: true }).click();
  await expect(edit.getByLabel('Last day')).toBeEditable();
  await edit.getByLabel('Last day').pressSequentially('28 Feb');
  await page.keyboard.press('Tab');
  await edit.getByLabel('Memo').fill('Counted at the door');
  await expect(edit).toContainText('Left becomes 4 instead of 6: an entry of −2 is added: balance 6 → 4.');
  await expect(edit).toContainText('It can be spent until the end of 28 February');
  await expectAccessible(page, 'edit-lot', 'dark');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The lot of Class is changed: 4 left now.')).toBeVisible();

  await ask('Delete');
  const remove = await openedDialog(page, 'Delete lot 1?');
  await expect(remove).toContainText('4 Class credits (Added manually) will no longer be spendable: balance 4 → 0.');
  await expect(remove.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await remove.getByLabel('Type DELETE to confirm').fill('DELETE');
  await expectAccessible(page, 'delete-lot', 'dark');
  await page.keyboard.press('Enter');
  await expect(page.getByText('4 Class credits deleted: 0 left now.')).toBeVisible();
  // What the dialog was opened from went with the lot.
  await expect(page.locator('#content')).toBeFocused();
  const balance = page.getByRole('region', { name: 'Credit balance' });
  await expect(balance).toContainText('0');
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Undone: 4 Class credits deleted: 4 left now.')).toBeVisible();
  await expect(balance).toContainText('4');
  await expect(page.locator('#content')).toBeFocused();
  await ask('Delete');
  await remove.getByLabel('Type DELETE to confirm').fill('DELETE');
  await page.keyboard.press('Enter');
  await expect(remove).toHaveCount(0);

  await page.getByRole('switch', { name: 'Show 2 expired or used up' }).check();
  await page.getByRole('link', { name: 'Use history of lot 1, Class' }).click();
  const list = page.getByRole('grid', { name: 'Detailed usage' });
  await expect(list.getByText('Counted at the door').first()).toBeVisible();
  await expect(list.getByText('−2', { exact: true })).toBeVisible();
  await expect(list.getByText('−4', { exact: true })).toHaveCount(2);
});
