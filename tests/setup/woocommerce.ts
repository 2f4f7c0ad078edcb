import { readFileSync } from 'node:fs';

type Body = Record<string, unknown>;

/** A real shop's body from tests/fixtures, with some of its fields changed. */
export function fixture(path: string, changes: Body = {}): Body {
  const body = JSON.parse(readFileSync(new URL(`../fixtures/${path}.json`, import.meta.url), 'utf8')) as Body;
  return { ...body, ...changes };
}

/** The Norwegian shop's simple order (349.00 NOK, 25 %) under another id, so that many orders can be told apart. */
export function simpleOrder(id: number, changes: Body = {}): Body {
  return fixture('woocommerce-no/orders/simple-25-vipps-paid', { id, number: String(id), ...changes });
}
