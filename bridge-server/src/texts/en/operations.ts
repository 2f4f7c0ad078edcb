import type { Texts } from '../text.ts';

const listConnections = {
  screen: 'Reload the page to see which there are.',
  commandLine: 'List them with: kontor connection list.',
} as const;
const listKeys = { screen: 'Reload the page.', commandLine: 'List them with: kontor key list.' } as const;

/** Why something that was asked of the bridge is not done. */
export const operationTexts = {
  'input.wrong': {
    title: 'An input is wrong',
    cause: '{field}: {said}.',
    remedy: 'Mend it and ask again; the documentation tells what is taken.',
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
  'input.not_json': { title: 'This is no JSON', cause: '{file} is not JSON.', remedy: 'Give one JSON object.' },
  'input.not_json:standard_input': {
    title: 'This is no JSON',
    cause: 'Standard input is not JSON.',
    remedy: 'Give one JSON object.',
  },

  'shop.unknown:id': {
    title: 'There is no such shop',
    cause: 'There is no shop {shop}.',
    remedy: { screen: 'Reload the page.', commandLine: 'List them with: kontor shop list.' },
  },
  'shop.none': {
    title: 'There is no shop yet',
    cause: 'The bridge has no shop yet.',
    remedy: {
      screen: 'Pair a shop with the bridge first.',
      commandLine: 'Pair one with: kontor pair; or add one with: kontor shop add.',
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
      screen: 'Ask whoever runs the bridge to set it up. Offered: {offered}.',
      commandLine: 'Set its operator settings ({variables}) and try again. Offered: {offered}.',
    },
  },
  'system.no_products': {
    title: 'There are no products to create',
    cause: '{target} has no products to create.',
    remedy: 'Nothing needs to be done.',
  },
  'system.nothing_mapped': {
    title: 'Nothing is mapped there',
    cause: '{target} has no settings that say how rates are booked.',
    remedy: 'Nothing needs to be done.',
  },
  'credentials.other_account': {
    title: 'The credentials are of another company',
    cause: 'The credentials are of {given}, and the connection is to {connected}.',
    remedy: 'Give credentials of {connected}. For another company, add a connection of its own.',
  },
  'functions.unknown': {
    title: 'The system has no such function',
    cause: '{target} has no function {functions}.',
    remedy: 'Name only what it offers: {offered}.',
  },
  'credentials.wrong': {
    title: 'The credentials are incomplete',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Correct the field and try again.',
      commandLine: 'Mend the credentials and try again; kontor systems tells what each system asks for.',
    },
  },
  'settings.wrong': {
    title: 'A setting is wrong',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Correct the setting and save again.',
      commandLine: 'Mend the settings and try again; kontor systems tells what each system asks for.',
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
      commandLine: 'Name one as connection; list them with: kontor connection list.',
    },
  },
  'connection.not_set_up': {
    title: 'The system is not set up on the bridge',
    cause: 'The system {system} is not set up on this bridge.',
    remedy: {
      screen: 'Ask whoever runs the bridge to set it up, then say it again.',
      commandLine: 'Set it up, then say it again.',
    },
  },

  'order.unknown': {
    title: 'The bridge does not know this order',
    cause: 'The bridge does not know order {order} of this shop.',
    remedy: {
      screen: 'Save the order in the shop, so that it is sent to the bridge.',
      commandLine:
        'List what it knows with: kontor orders. Save the order in the shop, so that it is sent to the bridge.',
    },
  },
  'order.unknown:or_system': {
    title: 'The bridge does not know this order',
    cause: 'The bridge does not know order {order} of this shop, or its system is not set up.',
    remedy: 'Save the order in the shop, so that it is sent to the bridge.',
  },
  'order.content_not_allowed': {
    title: 'The content may not be shown',
    cause: 'Whoever asks does not have the scope orders:content.',
    remedy: 'Leave "with" out, or ask as the operator or the shop.',
  },
  'order.open': {
    title: 'Something is left to do with the order',
    cause:
      'A document of the order is still {state, select, waiting {waiting} sending {being sent} in_doubt {in doubt} handed_over {with the office} blocked {blocked} other {about to be looked at}} ({reason}, transfer {id}) and may need what the order says.',
    remedy: {
      screen: 'Bring it to an end first, or say that it was handled elsewhere; then ask again.',
      commandLine:
        'Bring it to an end first (kontor show tells what it waits for), or say that it was handled elsewhere; then ask again.',
    },
  },

  'verify.nothing': {
    title: 'The database is empty',
    cause: 'The database is empty.',
    remedy: 'Restore the backup first.',
  },
  'verify.in_future': {
    title: 'That time is still to come',
    cause: 'The backup would be of a time to come.',
    remedy: 'Give the time at which the backup was made.',
  },
  'verify.not_begun': {
    title: 'Nothing is verified now',
    cause: 'Nothing is verified now.',
    remedy: { screen: 'Nothing.', commandLine: 'Begin after a restore with: kontor verify.' },
  },
  'verify.not_over': {
    title: 'Verifying is not over',
    cause:
      '{left, plural, one {# document from before the restore is} other {# documents from before the restore are}} still on the way, and {waiting, plural, one {# waits} other {# wait}} for a person.',
    remedy: {
      screen: 'Let the bridge go on, and settle the others. Nothing is lost by ending later.',
      commandLine:
        'Let the worker go on, and look at the others with: kontor transfers --state blocked. Nothing is lost by ending later.',
    },
  },

  'key.unknown': { title: 'There is no such key', cause: 'There is no such key in use.', remedy: listKeys },
  'key.unknown:of_shop': {
    title: 'There is no such key',
    cause: 'The shop has no such key in use.',
    remedy: { screen: 'Reload the page.', commandLine: 'List its keys with: kontor shop keys.' },
  },
  'key.not_in_use': {
    title: 'The key is not in use any more',
    cause: 'The key to be replaced is not in use any more.',
    remedy: 'Sign the request with the key that is in use.',
  },
  'key.not_in_use:signed_with': {
    title: 'The key is not in use any more',
    cause: 'The key that the request is signed with is not in use any more.',
    remedy: 'Nothing: the shop is not paired with this key.',
  },
  'key.used_before': {
    title: 'The key was used before',
    cause: 'The shop has, or had, this very key.',
    remedy: 'Make a new key.',
  },
  'event.unreadable': {
    title: 'The event cannot be read',
    cause: 'The event cannot be read: {path}: {said}.',
    remedy:
      "Send '{'generation, order, refunds'}' with the bodies of the WooCommerce REST API v3, or '{'generation, id, tombstone: true'}'.",
  },
  'event.unstorable': {
    title: 'The order cannot be stored',
    cause: 'PostgreSQL cannot store this order: {said}',
    remedy: 'Look at the order for values out of range, mend it in the shop and save it again.',
  },
} as const satisfies Texts;
