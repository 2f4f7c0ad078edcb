import type { Words } from '../text.ts';

/** Words in which answers tell what is kept, what comes next, and what a setting should be. */
export const answerWords = {
  difference:
    '{what, select, total {total} net {net amount} vat {VAT} currency {currency} customer {customer} date {date} other {{what}}} {found} instead of {planned}',
  'difference.of_treatment':
    '{what, select, total {total} net {net amount} vat {VAT} currency {currency} customer {customer} date {date} other {{what}}} of {treatment} {found} instead of {planned}',
  'unread.order': 'Order {order} cannot be read: {because}',
  'unread.later': 'A later change of this order could not be read: {because}',
  'unread.besides': '{cause} A later change of this order could not be read: {because}',
  erased: 'What the order said was erased.',

  'held.until': 'Nothing needs to be done: it opens by itself.',
  'keep.for_ever': 'for ever',
  'keep.days': '{days, plural, one {# day} other {# days}}',
  'keep.until_expired': 'until they expire',
  'keep.day_after_expired': 'a day after they expire',
  'kept.orders':
    'The content of orders of which all is done or closed, and the plans made from it; since the last change.',
  'kept.exchanges': 'What was sent and answered, redacted.',
  'kept.people':
    'What systems remember of people, such as the customers of the books; what is still needed is read anew in time.',
  'kept.journal': 'The journal: ids, codes and actors.',
  'kept.proofs': 'Ids of signed requests, by which none is taken twice.',
  'kept.pairings': 'Pairing codes, used or not: the hash of the secret, and the shop that was paired.',

  'sealing.left':
    'Keep the former keys: what is left is sealed with others or was changed. Follow its remedies, then run this again.',
  'sealing.in_folder':
    'Nothing has to be restarted. The former keys stand in sealing.key of the data folder, below the new one: drop their lines whenever no backup needs them.',
  'sealing.given': 'Start every process without KONTOR_FORMER_KEYS: nothing is sealed with those keys any more.',

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
    'the address that shops use, such as https://kontor.example.com: with https unless it is on this machine, without user, query and fragment',
  'expected.database': 'an address such as postgres://user:password@host:5432/database',
  'expected.webhook': 'an address such as https://alarms.example.com/kontor, without user and password',
  'expected.alarm_secret': 'a secret of {least} characters or more',
  'expected.mailboxes': 'mail addresses, separated by commas, such as operator@example.com',
  'expected.mailbox': 'a mail address, such as kontor@example.com',
  'expected.smtp':
    'a mail server, such as smtps://user:password@mail.example.com:465, with %40 in place of an @ in user or password',
  'expected.folder': 'a folder',
  'expected.key': '32 random bytes in base64, such as "openssl rand -base64 32" prints',
  'expected.former_keys': 'the keys that KONTOR_KEY was before, separated by commas',
  'expected.log_level': 'fatal, error, warn, info, debug, trace or silent',
  'expected.metrics_host': 'the host name or address to tell metrics on, without a port',
} as const satisfies Words;
