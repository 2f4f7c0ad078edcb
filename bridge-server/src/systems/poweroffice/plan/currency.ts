import type { Gap } from '../../contract.ts';

/** The order's currency is none of those that the company uses. */
export const currencyClosed = (currency: string): Gap => ({
  code: 'gap.currency_closed',
  cause: `The order is in ${currency}, which is not an active currency in Go.`,
  remedy: `Activate ${currency} among the currencies in Go's settings, then try again; or enter the order in Go by hand.`,
});
