import type { VatRate } from '@kontor/shared/order';
import { z } from 'zod';
import type { Word } from '@kontor/shared/problem';
import type { Gap } from '../systems/contract.ts';
import { reason, word } from '../texts/reason.ts';
import { rateWord, type TreatmentWords } from './treatment.ts';

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

/** Why the account's VAT is another one; `null` where it agrees or where nobody knows. */
export function vatDisagreement({ number, vatCode, rate }: AccountFact, wanted: WantedVat): Word | null {
  if (rate !== null && rate !== (wanted.rate === 'none' ? '0' : wanted.rate))
    return word('account.other_rate', {
      number,
      vatCode: vatCode ?? '–',
      rate: rateWord(rate),
      wanted: rateWord(wanted.rate),
    });
  if (vatCode === null || wanted.vatCode === undefined || vatCode === wanted.vatCode) return null;
  return rate === null
    ? word('account.other_code', { number, vatCode, wanted: wanted.vatCode })
    : word('account.other_code_with_rate', { number, vatCode, rate: rateWord(rate), wanted: wanted.vatCode });
}

function unknownVat({ number, vatCode, rate }: AccountFact): Word | null {
  if (vatCode === null) return word('account.no_code', { number });
  return rate === null ? word('account.rate_unreadable', { vatCode, number }) : null;
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
  if (!account) return reason('gap.account_missing', { number, code, target, thing, setting });
  const disagreement = withVat ? (vatDisagreement(account, wanted) ?? unknownVat(account)) : null;
  if (disagreement === null) return null;
  const rate = rateWord(wanted.rate);
  return reason('gap.account_vat', { number, code, disagreement, rate, target, thing, setting });
}

/** The article is there and would be booked with another VAT. */
export const articleVat = (code: string, disagreement: Word, { target, thing, setting }: TreatmentWords): Gap =>
  reason('gap.product_vat', { code, disagreement, target, thing, setting });

/** The shop charged VAT that the company's invoices cannot have. */
export const notRegistered = ({ rate }: WantedVat, target: string): Gap =>
  reason('gap.not_vat_registered', { rate: rateWord(rate), target });
