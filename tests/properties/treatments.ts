import { roundedTo, share, sizeOf, sumOf, unitOf } from './exact.ts';
import { grossOf, type Credit, type CreditedOrder, type Taken } from './woocommerce-credits.ts';
import type { Part, SoldLine, SoldOrder } from './woocommerce-books.ts';
import { netIn, netOfTax, percentOfProduct, untaxedAbroad, untaxedAtHome, type Taxes } from './woocommerce-tax.ts';

/** What must be booked on one product of Go, according to the model of the shop. */
export interface Booking {
  net: bigint;
  tax: bigint;
  /** How many amounts it is the sum of; each is rounded to the minor unit. */
  lines: number;
  /** By how much net and tax may differ further, because of the shop's own rounding. */
  netSlack: bigint;
  taxSlack: bigint;
}
/** Bookings by the products' numbers. */
export type Books = ReadonlyMap<string, Booking>;

export interface Expected {
  /**
   * Whether a bookkeeper could book the document: each part of each line has one rate, the rate is mapped, and the shop
   * names its tax. Two taxes on one amount, such as GST and QST, are not bookable: a product of Go has one rate, so the
   * office has to decide.
   */
  bookable: boolean;
  /** The books; `null`: they cannot be told from the document. */
  books: Books | null;
}

/** An amount in the currency's minor units. */
export const inMinor = (amount: bigint, { currencyDecimals }: SoldOrder): bigint =>
  roundedTo(currencyDecimals, amount) / unitOf(currencyDecimals);

/** The books of a sale: the nets of its lines, and the tax of each rate from the order's tax lines. */
export function booksOfSale(order: SoldOrder): Expected {
  const sold = soldIn(order);
  return { bookable: canBook(sold, order), books: booksOf(sold, order, order.taxTotals) };
}
const soldIn = ({ lines }: SoldOrder): Taken[] => lines.map((line) => ({ line, net: line.net, taxes: line.taxes }));

/** The books of a refund, with positive amounts. */
export function booksOfCredit(credit: Credit, { order, credits, left }: CreditedOrder): Expected {
  const others = credits.filter(
    ({ id, amount, taken }) => id !== credit.id && (inMinor(amount, order) !== 0n || taken.length > 0),
  );
  if (credit.taken.length > 0) {
    // Go has no line of VAT alone, and no line of goods without the VAT that was refunded before.
    const isTaxAlone = others.concat(credit).some(({ id, way, taken }) => {
      return way === 'tax' && id <= credit.id && sharesLine(taken, credit.taken);
    });
    const bookable = !isTaxAlone && credit.way !== 'misstated' && canBook(credit.taken, order);
    return { bookable, books: booksOf(credit.taken, order) };
  }
  const refunded = sumOf(others.map(({ amount }) => inMinor(amount, order)));
  if (
    inMinor(credit.amount, order) === inMinor(order.total, order) - refunded &&
    others.every(({ taken }) => taken.length > 0)
  ) {
    const isRegular = others.every(({ way }) => way !== 'tax' && way !== 'misstated');
    return { bookable: isRegular && canBook(left, order), books: booksOf(left, order) };
  }
  return booksOfAmount(credit.amount, order);
}
const sharesLine = (a: readonly Taken[], b: readonly Taken[]): boolean =>
  a.some(({ line }) => b.some((taken) => taken.line === line));

/**
 * The books of a refunded amount that names no line; its rate is known only if everything that was sold has the same
 * treatment.
 */
function booksOfAmount(amount: bigint, order: SoldOrder): Expected {
  if (inMinor(amount, order) === 0n) return { bookable: true, books: new Map() };
  const counting = soldIn(order).filter(
    ({ line }) => inMinor(line.net, order) !== 0n || inMinor(grossOf(line), order) !== 0n,
  );
  const products = new Set(counting.flatMap(({ line }) => line.parts.map((part) => productOf(part, order))));
  const [only, ...others] = products;
  if (typeof only !== 'string' || others.length > 0) return { bookable: false, books: null };
  const net = netIn(amount, percentOfProduct.get(only) ?? '0');
  const booking = { net, tax: amount - net, lines: 1, netSlack: 0n, taxSlack: 0n };
  return { bookable: canBook(soldIn(order), order), books: new Map([[only, booking]]) };
}

/** The number of the product for a part of a line; `null`: the rate is unmapped, or the part has two taxes. */
function productOf({ rates }: Part, { market }: SoldOrder): string | null {
  const [rate, ...others] = rates;
  if (others.length > 0) return null;
  return rate ? rate.product : market.country === 'NO' ? untaxedAtHome : untaxedAbroad;
}

