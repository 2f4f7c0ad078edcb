import { z } from 'zod';
import { reportedVatOf } from '../../documents/document-differences.ts';
import { rateWord } from '../../documents/treatment.ts';
import type { Speaker } from '../../texts/say.ts';
import type { RemoteDocument, VatAmounts, VatSum } from '../../systems/contract-document.ts';
import { amount } from '@kontor/shared/api/view';
import { amountText } from '../format.ts';

/** Net and VAT of one VAT treatment, in the shop and at the target. */
export const vatView = z.object({
  treatment: z.string().meta({ description: 'How the target books the lines.' }),
  rate: z.string(),
  net: amount,
  vat: amount,
  targetNet: amount,
  targetVat: amount,
});
type VatView = z.input<typeof vatView>;

/** The table that shows them on the command line. */
export const vatTable = {
  list: 'vat',
  columns: ['treatment', 'rate', 'net', 'vat', 'targetNet', 'targetVat'],
} as const;

/** The sums beside those that the target reported; the target's side is empty when it reported none. */
export function toldVat(
  sums: readonly VatSum[] | null,
  reported: RemoteDocument['vat'] | null,
  currency: string | null,
  speaker: Speaker,
): VatView[] {
  return (sums ?? []).map((sum) =>
    viewOf(sum, reported ? reportedVatOf(sum.treatment, reported) : null, currency, speaker),
  );
}

/** The sums beside those that the target will compute, as far as its arithmetic is known. */
export const foreseenVat = (sums: readonly VatSum[], currency: string | null, speaker: Speaker): VatView[] =>
  sums.map((sum) => viewOf(sum, sum.foreseen, currency, speaker));

function viewOf(
  { treatment, rates, ordered }: VatSum,
  target: VatAmounts | null,
  currency: string | null,
  speaker: Speaker,
): VatView {
  return {
    treatment,
    rate: rates.map((rate) => speaker.word(rateWord(rate))).join(', '),
    net: amountText(ordered.net, currency),
    vat: amountText(ordered.tax, currency),
    targetNet: amountText(target?.net ?? null, currency),
    targetVat: amountText(target?.tax ?? null, currency),
  };
}
