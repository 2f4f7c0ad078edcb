import { lineDto } from './answers.ts';
import { decimalsOf, fraction, fromMinor, minorText, times, toMinor } from './arithmetic.ts';
import { number, type Dto } from '../kit/json.ts';
import type { OrderLine, SalesOrder } from './store.ts';

/** OutgoingInvoiceLineDto: the fields of the draft's line under an id of its own, because line ids do not persist. */
export function invoiceLineDto(line: OrderLine, order: SalesOrder, id: string): Dto {
  const {
    SalesOrderId: _order,
    Accrual: _accrual,
    UseStandardSalesAccount: _standard,
    ...draftLine
  } = lineDto(line, order, true);
  const rate = fraction(order.fields.CurrencyExchangeRate?.value ?? '1');
  const posted = (minor: bigint) =>
    number(minorText(toMinor(times(fromMinor(minor, order.decimals), rate), decimalsOf('NOK')), 2));
  return {
    ...draftLine,
    Id: number(id),
    AccountId: null,
    AccountNo: null,
    AgricultureDepartment: 'None',
    IsAccrued: false,
    NetPostedAmount: posted(line.amounts.net),
    TotalPostedAmount: posted(line.amounts.total),
    ProductUnitPrice: line.fields.ProductUnitPrice ?? number(0),
    VatRate: number(line.vatCode?.rate ?? '0'),
  };
}
