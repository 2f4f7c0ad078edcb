import { randomUUID } from 'node:crypto';
import type { Dto } from './json.ts';
import type { CompanyOptions, ProductOptions, SeriesOptions, VatCodeOptions } from './seed.ts';
import type { CustomerPost, SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';
import type { Amounts, Priced } from './totals.ts';

/** When something came to be and changed (milliseconds), and from when on lists show it. */
export interface Dated {
  createdAt: number;
  changedAt: number;
  visibleFrom: number;
}

export interface Product extends Dated {
  readonly id: string;
  readonly options: ProductOptions;
  isArchived: boolean;
}

export interface Customer extends Dated {
  readonly id: string;
  readonly number: string;
  readonly ledgerAccountId: string;
  readonly addressId: string;
  readonly fields: CustomerPost;
}

export interface OrderLine {
  readonly id: string;
  readonly fields: SalesOrderLinePost;
  readonly product: Product | null;
  /** What the amounts come from; null on lines that have none. */
  priced: Priced | null;
  readonly vatCode: VatCode | null;
  amounts: Amounts;
}

export interface SalesOrder extends Dated {
  readonly id: string;
  readonly number: string;
  readonly createdByIntegration: boolean;
  readonly currency: string;
  readonly decimals: number;
  readonly customer: Customer | null;
  readonly fields: Omit<SalesOrderCompletePost, 'SalesOrderLines'>;
  lines: OrderLine[];
  amounts: Amounts;
}

export interface Invoice extends Dated {
  /** The order it was; its id stays the invoice's id. */
  readonly order: SalesOrder;
  readonly invoiceNumber: string;
  readonly voucherNumber: string;
  readonly voucherDate: string;
  readonly dueDate: string;
  readonly paymentTerm: string;
  /** In øre, the client's currency being NOK. */
  readonly netPosted: bigint;
  readonly totalPosted: bigint;
}

export interface VatCode extends VatCodeOptions {
  readonly id: string;
}

export interface Series extends SeriesOptions {
  readonly id: string;
  readonly ledgerAccountId: string;
  next: bigint;
}

/** Everything one company at the vendor holds. */
export interface Company {
  readonly options: CompanyOptions;
  readonly id: string;
  readonly accountIds: ReadonlyMap<string, string>;
  readonly vatCodes: ReadonlyMap<string, VatCode>;
  readonly series: readonly Series[];
  readonly products: Map<string, Product>;
  readonly customers: Map<string, Customer>;
  readonly customerNumbers: Map<string, Customer>;
  /** Customers by `name value` of each reference that must be unique. */
  readonly customerKeys: Map<string, Customer>;
  readonly orders: Map<string, SalesOrder>;
  readonly invoices: Map<string, Invoice>;
  /** ExternalImportReference → id, of drafts and sent invoices together. */
  readonly orderReferences: Map<string, string>;
  readonly nextId: () => string;
  lockDate: string | null;
  orderNumber: bigint;
  invoiceNumber: bigint;
  voucherNumber: bigint;
}

/** Opens an empty set of books with the products, accounts and series the options name. */
export function openCompany(options: CompanyOptions, firstId: bigint, now: number): Company {
  let id = firstId;
  const nextId = (): string => String(id++);
  const dated = { createdAt: now, changedAt: now, visibleFrom: now };
  const vatCodes = new Map(options.vatCodes.map((vatCode) => [vatCode.code, { ...vatCode, id: nextId() }]));
  const accounts = [...Object.keys(options.accounts), ...options.series.map((series) => series.ledgerAccount)];
  const accountIds = new Map(accounts.map((account) => [account, nextId()]));
  return {
    options, id: randomUUID(), accountIds, vatCodes, nextId,
    series: options.series.map((series) => ({
      ...series, id: randomUUID(), ledgerAccountId: accountIds.get(series.ledgerAccount) ?? nextId(), next: series.from,
    })),
    products: new Map(options.products.map((product) =>
      [product.code, { ...dated, id: nextId(), options: product, isArchived: product.isArchived ?? false }])),
    customers: new Map(), customerNumbers: new Map(), customerKeys: new Map(), orders: new Map(), invoices: new Map(), orderReferences: new Map(),
    lockDate: options.lockDate,
    orderNumber: 6001n, invoiceNumber: 10001n, voucherNumber: 1n,
  };
}

/** The fields of an object that a request set, by name: null and absent alike read as null. */
export const field = (fields: object, name: string): unknown => (fields as Dto)[name] ?? null;

/** The rate of a currency to NOK; undefined when it is not active on the client. */
export const rateOf = ({ options }: Company, currency: string): string | undefined =>
  (Object.hasOwn(options.currencies, currency) ? options.currencies[currency] : undefined);
