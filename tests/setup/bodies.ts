import { readdirSync, readFileSync } from 'node:fs';
import type { Order } from '../../shared/src/order.ts';
import { readOrder } from '../../shared/src/woocommerce.ts';

const fixtures = new URL('../fixtures/', import.meta.url);
export type Part = Record<string, unknown>;
/** A body of which a test changes parts. */
export interface Body extends Part {
  total: string;
  line_items: [Part, ...Part[]];
  tax_lines: [Part, ...Part[]];
  billing: Part;
}
/** A body that was captured from a shop, by its file in tests/fixtures. */
export const fixture = (path: string) => JSON.parse(readFileSync(new URL(path, fixtures), 'utf8')) as Body;
/** Every captured order. */
export const orderFiles = ['woocommerce', 'woocommerce-no'].flatMap((shop) =>
  readdirSync(new URL(`${shop}/orders/`, fixtures)).map((name) => `${shop}/orders/${name}`),
);

/** The order that a body says; throws where it cannot be read. */
export function read(body: unknown, refunds: unknown[] = []): Order {
  const result = readOrder(body, refunds);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.cause}`);
  return result.value;
}
/** Why a body cannot be read. */
export function refused(body: unknown, refunds: unknown[] = []) {
  const result = readOrder(body, refunds);
  if (result.ok) throw new Error('the body was read');
  return result.error;
}
