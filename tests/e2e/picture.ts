import { join } from 'node:path';
import { desk } from './browser.ts';
import type { Page } from './playwright.ts';

/** A folder for pictures of every page and state; without it no pictures are taken. */
const folder = process.env['KONTOR_PICTURES'];
/** The size of a window on a phone. */
export const phone = { width: 375, height: 800 };
const screens = [phone, { width: 768, height: 900 }, desk];

/** Takes pictures of the whole page on a phone, a tablet and a desktop computer, if `KONTOR_PICTURES` is set. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  for (const screen of screens) {
    await page.setViewportSize(screen);
    await page.screenshot({ path: join(folder, `${name}-${screen.width}.png`), fullPage: true });
  }
  await page.setViewportSize(desk);
}
