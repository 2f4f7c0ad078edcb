import type { Gap } from '../systems/contract.ts';

/** The order's currency is none of those that the company uses. */
export const currencyClosed = (currency: string, target: string): Gap => ({
  code: 'gap.currency_closed',
  cause: `The order is in ${currency}, which is not an active currency in ${target}.`,
  remedy: `Activate ${currency} among the currencies in ${target}'s settings, then try again; or enter the order in ${target} by hand, then say that it was handled elsewhere.`,
});

/** The same gap of several lines, such as a missing product, is told once. */
export function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.code} ${gap.cause}`, gap])).values()];
}
