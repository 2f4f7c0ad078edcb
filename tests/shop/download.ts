import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { cacheFolder, cached } from './cache.ts';
import { readZip, unzip } from './zip/read.ts';

/** The releases that are downloaded if none are found. */
export const wordpressVersion = '7.0.4';
export const woocommerceVersion = '10.0.2';

const downloadTimeoutMs = 300_000;

const pluginChecksums = z.object({
  files: z.record(z.string(), z.object({ sha256: z.union([z.string(), z.array(z.string())]) })),
});

/** Puts WordPress into the cache, checked against the SHA-1 that wordpress.org publishes beside the archive. */
export async function downloadWordPress(say: (line: string) => void): Promise<void> {
  const address = `https://wordpress.org/wordpress-${wordpressVersion}.zip`;
  announce(say, `WordPress ${wordpressVersion}`, address);
  const published = (await fetchBytes(`${address}.sha1`)).toString().trim();
  const archive = await fetchBytes(address);
  const computed = createHash('sha1').update(archive).digest('hex');
  if (computed !== published)
    throw new Error(`${address} has the SHA-1 ${computed}, but wordpress.org publishes ${published}.`);
  await unpackIntoCache(archive, 'wordpress');
}

/** Puts WooCommerce into the cache, each file checked against the SHA-256 that wordpress.org publishes for plugins. */
export async function downloadWooCommerce(say: (line: string) => void): Promise<void> {
  const address = `https://downloads.wordpress.org/plugin/woocommerce.${woocommerceVersion}.zip`;
  announce(say, `WooCommerce ${woocommerceVersion}`, address);
  const list = `https://downloads.wordpress.org/plugin-checksums/woocommerce/${woocommerceVersion}.json`;
  const { files } = pluginChecksums.parse(JSON.parse((await fetchBytes(list)).toString()));
  const archive = await fetchBytes(address);
  for (const entry of readZip(archive)) {
    const published = files[entry.name.replace(/^woocommerce\//, '')]?.sha256 ?? [];
    const computed = createHash('sha256').update(entry.read()).digest('hex');
    if (![published].flat().includes(computed))
      throw new Error(`${entry.name} is not the file that wordpress.org publishes.`);
  }
  await unpackIntoCache(archive, 'woocommerce');
}

/** Says that the download has not been tried, since the machine on which it was written had no internet. */
function announce(say: (line: string) => void, what: string, address: string): void {
  say(`Downloading ${what} from ${address} into ${cacheFolder} (this download has not been tried yet) …`);
}

async function fetchBytes(address: string): Promise<Buffer> {
  const response = await fetch(address, { signal: AbortSignal.timeout(downloadTimeoutMs) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}

/** Unpacks the archive, and moves its one top folder into the cache in a single step. */
async function unpackIntoCache(archive: Buffer, name: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const unpacking = await mkdtemp(cached(`${name}-`));
  try {
    const file = join(unpacking, 'archive.zip');
    await writeFile(file, archive);
    await unzip(file, join(unpacking, 'content'));
    await rename(join(unpacking, 'content', name), cached(name));
  } finally {
    await rm(unpacking, { recursive: true, force: true });
  }
}
