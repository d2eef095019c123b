import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const folder = 'test-results/pictures';

/** Leaves a picture of the window, for people to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** The same in light and in dark, one after the other; leaves the window light. What has no colour is the same in both, and asked once. */
export async function expectAccessibleInBoth(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, screen, 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expectAccessible(page, screen, 'light', ['color-contrast', 'link-in-text-block']);
}

/** Leaves a picture, and holds the window to the rules that machines can check (all, or those named): axe finds nothing, nothing stands out sideways. */
export async function expectAccessible(
  page: Page,
  screen: string,
  theme: string,
  rules: readonly string[] = [],
): Promise<void> {
  // Dialogs and notices move in; while they do, their colours are not yet what they will be.
  await page.waitForTimeout(400);
  await takePicture(page, `${screen}-${theme}`);
  // Legacy mode: without frames it finds the same, and needs no second page for each look.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${screen}: ${id} at ${nodes[0]?.target}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${screen} scrolls sideways`).toBeLessThanOrEqual(0);
}
