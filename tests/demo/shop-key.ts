import { z } from 'zod';
import { shopConnect } from '../../bridge-server/src/operations/reading/connect.ts';

/** The shop that the demo mirrors, and the key that reads it. */
export interface ShopKey {
  url: string;
  consumerKey: string;
  consumerSecret: string;
  /** The host, if it is this machine: the bridge calls it only if it is allowed by name. */
  loopbackHost: string | null;
}

/** Reads the address and the key's two variables. Throws what is missing or wrong, and what to do about it. */
export function readShopKey(address: string, env: Readonly<Record<string, string | undefined>>): ShopKey {
  const url = addressOf(address);
  const consumerKey = env['KONTOR_DEMO_CONSUMER_KEY']?.trim() ?? '';
  const consumerSecret = env['KONTOR_DEMO_CONSUMER_SECRET']?.trim() ?? '';
  const faults = [
    faultOf('KONTOR_DEMO_CONSUMER_KEY', 'consumerKey', consumerKey),
    faultOf('KONTOR_DEMO_CONSUMER_SECRET', 'consumerSecret', consumerSecret),
  ].filter((fault) => fault !== null);
  if (faults.length > 0)
    throw new Error(
      `The demo needs a key that reads the shop. ${faults.join(' ')}\n` +
        '  In the shop, open WooCommerce → Settings → Advanced → REST API and add a key that may read. Then:\n' +
        `  KONTOR_DEMO_CONSUMER_KEY=ck_… KONTOR_DEMO_CONSUMER_SECRET=cs_… npm run demo -- --shop ${address}`,
    );
  return { url: url.href, consumerKey, consumerSecret, loopbackHost: isLoopback(url) ? url.host : null };
}

/** What is wrong with the value of a variable, without the value; null if it can be right. */
function faultOf(variable: string, field: 'consumerKey' | 'consumerSecret', value: string): string | null {
  if (value === '') return `${variable} is not set.`;
  const said = z.safeParse(shopConnect.input.shape[field] ?? z.never(), value).error?.issues[0]?.message;
  return said === undefined ? null : `${variable} is wrong: ${said}.`;
}

function addressOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Error(
      'The address after --shop is not that of a shop.\n' +
        '  Give the address of its first page, such as https://shop.example, without a user and password.',
    );
  return url;
}

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  /^127(\.\d+){3}$/.test(hostname) ||
  hostname === '[::1]';
