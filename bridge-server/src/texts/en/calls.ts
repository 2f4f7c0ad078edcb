import type { Words } from '../text.ts';

/** Why a call to a vendor failed. These sentences stand within other texts. */
export const callWords = {
  'sent.no_address': 'This is not an address.',
  'sent.other_protocol': '{protocol} is neither http nor https.',
  'sent.password': 'The address contains a user or a password.',
  'sent.no_https': '{host} would be called without https and is not among {variable}.',
  'sent.private_address': '{host} is not a public address and is not among {variable}.',
  'sent.no_room': 'The allowed number of requests is used up for now.',
  'sent.too_late': 'The request was not sent, because its time was over.',
  'sent.no_connection': 'There was no connection to {host} within {milliseconds} ms.',
  'sent.unreachable': '{host} cannot be reached ({fault}).',
  'sent.no_answer': '{host} did not answer within {milliseconds} ms.',
  'sent.lost': 'The connection to {host} was lost.',
  'sent.lost_by': 'The connection to {host} was lost ({fault}).',
  'sent.too_large': 'The answer from {host} has more than {bytes} bytes.',
  'vendor.token_refused': '{vendor} refused a token that it had only just issued.',
  'vendor.key_refused': '{vendor} refused the key.',
  'vendor.too_many': 'Too many requests.',
  'vendor.too_many_tokens': 'Too many requests for tokens.',
  'vendor.answered': '{vendor} answered {status}.',
  'vendor.forbids': '{vendor} does not allow {method} {path}.',
  'vendor.not_as_described': 'The answer to {method} {path} does not have the form that {vendor} describes.',
  'vendor.foreign_body': '{method} {path} was answered with {status} and with content that is not from {vendor}.',
  'vendor.no_token': 'There is no token: {cause}',
  'vendor.token_status': 'The request for a token was answered with {status}.',
  'vendor.token_foreign':
    'The request for a token was answered with {status} and with content that is not from {vendor}.',
  'note.unread': '{detail}: cannot be read now. {cause}',
  'note.forbidden': '{detail}: {why}',
} as const satisfies Words;