const canBook = (taken: readonly Taken[], order: SoldOrder): boolean =>
  taken.every(({ line }) => line.parts.every((part) => productOf(part, order) !== null));

/** Whether the amount is no more than rounding may move in a shop that counts finer than the currency. */
const isNothing = (net: bigint, taxes: Taxes, order: SoldOrder): boolean =>
  inMinor(net, order) === 0n && sizeOf(inMinor(grossOf({ net, taxes }), order)) <= 1n;

/**
 * The books of lines. `taxTotals`: the tax of each rate, if the shop names it separately from the lines. A shop with
 * fewer decimals than the currency has rounded the net and the tax of each line separately; then only their sum is
 * exact, and both follow from it.
 */
function booksOf(taken: readonly Taken[], order: SoldOrder, taxTotals?: Taxes): Books | null {
  const isCoarse = order.decimals < order.currencyDecimals;
  const books = new Map<string, Booking>();
  for (const { line, net: whole, taxes } of taken)
    for (const part of line.parts) {
      const number = productOf(part, order);
      const [rate] = part.rates;
      const net = netOfPart(part, line, whole);
      if (number === null) {
        if (line.parts.length > 1 ? inMinor(net, order) === 0n : isNothing(whole, taxes, order)) continue;
        return null;
      }
      const tax = rate ? (taxes.get(rate) ?? 0n) : 0n;
      const netBySum = netIn(net + tax, rate?.percent ?? '0');
      const booking = books.get(number) ?? { net: 0n, tax: 0n, lines: 0, netSlack: 0n, taxSlack: 0n };
      const slack = slackOf(line, order, !taxTotals);
      books.set(number, {
        net: booking.net + (isCoarse ? netBySum : net),
        tax: booking.tax + (isCoarse ? net + tax - netBySum : taxTotals ? 0n : tax),
        lines: booking.lines + 1,
        netSlack: booking.netSlack + slack.net,
        taxSlack: booking.taxSlack + slack.tax,
      });
    }
  if (!isCoarse && taxTotals)
    for (const [{ product }, tax] of taxTotals) {
      const booking = product === null ? undefined : books.get(product);
      if (booking) booking.tax += tax;
    }
  return books;
}

/** The part's share of the line's taken net. If the part is the line's only one, its net is the line's. */
function netOfPart(part: Part, { parts }: SoldLine, taken: bigint): bigint {
  if (parts.length === 1) return taken;
  const all = sumOf(parts.map(({ net }) => net));
  return all === 0n ? 0n : share(taken, part.net, all);
}

/**
 * By how much net and tax may differ because of the shop's rounding, beyond the rounding of each amount. `isCredit`:
 * the line may have been refunded in several parts, each of them rounded.
 */
function slackOf(
  { parts }: SoldLine,
  { decimals, currencyDecimals, roundsAtSubtotal }: SoldOrder,
  isCredit: boolean,
): { net: bigint; tax: bigint } {
  const isForOrder = decimals < currencyDecimals && roundsAtSubtotal;
  if (parts.length === 1) {
    if (isCredit && decimals > currencyDecimals) {
      // After a refund of a line's tax alone, the rest of the line has less tax than its rate says, by too little for
      // planning to see.
      return { net: unitOf(currencyDecimals), tax: unitOf(currencyDecimals) };
    }
    if (!isForOrder) return { net: 0n, tax: 0n };
    // The shop rounded the order and not the line, so the line's own sum may differ by one unit, of which net and tax
    // each have a share.
    const net = netIn(unitOf(decimals), parts[0]?.rates[0]?.percent ?? '0');
    return { net, tax: unitOf(decimals) - net + unitOf(currencyDecimals) };
  }
  // The shop does not write the nets of a spread line's parts; each follows from the part's tax. That tax was rounded
  // several times, each time by up to half a unit: as a part, in its sum, if shop and currency have different decimals,
  // for the order, and for each refund.
  const halves = 2 + (decimals === currencyDecimals ? 0 : 1) + (isForOrder ? 2 : 0) + (isCredit ? 3 : 0);
  const slack = (BigInt(halves) * unitOf(Math.min(decimals, currencyDecimals))) / 2n;
  const nets = parts.map(({ rates: [rate] }) =>
    rate && rate.percent !== '0' ? sizeOf(netOfTax(slack, rate.percent)) : 0n,
  );
  // If the shop counts finer, the taxes are rounded to the minor unit as parts of their sum.
  const sumSlack = decimals === currencyDecimals ? 0n : unitOf(currencyDecimals);
  return { net: sumOf(nets), tax: decimals < currencyDecimals ? slack : sumSlack };
}
