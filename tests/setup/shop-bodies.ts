import { readdirSync, readFileSync } from 'node:fs';
import type { Order } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';
import { told } from './telling.ts';

/** Bodies that were captured from real shops, for tests that read them. */

const fixtures = new URL('../fixtures/', import.meta.url);
type Part = Record<string, unknown>;
interface Body extends Part {
  total: string;
  line_items: [Part, ...Part[]];
  tax_lines: [Part, ...Part[]];
  billing: Part;
}
/** A captured body, by its path below tests/fixtures. */
export const fixture = (path: string) => JSON.parse(readFileSync(new URL(path, fixtures), 'utf8')) as Body;
/** The paths of all captured orders. */
export const orderFiles = ['woocommerce', 'woocommerce-no'].flatMap((shop) =>
  readdirSync(new URL(`${shop}/orders/`, fixtures)).map((name) => `${shop}/orders/${name}`),
);

/** The order in a body. Throws where the body cannot be read. */
export function readBody(body: unknown, refunds: unknown[] = []): Order {
  const result = readOrder(body, refunds);
  if (!result.ok) throw new Error(`${result.error.code}: ${told(result.error).cause}`);
  return result.value;
}
/** Why a body cannot be read. Throws where it can. */
export function refusalOf(body: unknown, refunds: unknown[] = []) {
  const result = readOrder(body, refunds);
  if (result.ok) throw new Error('the body was read');
  return told(result.error);
}
/** The Norwegian shop's simple order. */
export const simpleBody = () => fixture('woocommerce-no/orders/simple-25-vipps-paid.json');
