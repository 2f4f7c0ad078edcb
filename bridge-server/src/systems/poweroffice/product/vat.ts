import type { VatRate } from '@kontor/shared/order';
import { z } from 'zod';
import { inWords } from '../../../documents/treatment.ts';
import { integer } from '../../../vendor/fields.ts';

/** A sales account of Go's and the VAT that follows from it; `null` for what it does not have or what may not be read. */
export const accountFact = z.object({
  number: z.string(),
  vatCode: z.string().nullable(),
  /** In percent, as the shop writes its rates. */
  rate: z.string().nullable(),
});
export type AccountFact = z.infer<typeof accountFact>;

/** A product of Go's, as far as planning needs it. */
export const productFact = z.compile(
  z.object({
    code: z.string(),
    id: integer,
    archived: z.boolean(),
    /** The sales account that counts for it. Left out where that is the company's own: Go tells it nowhere. */
    account: accountFact.optional(),
  }),
);
export type ProductFact = z.infer<typeof productFact>;

/** A rate between 0 and 1, as Go writes it, in percent and exact: `0.125` is `12.5`. `null` for anything else. */
export function percentOf(rate: string): string | null {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,2}))?$/i.exec(rate);
  if (!match) return null;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent) + 2;
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`.padEnd(point, '0');
  const cut = Math.max(1, point);
  const decimals = digits.slice(cut).replace(/0+$/, '');
  return `${digits.slice(0, cut).replace(/^0+(?=\d)/, '')}${decimals ? `.${decimals}` : ''}`;
}

/** The VAT that the settings want of an account. */
export interface WantedVat {
  rate: VatRate;
  vatCode?: string | undefined;
}

/** Why the account's VAT is another one, in words; `null` where it agrees or where nobody knows. */
export function vatDisagreement({ number, vatCode, rate }: AccountFact, wanted: WantedVat): string | null {
  const account = `Account ${number} has VAT code ${vatCode ?? '–'}${rate === null ? '' : ` with ${rate} %`}`;
  if (rate !== null && rate !== (wanted.rate === 'none' ? '0' : wanted.rate))
    return `${account}, but ${inWords(wanted.rate)} is mapped to it`;
  if (vatCode !== null && wanted.vatCode !== undefined && vatCode !== wanted.vatCode)
    return `${account}, but the settings ask for VAT code ${wanted.vatCode}`;
  return null;
}
