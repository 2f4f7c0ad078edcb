import { isLosslessNumber } from 'lossless-json';
import { balanceOf } from './ledger.ts';
import { malformedGroups } from './refusal.ts';
import { after, boolean, codeOrNone, day, inRanges, member, oneOf, type Filter } from './query.ts';
import {
  field,
  seriesOf,
  type Account,
  type Company,
  type ContactPerson,
  type Customer,
  type Dated,
  type DeliveryAddress,
  type Invoice,
  type LedgerEntry,
  type Product,
  type ProductGroup,
  type SalesOrder,
  type Series,
  type VatCode,
} from './store.ts';

type Filters<T> = Readonly<Record<string, Filter<T>>>;

const text = (value: unknown): string | null =>
  typeof value === 'string' ? value : isLosslessNumber(value) ? value.value : null;
const changed = after<Dated>((item) => item.changedAt);
const created = after<Dated>((item) => item.createdAt);
const lower = (value: string): string => value.toLowerCase();
const departmentAndProject = {
  departmentCodes: codeOrNone<SalesOrder>((order) => text(field(order.fields, 'DepartmentCode'))),
  projectCodes: codeOrNone<SalesOrder>((order) => text(field(order.fields, 'ProjectCode'))),
};
const ofOrder =
  (filter: Filter<SalesOrder>): Filter<Invoice> =>
  (parameter) => {
    const test = filter(parameter);
    return (invoice) => test(invoice.order);
  };

// The documented filters of each list follow. A request with any other parameter is refused.

const products = <T extends Product | ProductGroup>() => ({
  codes: oneOf<T>((product) => product.fields.Code ?? null),
  names: oneOf<T>((product) => product.fields.Name ?? null, lower),
  type: member<T>(['Product', 'Service'], (product) => product.fields.ProductType ?? 'Product'),
  isArchived: boolean<T>((product, wanted) => (product.fields.IsArchived ?? false) === wanted),
  createdDateTimeOffsetGreaterThan: created,
  lastChangedDateTimeOffsetGreaterThan: changed,
});

export const productFilters: Filters<Product> = {
  ...products<Product>(),
  productGroupCodes: oneOf((product) => product.group.fields.Code ?? null),
  stockOnHandLastChangedDatetimeOffsetGreaterThan: after((product) => product.stockChangedAt),
};

export const productGroupFilters: Filters<ProductGroup> = products<ProductGroup>();

export const accountFilters: Filters<Account> = {
  accountNos: inRanges((account) => account.number),
  // The sandbox's companies are no farms.
  agricultureDepartments: oneOf(() => 'None'),
  lastChangedDateTimeOffsetGreaterThan: after((account) => account.changedAt),
};

export const customerFilters: Filters<Customer> = {
  customerNos: inRanges((customer) => customer.number),
  externalNos: inRanges((customer) => text(customer.fields.ExternalNumber)),
  externalImportReference: (reference) => (customer) => customer.fields.ExternalImportReference === reference,
  contactGroupIds: (groups) => {
    if (!/^[\d\s,]+$/.test(groups)) throw malformedGroups;
    const ids = groups.split(',').map((id) => id.trim());
    return (customer) => (customer.fields.ContactGroupIds ?? []).some((id) => ids.includes(id.value));
  },
  customerCreatedDateTimeOffsetGreaterThan: created,
  lastChangedDateTimeOffsetGreaterThan: changed,
};

export const seriesFilters: Filters<Series> = {
  generalLedgerAccountNos: inRanges((series) => series.ledgerAccount),
  isDefault: boolean((series, wanted) => series.isDefault === wanted),
  // Documented as case sensitive.
  subLedgerNumberSeriesType: oneOf((series) => series.type),
};

export const vatCodeFilters: Filters<VatCode> = {
  isActive: boolean((vatCode, wanted) => (vatCode.isActive ?? true) === wanted),
  includeExpired: boolean(),
};

