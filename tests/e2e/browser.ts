import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached } from '../shop/cache.ts';
import type { Shop } from '../shop/open.ts';
import { ShopUnavailable } from '../shop/sources.ts';
import type { Browser, Page } from './playwright.ts';
import { playwrightOf } from './playwright.ts';

const run = promisify(execFile);
const playwrightVersion = '1.65.1';
const folder = cached('browser');
/** The size of a window on a desktop computer. */
export const desk = { width: 1280, height: 900 };
const commands = ['chromium', 'chromium-browser', 'google-chrome'];

/** A person's browser in the shop. */
export interface OpenBrowser {
  /** Opens a page in a new window, in which nobody is logged in. */
  page(): Promise<Page>;
  /** Opens a page in which the shop's administrator is logged in. */
  adminPage(shop: Pick<Shop, 'url' | 'admin'>): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts the browser of this machine with playwright-core, which the first start installs into the cache, outside the
 * workspaces. Throws ShopUnavailable if there is no browser.
 */
export async function openBrowser(): Promise<OpenBrowser> {
  const executablePath = await findBrowser();
  await installPlaywright();
  const playwright = playwrightOf(createRequire(join(folder, 'package.json'))('playwright-core'));
  // Without a graphics card, drawing by GPU is slow. For root, Chromium has no sandbox of its own.
  const args = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser: Browser = await playwright.chromium.launch({ executablePath, args });
  const page = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: desk });
    // A page would only wait for avatars and fonts from other hosts.
    await context.route(
      (url) => url.hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    return context.newPage();
  };
  return {
    page,
    async adminPage({ url, admin }) {
      const opened = await page();
      await opened.goto(`${url}/wp-login.php`);
      await opened.fill('#user_login', admin.user);
      await opened.fill('#user_pass', admin.password);
      await opened.click('#wp-submit');
      await opened.waitForSelector('#wpadminbar');
      return opened;
    },
    close: () => browser.close(),
  };
}

/** The path of a browser on this machine. Throws ShopUnavailable if there is none. */
export async function findBrowser(): Promise<string> {
  for (const command of commands) {
    const which = await run('which', [command]).catch(() => null);
    if (which) return which.stdout.trim();
  }
  throw new ShopUnavailable(`There is no browser: none of ${commands.join(', ')} is in the PATH.`);
}

async function installPlaywright(): Promise<void> {
  if (existsSync(join(folder, 'node_modules/playwright-core'))) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...quiet, '--save-exact', `playwright-core@${playwrightVersion}`], { cwd: folder });
}
