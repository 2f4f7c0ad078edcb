import type { OfficeState } from '@kontor/shared/office';

/** What the office did with a document, as the journal names it, in the sequence in which the journal tells it. */
const news: readonly { code: `office.${string}`; when: (was: OfficeState, is: OfficeState) => boolean }[] = [
  {
    code: 'office.invoiced',
    when: (was, is) => is.invoiceNumber !== undefined && is.invoiceNumber !== was.invoiceNumber,
  },
  { code: 'office.sent', when: (was, is) => is.sentAt !== undefined && is.sentAt !== was.sentAt },
  { code: 'office.paid', when: (was, is) => is.paidAt !== undefined && was.paidAt === undefined },
  { code: 'office.reopened', when: (was, is) => is.paidAt === undefined && was.paidAt !== undefined },
];

/**
 * Pure: the codes of what happened between two states. `office.changed`: something without a code of its own, such as a
 * part payment.
 */
export function newsBetween(was: OfficeState, is: OfficeState): string[] {
  const codes = news.filter(({ when }) => when(was, is)).map(({ code }) => code);
  return codes.length > 0 ? codes : ['office.changed'];
}
