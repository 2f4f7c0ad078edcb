import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const usage = `Usage: npm run demo -- [--once] [--json FILE] [--orders FOLDER | --shop URL [--orders N]]

Starts the bridge and a sandbox of PowerOffice Go, sends the orders of a Norwegian shop to the bridge, and compares the
documents in the sandbox with those that each order must have. Then a German shop does the same, and a test office in
place of mmOrthosoft fetches its documents.

  --once           ends by itself: exit code 0 when everything is as expected, else 1
  --json FILE      writes the rows of the result to a file
  --orders FOLDER  sends your own orders instead: the order and refund bodies in the *.json files below the folder
  --shop URL       reads the last orders of your own shop instead. Nothing in the shop changes. The key that reads the
                   shop stands in KONTOR_DEMO_CONSUMER_KEY and KONTOR_DEMO_CONSUMER_SECRET.
  --orders N       with --shop: how many of the last orders, 1 to 100; by default 20
KONTOR_LOG=info shows the bridge's log.`;

export interface Flags {
  once: boolean;
  json: string | undefined;
  /** The orders: the demo's own, those of a folder, or the last ones of a shop. */
  from: { kind: 'demo' } | { kind: 'folder'; folder: string } | { kind: 'shop'; address: string; orders: number };
}

const standardOrders = 20;
const mostOrders = 100;

/** Reads the flags of the command line. Throws what is wrong with them. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      json: { type: 'string' },
      orders: { type: 'string' },
      shop: { type: 'string' },
    },
  });
  const { once, json, orders, shop } = values;
  if (shop !== undefined) return { once, json, from: { kind: 'shop', address: shop, orders: countOf(orders) } };
  if (orders === undefined) return { once, json, from: { kind: 'demo' } };
  if (!statSync(orders, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${orders} is not a folder.`);
  return { once, json, from: { kind: 'folder', folder: orders } };
}

function countOf(orders: string | undefined): number {
  const count = Number(orders ?? standardOrders);
  if (Number.isInteger(count) && count >= 1 && count <= mostOrders) return count;
  throw new Error(`With --shop, --orders is a number from 1 to ${mostOrders}.`);
}
