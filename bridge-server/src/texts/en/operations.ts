import type { Texts } from '../text.ts';

const listConnections = {
  screen: 'Reload the page to see which there are.',
  commandLine: 'List the connections with: kontor connection list.',
} as const;
const listKeys = { screen: 'Reload the page.', commandLine: 'List the keys with: kontor key list.' } as const;

/** Why the bridge does not carry out an operation. */
export const operationTexts = {
  'input.wrong': {
    title: 'An input is wrong',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Correct it and try again. The documentation says what is expected.',
      commandLine: 'Correct it and try again. The help of the command says what is expected: --help.',
    },
  },
  'input.not_readable': {
    title: 'The file cannot be read',
    cause: '{file} cannot be read: {said}.',
    remedy: 'Give a JSON file, or - for standard input.',
  },
  'input.not_readable:standard_input': {
    title: 'Standard input cannot be read',
    cause: 'Standard input cannot be read: {said}.',
    remedy: 'Give a JSON file, or - for standard input.',
  },
  'input.not_json': { title: 'This is not JSON', cause: '{file} is not JSON.', remedy: 'Give one JSON object.' },
  'input.not_json:standard_input': {
    title: 'This is not JSON',
    cause: 'Standard input is not JSON.',
    remedy: 'Give one JSON object.',
  },

  'shop.unknown:id': {
    title: 'There is no such shop',
    cause: 'There is no shop {shop}.',
    remedy: { screen: 'Reload the page.', commandLine: 'List the shops with: kontor shop list.' },
  },
  'shop.none': {
    title: 'There is no shop yet',
    cause: 'The bridge has no shop yet.',
    remedy: {
      screen: 'Pair a shop with the bridge first.',
      commandLine: 'Pair a shop with: kontor pair. Or add one with: kontor shop add.',
    },
  },
  'shop.unclear': {
    title: 'Which shop is meant?',
    cause: 'The bridge has {count, number} shops: {shops}.',
    remedy: { screen: 'Name the shop.', commandLine: 'Name one of them with: --shop {first}.' },
  },
  'shop.unclear:by_place': {
    title: 'Which shop is meant?',
    cause: 'The bridge has {count, number} shops: {shops}.',
    remedy: { screen: 'Name the shop.', commandLine: 'Name one of them: kontor {command} {first}.' },
  },

  'system.not_set_up': {
    title: 'The bridge does not offer this system',
    cause: 'This bridge does not offer the system "{system}".',
    remedy: {
      screen: 'Ask whoever runs the bridge to set the system up. Offered: {offered}.',
      commandLine: "Set the system's operator settings ({variables}) and try again. Offered: {offered}.",
    },
  },
  'system.no_products': {
    title: 'There are no products to create',
    cause: 'In {target}, there are no products to create.',
    remedy: 'Nothing needs to be done.',
  },
  'system.nothing_mapped': {
    title: 'Nothing is mapped in this system',
    cause: '{target} has no settings for how VAT rates are booked.',
    remedy: 'Nothing needs to be done.',
  },
  'credentials.other_account': {
    title: 'The credentials belong to another company',
    cause: 'The credentials belong to {given}, but the connection belongs to {connected}.',
    remedy: 'Enter credentials of {connected}. For another company, add another connection.',
  },
  'functions.unknown': {
    title: 'The system has no such function',
    cause: '{target} does not have the function {functions}.',
    remedy: 'Name only functions that it offers: {offered}.',
  },
  'credentials.wrong': {
    title: 'The credentials are incomplete',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Correct the field and try again.',
      commandLine: 'Correct the credentials and try again. What each system asks for is shown by: kontor systems.',
    },
  },
  'settings.wrong': {
    title: 'A setting is wrong',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Correct the setting and save again.',
      commandLine: 'Correct the settings and try again. What each system asks for is shown by: kontor systems.',
    },
  },
  'connection.unknown': {
    title: 'There is no such connection',
    cause: 'The shop has no connection {connection}.',
    remedy: listConnections,
  },
  'connection.unclear': {
    title: 'Which connection is meant?',
    cause: 'The shop has {count, number} connections.',
    remedy: {
      screen: 'Choose one of them.',
      commandLine: 'Name one of them as connection. List them with: kontor connection list.',
    },
  },
  'connection.not_set_up': {
    title: 'The system is not set up on the bridge',
    cause: 'The system {system} is not set up on this bridge.',
    remedy: {
      screen: 'Ask whoever runs the bridge to set the system up, then try again.',
      commandLine: 'Set the system up, then try again.',
    },
  },

  'order.unknown': {
    title: 'The bridge does not know this order',
    cause: 'The bridge does not know order {order} of this shop.',
    remedy: {
      screen: 'Save the order in the shop. It is then sent to the bridge.',
      commandLine:
        'List the orders that it knows with: kontor orders. Or save the order in the shop: it is then sent to the bridge.',
    },
  },
  'order.unknown:or_system': {
    title: 'The bridge does not know this order',
    cause: 'The bridge does not know order {order} of this shop, or its system is not set up.',
    remedy: 'Save the order in the shop. It is then sent to the bridge.',
  },
  'order.no_content': {
    title: 'The bridge has no content of the order',
    cause: 'The content of order {order} was erased, or it could never be read.',
    remedy: 'Save the order in the shop. It is then sent to the bridge again.',
  },
  'order.content_not_allowed': {
    title: 'The content may not be shown',
    cause: 'The caller does not have the scope orders:content.',
    remedy: 'Leave "with" out, or ask as the operator or the shop.',
  },
  'order.open': {
    title: 'The order is not finished yet',
    cause:
      'A document of the order {state, select, waiting {is still waiting} sending {is being sent} in_doubt {is being checked} handed_over {is with the office} blocked {needs somebody to act} other {is about to be looked at}} ({reason}, internal number {id}). It may still need the content of the order.',
    remedy: {
      screen: 'Finish the document first, or mark it as handled elsewhere. Then try again.',
      commandLine:
        'Finish the document first (kontor show says what it waits for), or mark it as handled elsewhere with kontor elsewhere. Then try again.',
    },
  },

  'verify.nothing': {
    title: 'The database is empty',
    cause: 'The database is empty.',
    remedy: 'Restore the backup first.',
  },
  'verify.in_future': {
    title: 'That time is in the future',
    cause: 'The given time of the backup is in the future.',
    remedy: 'Enter the time at which the backup was made.',
  },
  'verify.not_begun': {
    title: 'No verification is running',
    cause: 'No verification is running.',
    remedy: { screen: 'Nothing.', commandLine: 'Start one after a restore with: kontor verify.' },
  },
  'verify.not_over': {
    title: 'The verification is not finished',
    cause:
      '{left, plural, one {# document from before the restore is} other {# documents from before the restore are}} still on the way, and {waiting, plural, one {# waits} other {# wait}} for a person.',
    remedy: {
      screen:
        'Let the bridge go on, and settle the remaining documents. Nothing is lost if you end the verification later.',
      commandLine:
        'Let the bridge go on, and look at the remaining documents with: kontor transfers --state blocked. Nothing is lost if you end the verification later.',
    },
  },

  'key.unknown': { title: 'There is no such key', cause: 'There is no such key in use.', remedy: listKeys },
  'key.unknown:of_shop': {
    title: 'There is no such key',
    cause: 'The shop has no such key in use.',
    remedy: { screen: 'Reload the page.', commandLine: "List the shop's keys with: kontor shop keys." },
  },
  'key.not_in_use': {
    title: 'The key is no longer in use',
    cause: 'The key that is to be replaced is no longer in use.',
    remedy: 'Sign the request with the key that is in use.',
  },
  'key.not_in_use:signed_with': {
    title: 'The key is no longer in use',
    cause: 'The key that signed the request is no longer in use.',
    remedy: 'Nothing: the shop is not paired with this key.',
  },
  'key.used_before': {
    title: 'The key was used before',
    cause: 'The shop has, or once had, this same key.',
    remedy: 'Make a new key.',
  },
  'event.unreadable': {
    title: 'The event cannot be read',
    cause: 'The event cannot be read: {path}: {said}.',
    remedy:
      "Send '{'generation, order, refunds'}' with the order and the refunds as the WooCommerce REST API v3 returns them, or '{'generation, id, tombstone: true'}'.",
  },
  'event.unstorable': {
    title: 'The order cannot be stored',
    cause: 'PostgreSQL cannot store this order: {said}',
    remedy: 'Look in the order for values that are impossibly large. Correct the order in the shop and save it again.',
  },
} as const satisfies Texts;
