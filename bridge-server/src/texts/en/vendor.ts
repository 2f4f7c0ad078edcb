import type { Texts } from '../text.ts';

const byItself = 'Nothing: it goes on by itself.';
const isAsked = 'Nothing: Kontor asks the system about it, and sends nothing again before it knows.';
const seeCheck = {
  screen: 'Under Connections, choose "Test the connection". The test says more.',
  commandLine: 'Test the connection with: kontor connection check.',
} as const;

/** What follows from a call to a vendor that failed: it is refused, held back, postponed, or in doubt. */
export const vendorTexts = {
  'held.unauthorized': {
    title: '{vendor} refuses the key',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.forbidden': {
    title: 'Kontor lacks a right in {vendor}',
    cause: '{said}',
    remedy: seeCheck,
  },
  'held.rate_limited': {
    title: '{vendor} receives too many requests',
    cause: '{said}',
    remedy: byItself,
  },
  'held.unreachable': {
    title: '{vendor} cannot be reached',
    cause: '{cause}',
    remedy: 'Check the network and the name resolution of the bridge. Check also whether {vendor} has an outage.',
  },
  'held.address_refused': {
    title: 'The address of {vendor} is not allowed',
    cause: '{cause}',
    remedy:
      'The bridge is not allowed to call this address. Whoever runs the bridge can correct the address or allow it.',
  },
  'held.unreadable': {
    title: 'The answer from {vendor} cannot be read',
    cause: '{cause}',
    remedy:
      'Something between the bridge and {vendor} answers instead, such as a proxy or a firewall. Ask whoever runs the bridge to check this.',
  },
  'retry.postponed': {
    title: 'Kontor tries again soon',
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
    title: '{vendor} has a problem',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.unreadable': {
    title: 'The answer cannot be read',
    cause: '{cause}',
    remedy: isAsked,
  },
  'doubt.refused': {
    title: 'The answer is not clear',
    cause: '{said}',
    remedy: isAsked,
  },
  'doubt.duplicate': {
    title: '{vendor} has it already but does not show it yet',
    cause: '{said}',
    remedy: isAsked,
  },
  'refused.validation': {
    title: '{vendor} refuses the content',
    cause: '{said}',
    remedy: 'Correct what {vendor} names, in the shop or in {target}, then try again.',
  },
  'refused.not_found': {
    title: '{vendor} does not find something',
    cause: '{said}',
    remedy:
      'What {vendor} names was deleted or archived in {target}. Restore it or map something else, then try again.',
  },
  'refused.conflict': {
    title: '{vendor} says: already there, or in use',
    cause: '{said}',
    remedy:
      'Check in {target} whether the document exists already. If it does, mark this one as handled elsewhere. If it does not, try again.',
  },
  'refused.request': {
    title: '{vendor} refuses the request',
    cause: '{said}',
    remedy:
      '{vendor} does not accept the request. Try again later. If that does not help, tell whoever runs the bridge.',
  },
  'found.unlike:reference': {
    title: 'Document {number} is not from this order',
    cause: '{called} has the reference {reference}, but {ours} is expected.',
    remedy: 'Enter the number of the document that was made from this order.',
  },
  'found.unlike:currency': {
    title: 'Document {number} is not from this order',
    cause: '{called} is in {currency}, but {of, select, payment {the payment} other {the order}} is in {wanted}.',
    remedy: 'Enter the number of the document that was made from this order.',
  },
  'found.unanswered:amount': {
    title: 'The amount of {number} cannot be read',
    cause: 'The amount "{amount}" of {called} cannot be read.',
    remedy: 'Try again once the system answers properly.',
  },
  'found.not_askable:change': {
    title: 'A change has no number of its own',
    cause:
      'The step in doubt changes a document that is known already. It does not make a document with a number of its own.',
    remedy: 'Check in the system whether the change is there. Then say so, or mark it as handled elsewhere.',
  },
} as const satisfies Texts;
