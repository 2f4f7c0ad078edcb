import type { FactsOutcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { accountsOfMissing } from '../map/new-product.ts';
import { neededCodes, type ProductFact } from '../map/products.ts';
import { noCustomer } from '../plan/customer-fact.ts';
import { linesOf } from '../plan/plan.ts';
import type { Facts, UnreadRequest } from '../plan/facts.ts';
import type { Context } from '../settings/connection.ts';
import { readCustomer } from './customer.ts';
import { readClosedCurrency } from './currencies.ts';
import { readDocument } from './document.ts';
import { readPaymentFacts } from './payment.ts';
import { readProducts } from './products.ts';
import { read, type Read } from './read.ts';
import { readAccounts, readVatRegistration } from './vat.ts';

/**
 * Reads what has become of the order's document, the products that the lines need, and the customer. What is remembered is
 * not asked for again, nor what cannot matter any more.
 */
export async function readFacts(
  client: Client,
  context: Context,
  request: UnreadRequest,
): Promise<FactsOutcome<Facts>> {
  if (request.kind === 'payment') {
    const payment = await readPaymentFacts(client, context, request);
    return payment.kind === 'read' ? { kind: 'facts', facts: payment.value } : payment;
  }
  const own = request.kind === 'order' ? read(null) : await readDocument(client, context, request);
  if (own.kind !== 'read') return own;
  const document = own.value;
  if (document?.state === 'gone' || (document?.state === 'draft' && request.kind === 'cancellation')) {
    return { kind: 'facts', facts: { products: [], customer: noCustomer, document } };
  }
  const lines = linesOf(request);
  const codes = neededCodes('lines' in lines ? lines.lines : [], request.settings);
  const products = await readProducts(client, context, codes);
  if (products.kind !== 'read') return products;
  const books = await readBooks(client, context, request, { codes, products: products.value });
  if (books.kind !== 'read') return books;
  // What is credited goes to whom it was charged, whoever the shop's order names by now.
  const charged = document?.customerId ?? null;
  const customer =
    charged === null
      ? await readCustomer(client, context, request)
      : read({ state: 'known' as const, id: charged, delivery: null });
  if (customer.kind !== 'read') return customer;
  const closed = await readClosedCurrency(client, context, request.order.currency);
  if (closed.kind !== 'read') return closed;
  return {
    kind: 'facts',
    facts: {
      products: products.value,
      ...books.value,
      customer: customer.value,
      document,
      ...(closed.value ? { closedCurrency: true } : {}),
    },
  };
}

/** What the products' VAT follows from, and the accounts of those that are to be created. */
export async function readBooks(
  client: Client,
  context: Context,
  { settings, functions }: Pick<UnreadRequest, 'settings' | 'functions'>,
  needed: { codes: readonly string[]; products: readonly ProductFact[] },
): Promise<Read<Pick<Facts, 'accounts' | 'isVatRegistered'>>> {
  const numbers = functions.includes('createProducts')
    ? accountsOfMissing(needed.codes, needed.products, settings)
    : [];
  if (numbers.length === 0 && needed.products.every(({ account }) => account === undefined)) return read({});
  const registration = await readVatRegistration(client, context);
  if (registration.kind !== 'read') return registration;
  const accounts = await readAccounts(client, context, numbers);
  if (accounts.kind !== 'read') return accounts;
  return read({
    ...(registration.value === null ? {} : { isVatRegistered: registration.value }),
    ...(numbers.length === 0 || accounts.value === null ? {} : { accounts: accounts.value }),
  });
}
