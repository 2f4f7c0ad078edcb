import { daysAfter } from '../../../documents/day.ts';
import type { Payment } from '../../../documents/payment.ts';
import { path } from '../../../vendor/client.ts';
import { integer } from '../../../vendor/fields.ts';
import { nullIfNotFound, remembered } from '../../../vendor/remembered.ts';
import { mapReply, valueOf, type Reply } from '../../../vendor/reply.ts';
import { booksSeconds, type Go } from '../client.ts';
import { noCustomer, customer } from '../customer/shapes.ts';
import { readLockDate } from '../ledger/facts.ts';
import { ledgerAccount, vatCode } from '../ledger/shapes.ts';
import { readDocumentOf } from '../order/facts.ts';
import { noVatTreatment, paymentOf, type Facts, type PaymentFact, type UnreadRequest } from '../request.ts';
import { findBooking, type SoughtBooking } from './ledger-search.ts';

/** A payment needs no product, and its customer is that of the document. */
const nothingElse = { products: [], customer: noCustomer };

/**
 * Reads what a payment's voucher needs: where the settled document is, the accounts of its lines, the VAT code, the
 * lock date, and what the customer ledger already has. Nothing is asked for a method without an account, and nothing
 * more once the document is gone.
 */
export async function readPaymentFacts(go: Go, request: UnreadRequest): Promise<Reply<Facts>> {
  const payment = paymentOf(request);
  if (payment.accountNo === null) return valueOf({ ...nothingElse, document: null });
  const { id, key, total } = payment.settles;
  const documentReply = await readDocumentOf(go, request, { id, reference: key, credit: total < 0 });
  if (documentReply.kind !== 'value') return documentReply;
  const document = documentReply.value;
  const customerId = document.state === 'gone' ? null : document.customerId;
  if (customerId === null) return valueOf({ ...nothingElse, document });

  const parts = await readParts(go, customerId, payment.accountNo);
  if (parts.kind !== 'value') return parts;
  const booked = await findBooking(go, bookingOf(request, payment));
  return mapReply(booked, ({ own, other }) => ({
    ...nothingElse,
    document,
    payment: {
      ...parts.value,
      booked: own ? { id: own.Id, number: own.VoucherNo ?? own.Id } : null,
      elsewhere: other ? { number: other.VoucherNo ?? other.VoucherId, date: other.PostingDate ?? null } : null,
    },
  }));
}

/**
 * Where to look for the payment in the customer ledger. Somebody may have booked it before the shop knew of it, or long
 * after.
 */
const bookingOf = ({ key, order }: UnreadRequest, { amount, day, settles }: Payment): SoughtBooking => ({
  key,
  matching: settles.key,
  currency: order.currency,
  amount: 0 - amount,
  from: daysAfter(day, -31),
  to: daysAfter(day, 366),
});

type Parts = Omit<PaymentFact, 'booked' | 'elsewhere'>;

async function readParts(go: Go, customerId: string, accountNo: string): Promise<Reply<Parts>> {
  const rememberId = (name: string, ask: () => Promise<Reply<string | null>>) =>
    remembered(go.context.store, { name, seconds: booksSeconds, schema: integer }, ask);
  const customerAccount = await rememberId(`ledger_account_of_customer:${customerId}`, async () =>
    mapReply(
      nullIfNotFound(await go.get(path`/Customers/${customerId}`, customer)),
      (row) => row?.SubledgerAccountId ?? null,
    ),
  );
  if (customerAccount.kind !== 'value') return customerAccount;
  // An inactive account counts as missing, since nothing can be posted on it.
  const account = await rememberId(`ledger_account:${accountNo}`, async () =>
    mapReply(
      await go.list('/GeneralLedgerAccounts', ledgerAccount, { accountNos: accountNo }),
      (rows) => rows.find(({ AccountNo, IsActive }) => AccountNo === accountNo && IsActive !== false)?.Id ?? null,
    ),
  );
  if (account.kind !== 'value') return account;
  const vat = await rememberId(`vat_code:${noVatTreatment}`, async () =>
    mapReply(
      await go.list('/VatCodes', vatCode, { isActive: 'true' }),
      (rows) => rows.find(({ Code, IsActive }) => Code === noVatTreatment && IsActive !== false)?.Id ?? null,
    ),
  );
  if (vat.kind !== 'value') return vat;
  return mapReply(await readLockDate(go), (lockDate) => ({
    customerAccountId: customerAccount.value,
    accountId: account.value,
    vatCodeId: vat.value,
    lockDate,
  }));
}
