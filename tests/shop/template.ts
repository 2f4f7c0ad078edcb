import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { cached } from './cache.ts';
import { runStep } from './code.ts';
import { countryShops, type Country } from './country.ts';
import type { Runtime } from './runtime.ts';
import { layOutSite, shopFolderAt, writeSettings } from './site-folder.ts';
import type { Sources } from './sources.ts';

export const administrator = { user: 'admin', password: 'nordlys-test-shop' } as const;

/** The key for the REST API, which is the same in every test shop, since the template has it. */
export const restKey = { key: `ck_${'0123456789'.repeat(4)}`, secret: `cs_${'9876543210'.repeat(4)}` } as const;

/** The folders whose files a template depends on, besides the releases: a change in them makes a new template. */
const ingredients = ['site', 'steps'].map((name) => fileURLToPath(new URL(`${name}/`, import.meta.url)));

/**
 * The folder of the template for this runtime, these releases and this country: a shop that is installed and configured.
 * Makes it if there is none.
 */
export async function finishedShop(
  runtime: Runtime,
  sources: Sources,
  country: Country,
  say: (line: string) => void,
): Promise<string> {
  const { wordpress, woocommerce } = sources;
  const versions = `${await runtime.describe()}, WordPress ${wordpress.version}, WooCommerce ${woocommerce.version}`;
  const hash = createHash('sha256').update(versions).update(wordpress.folder).update(woocommerce.folder);
  hash.update(JSON.stringify(countryShops[country]));
  for (const folder of ingredients) addFiles(hash, folder);
  const finished = cached('shops', `${runtime.name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(finished)) return finished;

  say(`Setting up a template of the shop once (${versions}) in ${finished} …`);
  await mkdir(cached('shops'), { recursive: true });
  const building = await mkdtemp(cached('shops', 'new-'));
  try {
    await build(runtime, sources, country, building);
    await rename(building, finished).catch((fault: unknown) => {
      // Another process may have finished the same template meanwhile.
      if (!existsSync(finished)) throw fault;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return finished;
}

async function build(runtime: Runtime, sources: Sources, country: Country, root: string): Promise<void> {
  const folder = shopFolderAt(root);
  layOutSite(folder, sources);
  await mkdir(folder.database);
  await runtime.furnish(folder, sources);
  await writeSettings(runtime, folder, { allowPrivate: false, constants: {} });
  const port = await freePort();
  const site = await runtime.open(folder, port);
  try {
    await site.startPhp();
    await runStep(site, 'install', { ...administrator, url: `http://127.0.0.1:${port}` });
    await runStep(site, 'activate', { plugin: 'woocommerce/woocommerce.php' });
    await runStep(site, 'configure', { ...restKey, shop: countryShops[country] });
  } catch (fault) {
    await site.close('at once');
    throw fault;
  }
  await site.close('clean');
  for (const file of ['kontor-shop.php', 'kontor-mails.jsonl', 'kontor-debug.log'])
    await rm(join(folder.site, file), { force: true });
}

function addFiles(hash: ReturnType<typeof createHash>, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  ))
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
}
