import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dayIn } from './support/days.ts';
import { expect, test } from './support/desk-app.ts';
import { runScript, type ScriptLine } from './support/script-host.ts';
import { manager, openCustomer, openedDialog, signIn } from './support/steps.ts';

/** Mara with 8 credits that never end, and a plan whose pause is still to come. */
function linesOfMara(): ScriptLine[] {
  const studio = { name: 'Lindenhof Studio', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };
  const plan = { name: 'Flow 8', cycle: { every: 1, unit: 'month' }, benefits: [{ creditId: '$2.id', amount: 8 }] };
  return [
    { op: 'studio.create', input: studio },
    { op: 'credits.create', input: { name: 'Class', kind: 'session' } },
    { op: 'customers.create', input: { kind: 'person', name: 'Mara Lindt' } },
    {
      op: 'adjustments.add',
      input: { customerId: '$3.id', creditId: '$2.id', amount: 8, memo: 'Pack', lastDay: null, key: 'pack' },
    },
    { op: 'plans.create', input: plan },
    { op: 'memberships.start', input: { customerId: '$3.id', planId: '$5.id', startsOn: dayIn(0), key: 'start' } },
    { op: 'memberships.pause', input: { id: '$6.id', on: dayIn(12), key: 'pause' } },
  ];
}

async function openLots(page: Page): Promise<void> {
  await openCustomer(page, 'mara', 'Mara Lindt');
  await page.getByRole('tab', { name: 'Session credit' }).click();
}

/** A window that another one covers is painted once a second. */
async function askLot(page: Page, what: string): Promise<void> {
  await page.bringToFront();
  await page.getByRole('button', { name: 'More about lot 1' }).click();
  await page.getByRole('menuitem', { name: what }).click();
}

test('a dialog about a lot follows what another window does to it, and a pause to come is taken back', async ({
  openDesk,
}, { project }) => {
  test.skip(project.name === 'electron', 'the desktop has one window');
  const dataDir = mkdtempSync(join(tmpdir(), 'tallydesk-e2e-windows-'));
  await runScript(dataDir, linesOfMara());
  const { page, secondWindow } = await openDesk({ dataDir });
  await signIn(page, manager.name, manager.pin);
  await openLots(page);
  const other = await secondWindow();
  await openLots(other);

  await askLot(page, 'Edit');
  const edit = await openedDialog(page, 'Edit Class, lot 1');
  await edit.getByLabel('Memo').fill('Counted at the door');
  await askLot(other, 'Edit');
  await openedDialog(other, 'Edit Class, lot 1');
  await other.getByLabel('Left').fill('6');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(edit.getByLabel('Left')).toHaveValue('6');
  await page.bringToFront();
  await edit.getByLabel('Left').fill('5');
  await expect(edit).toContainText(/Left becomes 5 instead of 6: an entry of −1 is added: balance \d+ → \d+\./);
  await edit.getByRole('button', { name: 'Cancel' }).click();

  await askLot(page, 'Delete');
  const remove = await openedDialog(page, 'Delete lot 1?');
  await expect(remove).toContainText('6 Class credits');
  await askLot(other, 'Delete');
  await openedDialog(other, 'Delete lot 1?');
  await other.getByLabel('Type DELETE to confirm').fill('DELETE');
  await other.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(other.getByText(/^6 Class credits deleted: \d+ left now\./)).toBeVisible();
  const late = page.getByRole('dialog', { name: 'Lot 1 can’t be deleted any more' });
  await expect(late).toContainText('This lot was used up in the meantime');
  await page.bringToFront();
  await late.getByRole('button', { name: 'Close' }).last().click();
  await expect(late).toBeHidden();

  const memberships = page.getByRole('region', { name: 'Memberships' });
  await expect(memberships).toContainText('pauses from');
  await page.getByRole('button', { name: 'More about Flow 8' }).click();
  await page.getByRole('menuitem', { name: 'Take back the pause' }).click();
  await page.getByRole('button', { name: 'Take back', exact: true }).click();
  await expect(page.getByText('Flow 8 is not paused: the pause is taken back.')).toBeVisible();
  await expect(memberships).not.toContainText('pauses from');

  const lots = page.getByRole('tabpanel', { name: 'Session credit' });
  await expect(lots.getByText('Current', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'More about Flow 8' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Pause membership' }).click();
  await expect(lots.getByText('On hold', { exact: true })).toBeVisible();
  await expect(lots.getByText('Current', { exact: true })).toBeHidden();
});
