import { readdirSync, readFileSync } from 'node:fs';
import type { Order } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';
import { told } from './telling.ts';

/** Bodies captured from real shops, as tests of reading them change them. */

const fixtures = new URL('../fixtures/', import.meta.url);
type Part = Record<string, unknown>;
interface Body extends Part {
  total: string;
  line_items: [Part, ...Part[]];
  tax_lines: [Part, ...Part[]];
  billing: Part;
}
export const fixture = (path: string) => JSON.parse(readFileSync(new URL(path, fixtures), 'utf8')) as Body;
/** Every order that was captured from a real shop. */
export const orderFiles = ['woocommerce', 'woocommerce-no'].flatMap((shop) =>
  readdirSync(new URL(`${shop}/orders/`, fixtures)).map((name) => `${shop}/orders/${name}`),
);

/** The order that a body tells. */
export function read(body: unknown, refunds: unknown[] = []): Order {
  const result = readOrder(body, refunds);
  if (!result.ok) throw new Error(`${result.error.code}: ${told(result.error).cause}`);
  return result.value;
}
/** Why a body is not read. */
export function refused(body: unknown, refunds: unknown[] = []) {
  const result = readOrder(body, refunds);
  if (result.ok) throw new Error('the body was read');
  return told(result.error);
}
/** The Norwegian shop's simple order. */
export const simple = () => fixture('woocommerce-no/orders/simple-25-vipps-paid.json');
