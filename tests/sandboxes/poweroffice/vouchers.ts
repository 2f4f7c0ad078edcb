import { randomUUID } from 'node:crypto';
import { decimalsOf, fraction, minorText, plus, times, toMinor, zero, type Fraction } from './arithmetic.ts';
import { post, reverseEntry } from './ledger.ts';
import type { Occasion } from './orders.ts';
import { notFound, refusal } from './refusal.ts';
import { resolvePointers, voucherLinePointers } from './references.ts';
import {
  accountById,
  field,
  rateOf,
  type BankVoucher,
  type Company,
  type Customer,
  type LedgerEntry,
} from './store.ts';
import type { BankVoucherLinePost, BankVoucherPost } from './voucher-shapes.ts';

// The specification has no examples of refused vouchers; title and sentences follow those of other objects.
export const voucherTitle = 'Bank voucher validation error(s)';
const invalid = (detail: string) => refusal(400, voucherTitle, detail);
const unknownObject = (object: string) => refusal(404, voucherTitle, `${object} not found.`);

const customerOfAccount = (company: Company, accountId: string): Customer | undefined =>
  [...company.customers.values()].find(({ ledgerAccountId }) => ledgerAccountId === accountId);

/** A line whose references exist, with its exact amount in NOK. */
interface CheckedLine {
  readonly fields: BankVoucherLinePost;
  readonly currency: string;
  readonly customer: Customer | undefined;
  readonly amount: Fraction;
}

function checkedLine(company: Company, request: BankVoucherLinePost, headCurrency: string): CheckedLine {
  const [accountId, vatId] = [request.AccountId.value, request.VatId.value];
  const customer = customerOfAccount(company, accountId);
  // A line names a customer by its SubledgerAccountId. The customer's own id is no account.
  if (!customer && !accountById(company, accountId)) throw unknownObject(`Account with id = ${accountId}`);
  if (![...company.vatCodes.values()].some(({ id }) => id === vatId))
    throw unknownObject(`VAT code with id = ${vatId}`);
  if (request.ProductId && !company.products.has(request.ProductId.value))
    throw unknownObject(`Product with id = ${request.ProductId.value}`);
  if (company.lockDate !== null && request.PostingDate <= company.lockDate) {
    throw invalid(`PostingDate ${request.PostingDate} is on or before the lock date ${company.lockDate}.`);
  }
  const currencyAmount = fraction(request.CurrencyAmount.value);
  if (currencyAmount.n === 0n) throw invalid('CurrencyAmount must be a positive or negative number not 0.');
  const currency = request.CurrencyCode ?? headCurrency;
  const rate = request.CurrencyExchangeRate?.value ?? rateOf(company, currency);
  if (rate === undefined) throw invalid(`The currency code ${currency} is not active on the client.`);
  const fields = resolvePointers(request, voucherLinePointers, company.options.references, voucherTitle);
  return { fields, currency, customer, amount: times(currencyAmount, fraction(rate)) };
}

/** An exact amount in NOK, rounded to øre. */
const nokOf = (amount: Fraction): bigint => toMinor(amount, decimalsOf('NOK'));

/** The fields that a line passes on to its entry in the customer ledger. */
const entryNames = [
  'Cid',
  'CustomMatchingReference',
  'DepartmentId',
  'Dim1Id',
  'Dim2Id',
  'Dim3Id',
  'LocationId',
  'ProjectId',
];

function entryOf(
  company: Company,
  voucher: Omit<BankVoucher, 'entries'>,
  line: CheckedLine,
  customer: Customer,
): LedgerEntry {
  const { fields } = line;
  const decimals = decimalsOf(line.currency);
  return {
    id: company.nextId(),
    customer,
    voucherId: voucher.id,
    voucherNumber: voucher.number,
    voucherType: 'BankJournal',
    voucherDate: voucher.fields.VoucherDate,
    postingDate: fields.PostingDate,
    dueDate: null,
    invoiceNumber: null,
    amount: nokOf(line.amount),
    currency: line.currency,
    decimals,
    currencyAmount: toMinor(fraction(fields.CurrencyAmount.value), decimals),
    byIntegration: true,
    matchId: null,
    fields: {
      ...Object.fromEntries(entryNames.map((name) => [name, field(fields, name)])),
      ExternalImportReference: voucher.fields.ExternalImportReference ?? null,
    },
    createdAt: voucher.createdAt,
    changedAt: voucher.createdAt,
    visibleFrom: voucher.visibleFrom,
  };
}

