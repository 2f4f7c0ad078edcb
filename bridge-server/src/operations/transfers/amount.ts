import { decimalsOf, formatMinor } from '@kontor/shared/money';
import { z } from 'zod';

/** Decimal text with its currency, such as `349.00 NOK`. */
export const amount = z.string().nullable();

/** An amount in minor units as people read it. */
export const amountOf = (value: number | null, currency: string | null): string | null =>
  value === null || !currency ? null : `${formatMinor(value, decimalsOf(currency))} ${currency}`;
