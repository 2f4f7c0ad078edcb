import type { FactsOutcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { neededCodes } from '../map/products.ts';
import { linesOf } from '../plan/plan.ts';
import type { Facts, UnreadRequest } from '../plan/facts.ts';
import type { Context } from '../settings/connection.ts';
import { readCustomer } from './customer.ts';
import { readClosedCurrency } from './currencies.ts';
import { readDocument } from './document.ts';
import { readProducts } from './products.ts';
import { read } from './read.ts';

/**
 * Reads what has become of the order's document, the products that the lines need, and the customer. What is remembered is
 * not asked for again, nor what cannot matter any more.
 */
export async function readFacts(client: Client, context: Context, request: UnreadRequest): Promise<FactsOutcome<Facts>> {
  const own = request.kind === 'order' ? read(null) : await readDocument(client, context, request);
  if (own.kind !== 'read') return own;
  const document = own.value;
  if (document?.state === 'gone' || (document?.state === 'draft' && request.kind === 'cancellation')) {
    return { kind: 'facts', facts: { products: [], customerId: null, document } };
  }
  const lines = linesOf(request);
  const products = await readProducts(client, context, neededCodes('lines' in lines ? lines.lines : [], request.settings));
  if (products.kind !== 'read') return products;
  // What is credited goes to whom it was charged, whoever the shop's order names by now.
  const charged = document?.customerId ?? null;
  const customer = charged === null ? await readCustomer(client, context, request.customerKey) : read(charged);
  if (customer.kind !== 'read') return customer;
  const closed = await readClosedCurrency(client, context, request.order.currency);
  if (closed.kind !== 'read') return closed;
  return { kind: 'facts', facts: { products: products.value, customerId: customer.value, document, ...(closed.value ? { closedCurrency: true } : {}) } };
}
