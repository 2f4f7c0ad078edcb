import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyTree } from './copy-tree.ts';
import type { Runtime, ShopFolder } from './runtime.ts';
import type { Sources } from './sources.ts';

const ownFiles = fileURLToPath(new URL('site/', import.meta.url));

/** The settings that a shop's wp-config.php and its must-use plugin read. */
export interface SiteSettings {
  allowPrivate: boolean;
  /** PHP constants, defined before anything else. */
  constants: Readonly<Record<string, string | number | boolean>>;
}

export async function newShopFolder(): Promise<ShopFolder> {
  return shopFolderAt(await mkdtemp(join(tmpdir(), 'kontor-shop-')));
}

export const shopFolderAt = (root: string): ShopFolder => ({
  root,
  site: join(root, 'site'),
  database: join(root, 'database'),
  token: randomBytes(24).toString('hex'),
});

/**
 * Fills a folder with WordPress, WooCommerce and the test shop's own files. Files of the releases are linked, since
 * nothing changes them.
 */
export function layOutSite(folder: ShopFolder, { wordpress, woocommerce }: Sources): void {
  copyTree(wordpress.folder, folder.site, () => true);
  copyTree(woocommerce.folder, join(folder.site, 'wp-content/plugins/woocommerce'), () => true);
  restoreFileName(join(folder.site, 'wp-content/plugins/woocommerce/src/Caching'));
  copyTree(join(ownFiles, 'mu-plugins'), join(folder.site, 'wp-content/mu-plugins'));
  for (const file of ['wp-config.php', 'kontor-run.php']) placeOwnFile(folder, file);
}

/**
 * Restores the name of a file whose upper and lower case is lost if WooCommerce was once on a case-insensitive disk.
 */
function restoreFileName(caching: string): void {
  const asTheClass = join(caching, 'WPCacheEngine.php');
  const asCopied = join(caching, 'WpCacheEngine.php');
  if (!existsSync(asTheClass) && existsSync(asCopied)) copyFileSync(asCopied, asTheClass);
}

function placeOwnFile(folder: ShopFolder, file: string): void {
  copyFileSync(join(ownFiles, file), join(folder.site, file));
}

/** Copies a template. Files that the shop itself writes are copied; all others are linked. */
export function copyShop(template: string, folder: ShopFolder): void {
  const written = /^wp-content\/(database|uploads|mu-plugins|db\.php)|^kontor-|^wp-config/;
  copyTree(join(template, 'site'), folder.site, (path) => !written.test(path));
  copyTree(join(template, 'database'), folder.database);
}

export async function writeSettings(runtime: Runtime, folder: ShopFolder, settings: SiteSettings): Promise<void> {
  const values = { ...settings, token: folder.token, databaseHost: runtime.databaseHost(folder) };
  const file = join(folder.site, 'kontor-shop.php');
  await rm(file, { force: true });
  await writeFile(file, `<?php\nconst KONTOR_SHOP = ${phpLiteral(values)};\n`);
}

/** The value as PHP source code. */
function phpLiteral(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `array( ${Object.entries(value)
    .map(([name, inner]) => `${phpLiteral(name)} => ${phpLiteral(inner)}`)
    .join(', ')} )`;
}
