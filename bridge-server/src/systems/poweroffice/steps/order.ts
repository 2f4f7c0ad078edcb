import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import { z } from 'zod';
import { remoteDocument, type LookupOutcome, type Outcome } from '../../contract.ts';
import type { Client, Reply } from '../client.ts';
import { rememberCustomer } from '../facts/customer.ts';
import { invoicesOf, isOurs, whereabouts } from '../facts/whereabouts.ts';
import { causeOf, failed, takenBy } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import type { OutgoingInvoice } from '../shapes/invoice.ts';
import { unsent } from '../shapes/numbers.ts';
import { salesOrder, salesOrderPost, type SalesOrder } from '../shapes/sales-order.ts';
import { defineStep } from './handler.ts';

/** The sales order, or the invoice that the office has made of it. */
export const orderResult = remoteDocument.extend({ invoiced: z.boolean() });
export type OrderResult = z.infer<typeof orderResult>;

const creationInput = z.object({
  body: unsent(salesOrderPost),
  currency: z.string(),
  /** Whether Go makes a credit note of it. */
  credit: z.boolean(),
  /** The customer's key: its remembered id is forgotten when Go does not know it any more. */
  customerName: z.string().nullable(),
});

/** Creates the sales order, or with a negative sum the credit note, as a draft. Go refuses our reference a second time; the order that has it is then the one. */
export const orderCreation = defineStep({
  kind: 'poweroffice.order.create', does: 'document', guard: 'refuses_duplicates', input: creationInput, execute: createOrder,
  lookup: (client, context, { body, ...named }, since) => findOrder(client, context, { ...named, reference: body.ExternalImportReference }, since),
});

const readingInput = z.object({ orderId: z.string(), reference: z.string(), currency: z.string(), credit: z.boolean() });

/** Reads the order as Go has it now: the draft or, once the office has sent it, the invoice. */
export const orderReading = defineStep({ kind: 'poweroffice.order.read', does: 'read', input: readingInput, execute: readOrder });

/** The bridge's clock and Go's may differ by so much. */
const clockMarginSeconds = 600;

async function createOrder(client: Client, context: Context, input: z.infer<typeof creationInput>): Promise<Outcome> {
  const { body, currency, credit } = input;
  const reference = body.ExternalImportReference;
  const reply = await client.call(context, { method: 'POST', path: '/SalesOrders/Complete', body: salesOrderPost.parse(body), effect: 'creates' }, salesOrder);
  if (reply.kind === 'value') {
    return doneWith(orderOf(reply.value, currency)) ?? { kind: 'doubt', code: 'doubt.unreadable', cause: `Go's total "${reply.value.TotalAmount}" is no amount.` };
  }
  const taken = takenBy(reply, reference);
  if (taken) return ofReference(client, context, { reference, currency, credit, id: taken.id, words: causeOf(reply) });
  if (reply.kind === 'refused' && reply.status === 404 && /customer/i.test(reply.words) && input.customerName !== null) {
    await rememberCustomer(context, input.customerName, null);
    const refused = failed(reply);
    return refused.kind === 'refused' ? { ...refused, forget: { object: 'customer', name: input.customerName } } : refused;
  }
  const product = unknownProduct(reply, body);
  const refused = failed(reply);
  return product !== undefined && refused.kind === 'refused' ? { ...refused, forget: { object: 'product', name: product } } : refused;
}

/** The code of a product that was created once and that Go does not know any more. */
const unknownProduct = (reply: Reply<unknown>, { SalesOrderLines }: z.infer<typeof creationInput>['body']): string | undefined =>
  (reply.kind === 'refused' && reply.status === 404 ? SalesOrderLines.find(({ ProductCode }) => ProductCode !== undefined && reply.words.includes(`'${ProductCode}'`))?.ProductCode : undefined);

async function ofReference(client: Client, context: Context, given: Named & { id: string | null; words: string }): Promise<Outcome> {
  const { reference, currency, id, words } = given;
  if (id !== null) {
    const reply = await client.call(context, { method: 'GET', path: `/SalesOrders/${encodeURIComponent(id)}/Complete`, effect: 'reads' }, salesOrder);
    const done = reply.kind === 'value' && isOurs(reply.value, reference) ? doneWith(orderOf(reply.value, currency)) : null;
    if (done) return done;
  }
  const found = await findOrder(client, context, given, null);
  return found.kind === 'found' ? { kind: 'done', result: found.result } : { kind: 'doubt', code: 'doubt.duplicate', cause: words };
}

async function readOrder(client: Client, context: Context, { orderId, currency, ...named }: z.infer<typeof readingInput>): Promise<Outcome> {
  const found = await whereabouts(client, context, { id: orderId, ...named });
  if (found.kind !== 'value') return failed(found);
  switch (found.value.state) {
    case 'draft': return doneWith(orderOf(found.value.row, currency)) ?? unreadableTotal;
    case 'invoiced': return doneWith(invoiceOf(found.value.row, currency)) ?? unreadableTotal;
    case 'gone': return failed({ kind: 'refused', status: 404, words: found.value.words });
  }
}

/** A document by our key, with what its total is read by. */
interface Named { reference: string; currency: string; credit: boolean }

/**
 * Asks Go for the order with our reference: among the drafts that changed since then (no filter takes our reference), and
 * among the invoices, where a draft goes with its id when the office sends it. `since` null: among all drafts.
 */
async function findOrder(client: Client, context: Context, { reference, currency, credit }: Named, since: Date | null): Promise<LookupOutcome> {
  const changed = since ? { lastChangedDateTimeOffsetGreaterThan: new Date(since.getTime() - 1000 * clockMarginSeconds).toISOString() } : {};
  // Drafts first: one that is sent between the two questions is then found twice rather than never.
  const drafts = await client.list(context, '/SalesOrders', { onlyCreatedByCurrentIntegration: 'true', ...changed }, salesOrder);
  if (drafts.kind !== 'value') return { kind: 'unknown', cause: causeOf(drafts) };
  const invoices = await invoicesOf(client, context, { reference, credit });
  if (invoices.kind !== 'value') return { kind: 'unknown', cause: causeOf(invoices) };

  const byId = new Map<string, OrderResult | null>();
  for (const row of drafts.value) if (isOurs(row, reference)) byId.set(row.Id, orderOf(row, currency));
  for (const row of invoices.value) byId.set(row.Id, invoiceOf(row, currency));
  const [found, another] = [...byId.values()];
  if (found === undefined) return { kind: 'absent' };
  if (another !== undefined) return { kind: 'several', cause: `Go has ${byId.size} documents with the reference ${reference}.` };
  return found ? { kind: 'found', result: found } : { kind: 'unknown', cause: unreadableTotal.cause };
}

const unreadableTotal = { kind: 'door', code: 'door.unreadable', cause: 'Go gave a total that is no amount.' } as const;

function orderOf(row: SalesOrder, currency: string): OrderResult | null {
  const total = nearestMinor(row.TotalAmount, decimalsOf(currency));
  return total === null ? null : { id: row.Id, number: row.SalesOrderNo ?? row.Id, total, invoiced: false };
}

function invoiceOf(row: OutgoingInvoice, currency: string): OrderResult | null {
  const total = nearestMinor(row.TotalAmount, decimalsOf(currency));
  return total === null ? null : { id: row.Id, number: row.InvoiceNo ?? row.Id, total, invoiced: true };
}

const doneWith = (result: OrderResult | null): Outcome | null => (result ? { kind: 'done', result } : null);
