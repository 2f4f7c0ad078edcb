import { minorText } from './arithmetic.ts';
import { number, numberOrNull, type Dto } from '../kit/json.ts';
import { effectiveAllowance, usesStandardAccount } from './lines.ts';
import { balanceOf } from './ledger.ts';
import { CustomerPost, SalesOrderCompletePost, SalesOrderLinePost } from './shapes.ts';
import {
  field,
  type Company,
  type Customer,
  type Dated,
  type Invoice,
  type OrderLine,
  type SalesOrder,
} from './store.ts';

export const time = (at: number): string => new Date(at).toISOString();

/** Every named field of an object, with null for unset ones, since the vendor's answers have every field. */
export const whole = (names: readonly string[], fields: object): Dto =>
  Object.fromEntries(names.map((name) => [name, field(fields, name)]));

/** A field that the specification does not allow to be null; it is left out if it is unset. */
export const orAbsent = (name: string, value: unknown): Dto =>
  value === null || value === undefined ? {} : { [name]: value };

export const dates = ({ createdAt, changedAt }: Dated): Dto => ({
  CreatedDateTimeOffset: time(createdAt),
  LastChangedDateTimeOffset: time(changedAt),
});

const { SubLedgerNumberSeriesId: _series, MailAddress: _address, ...customerShape } = CustomerPost.shape;
const { SalesOrderLines: _lines, ...orderShape } = SalesOrderCompletePost.shape;
const { Accrual: _accrual, ...lineShape } = SalesOrderLinePost.shape;
const customerNames = Object.keys(customerShape);
const orderNames = Object.keys(orderShape);
const lineNames = Object.keys(lineShape);
/** The fields that OutgoingInvoiceDto takes from the draft; a field that the draft does not have stays null. */
const invoiceNames = [
  ...[
    'BrandingThemeCode',
    'BrandingThemeId',
    'Cid',
    'ContractNo',
    'CurrencyExchangeRate',
    'CustomMatchingReference',
    'CustomerReference',
  ],
  ...[
    'CustomerReferenceContactPersonId',
    'DeliveryAddress1',
    'DeliveryAddress2',
    'DeliveryAddressCity',
    'DeliveryAddressCountryCode',
  ],
  ...[
    'DeliveryAddressZipCode',
    'DeliveryTerm',
    'DeliveryTermId',
    'DepartmentCode',
    'DepartmentId',
    'Dim1Code',
    'Dim1Id',
    'Dim2Code',
    'Dim2Id',
  ],
  ...[
    'Dim3Code',
    'Dim3Id',
    'ExternalImportReference',
    'ImportedOrderNo',
    'LocationCode',
    'LocationId',
    'PaymentTermId',
  ],
  ...[
    'ProjectCode',
    'ProjectId',
    'PurchaseOrderReference',
    'RelatedInvoiceNo',
    'SellersReferenceEmployeeId',
    'SellersReferenceEmployeeNo',
  ],
];

/** Makes an answer only once for each state of a thing, since tests ask for lists of thousands many times. */
function cachedByState<Thing extends object>(
  stateOf: (thing: Thing) => readonly unknown[],
  make: (thing: Thing) => Dto,
): (thing: Thing) => Dto {
  const cache = new WeakMap<Thing, { state: readonly unknown[]; dto: Dto }>();
  return (thing) => {
    const state = stateOf(thing);
    const cached = cache.get(thing);
    if (cached && state.every((part, place) => part === cached.state[place])) return cached.dto;
    const dto = make(thing);
    cache.set(thing, { state, dto });
    return dto;
  };
}

/** CustomerDto. */
export const customerDto = cachedByState(
  ({ fields, number, changedAt }: Customer) => [fields, number, changedAt],
  freshCustomerDto,
);

function freshCustomerDto(customer: Customer): Dto {
  const { fields } = customer;
  const address = fields.MailAddress && {
    ...whole(['AddressLine1', 'AddressLine2', 'City', 'ZipCode', 'ExternalCode'], fields.MailAddress),
    CountryCode: fields.MailAddress.CountryCode ?? 'NO',
    Id: number(customer.addressId),
    LastChangedDateTimeOffset: time(customer.changedAt),
  };
  return {
    ...whole(customerNames, fields),
    Id: number(customer.id),
    Number: number(customer.number),
    SubledgerAccountId: number(customer.ledgerAccountId),
    IsPerson: fields.IsPerson ?? false,
    IsVatFree: fields.IsVatFree ?? false,
    IsArchived: fields.IsArchived ?? false,
    IsActive: !(fields.IsArchived ?? false),
    CurrencyCode: fields.CurrencyCode ?? 'NOK',
    ContactGroupIds: fields.ContactGroupIds ?? [],
    NationalIdNumber: fields.NationalIdNumber ? 'hidden' : null,
    CreatedFromImportJournalId: null,
    ContactCreatedDateTimeOffset: time(customer.createdAt),
    CustomerCreatedDateTimeOffset: time(customer.createdAt),
    LastChangedDateTimeOffset: time(customer.changedAt),
    ...orAbsent('MailAddress', address),
  };
}

