import type { Words } from '../text.ts';

/** Words in answers: what is kept and for how long, what comes next, and what a setting should be. */
export const answerWords = {
  difference:
    '{what, select, total {total} net {net amount} vat {VAT} currency {currency} customer {customer} date {date} other {{what}}} {found} instead of {planned}',
  'difference.of_treatment':
    '{what, select, total {total} net {net amount} vat {VAT} currency {currency} customer {customer} date {date} other {{what}}} of {treatment} {found} instead of {planned}',
  'unread.order': 'Order {order} cannot be read: {because}',
  'unread.later': 'A later change of this order could not be read: {because}',
  'unread.besides': '{cause} A later change of this order could not be read: {because}',
  erased: 'The content of the order was erased.',

  'held.until': 'Nothing needs to be done: it goes on by itself.',
  'keep.for_ever': 'for ever',
  'keep.days': '{days, plural, one {# day} other {# days}}',
  'keep.until_expired': 'until they expire',
  'keep.day_after_expired': 'until a day after they expire',
  'kept.orders':
    'The content of orders whose documents are all done or closed, and the plans made from it; counted from the last change.',
  'kept.files': 'Scans and other files of orders whose documents are all done or closed; counted from the last change.',
  'kept.exchanges': 'Requests to systems and their answers, with personal data and secrets removed.',
  'kept.people':
    'What the bridge remembers about people in the systems, such as customers in the accounts. It reads again in time what it still needs.',
  'kept.journal': 'The journal: ids, codes and who did what.',
  'kept.proofs': 'Ids of signed requests, so that none is accepted twice.',
  'kept.pairings': 'Pairing codes, used or not: the hash of the secret, and the shop that was paired.',

  'sealing.left':
    'Keep the former keys: the secrets under left are sealed with other keys or were changed. Follow their remedies, then run this command again.',
  'sealing.in_folder':
    'Nothing has to be restarted. The former keys stand in sealing.key of the data folder, below the new one. Delete their lines as soon as no backup needs them.',
  'sealing.given': 'Restart every process without KONTOR_FORMER_KEYS: nothing is sealed with those keys any more.',

  'nothing.offered': 'none',
  'expected.number': 'a number from {from} to {to}',
  'expected.whole_number': 'a whole number from {from} to {to}',
  'expected.days': 'a number of days, at least {least}, or 0 for ever',
  'expected.seconds': 'a number of seconds',
  'expected.hosts':
    'hosts, or hosts with a port, separated by commas, such as erp.local:8080,10.0.0.5; IPv6 in brackets',
  'expected.role': 'web, worker or both',
  'expected.host': 'the host name or address to listen on, without a port',
  'expected.public_url':
    'the address that shops use, such as https://kontor.example.com: with https unless it is on this machine, and without user, query or fragment',
  'expected.database': 'an address such as postgres://user:password@host:5432/database',
  'expected.webhook': 'an address such as https://alarms.example.com/kontor, without user and password',
  'expected.alarm_secret': 'a secret of at least {least} characters',
  'expected.mailboxes': 'e-mail addresses, separated by commas, such as operator@example.com',
  'expected.mailbox': 'an e-mail address, such as kontor@example.com',
  'expected.smtp':
    'a mail server, such as smtps://user:password@mail.example.com:465, with %40 in place of an @ in the user or the password',
  'expected.office_folders':
    'connections with their folders, such as s1/c1=/srv/office; each folder is an absolute path and is named once',
  'expected.folder': 'a folder',
  'expected.key': '32 random bytes in base64, such as "openssl rand -base64 32" prints',
  'expected.former_keys': 'the former values of KONTOR_KEY, separated by commas',
  'expected.log_level': 'fatal, error, warn, info, debug, trace or silent',
  'expected.metrics_host': 'the host name or address for the metrics, without a port',
} as const satisfies Words;
