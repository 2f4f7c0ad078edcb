import { path } from '../../../vendor/client.ts';
import { isUnknown, mapped, valueOf, type Reply } from '../../../vendor/reply.ts';
import type { Go } from '../client.ts';
import { outgoingInvoice, salesOrder, type OutgoingInvoice, type SalesOrder } from './shapes.ts';

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

/**
 * Where a document is at Go now: among the drafts or, once the office has sent it, among the invoices. The invoice has the
 * draft's id, by a sentence of the specification that its author doubted; so it is also asked for by our key.
 */
export async function whereabouts(go: Go, sought: Sought): Promise<Reply<Whereabouts>> {
  // The draft first: it may be sent between the two questions, but no invoice becomes a draft.
  const draft = await go.get(path`/SalesOrders/${sought.id}/Complete`, salesOrder);
  if (draft.kind === 'value') return valueOf({ state: 'draft', row: draft.value });
  if (!isUnknown(draft)) return draft;
  const invoice = await go.get(path`/OutgoingInvoices/${sought.id}`, outgoingInvoice);
  if (invoice.kind === 'value') return valueOf({ state: 'invoiced', row: invoice.value });
  if (!isUnknown(invoice)) return invoice;
  const named = await invoicesOf(go, sought);
  if (named.kind !== 'value') return named;
  const [row, another] = named.value;
  if (another) {
    const cause = `Go has ${named.value.length} invoices with the reference ${sought.reference}.`;
    return go.refusal('refused.conflict', cause);
  }
  return valueOf(row ? { state: 'invoiced', row } : { state: 'gone', words: draft.cause });
}

/** The invoices, or credit notes, with our key, whoever sent them: a person in the office is not the integration. */
export async function invoicesOf(
  go: Go,
  { reference, credit }: Omit<Sought, 'id'>,
): Promise<Reply<OutgoingInvoice[]>> {
  const all = await go.list('/OutgoingInvoices', outgoingInvoice, { customMatchingReferences: reference });
  return mapped(all, (rows) => rows.filter((row) => isOurs(row, reference) && mayBe(row, credit)));
}

/** Whether the document has our key: drafts and invoices keep both of its places. */
export const isOurs = (
  row: Pick<SalesOrder, 'ExternalImportReference' | 'CustomMatchingReference'>,
  reference: string,
): boolean => row.ExternalImportReference === reference || row.CustomMatchingReference === reference;

/** Whether what was sent may be what we made: an invoice is never taken for a credit note, nor the other way round. */
export const mayBe = ({ VoucherType }: Pick<OutgoingInvoice, 'VoucherType'>, credit: boolean): boolean =>
  VoucherType !== (credit ? 'OutgoingInvoice' : 'OutgoingCreditNote');
