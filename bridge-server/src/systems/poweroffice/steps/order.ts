import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import { z } from 'zod';
import { remoteDocument, type LookupOutcome, type Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { customerGone } from '../facts/customer.ts';
import { invoicesOf, isOurs, whereabouts } from '../facts/whereabouts.ts';
import { causeOf, failed, takenBy, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import type { OutgoingInvoice } from '../shapes/invoice.ts';
import { asSent, unsent } from '../shapes/numbers.ts';
import { salesOrder, salesOrderFields, salesOrderPost, type SalesOrder } from '../shapes/sales-order.ts';
import { salesDocumentByNumber } from './by-number.ts';
import { defineStep } from './handler.ts';

/** The sales order, or the invoice that the office has made of it. */
export const orderResult = remoteDocument.extend({
  invoiced: z.boolean(),
  /** What the order's creation was told to say of it. */
  notes: z.array(z.string()).optional(),
});
export type OrderResult = z.infer<typeof orderResult>;

const creationInput = z.object({
  body: unsent(salesOrderPost),
  currency: z.string(),
  /** Whether Go makes a credit note of it. */
  credit: z.boolean(),
  /** The customer's key: its remembered id is forgotten when Go does not know it any more. */
  customerName: z.string().nullable(),
  /** Our codes for what the order names of its customer's; forgotten likewise. */
  addressName: z.string().optional(),
  personName: z.string().optional(),
  /** What should be known of the order; kept with its result, since it cannot be told later. */
  notes: z.array(z.string()).optional(),
});
type Creation = z.infer<typeof creationInput>;

/**
 * Creates the sales order, or with a negative sum the credit note, as a draft. Go refuses our reference a second time; the order
 * that has it is then the one. That is documented for sales orders: whether an invoice keeps the reference taken, nobody says.
 */
export const orderCreation = defineStep({
  kind: 'poweroffice.order.create',
  does: 'document',
  guard: 'refuses_duplicates',
  freesKey: true,
  makes: true,
  input: creationInput,
  execute: async (client, context, input) => noted(await createOrder(client, context, input), input),
  lookup: async (client, context, input, since) =>
    noted(
      await findOrder(
        client,
        context,
        { reference: input.body.ExternalImportReference, currency: input.currency, credit: input.credit },
        since,
      ),
      input,
    ),
  async byNumber(client, context, { body, currency, credit, notes }, number) {
    const answer = await salesDocumentByNumber(client, context, {
      reference: body.ExternalImportReference,
      currency,
      credit,
      number,
    });
    if (answer.kind !== 'found') return answer;
    const { document, invoiced } = answer;
    // Each line may be off by one minor unit, which a further line takes up.
    return {
      kind: 'found',
      document,
      rounding: body.SalesOrderLines.length,
      result: { ...document, invoiced, ...(notes ? { notes } : {}) },
    };
  },
});

const readingInput = z.object({
  orderId: z.string(),
  reference: z.string(),
  currency: z.string(),
  credit: z.boolean(),
});

/** Reads the order as Go has it now: the draft or, once the office has sent it, the invoice. */
export const orderReading = defineStep({
  kind: 'poweroffice.order.read',
  does: 'read',
  input: readingInput,
  execute: readOrder,
});

/** The bridge's clock and Go's may differ by so much; a bridge whose clock is further off takes no proof of its shops. What it reads in vain is much where many orders were made. */
const clockMarginSeconds = 120;

function noted<Answer extends Outcome | LookupOutcome>(answer: Answer, { notes }: Creation): Answer {
  return notes && 'result' in answer ? { ...answer, result: { ...orderResult.parse(answer.result), notes } } : answer;
}

async function createOrder(client: Client, context: Context, input: Creation): Promise<Outcome> {
  const { body, currency, credit } = input;
  const reference = body.ExternalImportReference;
  const reply = await client.call(
    context,
    { method: 'POST', path: '/SalesOrders/Complete', body: asSent(salesOrderPost, body), effect: 'creates' },
    salesOrder,
  );
  if (reply.kind === 'value') {
    return (
      doneWith(orderOf(reply.value, currency)) ?? {
        kind: 'doubt',
        code: 'doubt.unreadable',
        cause: `Go's total "${reply.value.TotalAmount}" is no amount.`,
      }
    );
  }
  const taken = takenBy(reply, reference);
  if (taken) return ofReference(client, context, { reference, currency, credit, id: taken.id, words: causeOf(reply) });
  return reply.kind === 'refused' && reply.status === 404 ? unknownPart(context, input, reply.words) : failed(reply);
}

/** Go does not have something that the order names: what we remember of it is forgotten, so that the next attempt makes it anew. */
async function unknownPart(
  context: Context,
  { body, customerName, addressName, personName }: Creation,
  words: string,
): Promise<Outcome> {
  const refused = failed({ kind: 'refused', status: 404, words });
  const forgetting = (object: string, name: string): Outcome =>
    refused.kind === 'refused' ? { ...refused, forget: { object, name } } : refused;
  if (/delivery\s?address/i.test(words) && addressName !== undefined)
    return forgetting('delivery_address', addressName);
  if (/contact\s?person/i.test(words) && personName !== undefined) return forgetting('contact_person', personName);
  const product = body.SalesOrderLines.find(
    ({ ProductCode }) => ProductCode !== undefined && words.includes(`'${ProductCode}'`),
  )?.ProductCode;
  if (product !== undefined) return forgetting('product', product);
  return /customer/i.test(words)
    ? customerGone(context, refused, { name: customerName, id: body.CustomerId })
    : refused;
}

async function ofReference(
  client: Client,
  context: Context,
  given: Named & { id: string | null; words: string },
): Promise<Outcome> {
  const { reference, currency, id, words } = given;
  if (id !== null) {
    const reply = await client.call(
      context,
      { method: 'GET', path: `/SalesOrders/${encodeURIComponent(id)}/Complete`, effect: 'reads' },
      salesOrder,
    );
    const done =
      reply.kind === 'value' && isOurs(reply.value, reference) ? doneWith(orderOf(reply.value, currency)) : null;
    if (done?.kind === 'done') return { ...done, existed: true };
  }
  const found = await findOrder(client, context, given, null);
  return found.kind === 'found'
    ? { kind: 'done', result: found.result, existed: true }
    : { kind: 'doubt', code: 'doubt.duplicate', cause: words };
}

async function readOrder(
  client: Client,
  context: Context,
  { orderId, currency, ...named }: z.infer<typeof readingInput>,
): Promise<Outcome> {
  const found = await whereabouts(client, context, { id: orderId, ...named });
  if (found.kind !== 'value') return failed(found);
  switch (found.value.state) {
    case 'draft':
      return doneWith(orderOf(found.value.row, currency)) ?? unreadableTotal;
    case 'invoiced':
      return doneWith(invoiceOf(found.value.row, currency)) ?? unreadableTotal;
    case 'gone':
      return failed({ kind: 'refused', status: 404, words: found.value.words });
  }
}

/** A document by our key, with what its total is read by. */
interface Named {
  reference: string;
  currency: string;
  credit: boolean;
}

/**
 * Asks Go for the order with our reference: among the drafts that changed since then (no filter takes our reference), and
 * among the invoices, where a draft goes with its id when the office sends it. `since` null: among all drafts.
 */
async function findOrder(
  client: Client,
  context: Context,
  { reference, currency, credit }: Named,
  since: Date | null,
): Promise<LookupOutcome> {
  const changed = since
    ? { lastChangedDateTimeOffsetGreaterThan: new Date(since.getTime() - 1000 * clockMarginSeconds).toISOString() }
    : {};
  // Drafts first: one that is sent between the two questions is then found twice rather than never.
  const drafts = await client.list(
    context,
    '/SalesOrders',
    { onlyCreatedByCurrentIntegration: 'true', ...changed, Fields: salesOrderFields },
    salesOrder,
  );
  if (drafts.kind !== 'value') return unanswered(drafts);
  const invoices = await invoicesOf(client, context, { reference, credit });
  if (invoices.kind !== 'value') return unanswered(invoices);

  const byId = new Map<string, OrderResult | null>();
  for (const row of drafts.value) if (isOurs(row, reference)) byId.set(row.Id, orderOf(row, currency));
  for (const row of invoices.value) byId.set(row.Id, invoiceOf(row, currency));
  const [found, another] = [...byId.values()];
  if (found === undefined) return { kind: 'absent' };
  if (another !== undefined)
    return { kind: 'several', cause: `Go has ${byId.size} documents with the reference ${reference}.` };
  return found
    ? { kind: 'found', result: found, document: remoteDocument.parse(found) }
    : { kind: 'unknown', cause: unreadableTotal.cause };
}

const unreadableTotal = { kind: 'held', code: 'held.unreadable', cause: 'Go gave a total that is no amount.' } as const;

function orderOf(row: SalesOrder, currency: string): OrderResult | null {
  const total = nearestMinor(row.TotalAmount, decimalsOf(currency));
  return total === null ? null : { id: row.Id, number: row.SalesOrderNo ?? row.Id, total, invoiced: false };
}

function invoiceOf(row: OutgoingInvoice, currency: string): OrderResult | null {
  const total = nearestMinor(row.TotalAmount, decimalsOf(currency));
  return total === null ? null : { id: row.Id, number: row.InvoiceNo ?? row.Id, total, invoiced: true };
}

const doneWith = (result: OrderResult | null): Outcome | null => (result ? { kind: 'done', result } : null);
