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
