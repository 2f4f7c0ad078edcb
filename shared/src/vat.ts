import type { Minor } from './money.ts';
import type { OrderLine, VatRate } from './order.ts';

/** The VAT rate of a line; `none` if the shop charged no tax; null if several rates apply, or one that is unknown. */
export function rateOf({ taxes }: Pick<OrderLine, 'taxes'>): VatRate | null {
  const [only, ...others] = taxes;
  if (others.length > 0) return null;
  return only ? only.rate : 'none';
}

/** Whether there is VAT at the rate. */
export const hasVat = (rate: VatRate): boolean => rate !== 'none' && rate !== '0';

/** The taxes that are not zero. */
export const withTax = (taxes: OrderLine['taxes']): OrderLine['taxes'] => taxes.filter(({ tax }) => tax !== 0);

/** The taxes that apply to a line. If the line names several rates, those with a tax of zero do not apply. */
export const applied = (taxes: OrderLine['taxes']): OrderLine['taxes'] => (taxes.length > 1 ? withTax(taxes) : taxes);

/**
 * The amount without VAT, rounded to the minor unit; halves are rounded away from zero. `gross`: the amount with VAT.
 */
export function netOf(gross: Minor, rate: VatRate): Minor {
  if (rate === 'none' || gross === 0) return gross;
  const { hundred, percent } = fractionOf(rate);
  return dividedBy(BigInt(gross) * hundred, hundred + percent);
}

/** The VAT on an amount without VAT, rounded in the same way. */
export function vatOn(net: Minor, rate: VatRate): Minor {
  if (rate === 'none' || net === 0) return 0;
  const { hundred, percent } = fractionOf(rate);
  return dividedBy(BigInt(net) * percent, hundred);
}

/** The amount without VAT to which this VAT belongs, rounded in the same way; null if there is no VAT at the rate. */
export function netWith(vat: Minor, rate: VatRate): Minor | null {
  if (!hasVat(rate)) return null;
  const { hundred, percent } = fractionOf(rate);
  return dividedBy(BigInt(vat) * hundred, percent);
}

/**
 * Whether each of a line's taxes may be a tax on the whole amount, apart from rounding. An example is a federal tax and
 * a provincial tax, both on 100.00. For amounts of a few cents the answer may be yes by chance.
 */
export function mayBeStacked({ net, taxes }: Pick<OrderLine, 'net' | 'taxes'>, rounding: number): boolean {
  const taxed = taxes.filter(({ rate }) => rate !== '0');
  if (net === 0 || taxed.length < 2) return false;
  return taxed.every(({ rate, tax }) => rate !== null && Math.abs(tax) + rounding >= Math.abs(vatOn(net, rate)));
}

/** The rate as a fraction of whole numbers: 11.11 % is 1111 of 10000. */
function fractionOf(rate: VatRate): { hundred: bigint; percent: bigint } {
  const [whole = '', fraction = ''] = rate.split('.');
  return { hundred: 100n * 10n ** BigInt(fraction.length), percent: BigInt(whole + fraction) };
}

function dividedBy(amount: bigint, divisor: bigint): Minor {
  const size = amount < 0n ? -amount : amount;
  const rounded = Number((2n * size + divisor) / (2n * divisor));
  return amount < 0n && rounded !== 0 ? -rounded : rounded;
}
