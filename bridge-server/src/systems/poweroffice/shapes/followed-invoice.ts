import { z } from 'zod';
import { readNumber, readText } from './numbers.ts';
import { outgoingInvoice } from './invoice.ts';

/** Read: what `OutgoingInvoiceDto` says of sending and payment. */
export const followedInvoice = outgoingInvoice.extend({
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
export type FollowedInvoice = z.infer<typeof followedInvoice>;
