import { z } from 'zod';
import { daysAfter } from '../../../documents/day.ts';
import { asSent, unsent } from '../../../vendor/fields.ts';
import { documentOfCandidate } from '../../../vendor/document-number.ts';
import { createOnce, lookupByKey } from '../../../vendor/creation.ts';
import { completed, isNotFound, refused, unknownLookup } from '../../../vendor/reply.ts';
import type { LookupOutcome, NumberedOutcome, Outcome } from '../../contract.ts';
import { defineStep, takenKeyIn, type Go } from '../client.ts';
import { goReason, goWord } from '../texts/texts.ts';
import { isDocumentNumber, notDigits } from '../order/whereabouts.ts';
import { findOwnVouchers, readEntries, readVoucher } from './ledger-search.ts';
import { bankVoucher, bankVoucherPost, type BankVoucher } from './shapes.ts';

/** The voucher by Go's id and by the number that people know. */
export const paymentResult = z.object({ id: z.string(), number: z.string() });

const input = z.object({
  voucher: unsent(bankVoucherPost),
  /** The reference by which the customer's entry is matched and found. */
  matching: z.string(),
  /** The paid amount in minor units. */
  amount: z.number().int(),
});
type Input = z.infer<typeof input>;

/** Posts the voucher. A voucher cannot be edited, only reversed. Go refuses our reference a second time. */
export const paymentPosting = defineStep({
  kind: 'poweroffice.payment.post',
  does: 'document',
  guard: 'refuses_duplicates',
  makes: true,
  input,
  async execute(go, posting): Promise<Outcome> {
    const { voucher } = posting;
    const reference = voucher.ExternalImportReference;
    return createOnce(await go.post('/Vouchers/BankJournals', asSent(bankVoucherPost, voucher), bankVoucher), {
      takenKey: takenKeyIn(reference),
      created: (row) => completed(resultOf(row)),
      async byId(id) {
        const existing = await readVoucher(go, id);
        if (existing.kind !== 'value' || existing.value.ExternalImportReference !== reference) return null;
        return existing.value.IsReversed ? reversed(existing.value) : completed(resultOf(existing.value));
      },
      find: () => findPayment(go, posting),
    });
  },
  lookup: findPayment,
  byNumber: voucherByNumber,
});

/** Asks the customer ledger for our voucher on its day, since Go finds a voucher itself only by its id. */
async function findPayment(go: Go, { voucher, matching, amount }: Input): Promise<LookupOutcome> {
  const { ExternalImportReference: key, CurrencyCode: currency, VoucherDate: day } = voucher;
  return lookupByKey(
    await findOwnVouchers(go, { key, matching, currency, amount: 0 - amount, from: day, to: day }),
    goReason('doubt.several:vouchers', { reference: key }),
    (row) => ({ result: resultOf(row), document: { ...resultOf(row), total: amount } }),
  );
}

/** The refusal for a voucher that somebody reversed; it still blocks our reference. */
const reversed = ({ Id, VoucherNo }: BankVoucher): Outcome =>
  refused(goReason('refused.reversed', { number: VoucherNo ?? Id }));

const resultOf = ({ Id, VoucherNo }: BankVoucher) => ({ id: Id, number: VoucherNo ?? Id });

/** How many days before and after the payment the ledger is searched, since it is searched by posting dates. */
const daysAround = 31;

/**
 * The payment's voucher by its number. It is found in the customer ledger's entries around its day, since Go finds a
 * voucher itself only by its id.
 */
async function voucherByNumber(go: Go, { voucher }: Input, number: string): Promise<NumberedOutcome> {
  const { ExternalImportReference: key, CurrencyCode: currency, VoucherDate: day } = voucher;
  const unlike = (cause: 'books_more' | 'no_bank_voucher' | 'reversed'): NumberedOutcome => ({
    kind: 'unlike',
    ...goReason(`found.unlike:${cause}`, { number }),
  });
  if (!isDocumentNumber(number)) return notDigits(number);
  const [from, to] = [daysAfter(day, -daysAround), daysAfter(day, daysAround)];
  const entries = await readEntries(go, { from, to }, {});
  if (entries.kind !== 'value') return unknownLookup(entries);
  const [entry, another] = entries.value.filter(({ VoucherNo }) => VoucherNo === number);
  if (!entry)
    return {
      kind: 'absent',
      ...goReason('found.absent:voucher', { number, from: { day: from }, to: { day: to } }),
    };
  if (another) return unlike('books_more');
  const voucherReply = await readVoucher(go, entry.VoucherId);
  if (isNotFound(voucherReply)) return unlike('no_bank_voucher');
  if (voucherReply.kind !== 'value') return unknownLookup(voucherReply);
  const { Id: id, ExternalImportReference: reference = null, IsReversed } = voucherReply.value;
  if (IsReversed) return unlike('reversed');
  const candidate = { id, total: entry.CurrencyAmount, currency: entry.CurrencyCode ?? null, reference };
  const expected = { called: goWord('voucher', { number }), number, reference: key, currency, of: 'payment' } as const;
  const answer = documentOfCandidate(candidate, expected);
  if (answer.kind !== 'found') return answer;
  // The customer's ledger shows a payment as a credit.
  const document = { ...answer.document, total: 0 - answer.document.total };
  return { kind: 'found', result: { id, number }, document, rounding: 0 };
}
