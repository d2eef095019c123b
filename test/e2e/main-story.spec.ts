import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { expect, test } from './support/desk-app.ts';
import { makeStudio, openCustomer } from './support/steps.ts';

const history = fileURLToPath(new URL('../fixtures/imports/history-cdnow.csv', import.meta.url));
/** A row of it that says another amount. */
const correctedRow = 'CD-00050,Customer 00050,,Store money,money,use,700,1997-01-01T12:00:00Z,,,,,M7';
const [header = ''] = readFileSync(history, 'utf8').split('\n', 1);
const corrected = { name: 'corrected.csv', mimeType: 'text/csv', buffer: Buffer.from(`${header}\n${correctedRow}\n`) };

test('from the first start to the Excel report: import, search, profile, usage, filter, export, compare', async ({
  openDesk,
}) => {
  const { page, savedFile } = await openDesk();
  await makeStudio(page);

  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Import' }).click();
  await page.locator('input[type=file]').setInputFiles(history);
  await page.getByRole('button', { name: 'Import 13,830 rows' }).click();
  await expect(page.getByRole('status')).toContainText('is imported', { timeout: 60_000 });
  await page.getByRole('link', { name: 'See the customers' }).click();
  await expect(page.getByText('2,357 customers')).toBeVisible();

  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Import' }).click();
  await page.getByRole('button', { name: 'Another file' }).click();
  await page.locator('input[type=file]').setInputFiles(corrected);
  await expect(page.getByRole('list', { name: 'Good to know' })).toContainText('M7 is in the ledger with 679');

  await openCustomer(page, '00004 customer', 'Customer 00004');
  await page.getByRole('button', { name: 'More about the credit balance' }).click();
  await page.getByRole('menuitem', { name: 'View transactions' }).click();
  const list = page.getByRole('grid', { name: 'Detailed usage' });
  await expect(list).toBeVisible();

  await page.getByRole('button', { name: /book sessions/i }).click();
  await page.getByLabel('Find in this list').fill('discs');
  await expect(list.getByRole('row').filter({ hasText: 'discs' }).first()).toBeVisible();
  await expect(page).toHaveURL(/view=booked/);
  await expect(page).toHaveURL(/discs/);
  await expect(list).toHaveAttribute('aria-rowcount', '5');

  const path = await savedFile(async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Excel' }).click();
  });
  const rows = await usageRowsOf(path);
  expect(rows).toHaveLength(4);
  const shown = await list.getByRole('row').filter({ hasText: 'discs' }).count();
  expect(rows.map((row) => row.name)).toEqual(Array(shown).fill('Discs'));
  expect(rows.reduce((sum, row) => sum + row.used, 0)).toBe(-7);
});

/** The lines of the report's table: name and credit used. */
async function usageRowsOf(path: string): Promise<{ name: unknown; used: number }[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.getWorksheet('Credit usage');
  const rows: { name: unknown; used: number }[] = [];
  let inTable = false;
  sheet?.eachRow((row) => {
    if (row.getCell(1).value === 'Used on') inTable = true;
    else if (inTable) rows.push({ name: row.getCell(2).value, used: Number(row.getCell(7).value) });
  });
  return rows;
}
