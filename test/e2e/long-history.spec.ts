import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { test as base, expect } from './support/desk-app.ts';
import { longHistory, makeLongLedger } from './support/long-ledger.ts';
import { expectAccessible, takePicture } from './support/pictures.ts';
import { manager, openAdjustment, openCustomer, signIn, startExport } from './support/steps.ts';

const test = base.extend<Record<never, never>, { longLedger: string }>({
  longLedger: [
    async ({ playwright: _playwright }, use) => {
      const ledger = await makeLongLedger();
      await use(ledger.path);
      ledger.remove();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

async function openLongHistory(page: Page): Promise<Locator> {
  await signIn(page, manager.name, manager.pin);
  await openCustomer(page, 'grand hall', longHistory.customer);
  await page.getByRole('button', { name: 'More about the credit balance' }).click();
  await page.getByRole('menuitem', { name: 'View transactions' }).click();
  const list = page.getByRole('grid', { name: 'Detailed usage' });
  await expect(list).toHaveAttribute('aria-rowcount', `${longHistory.entries + 1}`);
  return list;
}

const rowsOnTheirWay = (list: Locator) => list.getByRole('row').filter({ hasText: 'On its way' });
/** The row at a place of the whole list, counted from 1. */
const rowNumbered = (list: Locator, place: number) => list.locator(`[role=row][aria-rowindex="${place + 1}"]`);

test('a hundred thousand entries: to the end with the keyboard, back by dragging, and filtered by text', async ({
  openDesk,
  longLedger,
}) => {
  test.setTimeout(180_000);
  const { page } = await openDesk({ ledger: longLedger });
  const list = await openLongHistory(page);
  await expect(page.getByRole('button', { name: /^equals 300,001 Credits left/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /199,999 Total booked/ })).toBeVisible();
  await expect(page.getByText('300 marks of 100,010 entries')).toBeVisible();
  await expect(rowNumbered(list, 1)).toContainText('Session 100000 jubilee');
  await expect(rowNumbered(list, 1)).toContainText('300,001');
  await takePicture(page, 'long-history-start');

  await list.focus();
  await page.keyboard.press('PageDown');
  await expect(list.locator('[aria-selected=true]')).toBeInViewport();
  await page.keyboard.press('End');
  await expect(rowNumbered(list, longHistory.entries)).toContainText('+50,000');
  await expect(rowNumbered(list, longHistory.entries)).toHaveAttribute('aria-selected', 'true');
  await expect(rowsOnTheirWay(list)).toHaveCount(0);
  await expect(rowNumbered(list, longHistory.entries)).toBeInViewport();
  await takePicture(page, 'long-history-end');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('50,000');
  await page.keyboard.press('Escape');
  await expect(list).toBeFocused();

  await dragTo(list, 0.5);
  await expect(rowsOnTheirWay(list)).toHaveCount(0);
  await expect(rowNumbered(list, 50_000)).toContainText('Session 50001');
  await expect(rowNumbered(list, 50_000)).toBeInViewport();
  expect(await page.locator('*').count()).toBeLessThan(3000);
  expect(await heapMbOf(page)).toBeLessThan(300);

  await page.keyboard.press('/');
  await page.keyboard.type('jubilee');
  await expect(list).toHaveAttribute('aria-rowcount', `${longHistory.jubilees + 1}`, { timeout: 30_000 });
  await expect(rowNumbered(list, 2)).toContainText('Session 99000 jubilee');
  await expect(page.getByRole('button', { name: 'All usage 100', exact: true })).toBeVisible();
  await takePicture(page, 'long-history-filtered');
});

/** The cursors of the pages that a window asks the ledger for, from now on. */
function pagesAskedFor(page: Page): string[] {
  const cursors: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/rpc/usage/entries')) return;
    const { json } = request.postDataJSON() as { json: { cursor?: string } };
    cursors.push(json.cursor ?? 'the beginning');
  });
  return cursors;
}

/** The place, counted from 1, of the row that is marked. */
const placeMarked = async (list: Locator) =>
  Number(await list.locator('[aria-selected=true]').getAttribute('aria-rowindex')) - 1;

test('a mark picked on the chart is in sight at once, and a change from another window fetches what is in sight, no more', async ({
  openDesk,
  longLedger,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'the desktop has one window, and asks over a port');
  test.setTimeout(120_000);
  const { page, secondWindow } = await openDesk({ ledger: longLedger });
  const list = await openLongHistory(page);
  const asked = pagesAskedFor(page);
  const mark = page.locator('[data-mark]').nth(100);
  const balance = /([\d,]+) left$/.exec((await mark.getAttribute('aria-label')) ?? '')?.[1] ?? 'none';
  await mark.focus();
  await page.keyboard.press('Enter');
  await expect(list.locator('[aria-selected=true]')).toBeInViewport();
  await expect(list.locator('[aria-selected=true]')).toContainText(balance);
  await expect(rowsOnTheirWay(list)).toHaveCount(0);
  await takePicture(page, 'long-history-picked');
  const days = list.locator('[data-area=when]');
  expect(await days.count()).toBeGreaterThan(10);
  const cutShort = (cells: Element[]) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length;
  expect(await days.evaluateAll(cutShort)).toBe(0);
  const place = await placeMarked(list);
  expect(place).toBeGreaterThan(50_000);
  expect(asked.length).toBeLessThanOrEqual(2);

  // From the keyboard on: the row below the marked one, though the page is far from where the list begins.
  await list.focus();
  await page.keyboard.press('ArrowDown');
  await expect(rowNumbered(list, place + 1)).toHaveAttribute('aria-selected', 'true');
  const marked = (await rowNumbered(list, place + 1).textContent()) ?? '';

  const inSight = [...asked];
  asked.length = 0;
  const second = await secondWindow();
  await openCustomer(second, 'grand hall', longHistory.customer);
  const form = await openAdjustment(second, 'Add', '7');
  await form.getByRole('button', { name: 'Add credit' }).click();
  await expect(second.getByText(/^Added 7 /)).toBeVisible();
  await expect(list).toHaveAttribute('aria-rowcount', `${longHistory.entries + 2}`);
  await expect(rowNumbered(list, place + 2)).toHaveAttribute('aria-selected', 'true');
  await expect(rowNumbered(list, place + 2)).toHaveText(marked);
  expect(asked.sort()).toEqual([...inSight, 'the beginning'].sort());
  await page.keyboard.press('Home');
  await expect(rowNumbered(list, 1)).toContainText('+7');
  await expect(rowNumbered(list, 1)).toHaveAttribute('aria-selected', 'true');
});

test('rows that can’t be fetched say so where they are missing, and trying again brings them', async ({
  openDesk,
  longLedger,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'the desktop asks over a port');
  const { page } = await openDesk({ ledger: longLedger });
  const list = await openLongHistory(page);
  const laterPages = /skip:/;
  await page.route('**/rpc/usage/entries', (route) =>
    laterPages.test(route.request().postData() ?? '') ? route.abort() : route.continue(),
  );
  await list.focus();
  await page.keyboard.press('End');
  const problem = page.getByRole('region', { name: 'Detailed usage' }).getByRole('alert');
  await expect(problem).toBeInViewport({ ratio: 1 });
  await expect(problem).toContainText('Tallydesk can’t be reached');
  await takePicture(page, 'long-history-failed');
  await page.unroute('**/rpc/usage/entries');
  await problem.getByRole('button', { name: 'Try again' }).click();
  await expect(rowNumbered(list, longHistory.entries)).toContainText('+50,000');
  await expect(rowNumbered(list, longHistory.entries)).toHaveAttribute('aria-selected', 'true');
  await expect(problem).toBeHidden();
});

/** What the page's scripts hold in memory when what nobody needs is cleared away. */
async function heapMbOf(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.detach();
  return usedSize / 1e6;
}

/** Scrolls as dragging the scroll bar does, in jumps, to a share of the whole. */
async function dragTo(list: Locator, share: number): Promise<void> {
  await list.evaluate(async (grid, to) => {
    let content = grid.parentElement ?? grid;
    while (content.parentElement && getComputedStyle(content).overflowY !== 'auto') content = content.parentElement;
    const from = content.scrollTop;
    const target = (content.scrollHeight - content.clientHeight) * to;
    for (let jump = 1; jump <= 20; jump += 1) {
      content.scrollTop = from + ((target - from) * jump) / 20;
      await new Promise(requestAnimationFrame);
    }
  }, share);
}

test('an export that is under way can be cancelled, saves nothing, and can be asked for again', async ({
  openDesk,
  longLedger,
}, testInfo) => {
  test.skip(testInfo.project.name === 'electron', 'asks where to save');
  test.setTimeout(120_000);
  const { page, savedFile } = await openDesk({ ledger: longLedger });
  await openLongHistory(page);
  let downloads = 0;
  page.on('download', () => {
    downloads += 1;
  });
  await startExport(page, 'Excel');
  await expect(page.getByRole('progressbar', { name: 'Making the Excel report' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('status').getByText('Export cancelled. Nothing was saved.')).toBeVisible();
  await takePicture(page, 'export-cancelled');
  const path = await savedFile(() => startExport(page, 'CSV'));
  expect(downloads).toBe(1);
  await expect(page.getByText('100,010 rows. You find it in the downloads of your browser.')).toBeVisible();
  expect(readFileSync(path, 'utf8')).toContain('Session 100000 jubilee');
});

test('a disk that is full is said with the report’s name, and trying again with room is enough', async ({
  openDesk,
  longLedger,
}, testInfo) => {
  test.skip(process.platform === 'win32' || testInfo.project.name === 'electron', 'limits the size of files');
  test.setTimeout(120_000);
  // The report would take some 9 MB.
  const { page } = await openDesk({ ledger: longLedger, fileKbMax: 2000 });
  await openLongHistory(page);
  await startExport(page, 'CSV');
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('There is no room left on the disk');
  await expect(refusal).toContainText(/Grand Hall Company – \d{4}-\d\d-\d\d\.csv was not saved\./);
  await expectAccessible(page, 'export-disk-full', 'light');
  // What fits is saved: the same place, fewer rows.
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByLabel('Find in this list').fill('jubilee');
  await expect(page.getByRole('button', { name: 'All usage 100', exact: true })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), startExport(page, 'CSV')]);
  expect(download.suggestedFilename()).toMatch(/^Grand Hall Company – .*\.csv$/);
});
