import { decimalsOf, nearestMinor } from '@kontor/shared/money';
import type { z } from 'zod';
import { readText } from '../../../vendor/fields.ts';
import { unanswered } from '../../../vendor/reply.ts';
import type { NumberedOutcome, RemoteDocument } from '../../contract.ts';
import type { Go } from '../client.ts';
import { outgoingInvoice, salesOrder } from './shapes.ts';
import { isOurs, mayBe } from './whereabouts.ts';

/** Documents by the numbers that people in the office read on their screens. */

export type NotFound = Exclude<NumberedOutcome, { kind: 'found' }>;

/** A draft or an invoice among which the number's document is. */
interface Candidate {
  id: string;
  total: string;
  invoiced: boolean;
  currency: string | null;
  reference: string | null;
  ours: boolean;
}

const currencyCode = { CurrencyCode: readText };
const draft = salesOrder.extend(currencyCode);
const invoice = outgoingInvoice.extend(currencyCode);

/**
 * The sales order's draft, or the invoice that the office has made of it. Invoices are asked for by their number; drafts have no
 * such filter, so all of them are read. Where a draft and an invoice have the number, the one with our reference is meant.
 */
export async function salesDocumentByNumber(
  go: Go,
  { reference, currency, credit, number }: { reference: string; currency: string; credit: boolean; number: string },
): Promise<{ kind: 'found'; document: RemoteDocument; invoiced: boolean } | NotFound> {
  const unlike = (cause: string): NotFound => ({ kind: 'unlike', cause });
  if (!isNumber(number)) return noNumber(number);
  // Drafts first: one that is sent between the two questions is then found twice rather than never.
  const drafts = await go.list('/SalesOrders', draft, { Fields: Object.keys(draft.shape).join(',') });
  if (drafts.kind !== 'value') return unanswered(drafts);
  const invoices = await go.list('/OutgoingInvoices', invoice, { invoiceNos: number });
  if (invoices.kind !== 'value') return unanswered(invoices);

  const all = new Map<string, Candidate>();
  for (const row of drafts.value)
    if (row.SalesOrderNo === number) all.set(row.Id, candidateOf(row, reference, false));
  for (const row of invoices.value)
    if (row.InvoiceNo === number && mayBe(row, credit)) all.set(row.Id, candidateOf(row, reference, true));
  const ours = [...all.values()].filter((candidate) => candidate.ours);
  const [found, another] = ours.length > 0 ? ours : [...all.values()];
  if (!found) {
    const sought = credit ? 'credit note' : 'sales order or invoice';
    return { kind: 'absent', cause: `Go has no ${sought} with the number ${number}.` };
  }
  if (another)
    return unlike(
      `Go has several documents with the number ${number}, such as a draft and an invoice, and none of them alone has our reference ${reference}.`,
    );
  if (!found.ours && found.reference)
    return unlike(`Document ${number} has the reference ${found.reference}; ours is ${reference}.`);
  if (found.currency !== null && found.currency !== currency)
    return unlike(`Document ${number} is in ${found.currency}, the order in ${currency}.`);
  const total = nearestMinor(found.total, decimalsOf(currency));
  return total === null
    ? { kind: 'unknown', cause: `Go's total "${found.total}" is no amount.` }
    : { kind: 'found', document: { id: found.id, number, total }, invoiced: found.invoiced };
}

const candidateOf = (
  row: z.infer<typeof draft> | z.infer<typeof invoice>,
  reference: string,
  invoiced: boolean,
): Candidate => ({
  id: row.Id,
  total: row.TotalAmount,
  invoiced,
  currency: row.CurrencyCode ?? null,
  reference: row.ExternalImportReference ?? row.CustomMatchingReference ?? null,
  ours: isOurs(row, reference),
});

/** Go's filters read commas and hyphens as lists and ranges. */
export const isNumber = (number: string): boolean => /^\d{1,18}$/.test(number);
export const noNumber = (number: string): NotFound => ({
  kind: 'absent',
  cause: `"${number}" is no number of Go's: those are digits only.`,
});
