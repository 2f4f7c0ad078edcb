import type { Client } from '../client.ts';
import { ownDocument } from '../plan/own-document.ts';
import type { DocumentFact, UnreadRequest } from '../plan/facts.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { read, type Read } from './read.ts';
import { whereabouts, type Sought } from './whereabouts.ts';

/** Asks Go where the order's own document is. */
export async function readDocument(client: Client, context: Context, request: UnreadRequest): Promise<Read<DocumentFact>> {
  const { id, key } = ownDocument(request);
  return readDocumentOf(client, context, { id, reference: key, credit: false });
}

/** Asks Go where a document is. */
export async function readDocumentOf(client: Client, context: Context, sought: Sought): Promise<Read<DocumentFact>> {
  const found = await whereabouts(client, context, sought);
  if (found.kind !== 'value') return failed(found);
  const { value } = found;
  switch (value.state) {
    case 'draft': return read({ state: 'draft', customerId: value.row.CustomerId ?? null });
    case 'invoiced': return read({ state: 'invoiced', customerId: value.row.CustomerId ?? null, invoiceNo: value.row.InvoiceNo ?? null });
    case 'gone': return read({ state: 'gone' });
  }
}
