import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import { z } from 'zod';
import { ownDocument } from '../../../documents/related-documents.ts';
import { path } from '../../../vendor/client.ts';
import { held, valueOf, type Reply } from '../../../vendor/reply.ts';
import type { Go } from '../client.ts';
import type { UnreadRequest } from '../request.ts';
import { goReason } from '../texts/texts.ts';
import type { DocumentFact, HeldDocument } from '../../../documents/document-fact.ts';
import { headerFields, heldLine, heldOrder, type HeldOrder, type OutgoingInvoice } from './shapes.ts';
import { whereabouts, type SoughtDocument } from './whereabouts.ts';

/** Reads from Go where the order's own document is and, for an amendment, its content. */
export function readDocument(go: Go, request: UnreadRequest): Promise<Reply<DocumentFact>> {
  const { id, key } = ownDocument(request);
  return readDocumentOf(go, request, { id, reference: key, credit: false });
}

/** Reads from Go where a document of the order is. */
export async function readDocumentOf(
  go: Go,
  request: UnreadRequest,
  sought: SoughtDocument,
): Promise<Reply<DocumentFact>> {
  const location = await whereabouts(go, sought);
  if (location.kind !== 'value') return location;
  switch (location.value.state) {
    case 'draft':
      return draftFact(location.value.row, request);
    case 'invoiced':
      return invoiceFact(go, location.value.row, request);
    case 'gone':
      return valueOf({ state: 'gone' });
  }
}

function draftFact(row: unknown, request: UnreadRequest): Reply<DocumentFact> {
  const draft = heldOrder.safeParse(row).data;
  if (!draft) return unreadable;
  const fact = {
    state: 'draft' as const,
    customerId: draft.CustomerId ?? null,
    ...(draft.SalesOrderStatus === 'Confirmed' ? { locked: true } : {}),
  };
  if (request.kind !== 'amendment') return valueOf(fact);
  const content = contentOf(draft, draft.SalesOrderLines ?? [], request);
  return content ? valueOf({ ...fact, held: { ...content, header: headerOf(draft) } }) : unreadable;
}

async function invoiceFact(go: Go, row: OutgoingInvoice, request: UnreadRequest): Promise<Reply<DocumentFact>> {
  const fact = { state: 'invoiced' as const, customerId: row.CustomerId ?? null, invoiceNo: row.InvoiceNo ?? null };
  if (request.kind !== 'amendment') return valueOf(fact);
  const lines = await go.list(path`/OutgoingInvoices/${row.Id}/Lines`, heldLine);
  if (lines.kind !== 'value') return lines;
  const content = contentOf(row, lines.value, request);
  return content ? valueOf({ ...fact, held: content }) : unreadable;
}

function contentOf(
  { Id, TotalAmount }: { Id: string; TotalAmount: string },
  lines: readonly z.infer<typeof heldLine>[],
  { order }: UnreadRequest,
): HeldDocument | null {
  const total = nearestMinor(TotalAmount, decimalsOf(order.currency));
  if (total === null) return null;
  return {
    id: Id,
    header: {},
    total,
    lines: lines.map((line) => ({
      id: line.Id,
      reference: line.ExternalImportReference ?? null,
      productId: line.ProductId ?? null,
      description: line.Description ?? '',
      quantity: line.Quantity ?? null,
      unitPrice: line.ProductUnitPrice ?? null,
      sortOrder: line.SortOrder ?? null,
    })),
  };
}

/** The header's fields without empty ones. */
const headerOf = (draft: HeldOrder): HeldDocument['header'] =>
  Object.fromEntries(
    [...headerFields, 'CustomerReferenceContactPersonId' as const].flatMap((field) =>
      draft[field] ? [[field, draft[field]]] : [],
    ),
  );

const unreadable = held(goReason('held.unreadable:document'));
