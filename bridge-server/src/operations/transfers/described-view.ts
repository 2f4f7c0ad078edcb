import type { DescribedDocument } from '@kontor/shared/api/described';
import { rateWord } from '../../documents/treatment.ts';
import type { DocumentDescription } from '../../systems/contract-document.ts';
import type { Speaker } from '../../texts/say.ts';
import { amountText } from '../format.ts';

/** The content of a document, with amounts as people read them. `currency`: the order's, for a plan that names none. */
export function describedOf(
  { customer, date, references, lines, notes = [], currency: planCurrency }: DocumentDescription,
  currency: string | null,
  speaker: Speaker,
): DescribedDocument {
  const shownCurrency = planCurrency ?? currency;
  return {
    customer,
    date,
    references: [...references],
    lines: lines.map(({ rate, net, tax, ...line }) => ({
      ...line,
      rate: speaker.word(rateWord(rate)),
      net: amountText(net, shownCurrency),
      vat: amountText(tax, shownCurrency),
      total: amountText(net + tax, shownCurrency),
    })),
    notes: notes.map((note) => speaker.word(note)),
  };
}

/** The content of a document without the fields that show who ordered. */
export const withoutPeople = (described: DocumentDescription): DocumentDescription => ({
  ...described,
  customer: described.customer && { ...described.customer, name: null },
  references: described.references.filter(({ kind }) => kind !== 'buyer' && kind !== 'purchase_order'),
});