/** SalesOrderLineDto. `inherited`: shows the values that apply, in place of those that are set on the line. */
export function lineDto(line: OrderLine, order: SalesOrder, inherited: boolean): Dto {
  const amount = (minor: bigint) => number(minorText(minor, order.decimals));
  const { fields, product, vatCode } = line;
  return {
    ...whole(lineNames, fields),
    Id: line.id,
    SalesOrderId: order.id,
    ...(inherited &&
      product && {
        Allowance: number(effectiveAllowance(fields, order.customer)),
        UseStandardSalesAccount: usesStandardAccount(fields, order.customer),
      }),
    ProductId: numberOrNull(product?.id ?? null),
    ProductCode: product?.fields.Code ?? null,
    UnitOfMeasureCode: fields.UnitOfMeasureCode ?? product?.fields.UnitOfMeasureCode ?? null,
    VatReturnSpecification: fields.VatReturnSpecification ?? 'None',
    NetAmount: amount(line.amounts.net),
    VatAmount: amount(line.amounts.vat),
    TotalAmount: amount(line.amounts.total),
    VatCode: vatCode?.code ?? null,
    VatId: numberOrNull(vatCode?.id ?? null),
    VatRate: numberOrNull(vatCode?.rate ?? null),
    ...orAbsent('Accrual', fields.Accrual),
  };
}

const ownOrderDto = cachedByState(
  ({ amounts, fields, changedAt }: SalesOrder) => [amounts, fields, changedAt],
  (order) => freshOrderDto(order, false),
);

/** SalesOrderDto: an order without its lines. */
export const orderDto = (order: SalesOrder, inherited: boolean): Dto =>
  inherited ? freshOrderDto(order, inherited) : ownOrderDto(order);

function freshOrderDto(order: SalesOrder, inherited: boolean): Dto {
  const amount = (minor: bigint) => number(minorText(minor, order.decimals));
  const { fields, customer } = order;
  return {
    ...whole(orderNames, fields),
    ...dates(order),
    Id: order.id,
    SalesOrderNo: number(order.number),
    CustomerId: numberOrNull(customer?.id ?? null),
    CustomerNo: numberOrNull(customer?.number ?? null),
    CurrencyCode: order.currency,
    ...(inherited &&
      customer && {
        PaymentTerm: fields.PaymentTerm ?? customer.fields.PaymentTerm ?? null,
        DeliveryTerm: fields.DeliveryTerm ?? customer.fields.DeliveryTerm ?? null,
      }),
    SalesOrderStatus: fields.SalesOrderStatus ?? 'Draft',
    IsCreatedByCurrentIntegration: order.createdByIntegration,
    LineCount: number(order.lines.length),
    NetAmount: amount(order.amounts.net),
    TotalAmount: amount(order.amounts.total),
  };
}

/** SalesOrderCompleteDto: an order with its lines. */
export const completeOrderDto = (order: SalesOrder, inherited: boolean): Dto => ({
  ...orderDto(order, inherited),
  SalesOrderLines: order.lines.map((line) => lineDto(line, order, inherited)),
});

/** OutgoingInvoiceDto, with the id, order number, references and totals of its draft. */
export function invoiceDto(invoice: Invoice, company: Company): Dto {
  const { order, entry } = invoice;
  const address = company.deliveryAddresses.get(order.fields.ContactDeliveryAddressId?.value ?? '')?.fields;
  const amount = (minor: bigint) => number(minorText(minor, order.decimals));
  const { fields } = order;
  return {
    ...whole(invoiceNames, fields),
    ...dates(invoice),
    Id: order.id,
    InvoiceNo: number(invoice.invoiceNumber),
    VoucherNo: number(invoice.voucherNumber),
    OrderNo: number(order.number),
    VoucherType: order.amounts.total < 0n ? 'OutgoingCreditNote' : 'OutgoingInvoice',
    VoucherDate: invoice.voucherDate,
    DueDate: invoice.dueDate,
    SentDateTimeOffset: time(invoice.createdAt),
    DeliveryDate: fields.DeliveryDate ?? invoice.voucherDate,
    OrderDate: fields.SalesOrderDate ?? invoice.voucherDate,
    PaymentTerm: number(invoice.paymentTerm),
    CurrencyCode: order.currency,
    CustomerId: numberOrNull(order.customer?.id ?? null),
    CustomerNo: numberOrNull(order.customer?.number ?? null),
    NetAmount: amount(order.amounts.net),
    TotalAmount: amount(order.amounts.total),
    NetPostedAmount: number(minorText(invoice.netPosted, 2)),
    TotalPostedAmount: number(minorText(invoice.totalPosted, 2)),
    Balance: number(minorText(balanceOf(company, entry), 2)),
    BalanceLastChangedDateTimeOffset: time(entry.changedAt),
    MatchId: numberOrNull(entry.matchId),
    ...(address && {
      DeliveryAddress1: address.AddressLine1 ?? null,
      DeliveryAddress2: address.AddressLine2 ?? null,
      DeliveryAddressCity: address.City,
      DeliveryAddressCountryCode: address.CountryCode ?? 'NO',
      DeliveryAddressZipCode: address.ZipCode,
    }),
    InvoiceDeliveryType: order.customer?.fields.InvoiceDeliveryType ?? null,
    IsReversed: false,
    // An invoice counts as that of whoever sent it, even if the integration made the draft.
    IsCreatedByCurrentIntegration: invoice.sentByIntegration,
  };
}
