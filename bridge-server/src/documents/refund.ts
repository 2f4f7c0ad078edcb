import type { Minor } from '@kontor/shared/money';
import type { Order, OrderLine, OrderRefund, VatRate } from '@kontor/shared/order';
import { applied, netOf, withTax } from '@kontor/shared/vat';
import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';
import { refundOfRemovedLine } from './removed-line.ts';
import { negated, sumOf, type DocumentLines } from './lines.ts';
import { linePartsOf } from './line-parts.ts';
import { refersToLine, remainingLines } from './remaining-lines.ts';

/** How the target treats a line: by which rate and, in the target's own words, as what. */
type Treat = (line: OrderLine) => { rate: VatRate; name: string } | { gap: Gap };

interface RefundWords {
  target: string;
  /** What the line says where the refund gives no reason. */
  unnamed: string;
}

/** The lines that a refund takes back: its own or, where it has none, those that its amount stands for. */
export function refundLines(order: Order, refund: OrderRefund, treat: Treat, words: RefundWords): DocumentLines {
  const gap = outOfBounds(order, refund, words) ?? refundOfRemovedLine(order, refund, words.target);
  if (gap) return { gap: gap };
  const own = refund.lines.map((line) => asSold(line, order.lines));
  const refunded: DocumentLines =
    own.length > 0 || refund.amount === 0 ? { lines: own } : linesByAmount(order, refund, treat, words);
  if ('gap' in refunded) return refunded;
  // Each line was rounded by itself; a larger difference is no rounding.
  const agrees = Math.abs(sumOf(refunded.lines) + refund.amount) <= refunded.lines.length;
  return agrees
    ? { lines: refunded.lines.flatMap((line) => refundedParts(line, order.lines)) }
    : { gap: disagrees(refund, sumOf(refunded.lines), order.currency, words) };
}

/**
 * The lines that a refund by amount only stands for: everything that is left of the order, where the amount is exactly that,
 * else one line where the order has but one rate. In any other case nobody knows which VAT is given back.
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

/** Any line of an order whose lines are all treated alike; a line that costs nothing does not count. */
function lineOfOneRate(lines: readonly OrderLine[], treat: Treat): { line: OrderLine; rate: VatRate } | null {
  const [first, ...others] = lines
    .filter(({ net, tax }) => net !== 0 || tax !== 0)
    .map((line) => ({ line, treated: treat(line) }));
  if (!first || 'gap' in first.treated) return null;
  const { rate, name } = first.treated;
  const isSame = others.every(({ treated }) => !('gap' in treated) && treated.rate === rate && treated.name === name);
  return isSame ? { line: first.line, rate } : null;
}

/** The amount as one line that was sold. */
function lineOfAmount(
  { id, reason, amount }: OrderRefund,
  { line, rate }: { line: OrderLine; rate: VatRate },
  unnamed: string,
): OrderLine {
  const net = netOf(amount, rate);
  return {
    id,
    kind: line.kind,
    // The name of a fee tells what it is, such as a gift card; the reason of a refund does not.
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
 * A refund's line as the line was sold that it takes back: by that line's rates, tax class and categories, whatever rates the
 * refund itself names, since the shop may have changed them meanwhile; by what that line says of the article, which a refund does
 * not carry; and with the other sign, which some tills forget.
 */
function asSold(line: OrderLine, sold: readonly OrderLine[]): OrderLine {
  const [soldLine, ...others] = sold.filter((candidate) => refersToLine(line, candidate));
  // Refunds made in WooCommerce's pages name every rate of the order on each line, with zero where it does not apply.
  if (!soldLine) return { ...line, taxes: applied(line.taxes) };
  const back = line.net !== 0 && Math.sign(line.net) === Math.sign(soldLine.net) ? negated(line) : line;
  const { name, details, sku } = others.length === 0 ? soldLine : back;
  const { taxClass, categories } = soldLine;
  return { ...back, name, details, sku, taxClass, categories, taxes: taxesAsSold(back, soldLine) };
}

function taxesAsSold(back: OrderLine, sold: OrderLine): OrderLine['taxes'] {
  const [only, ...others] = sold.taxes;
  // A rate without any tax has nothing to do with a line that was sold without one: pages name it all the same.
  if (!only) return withTax(back.taxes);
  if (others.length === 0) return [{ ...only, tax: back.tax }];
  const taxes = sold.taxes.map((tax) => ({
    ...tax,
    tax: back.taxes.find(({ rateId }) => rateId === tax.rateId)?.tax ?? 0,
  }));
  return taxes.reduce((sum, { tax }) => sum + tax, 0) === back.tax ? taxes : back.taxes;
}

/**
 * The parts of what a refund takes back of a line. Where the line should have tax and has none, that was given back before, alone: it
 * does not tell any more what of the line belongs to which rate. Nobody can book it, and the rates that are left say so.
 */
function refundedParts(line: OrderLine, sold: readonly OrderLine[]): OrderLine[] {
  const soldLine = sold.find((candidate) => refersToLine(line, candidate));
  const hasNoTax = line.taxes.length > 0 && line.taxes.every(({ tax }) => tax === 0);
  const isTaxLost =
    soldLine && soldLine.net !== 0 && hasNoTax && Math.round(Math.abs((soldLine.tax * line.net) / soldLine.net)) > 0;
  return isTaxLost ? [{ ...line, taxes: line.taxes.filter(({ rate }) => rate !== '0') }] : linePartsOf(line, sold);
}

/** No refund gives back less than nothing, or more than the order came to. */
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
