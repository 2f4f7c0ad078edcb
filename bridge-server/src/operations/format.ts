import { decimalsOf, formatMinor } from '@kontor/shared/money';

/** A time as answers tell it. */
export const momentOf = (at: Date): string => at.toISOString();
export const momentOrNone = (at: Date | null): string | null => at?.toISOString() ?? null;

/** An amount in minor units as people read it, such as `12.50 NOK`. */
export const amountText = (value: number | null, currency: string | null): string | null =>
  value === null || !currency ? null : `${formatMinor(value, decimalsOf(currency))} ${currency}`;
