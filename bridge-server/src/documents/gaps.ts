import type { Gap } from '../systems/contract.ts';
import { reason } from '../texts/reason.ts';

/** The order's currency is none of those that the company uses. */
export const currencyClosed = (currency: string, target: string): Gap =>
  reason('gap.currency_closed', { currency, target });

/** The same gap of several lines, such as a missing product, is told once. */
export function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [JSON.stringify([gap.code, gap.case, gap.values]), gap])).values()];
}
