import { z } from 'zod';
import { operatorPrincipal } from '../../bridge-server/src/auth/principal.ts';
import type { Bridge } from '../../bridge-server/src/open.ts';
import type { Operation } from '../../bridge-server/src/operations/operation.ts';
import { shopConnect } from '../../bridge-server/src/operations/reading/connect.ts';
import { shopOrders } from '../../bridge-server/src/operations/reading/orders.ts';
import { shopPull } from '../../bridge-server/src/operations/reading/pull.ts';
import { shopHostsVariable } from '../../bridge-server/src/shops/pairing/reach.ts';
import { addShop } from '../../bridge-server/src/shops/shop.ts';
import { speaker, told } from '../setup/telling.ts';
import { watch, type Seen } from './seen.ts';
import { shopBooks, shopSettings } from './shop-books.ts';
import type { ShopKey } from './shop-key.ts';
import { readContents, shopRowsOf, type RefusedOrder, type ShopRow, type WrittenOrder } from './shop-rows.ts';
import { connectOffice, openCompany, type Company } from './stage.ts';

export interface MirrorOptions {
  key: ShopKey;
  /** How many of the shop's last orders are mirrored, at most 100. */
  orders: number;
  logLevel: string;
  /** For how long nothing may settle before the demo gives up. */
  quietSeconds?: number;
  signal?: AbortSignal;
  /** Called with each line of progress. */
  say: (line: string) => void;
}

/** What became of a shop's last orders. */
export interface MirroredShop {
  company: Company;
  shopId: string;
  /** The newest order first; below each order, its refunds. */
  rows: readonly ShopRow[];
}

const connectAnswer = z.object({ orders: z.number().nullable() });
const ordersAnswer = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      status: z.string(),
      total: z.string(),
      placedAt: z.string().nullable(),
    }),
  ),
});
const pullAnswer = z.object({
  refused: z.array(z.object({ order: z.string().nullable(), cause: z.string(), remedy: z.string() })),
});

/**
 * Mirrors the last orders of a shop into a PowerOffice sandbox. The shop is only read. The caller closes the company.
 * Throws what prevents the run, with what to do about it.
 */
export async function mirrorShop(options: MirrorOptions): Promise<MirroredShop> {
  const { key, say, logLevel } = options;
  const company = await openCompany({
    books: shopBooks,
    variables: { [shopHostsVariable]: privateHostsFor(key) },
    logLevel,
    say,
  });
  try {
    const { bridge, sandbox } = company;
    const { id: shopId, name } = await addShop(bridge.database.knex, { name: new URL(key.url).host, url: key.url });
    // The office comes first: an order that is read before it would get no document.
    say(`The shop's orders go to ${await connectOffice(company, shopId, shopSettings)}`);
    const { url, consumerKey, consumerSecret } = key;
    const connected = await ask(bridge, shopConnect, { url, consumerKey, consumerSecret, existing: shopId });
    const { orders: all } = connectAnswer.parse(connected);
    say(`Shop ${name} can be read${all === null ? '' : ` (orders: ${all})`}`);
    const asked = { shop: shopId, limit: options.orders };
    const { orders: written } = ordersAnswer.parse(await ask(bridge, shopOrders, asked));
    say(`The bridge reads the newest orders (${written.length}), and makes a document of each in the sandbox (✓):`);
    const refused = await pull(bridge, shopId, written);
    const seen = await settle({ bridge, sandbox, shop: { shop: shopId } }, written, options);
    const contents = await readContents(bridge.database.pool, shopId, written);
    return { company, shopId, rows: shopRowsOf(seen, { written, refused, contents }) };
  } catch (fault) {
    await company.close();
    throw fault;
  }
}

/** The private hosts that the environment allows, and the shop's own if it is on this machine. */
const privateHostsFor = ({ loopbackHost }: ShopKey): string =>
  [process.env['KONTOR_SHOP_PRIVATE_HOSTS'] ?? '', loopbackHost ?? ''].filter((hosts) => hosts !== '').join(',');

/** Asks an operation of the bridge, as the operator does. Throws its refusal in words. */
async function ask(bridge: Bridge, operation: Operation, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  const result = await operation.run(bridge, input, operatorPrincipal('demo'), speaker);
  if (result.ok) return result.value;
  const { code, cause, remedy } = told(result.error);
  throw new Error(
    `${code}: ${cause}\n  ${remedy}\n` +
      '  The demo itself connects the shop: run it again, with the address after --shop and the key in ' +
      'KONTOR_DEMO_CONSUMER_KEY and KONTOR_DEMO_CONSUMER_SECRET.',
  );
}

/** Lets the bridge read the orders. Returns those that it could not take in. */
async function pull(
  bridge: Bridge,
  shopId: string,
  written: readonly WrittenOrder[],
): Promise<readonly RefusedOrder[]> {
  if (written.length === 0) return [];
  const orders = written.map(({ id }) => id).join(',');
  return pullAnswer.parse(await ask(bridge, shopPull, { shop: shopId, orders })).refused;
}

/** Waits until every order has its document, or what prevents it is known. */
function settle(
  stage: Parameters<typeof watch>[0],
  written: readonly WrittenOrder[],
  { quietSeconds = 60, signal, say }: MirrorOptions,
): Promise<Seen> {
  const chosen = new Set(written.map(({ id }) => id));
  return watch(stage, [], {
    quietSeconds,
    signal,
    tell: ({ subjectId, orderNumber, kind, documentNumber }) => {
      if (documentNumber === null || !chosen.has(subjectId)) return;
      say(`  ✓ ${kind === 'order' ? 'order' : `${kind} of order`} ${orderNumber}: document ${documentNumber}`);
    },
  });
}
