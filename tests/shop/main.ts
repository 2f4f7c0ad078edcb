import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connectTestOffice } from '../demo/intake/shop.ts';
import { connectOffice, openCompany, type Company } from '../demo/stage.ts';
import { cacheFolder } from './cache.ts';
import { choose } from './choose.ts';
import { countryShops, type Country } from './country.ts';
import { openShop, type Shop } from './open.ts';
import { pairShop, senderHook } from './pair.ts';
import { packPlugin } from './plugin-archive.ts';
import { officeProducts } from './products.ts';
import type { RuntimeName } from './runtime.ts';
import { ShopUnavailable } from './sources.ts';

const usage = `Usage: npm run shop -- [--country norway|germany] [--runtime classic|node] [--posts] [--once]

Starts a WooCommerce shop with the plugin, a bridge and an office, and pairs them.

  --country  norway: a Norwegian shop, and a sandbox of PowerOffice Go. germany: a German shop, and a test office in place
             of mmOrthosoft that fetches every few seconds. Without it: norway
  --runtime  classic: the PHP and MariaDB of this machine. node: PHP in WebAssembly and SQLite, which need only Node.
             Without it: classic if PHP and MariaDB are found, else node.
  --posts    keeps orders among the posts in place of WooCommerce's own tables (HPOS)
  --once     ends as soon as everything is up, to see whether it starts
KONTOR_LOG=info shows the bridge's log.`;

/** How often the shop's scheduled actions run, which visitors would trigger in a real shop. */
const queueSeconds = 5;

interface Flags {
  country: Country;
  runtime: RuntimeName | null;
  posts: boolean;
  once: boolean;
}

function readFlags(): Flags {
  try {
    const { values } = parseArgs({
      options: {
        country: { type: 'string', default: 'norway' },
        runtime: { type: 'string' },
        posts: { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const { country, runtime = null, posts, once, help } = values;
    if (help) {
      console.log(usage);
      process.exit(0);
    }
    if (!isCountry(country)) throw new Error(`There is no shop for ${country}.`);
    if (runtime === null || runtime === 'classic' || runtime === 'node') return { country, runtime, posts, once };
    throw new Error(`There is no runtime ${runtime}.`);
  } catch (fault) {
    console.error(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
    process.exit(2);
  }
}

const isCountry = (name: string): name is Country => name in countryShops;

const flags = readFlags();
const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The package of the embedded PostgreSQL would end the process while the shop is still closing.
  process.removeAllListeners(signal);
  process.on(signal, () => interrupt.abort());
}

/** Runs the plugin's sending, which would otherwise be due only every minute, and all other due actions. */
async function runActions(shop: Shop): Promise<void> {
  await shop.runQueue(senderHook);
  await shop.runQueue();
}

/** The office of a shop: where its page is, and what it does every few seconds. */
interface Office {
  url: string;
  poll: () => Promise<unknown>;
}

async function openOffice(
  company: Company,
  shopId: string,
  closing: (() => Promise<void>)[],
  say: (line: string) => void,
): Promise<Office> {
  if (flags.country === 'norway') {
    say(`Shop ${shopId} is connected to ${await connectOffice(company, shopId)}`);
    return { url: company.sandbox.url, poll: () => Promise.resolve() };
  }
  const { url, office, close } = await connectTestOffice(company.bridge, shopId);
  closing.push(close);
  say(`Shop ${shopId} is connected to mmOrthosoft, whose test office fetches every ${queueSeconds} seconds`);
  return { url, poll: () => office.poll() };
}

async function run(closing: (() => Promise<void>)[]): Promise<void> {
  const startedAt = performance.now();
  const say = (line: string) => console.log(line);
  const { runtime, why } = await choose(flags.runtime);
  say(`Runtime ${runtime.name}: ${why}`);
  say(
    `Releases, packages and a template of the shop are kept in ${cacheFolder}; nothing else on this machine changes.`,
  );

  const plugin = await packPlugin();
  const options = { runtime: runtime.name, country: flags.country, hpos: !flags.posts, plugin, say };
  const closedAtEnd = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const opened = await opening;
    closing.push(opened.close);
    return opened;
  };
  const company = {
    products: officeProducts,
    variables: { KONTOR_SHOP_PRIVATE_HOSTS: '127.0.0.1' },
    logLevel: process.env['KONTOR_LOG'] ?? 'silent',
    say,
  };
  const opening = [closedAtEnd(openShop(options)), closedAtEnd(openCompany(company))] as const;
  // If one of them fails, the other is still closed once it is open.
  await Promise.allSettled(opening);
  const [shop, stage] = await Promise.all(opening);
  const { shopId, steps } = await pairShop(shop, stage.bridge);
  for (const { step, problem } of steps) if (problem !== null) say(`Pairing, ${step}: ${problem}`);
  const office = await openOffice(stage, shopId, closing, say);

  const variables = Object.entries(stage.env).map(([name, value]) => `${name}=${value}`);
  say(`
Ready after ${Math.round((performance.now() - startedAt) / 1000)} s, on ${await runtime.describe()}.
Shop             ${shop.url}/shop/
Administration   ${shop.url}/wp-admin/  (user ${shop.admin.user}, password ${shop.admin.password})
Bridge           ${stage.bridge.config.publicUrl}
Office           ${office.url}/  (open this page to see everything that it holds)

Try this in another terminal:
  export ${variables.join(' ')}
  npm run kontor -- transfers
Ctrl-C ends it.`);
  while (!flags.once && !interrupt.signal.aborted) {
    await runActions(shop)
      .then(office.poll)
      .catch((fault: unknown) => {
        if (!interrupt.signal.aborted) console.error(fault instanceof Error ? fault.message : fault);
      });
    await sleep(queueSeconds * 1000, undefined, { signal: interrupt.signal }).catch(() => undefined);
  }
}

const closing: (() => Promise<void>)[] = [];
let code = 0;
try {
  await run(closing);
} catch (fault) {
  console.error(fault instanceof ShopUnavailable ? fault.message : fault);
  code = 1;
} finally {
  for (const close of closing.reverse()) await close();
}
// The exit code is passed here, since the package of the embedded PostgreSQL would end an idle process with code 0.
process.exit(code);
