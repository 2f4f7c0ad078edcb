import { formatMinor, type Minor } from '../money.ts';
import type { Order, OrderLine, OrderRefund } from '../order.ts';
import type { Result, Reason, Word } from '../problem.ts';
import type { LinesBody, OrderBody } from './body.ts';
import { minorOf, type Decimals } from './decimals.ts';

type OrderRounding = Order['roundings'][number];

/** Two figures of the shop that should be equal, as they were read. */
interface Comparison {
  where: string;
  /** The name of the figure in the bridge's catalogue. */
  what: Word;
  /** The figure that the shop states. */
  said: Minor;
  /** The sum of its parts. */
  added: Minor;
  /** How many amounts were rounded. The figures may differ by one unit for each of them. */
  involved: number;
}

/** The tax that lines have at one rate. */
type Taxed = Pick<Comparison, 'added' | 'involved'>;
const noTax: Taxed = { added: 0, involved: 0 };

const sum = (values: readonly Minor[]) => values.reduce((total, value) => total + value, 0);

/**
 * Compares the order's figures with the sums of their parts. A difference that rounding explains, which is one unit for
 * each amount involved, is returned in minor units. A larger difference refuses the order, since no document could be
 * right.
 */
export function compareTotals(
  body: OrderBody,
  lines: readonly OrderLine[],
  decimals: Decimals,
): Result<OrderRounding[], Reason> {
  const comparisons = [
    ...lines.map(lineTax),
    ...taxLineTotals(body.tax_lines, lines),
    {
      where: 'total tax',
      what: { word: 'sum.total_tax' },
      said: body.total_tax,
      added: sum(lines.map((line) => line.tax)),
      involved: lines.length,
    },
    {
      where: 'total',
      what: { word: 'sum.total' },
      said: body.total,
      added: sum(lines.map((line) => line.net + line.tax)),
      involved: lines.length,
    },
  ];
  const differing = comparisons.filter(({ said, added }) => said !== added);
  const wrong = differing.find(({ said, added, involved }) => Math.abs(said - added) > involved * decimals.unit);
  if (!wrong) return { ok: true, value: roundingsOf(differing, decimals) };
  return {
    ok: false,
    error: {
      code: 'order.totals_disagree',
      values: {
        where: wrong.what,
        said: formatMinor(wrong.said, decimals.read),
        added: formatMinor(wrong.added, decimals.read),
      },
    },
  };
}

const roundingsOf = (differing: readonly Comparison[], decimals: Decimals): OrderRounding[] =>
  differing
    .map(({ where, said, added }) => ({ difference: minorOf(said - added, decimals), where }))
    .filter(({ difference }) => difference !== 0);

/**
 * The differences inside a refund that rounding explains. Larger ones are left to the planning of the refund's
 * document.
 */
export function refundRoundings(refund: OrderRefund): OrderRounding[] {
  if (refund.lines.length === 0) return [];
  const lines = refund.lines.map(lineTax);
  const whole = {
    where: 'amount',
    what: { word: 'sum.total' },
    said: refund.amount,
    added: -sum(refund.lines.map((line) => line.net + line.tax)),
    involved: lines.length,
  };
  return [...lines, whole]
    .filter(({ said, added, involved }) => said !== added && Math.abs(said - added) <= involved)
    .map(({ where, said, added }) => ({ difference: said - added, where: `refund ${refund.id}: ${where}` }));
}

function lineTax(line: OrderLine): Comparison {
  return {
    where: `line ${line.id}: tax`,
    what: { word: 'sum.line_tax', values: { line: line.id } },
    said: line.tax,
    added: sum(line.taxes.map(({ tax }) => tax)),
    involved: Math.max(1, line.taxes.length),
  };
}

function taxLineTotals(taxLines: LinesBody['tax_lines'], lines: readonly OrderLine[]): Comparison[] {
  const taxed = { goods: new Map<string, Taxed>(), shipping: new Map<string, Taxed>() };
  for (const line of lines) {
    const rates = line.kind === 'shipping' ? taxed.shipping : taxed.goods;
    for (const { rateId, tax } of line.taxes) {
      const { added, involved } = rates.get(rateId) ?? noTax;
      rates.set(rateId, { added: added + tax, involved: involved + 1 });
    }
  }
  return taxLines.flatMap(({ rate_id: rate, tax_total: goods, shipping_tax_total: shipping }) => [
    {
      where: `rate ${rate}: tax`,
      what: { word: 'sum.rate_tax', values: { rate } },
      said: goods,
      ...(taxed.goods.get(rate) ?? noTax),
    },
    {
      where: `rate ${rate}: shipping tax`,
      what: { word: 'sum.rate_shipping_tax', values: { rate } },
      said: shipping,
      ...(taxed.shipping.get(rate) ?? noTax),
    },
  ]);
}
