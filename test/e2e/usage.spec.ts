import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/desk-app.ts';
import { expectAccessibleInBoth, takePicture } from './support/pictures.ts';
import { openCustomer, openMarasUsage, signIn } from './support/steps.ts';

const goTo = (page: Page, address: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, address);

const spaceless = (text: string) => text.replace(/\s/g, '');
type Watching = { shift: number };

/** From now on sums up how much of the window jumps and how far, as browsers measure it. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const watching = Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watching.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
const shiftOf = (page: Page) => page.evaluate(() => (window as unknown as Watching).shift);

/** How many of some elements show less than they hold. */
const cutShort = (cells: Locator) =>
  cells.evaluateAll((all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth).length);

test('the use history of one kind of credit says so, has every figure on its chart, and stays still while it opens', async ({
  openDesk,
}) => {
  const { page, savedFile } = await openDesk({ demo: true, viewport: { width: 1280, height: 860 } });
  await signIn(page, 'Ada Brandt', '2580');
  await openCustomer(page, 'ananya', 'Ananya Deshpande');
  await page.getByRole('tab', { name: 'Time credit' }).click();
  await watchShifts(page);
  await page.getByRole('link', { name: 'Benefit use history' }).click();
  const name = 'Ananya Deshpande · Time credit · Benefit use history';
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(`${name} · Tallydesk`);

  const chart = page.getByRole('figure', { name: /^How it adds up/ });
  await expect(chart).toBeVisible();
  await expect(page.getByRole('region', { name: 'Balance over time' }).getByRole('figure')).toBeVisible();
  expect(await shiftOf(page)).toBeLessThan(0.05);
  const words = (await chart.getAttribute('aria-label')) ?? '';
  const figures = words
    .replace(/^How it adds up: |\.$/g, '')
    .split(', ')
    .map((term) => spaceless(/[+−]?\d.*$/.exec(term)?.[0] ?? 'none'));
  expect(figures.length).toBeGreaterThanOrEqual(6);
  expect((await chart.locator('text:has(tspan)').allTextContents()).map(spaceless)).toEqual(figures);
  expect(await cutShort(page.locator('[role=gridcell][data-area=name]'))).toBe(0);
  await expectAccessibleInBoth(page, 'usage-kind');

  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText('Ananya Deshpande, Time credit', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  const path = await savedFile(async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'CSV' }).click();
  });
  expect(path).toMatch(/Ananya Deshpande – Time credit – [\d-]+\.csv$/);
});

