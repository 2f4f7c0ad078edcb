import type { Client, Reply } from '../client.ts';
import { causeOf } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { outgoingInvoice, type OutgoingInvoice } from '../shapes/invoice.ts';
import { salesOrder, type SalesOrder } from '../shapes/sales-order.ts';

/** A document by the id that it had as a draft, and by its key; a credit is sent as a credit note. */
export interface Sought {
  id: string;
  reference: string;
  credit: boolean;
}

export type Whereabouts =
  | { state: 'draft'; row: SalesOrder }
  | { state: 'invoiced'; row: OutgoingInvoice }
  /** In the vendor's words. */
  | { state: 'gone'; words: string };

type Failed = Exclude<Reply<never>, { kind: 'value' }>;

/**
 * Where a document is at Go now: among the drafts or, once the office has sent it, among the invoices. The invoice has the
 * draft's id, by a sentence of the specification that its author doubted; so it is also asked for by our key.
 */
export async function whereabouts(
  client: Client,
  context: Context,
  sought: Sought,
): Promise<{ kind: 'value'; value: Whereabouts } | Failed> {
  const id = encodeURIComponent(sought.id);
  // The draft first: it may be sent between the two questions, but no invoice becomes a draft.
  const draft = await client.call(
    context,
    { method: 'GET', path: `/SalesOrders/${id}/Complete`, effect: 'reads' },
    salesOrder,
  );
  if (draft.kind === 'value') return { kind: 'value', value: { state: 'draft', row: draft.value } };
  if (!isUnknown(draft)) return draft;
  const invoice = await client.call(
    context,
    { method: 'GET', path: `/OutgoingInvoices/${id}`, effect: 'reads' },
    outgoingInvoice,
  );
  if (invoice.kind === 'value') return { kind: 'value', value: { state: 'invoiced', row: invoice.value } };
  if (!isUnknown(invoice)) return invoice;
  const named = await invoicesOf(client, context, sought);
  if (named.kind !== 'value') return named;
  const [row, another] = named.value;
  if (another)
    return {
      kind: 'refused',
      status: 409,
      words: `Go has ${named.value.length} invoices with the reference ${sought.reference}.`,
    };
  return { kind: 'value', value: row ? { state: 'invoiced', row } : { state: 'gone', words: causeOf(draft) } };
}

const isUnknown = (reply: Reply<unknown>) => reply.kind === 'refused' && reply.status === 404;

/** The invoices, or credit notes, with our key, whoever sent them: a person in the office is not the integration. */
export async function invoicesOf(
  client: Client,
  context: Context,
  { reference, credit }: Omit<Sought, 'id'>,
): Promise<Exclude<Reply<OutgoingInvoice[]>, { kind: 'empty' }>> {
  const reply = await client.list(
    context,
    '/OutgoingInvoices',
    { customMatchingReferences: reference },
    outgoingInvoice,
  );
  if (reply.kind !== 'value') return reply;
  const unlike = credit ? 'OutgoingInvoice' : 'OutgoingCreditNote';
  return { kind: 'value', value: reply.value.filter((row) => isOurs(row, reference) && row.VoucherType !== unlike) };
}

/** Whether the document has our key: drafts and invoices keep both of its places. */
export const isOurs = (
  row: Pick<SalesOrder, 'ExternalImportReference' | 'CustomMatchingReference'>,
  reference: string,
): boolean => row.ExternalImportReference === reference || row.CustomMatchingReference === reference;
