import { z } from 'zod';
import type { LookupOutcome, Outcome } from '../../contract.ts';
import type { Client } from '../client.ts';
import { ownVouchers, readVoucher } from '../facts/ledger.ts';
import { causeOf, failed, takenBy, unanswered } from '../refusal.ts';
import type { Context } from '../settings/connection.ts';
import { asSent, unsent } from '../shapes/numbers.ts';
import { bankVoucher, bankVoucherPost, type BankVoucher } from '../shapes/voucher.ts';
import { voucherByNumber } from './by-number.ts';
import { defineStep } from './handler.ts';

/** The voucher, by Go's id and by the number that people call it. */
export const paymentResult = z.object({ id: z.string(), number: z.string() });

const input = z.object({
  voucher: unsent(bankVoucherPost),
  /** By what the customer's entry is matched, and found. */
  matching: z.string(),
  /** In minor units, as it was paid. */
  amount: z.number().int(),
});
type Input = z.infer<typeof input>;

/** Posts the voucher. It cannot be edited, only reversed; Go refuses our reference a second time. */
export const paymentPosting = defineStep({
  kind: 'poweroffice.payment.post',
  does: 'document',
  guard: 'refuses_duplicates',
  makes: true,
  input,
  execute: postPayment,
  lookup: findPayment,
  byNumber: (client, context, { voucher, amount }, number) =>
    voucherByNumber(client, context, { voucher, amount, number }),
});

async function postPayment(client: Client, context: Context, input: Input): Promise<Outcome> {
  const { voucher } = input;
  const reference = voucher.ExternalImportReference;
  const reply = await client.call(
    context,
    { method: 'POST', path: '/Vouchers/BankJournals', body: asSent(bankVoucherPost, voucher), effect: 'creates' },
    bankVoucher,
  );
  if (reply.kind === 'value') return { kind: 'done', result: resultOf(reply.value) };
  const taken = takenBy(reply, reference);
  if (!taken) return failed(reply);
  const named = taken.id === null ? null : await readVoucher(client, context, taken.id);
  if (named?.kind === 'value' && named.value.ExternalImportReference === reference)
    return named.value.IsReversed ? reversed(named.value) : { kind: 'done', result: resultOf(named.value) };
  const found = await findPayment(client, context, input);
  return found.kind === 'found'
    ? { kind: 'done', result: found.result }
    : { kind: 'doubt', code: 'doubt.duplicate', cause: causeOf(reply) };
}

/** Asks the customer ledger for our voucher on its day: vouchers themselves are found by Go's id only. */
async function findPayment(
  client: Client,
  context: Context,
  { voucher, matching, amount }: Input,
): Promise<LookupOutcome> {
  const { ExternalImportReference: key, CurrencyCode: currency, VoucherDate: day } = voucher;
  const reply = await ownVouchers(client, context, { key, matching, currency, amount: 0 - amount, from: day, to: day });
  if (reply.kind !== 'value') return unanswered(reply);
  const [found, another] = reply.value;
  if (!found) return { kind: 'absent' };
  if (another) return { kind: 'several', cause: `Go has ${reply.value.length} vouchers with the reference ${key}.` };
  return { kind: 'found', result: resultOf(found), document: { ...resultOf(found), total: amount } };
}

/** Go keeps our reference taken by a voucher that somebody reversed. */
const reversed = ({ Id, VoucherNo }: BankVoucher): Outcome => ({
  kind: 'refused',
  code: 'refused.reversed',
  cause: `Somebody reversed voucher ${VoucherNo ?? Id} of this payment in Go, and Go takes no second one with its reference.`,
  remedy: 'Book the payment in Go by hand if it should be there, then say that it was handled elsewhere.',
});

const resultOf = ({ Id, VoucherNo }: BankVoucher) => ({ id: Id, number: VoucherNo ?? Id });
