import type { Page } from '@playwright/test';
import { expect, test } from './support/desk-app.ts';
import { manager } from './support/steps.ts';

/** Tells a page that it is seen or not: under test, every page of a browser counts as seen. */
function setSeen(page: Page, seen: boolean): Promise<void> {
  return page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    },
    seen ? 'visible' : 'hidden',
  );
}

/** Makes a studio as the first-run form does. */
function makeStudio(page: Page): Promise<unknown> {
  const studio = { name: 'Lindenhof', timeZone: 'Europe/Berlin', currency: 'EUR', locale: 'en', manager };
  const headers = { 'content-type': 'application/json' };
  return page.evaluate(
    ([body, sent]) => fetch('/rpc/studio/create', { method: 'POST', headers: sent, body }).then((answer) => answer.ok),
    [JSON.stringify({ json: studio }), headers] as const,
  );
}

test('any number of tabs can be open, and one that is seen again knows what happened meanwhile', async ({ openDesk }, {
  project,
}) => {
  test.skip(project.name === 'electron', 'the desktop has windows and no connections');
  const { page, secondWindow } = await openDesk();
  const welcome = { name: 'Welcome to Tallydesk' };
  await expect(page.getByRole('heading', welcome)).toBeVisible();
  let last = page;
  for (let tabs = 1; tabs < 7; tabs += 1) {
    await setSeen(last, false);
    last = await secondWindow();
    await expect(last.getByRole('heading', welcome)).toBeVisible();
  }
  await makeStudio(last);
  await expect(last.getByLabel(/^PIN of/)).toBeVisible();
  await expect(page.getByRole('heading', welcome)).toBeVisible();
  await setSeen(page, true);
  await expect(page.getByLabel(/^PIN of/)).toBeVisible();
});
