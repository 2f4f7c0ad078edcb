import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.ts';
import type { Need } from './runnable.ts';
import { runtimes } from '../shop/open.ts';
import { packPlugin } from '../shop/plugin-archive.ts';
import type { RuntimeName } from '../shop/runtime.ts';
import { ShopUnavailable, findSources } from '../shop/sources.ts';

/**
 * `npm run test:e2e`: packs the plugin, finds out which shops this machine can run, and starts the tests with those.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The runtimes that this machine can run; prints why it cannot run the others. */
async function runnableRuntimes(): Promise<RuntimeName[]> {
  const names: RuntimeName[] = [];
  for (const { name, prepare } of Object.values(runtimes)) {
    try {
      await prepare(console.log);
      names.push(name);
    } catch (fault) {
      if (!(fault instanceof ShopUnavailable)) throw fault;
      console.log(`The tests do not run on the runtime ${name}: ${fault.message}`);
    }
  }
  return names;
}

/** The need `browser`, if this machine has one; prints that the tests of screens do not run if not. */
async function runnableBrowser(): Promise<Need[]> {
  try {
    await findBrowser();
    return ['browser'];
  } catch (fault) {
    if (!(fault instanceof ShopUnavailable)) throw fault;
    console.log(`The tests of screens do not run: ${fault.message}`);
    return [];
  }
}

async function main(): Promise<number> {
  try {
    const { wordpress, woocommerce } = await findSources(console.log);
    const names = await runnableRuntimes();
    if (names.length === 0) throw new ShopUnavailable('No runtime can run here.');
    const versions = `WordPress ${wordpress.version}, WooCommerce ${woocommerce.version}`;
    for (const name of names) console.log(`${versions} on ${name}: ${await runtimes[name].describe()}`);
    await packPlugin();
    const jest = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--no-warnings=ExperimentalWarning',
        'node_modules/jest/bin/jest.js',
        '-c',
        'tests/e2e/jest.config.js',
        ...process.argv.slice(2),
      ],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, NODE_OPTIONS: '', KONTOR_E2E_CAN: [...names, ...(await runnableBrowser())].join(',') },
      },
    );
    const [code] = (await once(jest, 'exit')) as [number | null];
    return code ?? 1;
  } catch (fault) {
    if (!(fault instanceof ShopUnavailable)) throw fault;
    console.log(`No end-to-end test ran. ${fault.message}`);
    return 0;
  }
}

process.exit(await main());
