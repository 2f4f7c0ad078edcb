import type { z } from 'zod';
import type { Client } from '../client.ts';
import { daysAfter } from '../map/day.ts';
import { noCustomer } from '../plan/customer-fact.ts';
import { paymentOf, type Payment } from '../plan/payment-of.ts';
import { noVatTreatment, type Facts, type PaymentFact, type UnreadRequest } from '../plan/facts.ts';
import { failed } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { customerAccount, ledgerAccount, lockDateSettings, vatCode } from '../shapes/ledger.ts';
import { integer } from '../shapes/numbers.ts';
import { readDocumentOf } from './document.ts';
import { readBooked, type SoughtBooking } from './ledger.ts';
import { read, type Read } from './read.ts';
import { remembered } from './remembered.ts';

/** A payment needs no product, and goes to whom the document was made out to. */
const nothingElse = { products: [], customer: noCustomer };

/**
 * Reads what a payment's voucher needs: where the document is that it settles, the accounts of its lines, the VAT code, the
 * lock date, and what the customer ledger knows of it already. Nothing is asked for a method without an account, nor after
 * the document is found to be gone.
 */
export async function readPaymentFacts(client: Client, context: Context, request: UnreadRequest): Promise<Read<Facts>> {
  const payment = paymentOf(request);
  if (payment.accountNo === null) return read({ ...nothingElse, document: null });
  const { id, key, total } = payment.settles;
  const found = await readDocumentOf(client, context, request, { id, reference: key, credit: total < 0 });
  if (found.kind !== 'read') return found;
  const document = found.value;
  const customerId = document.state === 'gone' ? null : document.customerId;
  if (customerId === null) return read({ ...nothingElse, document });

  const parts = await partsOf(client, context, { customerId, accountNo: payment.accountNo });
  if (parts.kind !== 'read') return parts;
  const booked = await readBooked(client, context, bookingOf(request, payment));
  if (booked.kind !== 'value') return failed(booked);
  const { own, other } = booked.value;
  return read({
    ...nothingElse,
    document,
    payment: {
      ...parts.value,
      booked: own ? { id: own.Id, number: own.VoucherNo ?? own.Id } : null,
      elsewhere: other ? { number: other.VoucherNo ?? other.VoucherId, date: other.PostingDate ?? null } : null,
    },
  });
}

/** Somebody may have booked it before the shop knew of it, or long after. */
const daysBefore = 31;
const daysLater = 366;

/** Where the customer ledger would show the payment. */
function bookingOf(
  { key, order }: Pick<UnreadRequest, 'key' | 'order'>,
  { amount, day, settles }: Payment,
): SoughtBooking {
  return {
    key,
    matching: settles.key,
    currency: order.currency,
    amount: 0 - amount,
    from: daysAfter(day, -daysBefore),
    to: daysAfter(day, daysLater),
  };
}

async function partsOf(
  client: Client,
  context: Context,
  { customerId, accountNo }: { customerId: string; accountNo: string },
): Promise<Read<Omit<PaymentFact, 'booked' | 'elsewhere'>>> {
  const customer = await remembered(context, `ledger_account_of_customer:${customerId}`, integer, () =>
    readCustomerAccount(client, context, customerId),
  );
  if (customer.kind !== 'read') return customer;
  const account = await remembered(context, `ledger_account:${accountNo}`, integer, () =>
    readAccount(client, context, accountNo),
  );
  if (account.kind !== 'read') return account;
  const vat = await remembered(context, `vat_code:${noVatTreatment}`, integer, () => readVatCode(client, context));
  if (vat.kind !== 'read') return vat;
  const lock = await client.call(
    context,
    { method: 'GET', path: '/LockDateSettings', effect: 'reads' },
    lockDateSettings,
  );
  if (lock.kind !== 'value' && lock.kind !== 'empty') return failed(lock);
  const lockDate = lock.kind === 'value' ? lock.value.LockDate?.slice(0, 10) || null : null;
  return read({ customerAccountId: customer.value, accountId: account.value, vatCodeId: vat.value, lockDate });
}

type Id = z.infer<typeof integer>;

async function readCustomerAccount(client: Client, context: Context, customerId: string): Promise<Read<Id | null>> {
  const reply = await client.call(
    context,
    { method: 'GET', path: `/Customers/${encodeURIComponent(customerId)}`, effect: 'reads' },
    customerAccount,
  );
  if (reply.kind === 'value') return read(reply.value.SubledgerAccountId ?? null);
  return reply.kind === 'refused' && reply.status === 404 ? read(null) : failed(reply);
}

/** An account that is not active is none: nobody else may post on it either. */
async function readAccount(client: Client, context: Context, accountNo: string): Promise<Read<Id | null>> {
  const reply = await client.list(context, '/GeneralLedgerAccounts', { accountNos: accountNo }, ledgerAccount);
  if (reply.kind !== 'value') return failed(reply);
  return read(reply.value.find(({ AccountNo, IsActive }) => AccountNo === accountNo && IsActive !== false)?.Id ?? null);
}

async function readVatCode(client: Client, context: Context): Promise<Read<Id | null>> {
  const reply = await client.list(context, '/VatCodes', { isActive: 'true' }, vatCode);
  if (reply.kind !== 'value') return failed(reply);
  return read(reply.value.find(({ Code, IsActive }) => Code === noVatTreatment && IsActive !== false)?.Id ?? null);
}
