import { decimalsOf, nearestMinor, type Minor } from '@kontor/shared/money';
import type { z } from 'zod';
import type { NumberedOutcome, RemoteDocument } from '../../contract.ts';
import type { Client } from '../client.ts';
import { readVoucher } from '../facts/ledger.ts';
import { isOurs } from '../facts/whereabouts.ts';
import { unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { outgoingInvoice } from '../shapes/invoice.ts';
import { ledgerEntry } from '../shapes/ledger.ts';
import { readText } from '../shapes/numbers.ts';
import { salesOrder } from '../shapes/sales-order.ts';
import type { bankVoucherPost } from '../shapes/voucher.ts';

/** Documents by the numbers that people in the office read on their screens. */

type NotFound = Exclude<NumberedOutcome, { kind: 'found' }>;

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
  client: Client,
  context: Context,
  sought: { reference: string; currency: string; credit: boolean; number: string },
): Promise<{ kind: 'found'; document: RemoteDocument; invoiced: boolean } | NotFound> {
  const { reference, currency, credit, number } = sought;
  if (!isNumber(number)) return noNumber(number);
  // Drafts first: one that is sent between the two questions is then found twice rather than never.
  const drafts = await client.list(context, '/SalesOrders', { Fields: Object.keys(draft.shape).join(',') }, draft);
  if (drafts.kind !== 'value') return unanswered(drafts);
  const invoices = await client.list(context, '/OutgoingInvoices', { invoiceNos: number }, invoice);
  if (invoices.kind !== 'value') return unanswered(invoices);

  const unlike = credit ? 'OutgoingInvoice' : 'OutgoingCreditNote';
  const all = new Map([
    ...drafts.value
      .filter(({ SalesOrderNo }) => SalesOrderNo === number)
      .map((row) => [row.Id, candidateOf(row, reference, false)] as const),
    ...invoices.value
      .filter(({ InvoiceNo, VoucherType }) => InvoiceNo === number && VoucherType !== unlike)
      .map((row) => [row.Id, candidateOf(row, reference, true)] as const),
  ]);
  const ours = [...all.values()].filter((candidate) => candidate.ours);
  const [found, another] = ours.length > 0 ? ours : [...all.values()];
  if (!found)
    return {
      kind: 'absent',
      cause: `Go has no ${credit ? 'credit note' : 'sales order or invoice'} with the number ${number}.`,
    };
  if (another)
    return {
      kind: 'unlike',
      cause: `Go has several documents with the number ${number}, such as a draft and an invoice, and none of them alone has our reference ${reference}.`,
    };
  if (!found.ours && found.reference)
    return { kind: 'unlike', cause: `Document ${number} has the reference ${found.reference}; ours is ${reference}.` };
  if (found.currency !== null && found.currency !== currency)
    return { kind: 'unlike', cause: `Document ${number} is in ${found.currency}, the order in ${currency}.` };
  const total = nearestMinor(found.total, decimalsOf(currency));
  return total === null
    ? { kind: 'unknown', cause: `Go's total "${found.total}" is no amount.` }
    : { kind: 'found', document: { id: found.id, number, total }, invoiced: found.invoiced };
}

function candidateOf(
  row: z.infer<typeof draft> | z.infer<typeof invoice>,
  reference: string,
  invoiced: boolean,
): Candidate {
  return {
    id: row.Id,
    total: row.TotalAmount,
    invoiced,
    currency: row.CurrencyCode ?? null,
    reference: row.ExternalImportReference ?? row.CustomMatchingReference ?? null,
    ours: isOurs(row, reference),
  };
}

/** How many days before and after the payment its voucher is looked for: the ledger is asked for by posting dates. */
const daysAround = 31;

/** The payment's voucher, by the customer ledger's entries around its day; vouchers themselves are found by Go's id only. */
export async function voucherByNumber(
  client: Client,
  context: Context,
  sought: { voucher: z.input<typeof bankVoucherPost>; amount: Minor; number: string },
): Promise<NumberedOutcome> {
  const {
    voucher: { ExternalImportReference: key, CurrencyCode: currency, VoucherDate: day },
    number,
  } = sought;
  if (!isNumber(number)) return noNumber(number);
  const [fromDate, toDate] = [dayFrom(day, -daysAround), dayFrom(day, daysAround)];
  const entries = await client.list(context, '/Customerledger/Statement', { fromDate, toDate }, ledgerEntry);
  if (entries.kind !== 'value') return unanswered(entries);
  const its = entries.value.filter(({ VoucherNo }) => VoucherNo === number);
  const [entry, another] = its;
  if (!entry)
    return {
      kind: 'absent',
      cause: `The customer ledger has nothing of a voucher ${number} between ${fromDate} and ${toDate}.`,
    };
  if (another)
    return { kind: 'unlike', cause: `Voucher ${number} books more than this payment in the customer ledger.` };
  const held = await readVoucher(client, context, entry.VoucherId);
  if (held.kind === 'refused' && held.status === 404)
    return { kind: 'unlike', cause: `Voucher ${number} is no bank voucher.` };
  if (held.kind !== 'value') return unanswered(held);
  const { Id: id, ExternalImportReference: reference, IsReversed: reversed } = held.value;
  if (reversed) return { kind: 'unlike', cause: `Voucher ${number} was reversed.` };
  if (reference && reference !== key)
    return { kind: 'unlike', cause: `Voucher ${number} has the reference ${reference}; ours is ${key}.` };
  if (entry.CurrencyCode && entry.CurrencyCode !== currency)
    return { kind: 'unlike', cause: `Voucher ${number} is in ${entry.CurrencyCode}, the payment in ${currency}.` };
  const booked = nearestMinor(entry.CurrencyAmount, decimalsOf(currency));
  if (booked === null) return { kind: 'unknown', cause: `Go's amount "${entry.CurrencyAmount}" is no amount.` };
  // What the customer paid stands in their ledger as a credit.
  return { kind: 'found', result: { id, number }, document: { id, number, total: 0 - booked }, rounding: 0 };
}

/** Go's filters read commas and hyphens as lists and ranges. */
const isNumber = (number: string): boolean => /^\d{1,18}$/.test(number);
const noNumber = (number: string): NotFound => ({
  kind: 'absent',
  cause: `"${number}" is no number of Go's: those are digits only.`,
});

const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
