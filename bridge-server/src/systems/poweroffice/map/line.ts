import { formatMinor, type Minor } from '@kontor/shared/money';
import type { OrderLine } from '@kontor/shared/order';
import type { Settings } from '../settings/connection.ts';
import type { ProductPointer, SalesOrderLinePost } from '../shapes/sales-order.ts';

/** What people read where the shop gave a line no name. */
const unnamed = { article: 'Vare', shipping: 'Frakt', fee: 'Gebyr' } as const;

/** What every line says: the price is final (an empty allowance is inherited from the customer), and so is the sales account. */
const asGiven = { Allowance: '0', UseStandardSalesAccount: true } as const;

/**
 * An order line as Go's. Go multiplies and rounds by itself, so a unit price is given only where it is whole in the currency's
 * minor unit; any other line is one piece at the line's amount, with the quantity in its text. The sign is the amount's.
 */
export function goLine(
  line: OrderLine,
  product: ProductPointer,
  sortOrder: number,
  unitPrices: Settings['unitPrices'],
  decimals: number,
): SalesOrderLinePost {
  const amount = unitPrices === 'net' ? line.net : line.net + line.tax;
  const quantity = line.quantity.replace('-', '');
  const pieces = /^\d+$/.test(quantity) ? Number(quantity) : 0;
  const divides = pieces > 0 && Number.isSafeInteger(pieces) && amount % pieces === 0;
  const name = line.name || line.sku || unnamed[line.kind];
  return {
    ...product,
    Description: divides || quantity === '1' || quantity === '0' ? name : `${quantity} × ${name}`,
    ...signed(amount, divides ? pieces : 1, decimals, line.quantity.startsWith('-')),
    ...asGiven,
    SortOrder: String(sortOrder),
    ExternalImportReference: `item-${line.id}`,
  };
}

/** The reference of the one line that takes up a difference. */
export const roundingReference = 'rounding';

/** The line that adds what Go's total lacks. */
export function roundingLine(
  difference: Minor,
  product: ProductPointer,
  sortOrder: number,
  decimals: number,
): SalesOrderLinePost {
  return {
    ...product,
    Description: 'Avrunding',
    ...signed(difference, 1, decimals),
    ...asGiven,
    SortOrder: String(sortOrder),
    ExternalImportReference: roundingReference,
  };
}

/** Go credits by a negative quantity; prices are positive. `credited`: says so where nothing was to be paid. */
function signed(
  amount: Minor,
  pieces: number,
  decimals: number,
  credited = false,
): Pick<SalesOrderLinePost, 'Quantity' | 'ProductUnitPrice'> {
  return {
    Quantity: `${amount < 0 || (amount === 0 && credited) ? '-' : ''}${pieces}`,
    ProductUnitPrice: formatMinor(Math.abs(amount) / pieces, decimals),
  };
}