export const orderFilters: Filters<SalesOrder> = {
  ...departmentAndProject,
  includeSubProject: boolean(),
  customerNos: inRanges((order) => order.customer?.number ?? null),
  orderStatus: member(['Draft', 'Confirmed'], (order) => order.fields.SalesOrderStatus ?? 'Draft'),
  onlyCreatedByCurrentIntegration: boolean((order, wanted) => !wanted || order.createdByIntegration),
  lastChangedDateTimeOffsetGreaterThan: changed,
  showInherited: boolean(),
};

export const contactFilters: Filters<DeliveryAddress | ContactPerson> = {
  contactIds: oneOf((row) => row.customer.id),
  externalCodes: oneOf((row) => row.fields.ExternalCode ?? null),
  createdDateTimeOffsetGreaterThan: created,
  lastChangedDateTimeOffsetGreaterThan: changed,
};

export const invoiceFilters = (company: Company): Filters<Invoice> => ({
  departmentCodes: ofOrder(departmentAndProject.departmentCodes),
  projectCodes: ofOrder(departmentAndProject.projectCodes),
  includeSubProject: boolean(),
  customerNos: inRanges((invoice) => invoice.order.customer?.number ?? null),
  customMatchingReferences: oneOf((invoice) => text(invoice.order.fields.CustomMatchingReference)),
  fromDate: day((invoice, from) => invoice.voucherDate >= from),
  toDate: day((invoice, to) => invoice.voucherDate <= to),
  invoiceIds: oneOf((invoice) => invoice.order.id, lower),
  invoiceNos: inRanges((invoice) => invoice.invoiceNumber),
  voucherNos: inRanges((invoice) => invoice.voucherNumber),
  onlyCreatedByCurrentIntegration: boolean((invoice, wanted) => !wanted || invoice.sentByIntegration),
  onlyUnpaidInvoices: boolean((invoice, wanted) => !wanted || balanceOf(company, invoice.entry) !== 0n),
  balanceLastChangedDateTimeOffsetGreaterThan: after((invoice) => invoice.entry.changedAt),
  sentDateTimeOffsetGreaterThan: created,
});

/** An entry of the ledger and the amount of it that was open on the requested day, in øre. */
export interface OpenEntry {
  readonly entry: LedgerEntry;
  readonly balance: bigint;
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

export const ledgerFilters = (company: Company): Filters<OpenEntry> => ({
  contactGroupIds: (groups) => {
    const test = customerFilters['contactGroupIds']?.(groups);
    return ({ entry }) => test?.(entry.customer) ?? true;
  },
  customerNos: inRanges(({ entry }) => entry.customer.number),
  externalNos: inRanges(({ entry }) => text(entry.customer.fields.ExternalNumber)),
  customMatchingReferences: oneOf(({ entry }) => text(entry.fields['CustomMatchingReference'])),
  departmentCodes: codeOrNone(({ entry }) => text(entry.fields['DepartmentCode'])),
  projectCodes: codeOrNone(({ entry }) => text(entry.fields['ProjectCode'])),
  includeSubProject: boolean(),
  invoiceNos: oneOf(({ entry }) => entry.invoiceNumber),
  subLedgerNumberSeriesIds: oneOf(({ entry }) => seriesOf(company, entry.customer)?.id ?? null, lower),
  voucherTypes: oneOf(({ entry }) => entry.voucherType),
  // Documented to compare absolute values.
  onlyBalancesLessThanAmount: boolean(({ entry, balance }, wanted) => !wanted || size(balance) < size(entry.amount)),
  onlyCreatedByCurrentIntegration: boolean(({ entry }, wanted) => !wanted || entry.byIntegration),
  createdDateTimeOffsetGreaterThan: after(({ entry }) => entry.createdAt),
  lastChangedDateTimeOffsetGreaterThan: after(({ entry }) => entry.changedAt),
});
