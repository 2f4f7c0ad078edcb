import type { DescribedDocument } from '@kontor/shared/api/described';
import { rateWord } from '../../documents/treatment.ts';
import type { Described } from '../../systems/contract-document.ts';
import type { Speaker } from '../../texts/say.ts';
import { amountText } from '../format.ts';

/** What a document says, with amounts as people read them. `currency`: the order's, where the plan names none. */
export function describedOf(
  { customer, date, references, lines, ...said }: Described,
  currency: string | null,
  speaker: Speaker,
): DescribedDocument {
  const its = said.currency ?? currency;
  return {
    customer,
    date,
    references: [...references],
    lines: lines.map(({ rate, net, tax, ...line }) => ({
      ...line,
      rate: speaker.word(rateWord(rate)),
      net: amountText(net, its),
      vat: amountText(tax, its),
      total: amountText(net + tax, its),
    })),
  };
}

/** The same without what tells who ordered. */
export const withoutPeople = (described: Described): Described => ({
  ...described,
  customer: described.customer && { ...described.customer, name: null },
  references: described.references.filter(({ kind }) => kind !== 'buyer' && kind !== 'purchase_order'),
});
