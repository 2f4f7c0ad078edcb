import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bridge-server/src/database/embedded/free-port.ts';
import { cached } from './cache.ts';
import { runStep } from './code.ts';
import type { Runtime } from './runtime.ts';
import { layOutSite, shopFolderAt, writeSettings } from './site-folder.ts';
import type { Sources } from './sources.ts';

export const administrator = { user: 'admin', password: 'nordlys-test-shop' } as const;

/** Of every test shop: the template holds it. */
export const restKey = { key: `ck_${'0123456789'.repeat(4)}`, secret: `cs_${'9876543210'.repeat(4)}` } as const;

/** What a finished shop depends on besides the releases: a change of these files makes a new one. */
const ingredients = ['site', 'steps'].map((name) => fileURLToPath(new URL(`${name}/`, import.meta.url)));

/** The folder of a shop that is installed and configured for this runtime and these releases, made where there is none. */
export async function finishedShop(runtime: Runtime, sources: Sources, say: (line: string) => void): Promise<string> {
  const made = `${await runtime.describe()}, WordPress ${sources.wordpress.version}, WooCommerce ${sources.woocommerce.version}`;
  const hash = createHash('sha256').update(made).update(sources.wordpress.folder).update(sources.woocommerce.folder);
  for (const folder of ingredients) addFiles(hash, folder);
  const finished = cached('shops', `${runtime.name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(finished)) return finished;

  say(`Setting up a shop once (${made}), kept in ${finished} …`);
  await mkdir(cached('shops'), { recursive: true });
  const building = await mkdtemp(cached('shops', 'new-'));
  try {
    await build(runtime, sources, building);
    await rename(building, finished).catch((fault: unknown) => {
      // Another process may have finished the same shop meanwhile.
      if (!existsSync(finished)) throw fault;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return finished;
}

async function build(runtime: Runtime, sources: Sources, root: string): Promise<void> {
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
    await runStep(site, 'configure', restKey);
  } catch (fault) {
    await site.close('at once');
    throw fault;
  }
  await site.close('clean');
  for (const left of ['kontor-shop.php', 'kontor-mails.jsonl', 'kontor-debug.log'])
    await rm(join(folder.site, left), { force: true });
}

function addFiles(hash: ReturnType<typeof createHash>, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((one, other) =>
    join(one.parentPath, one.name) < join(other.parentPath, other.name) ? -1 : 1,
  ))
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
}
