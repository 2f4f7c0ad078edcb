import type { VatRate } from '@kontor/shared/order';
import { z } from 'zod';
import type { Gap } from '../systems/contract.ts';
import { inWords, type TreatmentWords } from './treatment.ts';

/** A sales account of the target's and the VAT that follows from it; `null` for what it does not have or what may not be read. */
export const accountFact = z.object({
  number: z.string(),
  vatCode: z.string().nullable(),
  /** In percent, as the shop writes its rates. */
  rate: z.string().nullable(),
});
export type AccountFact = z.infer<typeof accountFact>;

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

function unknownVat({ number, vatCode, rate }: AccountFact): string | null {
  if (vatCode === null) return `Account ${number} has no VAT code`;
  return rate === null ? `The rate of VAT code ${vatCode}, which account ${number} has, cannot be read` : null;
}

/**
 * Why no article is created with this account: its VAT must be known for certain, as nobody looks at it before it is booked on.
 * `withVat`: whether the company has VAT on its invoices.
 */
export function accountGap(
  { number, code, wanted, withVat }: { number: string; code: string; wanted: WantedVat; withVat: boolean },
  accounts: readonly AccountFact[],
  { target, thing, setting }: TreatmentWords,
): Gap | null {
  const account = accounts.find((known) => known.number === number);
  if (!account)
    return {
      code: 'gap.account_missing',
      cause: `${target} has no account ${number}, on which the new ${thing} ${code} is to be booked.`,
      remedy: `Create the account ${number} in ${target}, or name another under "${setting}" in the connection's settings.`,
    };
  const cause = withVat ? (vatDisagreement(account, wanted) ?? unknownVat(account)) : null;
  if (cause === null) return null;
  return {
    code: 'gap.account_vat',
    cause: `The ${thing} ${code} is not created: ${cause}.`,
    remedy: `Name an account with ${inWords(wanted.rate)} for ${code} under "${setting}", or give account ${number} the right VAT code in ${target}.`,
  };
}

/** The article is there and would be booked with another VAT. */
export const articleVat = (code: string, cause: string, { target, thing, setting }: TreatmentWords): Gap => ({
  code: 'gap.product_vat',
  cause: `The VAT of the ${thing} ${code} in ${target} is not the one that is mapped: ${cause}.`,
  remedy: `Give ${code} another sales account in ${target}, or map another ${thing} under "${setting}" in the connection's settings.`,
});

/** The shop charged VAT that the company's invoices cannot have. */
export const notRegistered = ({ rate }: WantedVat, target: string): Gap => ({
  code: 'gap.not_vat_registered',
  cause: `The shop charged VAT of ${inWords(rate)}, but the company in ${target} is not registered for VAT, so its invoices have none.`,
  remedy: `If the company is registered, set it so in ${target}'s VAT settings. If it is not, turn off VAT in the shop, recalculate the order and give back the VAT that was charged.`,
});
