import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import { z } from 'zod';
import type { Client } from '../client.ts';
import type { DocumentFact, HeldDocument, HeldLine } from '../order/document.ts';
import type { UnreadRequest } from '../request.ts';
import { ownDocument } from '../../../documents/about.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { headerFields, heldLine, heldOrder, type HeldOrder } from '../shapes/held.ts';
import type { OutgoingInvoice } from '../shapes/invoice.ts';
import { read, type Read } from './read.ts';
import { whereabouts, type Sought } from './whereabouts.ts';

/** Asks Go where the order's own document is and, for an amendment, what it says. */
export async function readDocument(
  client: Client,
  context: Context,
  request: UnreadRequest,
): Promise<Read<DocumentFact>> {
  const { id, key } = ownDocument(request);
  return readDocumentOf(client, context, request, { id, reference: key, credit: false });
}

/** Asks Go where a document of the order is. */
export async function readDocumentOf(
  client: Client,
  context: Context,
  request: UnreadRequest,
  sought: Sought,
): Promise<Read<DocumentFact>> {
  const found = await whereabouts(client, context, sought);
  if (found.kind !== 'value') return failed(found);
  const { value } = found;
  switch (value.state) {
    case 'draft':
      return draftFact(value.row, request);
    case 'invoiced':
      return invoiceFact(client, context, value.row, request);
    case 'gone':
      return read({ state: 'gone' });
  }
}

function draftFact(row: unknown, request: UnreadRequest): Read<DocumentFact> {
  const draft = heldOrder.safeParse(row).data;
  if (!draft) return unreadable;
  const fact = {
    state: 'draft' as const,
    customerId: draft.CustomerId ?? null,
    ...(draft.SalesOrderStatus === 'Confirmed' ? { locked: true } : {}),
  };
  if (request.kind !== 'amendment') return read(fact);
  const held = heldOf(draft, draft.SalesOrderLines ?? [], request);
  return held ? read({ ...fact, held: { ...held, header: headerOf(draft) } }) : unreadable;
}

async function invoiceFact(
  client: Client,
  context: Context,
  row: OutgoingInvoice,
  request: UnreadRequest,
): Promise<Read<DocumentFact>> {
  const fact = { state: 'invoiced' as const, customerId: row.CustomerId ?? null, invoiceNo: row.InvoiceNo ?? null };
  if (request.kind !== 'amendment') return read(fact);
  const lines = await client.list(context, `/OutgoingInvoices/${encodeURIComponent(row.Id)}/Lines`, {}, heldLine);
  if (lines.kind !== 'value') return failed(lines);
  const held = heldOf(row, lines.value, request);
  return held ? read({ ...fact, held }) : unreadable;
}

function heldOf(
  row: { Id: string; TotalAmount: string },
  lines: readonly z.infer<typeof heldLine>[],
  { order }: UnreadRequest,
): HeldDocument | null {
  const total = nearestMinor(row.TotalAmount, decimalsOf(order.currency));
  return total === null ? null : { id: row.Id, header: {}, total, lines: lines.map(lineOf) };
}

const lineOf = (line: z.infer<typeof heldLine>): HeldLine => ({
  id: line.Id,
  reference: line.ExternalImportReference ?? null,
  productId: line.ProductId ?? null,
  description: line.Description ?? '',
  quantity: line.Quantity ?? null,
  unitPrice: line.ProductUnitPrice ?? null,
  sortOrder: line.SortOrder ?? null,
});

/** What the header's fields say; empty ones are left out. */
const headerOf = (draft: HeldOrder): HeldDocument['header'] =>
  Object.fromEntries(
    [...headerFields, 'CustomerReferenceContactPersonId' as const].flatMap((field) =>
      draft[field] ? [[field, draft[field]]] : [],
    ),
  );

const unreadable = {
  kind: 'held',
  code: 'held.unreadable',
  cause: "Go's answer about the order's document is not as PowerOffice describes it.",
} as const;
