import { addCustomer, payment, paymentIds, type Call, type Reply } from '../sandboxes/poweroffice/caller.ts';
import type { OrderView } from '../sandboxes/poweroffice/state.ts';
import type { ConnectedShop, World } from './world.ts';

/** What people at the office write in Go themselves, and how a test finds there what Kontor wrote. */

/** The customer of the simple order, as the office writes her in Go. */
export const kari = {
  IsPerson: true,
  FirstName: 'Kari',
  LastName: 'Nordmann',
  EmailAddress: 'kari@example.test',
  InvoiceDeliveryType: 'PdfByEmail',
};

/**
 * The customer of the simple order under another first name, so that it is asked whether it is her; answers its id in
 * Go.
 */
export const addOla = (call: Call): Promise<number> => addCustomer(call, { ...kari, FirstName: 'Ola' });

/**
 * Books a payment of the customer on 2026-11-23, as somebody at the office does by hand. `line`: fields of the
 * customer's line, such as the reference or the invoice that the payment is matched with.
 */
export async function bookPaymentByHand(call: Call, customerId: number, amount: number, line: object): Promise<Reply> {
  const voucher = JSON.stringify(payment(await paymentIds(call, customerId), amount, line));
  return call('POST', '/v2/Vouchers/BankJournals', voucher.replaceAll('2026-03-01', '2026-11-23'));
}

/** The order's draft in Go, by our reference for it. */
export function draftOf(shop: ConnectedShop, orderId: number): OrderView {
  const reference = `${shop.shop}-${orderId}`;
  const draft = shop.held().orders.find(({ externalImportReference }) => externalImportReference === reference);
  if (!draft) throw new Error(`order ${orderId} has no draft`);
  return draft;
}

/** The bodies by which Go was told to make sales orders, oldest first. */
export const salesOrdersSent = ({ sandbox }: World): Record<string, unknown>[] =>
  sandbox.control
    .exchanges()
    .filter(({ method, path }) => method === 'POST' && path === '/v2/SalesOrders/Complete')
    .map(({ requestBody }) => JSON.parse(requestBody) as Record<string, unknown>);
