import type { VatRate } from '@kontor/shared/order';
import { z } from 'zod';
import type { Word } from '@kontor/shared/problem';
import type { Gap } from '../systems/contract.ts';
import { reason, word } from '../texts/reason.ts';
import { rateWord, type TreatmentWords } from './treatment.ts';

/**
 * A sales account at the target with its VAT. A field is `null` where the account has no such thing or it may not be
 * read.
 */
export const accountFact = z.object({
  number: z.string(),
  vatCode: z.string().nullable(),
  /** The rate in percent, as the shop writes rates. */
  rate: z.string().nullable(),
});
export type AccountFact = z.infer<typeof accountFact>;

/** The VAT that an account must have by the settings. */
export interface WantedVat {
  rate: VatRate;
  vatCode?: string | undefined;
}

/** How the account's VAT differs from what is wanted; `null` where it agrees or is unknown. */
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
 * The gap for an article that cannot be created with this account. The account's VAT must be certain, since nobody
 * looks at a new article before it is used. `withVat`: whether the company has VAT on its invoices.
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

/** The gap for an article at the target that would be booked with another VAT. */
export const articleVat = (code: string, disagreement: Word, { target, thing, setting }: TreatmentWords): Gap =>
  reason('gap.product_vat', { code, disagreement, target, thing, setting });

/** The gap for VAT that the shop charged although the company is not registered for VAT. */
export const notRegistered = ({ rate }: WantedVat, target: string): Gap =>
  reason('gap.not_vat_registered', { rate: rateWord(rate), target });
