import type { Texts } from '../text.ts';

/** Why the bridge cannot read a shop by its REST API. */
export const shopReadingTexts = {
  'shop_read.unreachable': {
    title: 'The shop does not answer',
    cause: 'The shop does not answer: {because}.',
    remedy: 'Check that the shop can be opened at its address. The bridge tries again by itself.',
  },
  'shop_read.slow': {
    title: 'The shop is too slow',
    cause: 'The shop did not answer in time: {because}.',
    remedy: "The bridge tries again by itself. If this stays, ask the shop's host why its REST API is slow.",
  },
  'shop_read.too_large': {
    title: 'The shop answers too much at once',
    cause: 'The answer of the shop is larger than the bridge takes: {because}.',
    remedy:
      'Find the order or plugin that makes the answer so large, such as one that keeps files in the meta data of an order.',
  },
  'shop_read.address_refused': {
    title: 'The address of the shop may not be called',
    cause: 'The bridge may not call the address of the shop: {because}.',
    remedy: {
      screen: 'Ask whoever runs the bridge to allow the address.',
      commandLine:
        'Use an address with https on the public internet, or name the host in {variable} and restart the bridge.',
    },
  },
  'shop_read.redirected': {
    title: 'The shop redirects to another address',
    cause: 'The shop redirects requests to {to}.',
    remedy: {
      screen: 'Ask whoever runs the bridge to connect the shop with the address that it redirects to.',
      commandLine: 'Connect the shop with that address: kontor shop connect --url {to}.',
    },
  },
  'shop_read.rate_limited': {
    title: 'The shop takes no more requests just now',
    cause: 'The shop, or a service in front of it, refuses requests because there were too many (429).',
    remedy: "The bridge tries again by itself. If this stays, allow the bridge's address at the shop's firewall.",
  },
  'shop_read.maintenance': {
    title: 'The shop is in maintenance',
    cause: 'The shop answers that it is not available (503), as WordPress does while it is updated.',
    remedy: 'The bridge tries again by itself. If this stays, end the maintenance mode of the shop.',
  },
  'shop_read.wrong_key': {
    title: 'The shop refuses the REST key',
    cause: 'The shop refuses the REST key. It says: {said}',
    remedy: {
      screen:
        'Make a REST key with the right to read in the shop (WooCommerce → Settings → Advanced → REST API) and give it to whoever runs the bridge.',
      commandLine:
        'Make a REST key with the right to read in the shop (WooCommerce → Settings → Advanced → REST API), then connect the shop with it: kontor shop connect.',
    },
  },
  'shop_read.no_right': {
    title: 'The REST key may not read this',
    cause: 'The REST key lacks the right to read, or its user may not manage the shop. The shop says: {said}',
    remedy: {
      screen:
        'Make a REST key of a shop manager with the right to read (WooCommerce → Settings → Advanced → REST API) and give it to whoever runs the bridge.',
      commandLine:
        'Make a REST key of a shop manager with the right to read (WooCommerce → Settings → Advanced → REST API), then connect the shop with it: kontor shop connect.',
    },
  },
  'shop_read.clock': {
    title: 'The clocks of bridge and shop differ',
    cause: 'The shop refuses the signature for its time. It says: {said}',
    remedy: 'Set the clock of the shop or of the bridge: they must not differ by more than 15 minutes.',
  },
  'shop_read.locked': {
    title: 'Something before WooCommerce refuses the bridge',
    cause: 'The shop answers {status} without a word of WooCommerce, as a firewall or a security plugin does.',
    remedy: "Allow requests to /wp-json/wc/v3 from the bridge at the shop's firewall or security plugin.",
  },
  'shop_read.no_rest_api': {
    title: 'The shop has no REST API of WooCommerce',
    cause: 'The shop has no REST API of WooCommerce at this address ({code}).',
    remedy:
      'Check the address, that WooCommerce is active, and that the permalinks of the shop are not "Plain" (Settings → Permalinks).',
  },
  'shop_read.broken': {
    title: 'The shop meets an error',
    cause: 'The shop answers with an error of its own ({status}). It says: {said}',
    remedy: "The bridge tries again by itself. If this stays, look into the shop's log of errors.",
  },
  'shop_read.refused': {
    title: 'The shop refuses what the bridge asks',
    cause: 'The shop refuses the request ({status}). It says: {said}',
    remedy: 'Update WooCommerce: the bridge needs version 5.8 or later.',
  },
  'shop_read.not_json': {
    title: 'The shop answers with a page instead of data',
    cause:
      'The shop answers with a page instead of data ({status}), as a firewall, a cache or a plugin with an error does.',
    remedy:
      'Open /wp-json/wc/v3 of the shop in a browser. If a page appears there, find the plugin or the firewall that shows the page.',
  },
  'shop_read.other_shape': {
    title: 'The shop answers with another list',
    cause: 'The answer of the shop is no list of {list}.',
    remedy: 'Find the plugin that changes the REST API of WooCommerce, and switch it off for the bridge.',
  },
  'shop_read.other_list': {
    title: 'The shop lists what was not asked for',
    cause: 'The shop was asked for orders that changed after {after}, and lists others.',
    remedy: 'Exclude /wp-json from the cache of the shop. WooCommerce before 5.8 does not know the filter: update it.',
  },
  'shop_read.many_gone': {
    title: 'Most of the orders are gone from the shop',
    cause: '{gone} of {compared} orders that the bridge has are not in the shop any more.',
    remedy: {
      screen: 'Ask whoever runs the bridge to check that the address leads to the shop itself and not to a copy.',
      commandLine:
        'Check that the address leads to the shop itself and not to a copy, and whether the shop was restored from a backup. If the orders were deleted on purpose, take them in one by one: kontor shop pull --orders.',
    },
  },
  'order.refunds_unread': {
    title: 'The refunds of the order cannot be read',
    cause: 'The shop does not show the refunds of the order: {cause}.',
    remedy:
      'Open the order in the shop. If its refunds appear there, find the plugin that disturbs the REST API; the bridge reads the order again with its next change.',
  },
  'shop.not_connected': {
    title: 'The bridge has no access to this shop',
    cause: 'The bridge cannot read shop {shop}: nobody has given it a REST key.',
    remedy: {
      screen: 'Ask whoever runs the bridge to connect the shop.',
      commandLine:
        'Connect the shop: kontor shop connect --connect {shop} --url … --consumer-key … --consumer-secret …',
    },
  },
} as const satisfies Texts;
