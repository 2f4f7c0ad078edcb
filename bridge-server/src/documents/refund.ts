import type { Minor } from '@kontor/shared/money';
import type { Order, OrderLine, OrderRefund, VatRate } from '@kontor/shared/order';
import { applied, netOf, withTax } from '@kontor/shared/vat';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { refundOfRemovedLine } from './removed-line.ts';
import { negated, sumOf, type DocumentLines } from './lines.ts';
import { linePartsOf } from './line-parts.ts';
import { refersToLine, remainingLines } from './remaining-lines.ts';

/** Tells the VAT rate of a line, and the `name` of what the target books it as. */
type Treat = (line: OrderLine) => { rate: VatRate; name: string } | { gap: Gap };

interface RefundWords {
  target: string;
  /** The text of a line where the refund gives no reason. */
  unnamed: string;
}

/** The lines that a refund takes back: its own lines or, where it has none, the lines that its amount stands for. */
export function refundLines(order: Order, refund: OrderRefund, treat: Treat, words: RefundWords): DocumentLines {
  const gap = outOfBounds(order, refund, words) ?? refundOfRemovedLine(order, refund, words.target);
  if (gap) return { gap };
  const own = refund.lines.map((line) => asSold(line, order.lines));
  const refunded: DocumentLines =
    own.length > 0 || refund.amount === 0 ? { lines: own } : linesByAmount(order, refund, treat, words);
  if ('gap' in refunded) return refunded;
  // Each line was rounded by itself, which explains one minor unit for each.
  const agrees = Math.abs(sumOf(refunded.lines) + refund.amount) <= refunded.lines.length;
  return agrees
    ? { lines: refunded.lines.flatMap((line) => refundedParts(line, order.lines)) }
    : { gap: disagrees(refund, sumOf(refunded.lines), order.currency, words) };
}

/**
 * The lines that a refund without lines stands for. If its amount is everything that is left of the order, these are
 * the remaining lines. If the whole order has one rate, it is one line of that rate. Otherwise nobody knows which VAT
 * is given back.
 */
function linesByAmount(
  order: Order,
  refund: OrderRefund,
  treat: Treat,
  { target, unnamed }: RefundWords,
): DocumentLines {
  const others = order.refunds.filter(
    ({ id, amount, lines }) => id !== refund.id && (amount !== 0 || lines.length > 0),
  );
  const remainingAmount = order.total - others.reduce((sum, { amount }) => sum + amount, 0);
  if (refund.amount === remainingAmount && others.every(({ lines }) => lines.length > 0)) {
    const refundedLines = others.flatMap(({ lines }) => lines.map((line) => asSold(line, order.lines)));
    return { lines: remainingLines(order.lines, refundedLines).map(negated) };
  }
  const commonRate = lineOfOneRate(order.lines, treat);
  if (commonRate) return { lines: [negated(lineOfAmount(refund, commonRate, unnamed))] };
  return { gap: reason('gap.refund_without_lines', { refund: refund.id, target }) };
}

/**
 * A line of an order whose lines all have the same rate and treatment; lines that cost nothing are ignored. Else
 * `null`.
 */
function lineOfOneRate(lines: readonly OrderLine[], treat: Treat): { line: OrderLine; rate: VatRate } | null {
  const [first, ...others] = lines
    .filter(({ net, tax }) => net !== 0 || tax !== 0)
    .map((line) => ({ line, treated: treat(line) }));
  if (!first || 'gap' in first.treated) return null;
  const { rate, name } = first.treated;
  const isSame = others.every(({ treated }) => !('gap' in treated) && treated.rate === rate && treated.name === name);
  return isSame ? { line: first.line, rate } : null;
}

/** The refund's amount as one line, as if it had been sold. */
function lineOfAmount(
  { id, reason, amount }: OrderRefund,
  { line, rate }: { line: OrderLine; rate: VatRate },
  unnamed: string,
): OrderLine {
  const net = netOf(amount, rate);
  return {
    id,
    kind: line.kind,
    // A fee keeps its name, since the name tells its kind, such as a gift card.
    ...(line.kind === 'fee'
      ? { name: line.name || unnamed, details: [reason.trim()].filter(Boolean) }
      : { name: reason.trim() || unnamed, details: [] }),
    sku: null,
    quantity: '1',
    taxClass: line.taxClass,
    net,
    tax: amount - net,
    taxes: line.taxes.map((tax) => ({ ...tax, tax: amount - net })),
    categories: line.categories,
    refundedLineId: null,
  };
}

/**
 * A refund's line, completed from the order's line that it takes back. Rates, tax class and categories are those of the
 * sale, whatever rates the refund names, since the shop may have changed its rates. Name and details come from the sale
 * too, since a refund does not have all of them. The sign is turned where a till forgot that.
 */
export function asSold(line: OrderLine, sold: readonly OrderLine[]): OrderLine {
  const [soldLine, ...others] = sold.filter((candidate) => refersToLine(line, candidate));
  // A refund made in WooCommerce's admin pages names every rate of the order on each line, with zero where it does not
  // apply.
  if (!soldLine) return { ...line, taxes: applied(line.taxes) };
  const back = line.net !== 0 && Math.sign(line.net) === Math.sign(soldLine.net) ? negated(line) : line;
  const { name, details, sku } = others.length === 0 ? soldLine : back;
  const { taxClass, categories } = soldLine;
  return { ...back, name, details, sku, taxClass, categories, taxes: taxesAsSold(back, soldLine) };
}

function taxesAsSold(back: OrderLine, sold: OrderLine): OrderLine['taxes'] {
  const [only, ...others] = sold.taxes;
  // The admin pages name rates with zero tax even for a line that was sold without tax.
  if (!only) return withTax(back.taxes);
  if (others.length === 0) return [{ ...only, tax: back.tax }];
  const taxes = sold.taxes.map((tax) => ({
    ...tax,
    tax: back.taxes.find(({ rateId }) => rateId === tax.rateId)?.tax ?? 0,
  }));
  return taxes.reduce((sum, { tax }) => sum + tax, 0) === back.tax ? taxes : back.taxes;
}

/**
 * The parts of a refund's line by rate. If the line should have tax and has none, an earlier refund gave back only the
 * tax. The line then no longer tells its parts. It keeps its rates except 0 %, so that the arithmetic finds a gap.
 */
function refundedParts(line: OrderLine, sold: readonly OrderLine[]): OrderLine[] {
  const soldLine = sold.find((candidate) => refersToLine(line, candidate));
  const hasNoTax = line.taxes.length > 0 && line.taxes.every(({ tax }) => tax === 0);
  const isTaxLost =
    soldLine && soldLine.net !== 0 && hasNoTax && Math.round(Math.abs((soldLine.tax * line.net) / soldLine.net)) > 0;
  return isTaxLost ? [{ ...line, taxes: line.taxes.filter(({ rate }) => rate !== '0') }] : linePartsOf(line, sold);
}

/** The gap for a refund of less than nothing, or of more than the order's total. */
function outOfBounds({ total, currency }: Order, { id, amount }: OrderRefund, { target }: RefundWords): Gap | null {
  if (amount >= 0 && amount <= Math.max(total, 0)) return null;
  return reason('gap.refund_disagrees:bounds', {
    refund: id,
    amount: { amount, currency },
    total: { amount: total, currency },
    target,
  });
}

const disagrees = ({ id, amount }: OrderRefund, sum: Minor, currency: string, { target }: RefundWords): Gap =>
  reason('gap.refund_disagrees', {
    refund: id,
    amount: { amount, currency },
    lines: { amount: 0 - sum, currency },
    target,
  });
