import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { downloadWooCommerce, downloadWordPress } from './download.ts';

/** The unpacked WordPress and WooCommerce that shops are made from. They are only read. */
export interface Sources {
  wordpress: Release;
  woocommerce: Release;
}

export interface Release {
  folder: string;
  version: string;
}

/** What keeps a shop from opening on this machine, in words for the person who started it. */
export class ShopUnavailable extends Error {}

/**
 * Finds both releases: first where WP_DIR and WC_DIR say, then in the cache, and at last by a download from wordpress.org.
 * Throws {@link ShopUnavailable} where there are none.
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
  const set = process.env[setting];
  if (set) {
    if (existsSync(join(set, mainFile))) return set;
    throw new ShopUnavailable(`${setting} is ${set}, but there is no ${mainFile} in it.`);
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