/** Posts a bank voucher at once, as `POST /Vouchers/BankJournals` does. A refusal (400, 404) changes nothing. */
export function postBankVoucher(
  company: Company,
  request: BankVoucherPost,
  { now, visibleFrom }: Occasion,
): BankVoucher {
  const { VoucherLines, ...fields } = request;
  const reference = fields.ExternalImportReference;
  const holderId = reference ? company.voucherReferences.get(reference) : undefined;
  if (holderId)
    throw invalid(
      `ExternalImportReference is already in use. '${reference}' is used on voucher with Id = ${holderId}.`,
    );
  const lines = (VoucherLines ?? []).map((line) => checkedLine(company, line, fields.CurrencyCode));
  if (lines.length === 0) throw invalid('VoucherLines must have at least one line.');
  const sum = nokOf(lines.reduce((all, { amount }) => plus(all, amount), zero));
  if (sum !== 0n) throw invalid(`The voucher is not in balance. The sum of its lines is ${minorText(sum, 2)}.`);
  const dated = { createdAt: now, changedAt: now, visibleFrom };
  const head = {
    ...dated,
    id: randomUUID(),
    number: String(company.voucherNumber++),
    fields,
    isReversed: false,
    lines: lines.map((line) => ({ id: company.nextId(), fields: { ...line.fields, CurrencyCode: line.currency } })),
  };
  const entries = lines.flatMap((line) => {
    if (!line.customer) return [];
    const entry = entryOf(company, head, line, line.customer);
    post(company, entry, { invoiceNumber: line.fields.InvoiceNo ?? null });
    return [entry];
  });
  const voucher: BankVoucher = { ...head, entries };
  company.vouchers.set(voucher.id, voucher);
  if (reference) company.voucherReferences.set(reference, voucher.id);
  return voucher;
}

/** Finds a bank voucher that the integration posted, or refuses with 404. */
export function voucherById(company: Company, id: string): BankVoucher {
  const voucher = company.vouchers.get(id.toLowerCase());
  if (!voucher) throw notFound(`Voucher with id = ${id}`);
  return voucher;
}

/**
 * Reverses a bank voucher on its own posting dates. The invoices that it settled are open again, and its reference is
 * free unless the company's options keep it in use. Refuses (400) a voucher that is reversed or in a locked period.
 */
export function reverseVoucher(company: Company, voucher: BankVoucher, { now, visibleFrom }: Occasion): void {
  if (voucher.isReversed) throw invalid(`Voucher with id = ${voucher.id} is already reversed.`);
  const { lockDate } = company;
  if (lockDate !== null && voucher.lines.some(({ fields }) => fields.PostingDate <= lockDate))
    throw invalid(`The voucher was posted on or before the lock date ${lockDate}.`);
  const reversal = {
    voucherId: randomUUID(),
    voucherNumber: String(company.voucherNumber++),
    voucherType: 'ReversalVoucher',
  } as const;
  for (const entry of voucher.entries) {
    const { amount, currencyAmount, fields } = entry;
    reverseEntry(company, entry, {
      ...entry,
      ...reversal,
      id: company.nextId(),
      amount: -amount,
      currencyAmount: -currencyAmount,
      fields: { ...fields, ExternalImportReference: null },
      matchId: null,
      createdAt: now,
      changedAt: now,
      visibleFrom,
    });
  }
  Object.assign(voucher, { isReversed: true, changedAt: now });
  const reference = voucher.fields.ExternalImportReference;
  if (reference && !company.options.reversedReferencesStayTaken) company.voucherReferences.delete(reference);
}
