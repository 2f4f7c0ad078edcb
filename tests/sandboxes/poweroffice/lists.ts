import { isLosslessNumber } from 'lossless-json';
import { malformedGroups } from './refusal.ts';
import { after, boolean, codeOrNone, day, inRanges, member, oneOf, type Filter } from './query.ts';
import { field, type Customer, type Dated, type Invoice, type Product, type SalesOrder, type Series, type VatCode } from './store.ts';

type Filters<T> = Readonly<Record<string, Filter<T>>>;

const text = (value: unknown): string | null => (typeof value === 'string' ? value : isLosslessNumber(value) ? value.value : null);
const changed = after<Dated>((item) => item.changedAt);
const created = after<Dated>((item) => item.createdAt);
const lower = (value: string): string => value.toLowerCase();
const departmentAndProject = {
  departmentCodes: codeOrNone<SalesOrder>((order) => text(field(order.fields, 'DepartmentCode'))),
  projectCodes: codeOrNone<SalesOrder>((order) => text(field(order.fields, 'ProjectCode'))),
};
const ofOrder = (filter: Filter<SalesOrder>): Filter<Invoice> => (wanted) => {
  const test = filter(wanted);
  return (invoice) => test(invoice.order);
};

/** The documented filters of each list; a name that is not here is refused. */
export const productFilters: Filters<Product> = {
  codes: oneOf((product) => product.options.code),
  names: oneOf((product) => product.options.name, lower),
  productGroupCodes: oneOf((product) => product.options.groupCode ?? null),
  type: member(['Product', 'Service'], (product) => product.options.type ?? 'Product'),
  isArchived: boolean((product, wanted) => product.isArchived === wanted),
  createdDateTimeOffsetGreaterThan: created,
  lastChangedDateTimeOffsetGreaterThan: changed,
  stockOnHandLastChangedDatetimeOffsetGreaterThan: after((product) => (product.options.stockOnHand == null ? null : product.changedAt)),
};

export const customerFilters: Filters<Customer> = {
  customerNos: inRanges((customer) => customer.number),
  externalNos: inRanges((customer) => text(customer.fields.ExternalNumber)),
  externalImportReference: (wanted) => (customer) => customer.fields.ExternalImportReference === wanted,
  contactGroupIds: (wanted) => {
    if (!/^[\d\s,]+$/.test(wanted)) throw malformedGroups;
    const ids = wanted.split(',').map((id) => id.trim());
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

export const invoiceFilters: Filters<Invoice> = {
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
  // The office sent them all, so none counts as this integration's own.
  onlyCreatedByCurrentIntegration: boolean((_invoice, wanted) => !wanted),
  onlyUnpaidInvoices: boolean((invoice, wanted) => !wanted || invoice.totalPosted !== 0n),
  balanceLastChangedDateTimeOffsetGreaterThan: changed,
  sentDateTimeOffsetGreaterThan: created,
};
