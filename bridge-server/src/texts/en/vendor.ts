import type { Texts } from '../text.ts';

const byItself = 'Nothing: it goes on by itself.';
const isAsked = 'Nothing: the system is asked about it, and nothing is sent again before that is known.';
const seeCheck = {
  screen: 'Check the connection: the check says more.',
  commandLine: 'See what it says with: kontor connection check.',
} as const;

/** What becomes of a call of a vendor that brings nothing: it was refused, held back, postponed, or is in doubt. */
export const vendorTexts = {
  'held.unauthorized': {
    title: '{vendor} refuses the key',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.forbidden': {
    title: '{vendor} refuses a right',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.rate_limited': {
    title: '{vendor} is asked too often',
    cause: '{said}',
    remedy: byItself,
  },
  'held.unreachable': {
    title: '{vendor} cannot be reached',
    cause: '{cause}',
    remedy: "Check the bridge's network and name service, and whether {vendor} has an outage.",
  },
  'held.address_refused': {
    title: 'The address of {vendor} is not allowed',
    cause: '{cause}',
    remedy: 'The bridge may not go to this address. Whoever runs it can correct or allow it.',
  },
  'held.unreadable': {
    title: '{vendor} answers in no way that can be read',
    cause: '{cause}',
    remedy:
      'Something between the bridge and {vendor} answers in its place, such as a proxy or a firewall. Whoever runs the bridge should look at it.',
  },
  'retry.postponed': {
    title: 'It is tried again soon',
    cause: '{cause}',
    remedy: byItself,
  },
  'doubt.timeout': {
    title: 'The answer is missing',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.cut': {
    title: 'The answer was lost',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.server_error': {
    title: '{vendor} has a fault',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.unreadable': {
    title: 'The answer cannot be read',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.refused': {
    title: 'The answer tells nothing',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.duplicate': {
    title: '{vendor} has it already, and does not show it yet',
    cause: '{said}',
    remedy: isAsked,
  },
  'refused.validation': {
    title: '{vendor} refuses the content',
    cause: '{said}',
    remedy: 'Correct in the shop or in {target} what {vendor} names, then try again.',
  },
  'refused.not_found': {
    title: '{vendor} misses something',
    cause: '{said}',
    remedy: 'What {vendor} names was deleted or archived in {target}. Restore it or map another, then try again.',
  },
  'refused.conflict': {
    title: '{vendor} says that it is there already, or in use',
    cause: '{said}',
    remedy:
      'Look in {target} whether the document exists already; if so, mark this one as handled elsewhere; if not, try again.',
  },
  'refused.request': {
    title: '{vendor} refuses the request',
    cause: '{said}',
    remedy: '{vendor} does not take the request. Try again later; if it stays so, tell whoever runs the bridge.',
  },
  'found.unlike:reference': {
    title: 'Document {number} is another one',
    cause: '{called} has the reference {reference}; ours is {ours}.',
    remedy: 'Give the number of the document that was made of this order.',
  },
  'found.unlike:currency': {
    title: 'Document {number} is another one',
    cause: '{called} is in {currency}, {of, select, payment {the payment} other {the order}} in {wanted}.',
    remedy: 'Give the number of the document that was made of this order.',
  },
  'found.unanswered:amount': {
    title: 'The amount of {number} cannot be read',
    cause: 'The amount "{amount}" of {called} cannot be read.',
    remedy: 'Say it again when the system answers.',
  },
  'found.not_askable:change': {
    title: 'A change has no number',
    cause: 'The step in doubt changes a document that is known already, and makes none that a number could name.',
    remedy: 'Look in the system whether the change is there, and say so, or that it was handled elsewhere.',
  },
} as const satisfies Texts;
