import type { ContactPersonPost, DeliveryAddressPost } from './contact-shapes.ts';
import type { Dto } from '../kit/json.ts';
import type { ProductGroupPost, ProductPost } from './product-shapes.ts';
import type { CompanyOptions, SeriesOptions, VatCodeOptions } from './seed.ts';
import type { CustomerPost, SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';
import type { Amounts, Priced } from './totals.ts';
import type { BankVoucherLinePost, BankVoucherPost, SendInvoicePost } from './voucher-shapes.ts';

/** The times of a row in milliseconds: its creation, its last change, and the time from which lists show it. */
export interface Dated {
  createdAt: number;
  changedAt: number;
  visibleFrom: number;
}

export interface ProductGroup extends Dated {
  readonly id: string;
  readonly fields: ProductGroupPost;
}

export interface Product extends Dated {
  readonly id: string;
  fields: ProductPost;
  group: ProductGroup;
  stockChangedAt: number | null;
}

/** An account of the general ledger. */
export interface Account {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  /** The VAT code of transactions on the account; null when the account has none. */
  readonly vatCode: string | null;
  readonly changedAt: number;
}

export interface Customer extends Dated {
  readonly id: string;
  number: string;
  readonly ledgerAccountId: string;
  readonly addressId: string;
  fields: CustomerPost;
}

/** A row that belongs to a contact: a delivery address or a person. */
export interface UnderContact<T> extends Dated {
  readonly id: string;
  readonly customer: Customer;
  fields: T;
}
export type DeliveryAddress = UnderContact<DeliveryAddressPost>;
export type ContactPerson = UnderContact<ContactPersonPost>;

export interface OrderLine {
  readonly id: string;
  readonly fields: SalesOrderLinePost;
  readonly product: Product | null;
  /** The quantity, price and rate behind the amounts; null for a line without amounts. */
  priced: Priced | null;
  readonly vatCode: VatCode | null;
  amounts: Amounts;
}

export interface SalesOrder extends Dated {
  readonly id: string;
  readonly number: string;
  readonly createdByIntegration: boolean;
  currency: string;
  decimals: number;
  customer: Customer | null;
  fields: Omit<SalesOrderCompletePost, 'SalesOrderLines'>;
  lines: OrderLine[];
  amounts: Amounts;
}

export interface Invoice extends Dated {
  /** The former order, whose id stays the invoice's id. */
  readonly order: SalesOrder;
  readonly invoiceNumber: string;
  readonly voucherNumber: string;
  readonly voucherDate: string;
  readonly dueDate: string;
  readonly paymentTerm: string;
  /** In øre, because the company's currency is NOK. */
  readonly netPosted: bigint;
  readonly totalPosted: bigint;
  readonly sentByIntegration: boolean;
  /** The ledger entry, which has the balance. */
  readonly entry: LedgerEntry;
}

/** An entry of the customer ledger. `amount` is in øre, `currencyAmount` in minor units of the entry's currency. */
export interface LedgerEntry extends Dated {
  readonly id: string;
  readonly customer: Customer;
  readonly voucherId: string;
  readonly voucherNumber: string;
  readonly voucherType: 'OutgoingInvoice' | 'OutgoingCreditNote' | 'BankJournal' | 'ReversalVoucher';
  readonly voucherDate: string;
  readonly postingDate: string;
  readonly dueDate: string | null;
  readonly invoiceNumber: string | null;
  readonly amount: bigint;
  readonly currency: string;
  readonly decimals: number;
  readonly currencyAmount: bigint;
  readonly byIntegration: boolean;
  /** References and dimensions, by the vendor's names. */
  readonly fields: Dto;
  matchId: string | null;
}

/** A settlement cancels an amount of a claim from a day on. The amount is positive, in øre. */
export interface Matching {
  readonly claim: LedgerEntry;
  readonly settlement: LedgerEntry;
  readonly amount: bigint;
  readonly from: string;
}

/** A bank voucher that the integration posted. */
export interface BankVoucher extends Dated {
  readonly id: string;
  readonly number: string;
  readonly fields: Omit<BankVoucherPost, 'VoucherLines'>;
  readonly lines: readonly { readonly id: string; readonly fields: BankVoucherLinePost }[];
  readonly entries: readonly LedgerEntry[];
  isReversed: boolean;
}

/** A request to send an order and the error of its delivery, if any. */
export interface Sending {
  readonly request: SendInvoicePost;
  readonly error: string | null;
}

export interface VatCode extends VatCodeOptions {
  readonly id: string;
}

export interface Series extends SeriesOptions {
  readonly id: string;
  readonly ledgerAccountId: string;
  next: bigint;
}

/** All data of one company at PowerOffice. Collections are by id unless their name says otherwise. */
export interface Company {
  options: CompanyOptions;
  readonly id: string;
  accountsByNumber: ReadonlyMap<string, Account>;
  vatCodes: ReadonlyMap<string, VatCode>;
  series: readonly Series[];
  readonly productGroups: Map<string, ProductGroup>;
  readonly products: Map<string, Product>;
  readonly customers: Map<string, Customer>;
  readonly customerNumbers: Map<string, Customer>;
  /** Customers by `name value` of each reference that must be unique. */
  readonly customerKeys: Map<string, Customer>;
  readonly deliveryAddresses: Map<string, DeliveryAddress>;
  readonly contactPersons: Map<string, ContactPerson>;
  readonly orders: Map<string, SalesOrder>;
  readonly invoices: Map<string, Invoice>;
  readonly sendings: Map<string, Sending>;
  readonly vouchers: Map<string, BankVoucher>;
  readonly ledger: LedgerEntry[];
  matchings: readonly Matching[];
  /** ExternalImportReference → id, of drafts and sent invoices together. */
  readonly orderReferences: Map<string, string>;
  readonly voucherReferences: Map<string, string>;
  readonly nextId: () => string;
  elma: readonly string[];
  lockDate: string | null;
  orderNumber: bigint;
  invoiceNumber: bigint;
  voucherNumber: bigint;
}

/** The value of a field that a request set; null when the field is null or absent. */
export const field = (fields: object, name: string): unknown => (fields as Dto)[name] ?? null;

/** The rate of a currency to NOK; undefined when it is not active on the client. */
export const rateOf = ({ options }: Company, currency: string): string | undefined =>
  Object.hasOwn(options.currencies, currency) ? options.currencies[currency] : undefined;

/** An account of the general ledger by its id. */
export const accountById = ({ accountsByNumber }: Company, id: string): Account | undefined =>
  [...accountsByNumber.values()].find((account) => account.id === id);

/** The series that contains a customer's number. */
export const seriesOf = ({ series }: Company, { number }: Customer): Series | undefined =>
  series.find(({ type, from, to }) => type === 'Customer' && BigInt(number) >= from && BigInt(number) <= to);
