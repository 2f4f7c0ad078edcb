import { path } from '../../../vendor/client.ts';
import { documentOfCandidate, pickOurs } from '../../../vendor/document-number.ts';
import {
  isNotFound,
  mapReply,
  refused,
  unknownLookup,
  valueOf,
  vendorWordsOf,
  type Reply,
} from '../../../vendor/reply.ts';
import type { NumberedOutcome } from '../../contract.ts';
import type { RemoteDocument } from '../../contract-document.ts';
import type { Go } from '../client.ts';
import { goReason, goWord } from '../texts/texts.ts';
import { outgoingInvoice, salesOrder, salesOrderFields, type OutgoingInvoice, type SalesOrder } from './shapes.ts';

/** A document by its id as a draft and by its key. `credit`: the office sends it as a credit note. */
export interface SoughtDocument {
  id: string;
  reference: string;
  credit: boolean;
}

type Whereabouts =
  | { state: 'draft'; row: SalesOrder }
  | { state: 'invoiced'; row: OutgoingInvoice }
  /** `words`: the vendor's own. */
  | { state: 'gone'; words: string };

/**
 * Where a document is at Go now: among the drafts or, if the office has sent it, among the invoices. By Go's
 * specification an invoice has the id of its draft, but the specification itself is unsure there, so the invoice is
 * also asked for by our key.
 */
export async function whereabouts(go: Go, sought: SoughtDocument): Promise<Reply<Whereabouts>> {
  // The draft first, since a draft may be sent between the two questions, but an invoice never becomes a draft.
  const draft = await go.get(path`/SalesOrders/${sought.id}/Complete`, salesOrder);
  if (draft.kind === 'value') return valueOf({ state: 'draft', row: draft.value });
  if (!isNotFound(draft)) return draft;
  const invoice = await go.get(path`/OutgoingInvoices/${sought.id}`, outgoingInvoice);
  if (invoice.kind === 'value') return valueOf({ state: 'invoiced', row: invoice.value });
  if (!isNotFound(invoice)) return invoice;
  const invoices = await invoicesOf(go, sought);
  if (invoices.kind !== 'value') return invoices;
  const [row, another] = invoices.value;
  if (another) {
    const { reference } = sought;
    return refused(goReason('refused.conflict:several_invoices', { count: invoices.value.length, reference }));
  }
  return valueOf(row ? { state: 'invoiced', row } : { state: 'gone', words: vendorWordsOf(draft) });
}

/** The refusal for a document that was not finished and is neither among the drafts nor among the invoices. */
export const draftGone = (said: string) => refused(goReason('refused.not_found:unfinished', { said }));

/**
 * The invoices or credit notes with our key, whoever sent them; an invoice that a person sends belongs to that person.
 */
export async function invoicesOf(
  go: Go,
  { reference, credit }: Omit<SoughtDocument, 'id'>,
): Promise<Reply<OutgoingInvoice[]>> {
  const all = await go.list('/OutgoingInvoices', outgoingInvoice, { customMatchingReferences: reference });
  return mapReply(all, (rows) => rows.filter((row) => isOurs(row, reference) && hasOurType(row, credit)));
}

/** Whether the document has our key in one of the two fields, which both drafts and invoices keep. */
export const isOurs = (
  row: Pick<SalesOrder, 'ExternalImportReference' | 'CustomMatchingReference'>,
  reference: string,
): boolean => row.ExternalImportReference === reference || row.CustomMatchingReference === reference;

/** Whether the sent document is of the type that we made; an invoice is not a credit note. */
const hasOurType = ({ VoucherType }: Pick<OutgoingInvoice, 'VoucherType'>, credit: boolean): boolean =>
  VoucherType !== (credit ? 'OutgoingInvoice' : 'OutgoingCreditNote');

type NotFound = Exclude<NumberedOutcome, { kind: 'found' }>;

/**
 * The sales order's draft or its invoice by number. Invoices are asked for by their number. Drafts have no such filter,
 * so all of them are read. If a draft and an invoice have the number, the one with our reference is meant.
 */
export async function salesDocumentByNumber(
  go: Go,
  { reference, currency, credit, number }: { reference: string; currency: string; credit: boolean; number: string },
): Promise<{ kind: 'found'; document: RemoteDocument; invoiced: boolean } | NotFound> {
  if (!isDocumentNumber(number)) return notDigits(number);
  // Drafts first, so that a draft that is sent between the two questions is found twice, and not missed.
  const drafts = await go.list('/SalesOrders', salesOrder, { Fields: salesOrderFields });
  if (drafts.kind !== 'value') return unknownLookup(drafts);
  const invoices = await go.list('/OutgoingInvoices', outgoingInvoice, { invoiceNos: number });
  if (invoices.kind !== 'value') return unknownLookup(invoices);

  const byId = new Map<string, { row: SalesOrder | OutgoingInvoice; invoiced: boolean }>();
  for (const row of drafts.value) if (row.SalesOrderNo === number) byId.set(row.Id, { row, invoiced: false });
  for (const row of invoices.value)
    if (row.InvoiceNo === number && hasOurType(row, credit)) byId.set(row.Id, { row, invoiced: true });
  const match = pickOurs([...byId.values()], ({ row }) => isOurs(row, reference));
  if (match === 'none')
    return {
      kind: 'absent',
      ...goReason(credit ? 'found.absent:credit_note' : 'found.absent:sales_order', { number }),
    };
  if (match === 'several') return { kind: 'unlike', ...goReason('found.unlike:several', { number, reference }) };
  const { row, invoiced } = match;
  const foreignReference = row.ExternalImportReference ?? row.CustomMatchingReference ?? null;
  const candidate = {
    id: row.Id,
    total: row.TotalAmount,
    currency: row.CurrencyCode ?? null,
    reference: isOurs(row, reference) ? reference : foreignReference,
  };
  const expected = { called: goWord('document', { number }), number, reference, currency, of: 'order' } as const;
  const answer = documentOfCandidate(candidate, expected);
  return answer.kind === 'found' ? { ...answer, invoiced } : answer;
}

/** Whether the text is digits only. Go's filters would read a comma as a list and a hyphen as a range. */
export const isDocumentNumber = (number: string): boolean => /^\d{1,18}$/.test(number);
export const notDigits = (number: string): NotFound => ({
  kind: 'absent',
  ...goReason('found.absent:not_digits', { number }),
});