test('what the ledger doesn’t have, and an address that leads nowhere, have a title and a way on', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await openMarasUsage(page);
  const usage = await page.evaluate(() => location.hash);
  for (const address of ['#/customers/unknown/usage', usage.replace(/membership=[^&]+/, 'membership=xyz')]) {
    await goTo(page, address);
    await expect(page.getByRole('alert')).toContainText('isn’t in the ledger');
    await expect(page).toHaveTitle('Credit usage · Tallydesk');
    await expect(page.getByRole('heading', { name: 'Credit usage', level: 1, exact: true })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Way back' }).getByRole('link')).toHaveText(['Customers']);
    await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  }
  await expectAccessibleInBoth(page, 'usage-unknown');
  await page.getByRole('link', { name: 'Back to Customers' }).click();
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();

  await goTo(page, '#/customers/unknown');
  await expect(page.getByRole('alert')).toContainText('This customer isn’t in the ledger');
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Back to Customers' })).toBeVisible();

  await goTo(page, '#/nowhere');
  await expect(page.getByRole('heading', { name: 'No such screen', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('No such screen · Tallydesk');
  await page.getByRole('link', { name: 'Go to Customers' }).click();
  await expect(page).toHaveTitle('Customers · Tallydesk');
});

test('a mark ends with its row; figures of all days say so; an entry tells its membership and that it can’t be undone', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await openMarasUsage(page);
  const list = page.getByRole('grid', { name: 'Detailed usage' });
  const chart = page.getByRole('region', { name: 'Balance over time' });
  await list.focus();
  await expect(chart).toContainText(/Expired −1 → 9/);
  await page.getByRole('button', { name: /free cancellations 1$/i }).click();
  await expect(list).toHaveAttribute('aria-rowcount', '2');
  await expect(chart).not.toContainText('→');
  await expect(chart.locator('[aria-pressed=true]')).toHaveCount(0);
  // A mark that is pointed at on the chart is there, whatever the list shows.
  await chart.locator('[data-mark]').last().focus();
  await expect(chart).toContainText(/Expired −1 → 9/);
  await page.getByRole('button', { name: /^All usage/ }).click();

  const note = page.getByText(/^The figures are of /);
  await expect(note).toHaveCount(0);
  const usage = await page.evaluate(() => location.hash);
  await goTo(page, `${usage}&from=2020-01-01`);
  await expect(note).toHaveText('The figures are of all days; the days that are chosen narrow the list down.');
  await goTo(page, usage);

  await list.getByText('Two classes were cancelled by us').click();
  const details = page.getByRole('dialog', { name: /^Entry \d+$/ });
  const number = /\d+/.exec((await details.getByRole('heading', { level: 2 }).textContent()) ?? '')?.[0] ?? 'none';
  await expect(details).toContainText(`Number${number}`);
  await expect(details).toContainText('Balance7 after this entry');
  await expect(details.getByText('Two classes were cancelled by us')).toHaveCount(1);
  await expect(details).toContainText('This can’t be undone: it added 2, and the lot has 0 left.');
  await expect(details.getByRole('button', { name: 'Undo this change' })).toHaveCount(0);
  await details.getByRole('link', { name: 'Flow 8' }).click();
  await expect(details).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Flow 8 · Credit usage', level: 1 })).toBeVisible();
});

test('usage keeps its shape in any window: one row of cards, whole names and sources, whole borders', async ({
  openDesk,
}) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await openMarasUsage(page);
  const cards = page.getByRole('region', { name: /^Credit usage summary/ });
  const heights: (number | undefined)[] = [];
  for (const width of [1280, 1366, 1440, 1600]) {
    await page.setViewportSize({ width, height: 900 });
    heights.push((await cards.boundingBox())?.height);
  }
  expect(new Set(heights).size).toBe(1);
  await page.setViewportSize({ width: 1024, height: 640 });
  await expect(page.locator('[role=gridcell][data-area=source]').first()).toBeVisible();
  for (const area of ['name', 'source'])
    expect(await cutShort(page.locator(`[role=gridcell][data-area=${area}]`)), area).toBe(0);
  await takePicture(page, 'usage-1024');

  await openCustomer(page, 'ananya', 'Ananya Deshpande');
  await page.getByRole('button', { name: 'More about the credit balance' }).click();
  await page.getByRole('menuitem', { name: 'View transactions' }).click();
  const table = page.getByRole('region', { name: 'Credit usage summary' });
  await expect(table).toBeVisible();
  // Every figure but the first has its operator, also where it is zero.
  const bare = table.locator('tbody td:not(:nth-of-type(1))').filter({ hasNotText: /^[+−=]/ });
  await expect(bare).toHaveCount(0);
  await page.setViewportSize({ width: 512, height: 640 });
  const choices = page.getByRole('radiogroup', { name: 'Credit' });
  const right = (box: { x: number; width: number } | null) => Math.round((box?.x ?? 0) + (box?.width ?? 0));
  const last = choices.getByRole('radio').last();
  expect(Math.abs(right(await last.boundingBox()) - right(await choices.boundingBox()))).toBeLessThanOrEqual(2);
  expect((await last.boundingBox())?.y).toBeGreaterThan((await choices.boundingBox())?.y ?? 0);
  await takePicture(page, 'usage-512');
});

test('paper has the screen alone, whole, and dark on light also from a dark desk', async ({ openDesk }) => {
  const { page } = await openDesk({ demo: true });
  await signIn(page, 'Ada Brandt', '2580');
  await openCustomer(page, 'ananya', 'Ananya Deshpande');
  await page.setViewportSize({ width: 900, height: 600 });
  const rooms = page.getByRole('navigation', { name: 'Rooms' });
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color);
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(rooms).toBeVisible();
  await expect.poll(ink).toBe('rgb(242, 239, 233)');
  expect(await height()).toBe(600);
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect(rooms).toBeHidden();
  await expect(page.getByRole('button', { name: 'Lock' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Ananya Deshpande', level: 1 })).toBeVisible();
  expect(await ink()).toBe('rgb(29, 27, 24)');
  expect(await height()).toBeGreaterThan(600);

  // Of a list that is longer than what is in sight paper has no part, but the sum above it whole.
  await page.emulateMedia({ colorScheme: 'dark', media: 'screen' });
  await page.getByRole('button', { name: 'More about the credit balance' }).click();
  await page.getByRole('menuitem', { name: 'View transactions' }).click();
  await expect(page.getByRole('grid', { name: 'Detailed usage' })).toBeVisible();
  const instead = page.getByText(/^These are \d+ entries\. Export has all of them/);
  await expect(instead).toBeHidden();
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await expect(instead).toBeVisible();
  await expect(page.locator('[role=gridcell]').first()).toBeHidden();
  const table = page.getByRole('region', { name: 'Credit usage summary' });
  const hidden = await table.evaluate((card) => card.scrollWidth - card.clientWidth);
  expect(hidden).toBeLessThanOrEqual(0);
});
