import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { downloadWooCommerce, downloadWordPress } from './download.ts';

/** The unpacked WordPress and WooCommerce from which shops are made. They are only read. */
export interface Sources {
  wordpress: Release;
  woocommerce: Release;
}

export interface Release {
  folder: string;
  version: string;
}

/** The reason why a shop cannot run on this machine, in words for the person who started it. */
export class ShopUnavailable extends Error {}

/**
 * Finds both releases: in the folders that WP_DIR and WC_DIR name, else in the cache, else by a download from
 * wordpress.org. Throws {@link ShopUnavailable} if there are none.
 */
export async function findSources(say: (line: string) => void): Promise<Sources> {
  const wordpress = await findFolder('WP_DIR', 'wordpress', 'wp-load.php', () => downloadWordPress(say));
  const woocommerce = await findFolder('WC_DIR', 'woocommerce', 'woocommerce.php', () => downloadWooCommerce(say));
  return {
    wordpress: await releaseOf(wordpress, 'wp-includes/version.php', /\$wp_version\s*=\s*'([^']+)'/),
    woocommerce: await releaseOf(woocommerce, 'woocommerce.php', /^\s*\*\s*Version:\s*(\S+)/m),
  };
}

async function findFolder(
  setting: string,
  name: string,
  mainFile: string,
  download: () => Promise<void>,
): Promise<string> {
  const configured = process.env[setting];
  if (configured) {
    if (existsSync(join(configured, mainFile))) return configured;
    throw new ShopUnavailable(`${setting} is ${configured}, but there is no ${mainFile} in it.`);
  }
  const folder = cached(name);
  if (existsSync(join(folder, mainFile))) return folder;
  if (process.env['KONTOR_DOWNLOAD'] === 'never')
    throw new ShopUnavailable(`There is no ${name}: neither ${setting} nor ${folder}.`);
  try {
    await download();
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new ShopUnavailable(`There is no ${name}: neither ${setting} nor ${folder}; the download failed: ${why}`);
  }
  return folder;
}

async function releaseOf(folder: string, file: string, pattern: RegExp): Promise<Release> {
  const version = pattern.exec(await readFile(join(folder, file), 'utf8'))?.[1];
  if (version === undefined) throw new ShopUnavailable(`${join(folder, file)} names no version.`);
  return { folder, version };
}
