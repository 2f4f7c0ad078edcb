import { reasonsOf, type Reasons } from '../../bridge-server/src/texts/reason.ts';
import type { Catalogue } from '../../bridge-server/src/texts/text.ts';

const english = {
  problems: {
    'gap.currency': {
      title: 'Another currency',
      cause: 'The order is in {ordered}, the books are in {currency}.',
      remedy: 'Have it paid in {currency}.',
    },
    'gap.account_missing': {
      title: 'No account for payments',
      cause: 'The company has no account on which payments are booked.',
      remedy: 'Open one.',
    },
    'held.unreachable': {
      title: 'The vendor does not answer',
      cause: '{cause}',
      remedy: 'Look at the vendor.',
    },
    'held.rate_limited': { title: 'Too many requests', cause: 'The vendor answered {status}.', remedy: 'Wait.' },
    'held.credentials': {
      title: 'The key is refused',
      cause: 'The vendor answered {status}.',
      remedy: 'Enter the key.',
    },
    'doubt.answer': { title: 'The answer is not clear', cause: 'The vendor answered {status}.', remedy: 'Wait.' },
    'refused.invalid': { title: 'It is refused', cause: 'The vendor answered {status}.', remedy: 'Mend the order.' },
    'doubt.several': {
      title: 'There are several',
      cause: 'The vendor has {count} documents with the key {key}.',
      remedy: 'Keep one of them.',
    },
  },
  words: {
    'function.orders': 'Orders',
    'function.orders.help': 'A document of each order.',
    'function.refunds': 'Refunds',
    'function.refunds.help': 'A document of each refund.',
    'function.cancellations': 'Cancellations',
    'function.cancellations.help': 'A document that takes back what was cancelled.',
    'function.payments': 'Payments',
    'function.payments.help': 'A document of each payment.',
  },
} as const;

/** The texts of the toys, which are English in every language. */
export const toyTexts: Catalogue<typeof english.problems, typeof english.words> = {
  en: english,
  de: english,
  nb: english,
};
export const reason: Reasons<typeof english.problems> = reasonsOf(toyTexts);

const functionTexts = (name: 'orders' | 'refunds' | 'cancellations' | 'payments') => ({
  text: `function.${name}`,
});
/** The functions of a connection to a toy. */
export const toyFunctions = {
  orders: functionTexts('orders'),
  refunds: functionTexts('refunds'),
  cancellations: functionTexts('cancellations'),
};
/** The functions of a toy that books payments too. */
export const payingFunctions = { ...toyFunctions, payments: functionTexts('payments') };
