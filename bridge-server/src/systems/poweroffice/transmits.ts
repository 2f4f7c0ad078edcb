import type { DataKind } from '@kontor/shared/api/connections';
import type { ContactPersonPost, CustomerPost, DeliveryAddressPost } from './customer/shapes.ts';
import type { SalesOrderPost, SalesOrderLinePost } from './order/shapes.ts';
import type { BankVoucherLinePost, BankVoucherPost } from './payment/shapes.ts';
import type { ProductPost } from './product/shapes.ts';

/** The kind of data about an order or its customer in each field of a body; `null` for a key or a value of Go's own. */
type DataOf<Body> = Readonly<Record<keyof Body, DataKind | null>>;

const billingAddress = {
  AddressLine1: 'billing_address',
  AddressLine2: 'billing_address',
  City: 'billing_address',
  ZipCode: 'billing_address',
  CountryCode: 'billing_address',
} as const;

const customer: DataOf<Omit<CustomerPost, 'MailAddress'>> & {
  MailAddress: DataOf<NonNullable<CustomerPost['MailAddress']>>;
} = {
  IsPerson: null,
  Name: 'company',
  FirstName: 'name',
  LastName: 'name',
  OrganizationNumber: 'organisation_number',
  EmailAddress: 'email',
  PhoneNumber: 'phone',
  InvoiceDeliveryType: null,
  ExternalImportReference: null,
  SubLedgerNumberSeriesId: null,
  MailAddress: billingAddress,
};

const deliveryAddress: DataOf<DeliveryAddressPost> = {
  AddressLine1: 'delivery_address',
  AddressLine2: 'delivery_address',
  City: 'delivery_address',
  ZipCode: 'delivery_address',
  CountryCode: 'delivery_address',
  ExternalCode: null,
};

const contactPerson: DataOf<ContactPersonPost> = {
  FirstName: 'name',
  LastName: 'name',
  EmailAddress: 'email',
  PhoneNumber: 'phone',
  ExternalCode: null,
};

/** All of it comes from the connection's settings. */
const product: DataOf<ProductPost> = {
  Code: null,
  Name: null,
  StandardSalesAccount: null,
  ProductType: null,
  UnitOfMeasureCode: null,
};

const salesOrderLine: DataOf<SalesOrderLinePost> = {
  ProductId: null,
  ProductCode: null,
  Description: 'items',
  Quantity: 'items',
  ProductUnitPrice: 'amounts',
  Allowance: null,
  UseStandardSalesAccount: null,
  SortOrder: null,
  ExternalImportReference: null,
};

const salesOrder: DataOf<Omit<SalesOrderPost, 'SalesOrderLines'>> & { SalesOrderLines: DataOf<SalesOrderLinePost> } = {
  CustomerId: null,
  ExternalImportReference: null,
  CustomMatchingReference: null,
  ImportedOrderNo: 'order_number',
  // The name of who ordered, together with an order number that is not an integer.
  CustomerReference: 'name',
  CustomerReferenceContactPersonId: null,
  ContactDeliveryAddressId: null,
  PurchaseOrderReference: 'purchase_order',
  CurrencyCode: 'amounts',
  SalesOrderDate: 'dates',
  SalesOrderStatus: null,
  RelatedInvoiceNo: null,
  BrandingThemeId: null,
  PaymentTermId: null,
  DepartmentId: null,
  ProjectId: null,
  SalesOrderLines: salesOrderLine,
};

const voucherLine: DataOf<BankVoucherLinePost> = {
  AccountId: 'payment',
  VatId: null,
  PostingDate: 'dates',
  CurrencyAmount: 'amounts',
  Description: 'order_number',
  CustomMatchingReference: null,
};

const voucher: DataOf<Omit<BankVoucherPost, 'VoucherLines'>> & { VoucherLines: DataOf<BankVoucherLinePost> } = {
  VoucherDate: 'dates',
  CurrencyCode: 'amounts',
  Description: 'order_number',
  ExternalImportReference: null,
  VoucherLines: voucherLine,
};

/** The kinds of data in each body, by the path that the body is sent to. */
export const dataKindsByPath = {
  Customers: customer,
  ContactDeliveryAddresses: deliveryAddress,
  ContactPersons: contactPerson,
  Products: product,
  SalesOrders: salesOrder,
  BankJournals: voucher,
} as const;

const kindsIn = (fields: object): DataKind[] =>
  Object.values(fields).flatMap((kind: DataKind | null | object) =>
    kind === null ? [] : typeof kind === 'object' ? kindsIn(kind) : [kind],
  );

/** Every kind of data that Go gets. */
export const transmits: readonly DataKind[] = [...new Set(Object.values(dataKindsByPath).flatMap(kindsIn))];
