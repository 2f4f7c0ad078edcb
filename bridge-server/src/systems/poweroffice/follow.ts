import { decimalsOf, nearestMinor, type Minor } from '@kontor/shared/money';
import type { OfficeState } from '@kontor/shared/office';
import { z } from 'zod';
import { readNumber, readText } from '../../vendor/fields.ts';
import { followOutcome, readChanges, utcTime } from '../../vendor/follow.ts';
import { mapReply } from '../../vendor/reply.ts';
import type { Followed } from '../contract.ts';
import { pageSize, type Go } from './client.ts';
import { outgoingInvoice } from './order/shapes.ts';

/** Read: what `OutgoingInvoiceDto` says of sending and payment. */
const followedInvoice = outgoingInvoice.extend({
  CurrencyCode: readText,
  TotalPostedAmount: readNumber.nullish(),
  VoucherDate: readText,
  SentDateTimeOffset: readText,
  InvoiceDeliveryType: readText,
  /** In the client's currency, as is the total that was posted. */
  Balance: readNumber.nullish(),
  BalanceLastChangedDateTimeOffset: readText,
  IsReversed: z.boolean().nullish(),
});
type FollowedInvoice = z.infer<typeof followedInvoice>;

/**
 * Asks Go which invoices were sent and which balances changed since the cursor: between them, these two filters tell of everything
 * that happens to an invoice. Not only those of the integration: a draft that a person sends is that person's invoice.
 */
export async function follow(go: Go, cursor: unknown, now: () => number): Promise<Followed> {
  const filter = (query: string, timeOf: (row: FollowedInvoice) => string | null | undefined) => ({
    timeOf: (row: FollowedInvoice) => utcTime(timeOf(row)),
    async read(after: string, page: number) {
      // Ordered by what never changes, so that a row which comes in between two pages pushes none past them.
      const parameters = { [query]: after, OrderBy: 'VoucherNo', PageNumber: String(page), PageSize: String(pageSize) };
      const reply = await go.get('/OutgoingInvoices', followedInvoice.array().nullable(), parameters);
      return mapReply(reply, (rows) => rows ?? []);
    },
  });
  const filters = {
    sent: filter('sentDateTimeOffsetGreaterThan', (row) => row.SentDateTimeOffset),
    balance: filter('balanceLastChangedDateTimeOffsetGreaterThan', (row) => row.BalanceLastChangedDateTimeOffset),
  };
  const changes = await readChanges(filters, cursor, { pageSize, now: now() });
  return followOutcome(changes, ({ rows }) => changesOf(rows));
}

/** A row that was read twice counts as it was read last; a reference given for import is never somebody else's. */
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
  // What was reversed has nothing open either, but nobody paid it.
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
 * What is open, in the invoice's currency. Go tells it in the client's: of an invoice in another currency only nothing and
 * everything are certain, and a part is left unsaid.
 */
function balanceOf({ Balance, TotalPostedAmount, TotalAmount, CurrencyCode }: FollowedInvoice): Minor | null {
  const inClients = (amount: string | null | undefined) => nearestMinor(amount ?? '', decimalsOf('NOK'));
  const inInvoices = (amount: string) => nearestMinor(amount, decimalsOf(CurrencyCode ?? 'NOK'));
  const open = inClients(Balance);
  if (open === null || open === 0) return open;
  if (open === inClients(TotalPostedAmount)) return inInvoices(TotalAmount);
  return (CurrencyCode ?? 'NOK') === 'NOK' ? open : null;
}
