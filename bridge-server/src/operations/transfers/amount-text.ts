import { decimalsOf, formatMinor } from '@kontor/shared/money';

/** An amount in minor units as people read it. */
export const amountText = (value: number | null, currency: string | null): string | null =>
  value === null || !currency ? null : `${formatMinor(value, decimalsOf(currency))} ${currency}`;
