import { minorText } from './arithmetic.ts';
import { dates, orAbsent, time, whole } from './answers.ts';
import { ContactPersonPost, DeliveryAddressPost } from './contact-shapes.ts';
import { number, numberOrNull, type Dto } from '../kit/json.ts';
import type { OpenEntry } from './lists.ts';
import type { SentState } from './sending.ts';
import type { BankVoucher, ContactPerson, Customer, DeliveryAddress } from './store.ts';
import { BankVoucherLinePost, BankVoucherPost } from './voucher-shapes.ts';

const addressNames = Object.keys(DeliveryAddressPost.shape);
const personNames = Object.keys(ContactPersonPost.shape).filter((name) => name !== 'MailAddress');
const headNames = Object.keys(BankVoucherPost.shape);
const lineNames = Object.keys(BankVoucherLinePost.shape);
const dimensionNames = [
  'DepartmentCode',
  'DepartmentId',
  'Dim1Code',
  'Dim1Id',
  'Dim2Code',
  'Dim2Id',
  'Dim3Code',
  'Dim3Id',
  'LocationCode',
  'LocationId',
  'ProjectCode',
  'ProjectId',
];
const nok = (minor: bigint) => number(minorText(minor, 2));

/** A customer's name: a person's first and last name, or the name of a company. */
export const nameOf = ({ fields }: Customer): string =>
  fields.IsPerson ? `${fields.FirstName} ${fields.LastName}` : (fields.Name ?? '');

/** ContactDeliveryAddressDto. */
export const deliveryAddressDto = (address: DeliveryAddress): Dto => ({
  ...whole(addressNames, address.fields),
  ...dates(address),
  Id: number(address.id),
  ContactId: number(address.customer.id),
});

/** ContactPersonDto. */
export const contactPersonDto = (person: ContactPerson): Dto => ({
  ...whole(personNames, person.fields),
  ...dates(person),
  Id: number(person.id),
  ContactId: number(person.customer.id),
  ...orAbsent(
    'MailAddress',
    person.fields.MailAddress && {
      ...whole(['AddressLine1', 'AddressLine2', 'City', 'ZipCode'], person.fields.MailAddress),
      CountryCode: person.fields.MailAddress.CountryCode ?? 'NO',
    },
  ),
});

/** BankVoucherDto. */
export const bankVoucherDto = (voucher: BankVoucher): Dto => ({
  ...whole(headNames, voucher.fields),
  Id: voucher.id,
  VoucherNo: number(voucher.number),
  IsReversed: voucher.isReversed,
  CreatedDateTimeOffset: time(voucher.createdAt),
  VoucherLines: voucher.lines.map(({ id, fields }) => ({
    ...whole(lineNames, fields),
    Id: number(id),
    VatReturnSpecification: fields.VatReturnSpecification ?? 'None',
    CreatedDateTimeOffset: time(voucher.createdAt),
  })),
});

/** CustomerLedgerEntryDto. */
export const ledgerEntryDto = ({ entry, balance }: OpenEntry): Dto => ({
  ...whole([...dimensionNames, 'Cid', 'CustomMatchingReference', 'ExternalImportReference'], entry.fields),
  ...dates(entry),
  Id: number(entry.id),
  CustomerId: number(entry.customer.id),
  CustomerAccountNo: number(entry.customer.number),
  CustomerName: nameOf(entry.customer),
  CustomerExternalNo: entry.customer.fields.ExternalNumber ?? null,
  Amount: nok(entry.amount),
  Balance: nok(balance),
  CurrencyCode: entry.currency,
  CurrencyAmount: number(minorText(entry.currencyAmount, entry.decimals)),
  PostingDate: entry.postingDate,
  VoucherDate: entry.voucherDate,
  DueDate: entry.dueDate,
  InvoiceNo: entry.invoiceNumber,
  VoucherId: entry.voucherId,
  VoucherNo: number(entry.voucherNumber),
  VoucherType: entry.voucherType,
  MatchId: numberOrNull(entry.matchId),
  IsCreatedByCurrentIntegration: entry.byIntegration,
  IsWriteOff: false,
  PaidFromBankAccount: null,
  CreatedFromImportJournalId: null,
});

/** InvoiceSentStateDto. */
export const sentStateDto = ({ order, invoice, sending, inProcess }: SentState): Dto => ({
  Id: order.id,
  IsInvoiceBeingProcessed: inProcess,
  LastErrorMessage: sending?.error ?? null,
  InvoiceNo: numberOrNull(invoice?.invoiceNumber ?? null),
  DueDate: invoice?.dueDate ?? null,
  SentDateTimeOffset: invoice ? time(invoice.createdAt) : null,
  InvoiceDeliveryType: order.customer?.fields.InvoiceDeliveryType ?? null,
});
