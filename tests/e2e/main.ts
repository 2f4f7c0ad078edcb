import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.ts';
import type { Need } from './runnable.ts';
import { runtimes } from '../shop/open.ts';
import { packPlugin } from '../shop/plugin-archive.ts';
import type { RuntimeName } from '../shop/runtime.ts';
import { ShopUnavailable, findSources } from '../shop/sources.ts';

/** `npm run test:e2e`: packs the plugin, sees which shops this machine can run, and starts the tests with those. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What this machine can run; says why it cannot run the rest. */
async function runnable(): Promise<RuntimeName[]> {
  const names: RuntimeName[] = [];
  for (const { name, prepare } of Object.values(runtimes)) {
    try {
      await prepare(console.log);
      names.push(name);
    } catch (fault) {
      if (!(fault instanceof ShopUnavailable)) throw fault;
      console.log(`Not on the runtime ${name}: ${fault.message}`);
    }
  }
  return names;
}

/** Whether this machine has a browser; says so where it has none. */
async function browser(): Promise<Need[]> {
  try {
    await findBrowser();
    return ['browser'];
  } catch (fault) {
    if (!(fault instanceof ShopUnavailable)) throw fault;
    console.log(`Not the tests of screens: ${fault.message}`);
    return [];
  }
}

async function main(): Promise<number> {
  try {
    const { wordpress, woocommerce } = await findSources(console.log);
    const names = await runnable();
    if (names.length === 0) throw new ShopUnavailable('No runtime can run here.');
    for (const name of names)
      console.log(
        `WordPress ${wordpress.version}, WooCommerce ${woocommerce.version} on ${name}: ${await runtimes[name].describe()}`,
      );
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
        env: { ...process.env, NODE_OPTIONS: '', KONTOR_E2E_CAN: [...names, ...(await browser())].join(',') },
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
