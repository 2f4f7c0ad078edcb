import { decimalsOf, nearestMinor, type Minor } from '@kontor/shared/money';
import type { OfficeState } from '@kontor/shared/office';
import { z } from 'zod';
import { readNumber, readText } from '../../vendor/fields.ts';
import { firstLook, followOutcome, readChanges, utcTime } from '../../vendor/follow.ts';
import { mapReply } from '../../vendor/reply.ts';
import type { FollowOutcome } from '../contract.ts';
import { pageSize, type Go } from './client.ts';
import { outgoingInvoice } from './order/shapes.ts';

/** Fields read from `OutgoingInvoiceDto` about sending and payment. */
const followedInvoice = outgoingInvoice.extend({
  CurrencyCode: readText,
  TotalPostedAmount: readNumber.nullish(),
  VoucherDate: readText,
  SentDateTimeOffset: readText,
  InvoiceDeliveryType: readText,
  /** In the client's currency, like `TotalPostedAmount`. */
  Balance: readNumber.nullish(),
  BalanceLastChangedDateTimeOffset: readText,
  IsReversed: z.boolean().nullish(),
});
type FollowedInvoice = z.infer<typeof followedInvoice>;

/**
 * Asks Go which invoices were sent and which balances changed since the cursor; these two filters together show
 * everything that happens to an invoice. Invoices of other users count too, since a draft that a person sends becomes
 * that person's invoice.
 */
export async function follow(go: Go, cursor: unknown, now: () => number): Promise<FollowOutcome> {
  const filter = (query: string, timeOf: (row: FollowedInvoice) => string | null | undefined) => ({
    timeOf: (row: FollowedInvoice) => utcTime(timeOf(row)),
    async read(after: string, page: number) {
      // Ordered by a number that never changes, so that a new row does not move others between two pages.
      const parameters = { [query]: after, OrderBy: 'VoucherNo', PageNumber: String(page), PageSize: String(pageSize) };
      const reply = await go.get('/OutgoingInvoices', followedInvoice.array().nullable(), parameters);
      return mapReply(reply, (rows) => rows ?? []);
    },
  });
  const filters = {
    sent: filter('sentDateTimeOffsetGreaterThan', (row) => row.SentDateTimeOffset),
    balance: filter('balanceLastChangedDateTimeOffsetGreaterThan', (row) => row.BalanceLastChangedDateTimeOffset),
  };
  const changes = await readChanges(filters, cursor, { pageSize, first: firstLook(now()) });
  return followOutcome(changes, ({ rows }) => changesOf(rows));
}

/**
 * The changes by reference. The last reading of a row counts. An import reference is certainly ours, so it counts
 * before a matching reference.
 */
function changesOf(rows: readonly FollowedInvoice[]): { key: string; state: OfficeState }[] {
  const states = new Map<string, OfficeState>();
  for (const row of rows)
    if (row.CustomMatchingReference && !row.ExternalImportReference)
      states.set(row.CustomMatchingReference, stateOf(row));
  for (const row of rows) if (row.ExternalImportReference) states.set(row.ExternalImportReference, stateOf(row));
  return [...states].map(([key, state]) => ({ key, state }));
}

function stateOf(row: FollowedInvoice): OfficeState {
  const sentAt = utcTime(row.SentDateTimeOffset);
  const balance = balanceOf(row);
  // A reversed invoice has nothing open either, but nobody paid it.
  const paidAt = balance === 0 && row.IsReversed !== true ? utcTime(row.BalanceLastChangedDateTimeOffset) : null;
  return {
    ...(row.InvoiceNo ? { invoiceNumber: row.InvoiceNo } : {}),
    ...(row.VoucherDate ? { invoicedAt: row.VoucherDate } : {}),
    ...(sentAt ? { sentAt } : {}),
    ...(sentAt && row.InvoiceDeliveryType ? { sentBy: row.InvoiceDeliveryType } : {}),
    ...(balance === null ? {} : { balance }),
    ...(paidAt ? { paidAt } : {}),
  };
}

/**
 * The open amount in the invoice's currency. Go reports it in the client's currency, so for an invoice in another
 * currency only "nothing" and "everything" are certain; any other amount is left out.
 */
function balanceOf({ Balance, TotalPostedAmount, TotalAmount, CurrencyCode }: FollowedInvoice): Minor | null {
  const inClients = (amount: string | null | undefined) => nearestMinor(amount ?? '', decimalsOf('NOK'));
  const inInvoices = (amount: string) => nearestMinor(amount, decimalsOf(CurrencyCode ?? 'NOK'));
  const open = inClients(Balance);
  if (open === null || open === 0) return open;
  if (open === inClients(TotalPostedAmount)) return inInvoices(TotalAmount);
  return (CurrencyCode ?? 'NOK') === 'NOK' ? open : null;
}
