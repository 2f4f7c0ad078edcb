import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { until } from '../setup/until.ts';
import { picture } from './picture.ts';
import type { Page } from './playwright.ts';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Kontor's screens in the browser of an admin. A `query` follows `?page=kontor`, such as `&tab=orders`. */
export function kontorScreens(page: Page, shopUrl: string) {
  /** Waits until the screen shows what it has fetched. */
  const fetched = (screen: string): Promise<void> =>
    until(async () => (await page.evaluate(`document.querySelector('.kontor-skeleton') === null`)) === true, screen);
  const text = async (): Promise<string> => (await page.textContent('#kontor-screens')) ?? '';
  return {
    fetched,
    text,
    /** Takes a picture of the page, and checks that axe finds no barrier on it. */
    async look(name: string): Promise<void> {
      await picture(page, name);
      await page.evaluate(axe);
      // Only Kontor's own part is checked, not what WordPress shows around it.
      const violations = await page.evaluate(
        `axe.run(document.querySelector('.kontor-panel') ?? '#kontor-screens', { rules: { region: { enabled: false } } })
        .then(({ violations }) =>
          violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
      );
      expect({ name, violations }).toEqual({ name, violations: [] });
    },
    async show(query: string): Promise<void> {
      await page.goto(`${shopUrl}/wp-admin/admin.php?page=kontor${query}`);
      // PHP makes the page of the settings; scripts make all others.
      await page.waitForSelector('#kontor-screens nav, .kontor-page');
      await fetched(query);
    },
    /** Goes to another screen as the browser's back button does, without loading WordPress again. */
    async goTo(query: string): Promise<void> {
      await page.evaluate(`new Promise((shown) => {
        history.pushState(null, '', '?page=kontor${query}');
        dispatchEvent(new PopStateEvent('popstate'));
        requestAnimationFrame(() => requestAnimationFrame(shown));
      })`);
      await fetched(query);
    },
    says: (words: string): Promise<unknown> => until(async () => (await text()).includes(words), `it says “${words}”`),
    press: (words: string): Promise<void> => page.click(`#wpbody button:has-text("${words}") >> visible=true`),
  };
}

export type KontorScreens = ReturnType<typeof kontorScreens>;

/** The errors of Kontor's scripts on the page, which fill this list from now on. */
export function scriptErrorsOn(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message, stack }) => {
    if (stack?.includes('/kontor-bridge/')) errors.push(message);
  });
  return errors;
}
