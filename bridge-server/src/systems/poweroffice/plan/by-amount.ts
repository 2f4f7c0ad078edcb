import type { Minor } from '@kontor/shared/money';
import type { Order, OrderLine, OrderRefund, VatRate } from '@kontor/shared/order';
import { productCodeOf, rateOf } from '../map/products.ts';
import type { Settings } from '../settings/connection.ts';
import { negated, type Lines } from './lines.ts';
import { withOneRate } from './refund-line.ts';
import { restOf } from './rest.ts';

/** What people read where the refund gives no reason. */
const unnamed = 'Refusjon';

/**
 * The lines that a refund by amount only stands for: all that is left of the order, where the amount is exactly that, else
 * one line where the order has but one rate. In any other case nobody knows which VAT is given back.
 */
export function linesByAmount(order: Order, refund: OrderRefund, settings: Settings): Lines {
  const others = order.refunds.filter(
    ({ id, amount, lines }) => id !== refund.id && (amount !== 0 || lines.length > 0),
  );
  const left = order.total - others.reduce((sum, { amount }) => sum + amount, 0);
  if (refund.amount === left && others.every(({ lines }) => lines.length > 0)) {
    const taken = others.flatMap(({ lines }) => lines.map((line) => withOneRate(line, order.lines)));
    return { lines: restOf(order.lines, taken).map(negated) };
  }
  const like = lineOfOneRate(order.lines, settings);
  if (like) return { lines: [negated(oneLine(refund, like))] };
  return {
    gap: {
      code: 'gap.refund_without_lines',
      cause: `Refund ${refund.id} gives back an amount without saying for which lines, and the order has lines of several VAT rates.`,
      remedy: 'Delete the refund in the shop and make it anew by its lines, or book it in Go by hand.',
    },
  };
}

/** Any line of an order whose lines all have one rate and one product; what costs nothing is not asked. */
function lineOfOneRate(lines: readonly OrderLine[], settings: Settings): { line: OrderLine; rate: VatRate } | null {
  const [first, ...others] = lines
    .filter(({ net, tax }) => net !== 0 || tax !== 0)
    .map((line) => ({ line, rated: rateOf(line), coded: productCodeOf(line, settings) }));
  if (!first || 'gap' in first.rated || 'gap' in first.coded) return null;
  const { rate } = first.rated;
  const { code } = first.coded;
  const same = others.every(
    ({ rated, coded }) => 'rate' in rated && rated.rate === rate && 'code' in coded && coded.code === code,
  );
  return same ? { line: first.line, rate } : null;
}

/** The amount as one line that was sold. */
function oneLine({ id, reason, amount }: OrderRefund, { line, rate }: { line: OrderLine; rate: VatRate }): OrderLine {
  const net = netOf(amount, rate);
  return {
    id,
    kind: 'fee',
    name: reason.trim() || unnamed,
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

/** What an amount with VAT is without it, halves rounded up. */
function netOf(amount: Minor, rate: VatRate): Minor {
  if (rate === 'none') return amount;
  const [whole = '', fraction = ''] = rate.split('.');
  const hundred = 100n * 10n ** BigInt(fraction.length);
  const divisor = hundred + BigInt(whole + fraction);
  return Number((2n * BigInt(amount) * hundred + divisor) / (2n * divisor));
}
