import type { Texts } from '../text.ts';

/** Why the bridge cannot read a shop by its REST API. */
export const shopReadingTexts = {
  'shop_read.unreachable': {
    title: 'The shop does not answer',
    cause: 'The shop does not answer: {because}',
    remedy:
      'Check the address for typing errors, and whether the shop opens there in a browser. The bridge tries a connected shop again by itself.',
  },
  'shop_read.slow': {
    title: 'The shop is too slow',
    cause: 'The shop did not answer in time: {because}',
    remedy:
      'The bridge tries a connected shop again by itself. If the shop stays slow, ask its hosting company why its REST API is slow.',
  },
  'shop_read.too_large': {
    title: 'The answer of the shop is too large',
    cause: 'The answer of the shop is larger than the bridge accepts: {because}',
    remedy:
      'Find the order or plugin that makes the answer so large, such as a plugin that stores files in the meta data of an order.',
  },
  'shop_read.address_refused': {
    title: 'The bridge may not call the address of the shop',
    cause: 'The bridge may not call the address of the shop: {because}',
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
      screen: 'Ask whoever runs the bridge to connect the shop by the address that the shop redirects to.',
      commandLine:
        'Connect the shop with that address: kontor shop connect --url {to}. If the bridge has the shop already, add --existing with its id.',
    },
  },
  'shop_read.redirected:page': {
    title: 'The shop redirects the REST API to a page',
    cause: 'The shop redirects requests for its REST API to another page: {to}',
    remedy:
      'Exclude /wp-json from redirects in the shop: those of a plugin for languages, logins or maintenance, and those of the web server.',
  },
  'shop_read.rate_limited': {
    title: 'The shop accepts no more requests for now',
    cause: 'The shop, or a service in front of it, refuses requests because the bridge sent too many (429).',
    remedy:
      "The bridge tries a connected shop again by itself. If the shop goes on refusing, allow the bridge's address in the shop's firewall.",
  },
  'shop_read.maintenance': {
    title: 'The shop is in maintenance',
    cause: 'The shop answers that it is not available (503), as WordPress does while it is updated.',
    remedy:
      'The bridge tries a connected shop again by itself. If the shop stays unavailable, end its maintenance mode.',
  },
  'shop_read.wrong_key': {
    title: 'The shop refuses the REST key',
    cause: 'The shop refuses the REST key. It says: {said}',
    remedy: {
      screen:
        'Make a REST key with the right to read in the shop (WooCommerce → Settings → Advanced → REST API) and give it to whoever runs the bridge.',
      commandLine:
        'Make a REST key with the right to read in the shop (WooCommerce → Settings → Advanced → REST API), then connect the shop with it: kontor shop connect. If the bridge has the shop already, add --existing with its id.',
    },
  },
  'shop_read.no_right': {
    title: 'The REST key may not read this',
    cause: 'The REST key lacks the right to read, or its user may not manage the shop. The shop says: {said}',
    remedy: {
      screen:
        'Make a REST key with the right to read for a user who is a shop manager (WooCommerce → Settings → Advanced → REST API), and give it to whoever runs the bridge.',
      commandLine:
        'Make a REST key with the right to read for a user who is a shop manager (WooCommerce → Settings → Advanced → REST API), then connect the shop with it: kontor shop connect. If the bridge has the shop already, add --existing with its id.',
    },
  },
  'shop_read.clock': {
    title: 'The clocks of bridge and shop differ',
    cause: 'The shop refuses the time in the signature of the request. It says: {said}',
    remedy: 'Correct the clock that is wrong. The two clocks must not differ by more than 15 minutes.',
  },
  'shop_read.locked': {
    title: 'Something in front of WooCommerce refuses the bridge',
    cause:
      'The shop answers {status}, but the answer is not from WooCommerce. A firewall or a security plugin answers so.',
    remedy: "Allow requests from the bridge to /wp-json/wc/v3 in the shop's firewall or security plugin.",
  },
  'shop_read.no_rest_api': {
    title: 'The REST API of WooCommerce is not there',
    cause: 'The shop has no REST API of WooCommerce at this address ({code}).',
    remedy:
      'Check that the address is right and that WooCommerce is active. The permalinks of the shop must not be "Plain" (Settings → Permalinks).',
  },
  'shop_read.no_route': {
    title: 'The shop does not offer this',
    cause: 'The REST API of the shop has no route {route}.',
    remedy: 'Update WooCommerce. If the route is still missing, find the plugin that removes it.',
  },
  'shop_read.locked:index': {
    title: 'The shop shows its index to nobody',
    cause: 'The shop refuses requests to /wp-json/ that come without a login, as some security plugins make it do.',
    remedy: {
      screen:
        'Allow GET /wp-json/ without a login in the security plugin of the shop, or choose the time zone in the settings of the connection.',
      commandLine:
        'Allow GET /wp-json/ without a login in the security plugin of the shop, then read the settings again: kontor shop refresh-settings. Or choose the time zone in the settings of the connection.',
    },
  },
  'shop_read.not_asked': {
    title: 'There was no time left to read this',
    cause: 'The bridge reads the settings of a shop for at most {seconds} seconds, and the shop needs longer.',
    remedy: 'Ask the hosting company of the shop why its REST API is slow. The bridge tries again every night.',
  },
  'shop_read.list_too_long': {
    title: 'The shop has more entries than the bridge keeps',
    cause: 'The bridge keeps {most, number} entries of {route}, and the shop has more.',
    remedy: 'There is nothing to do if the forms show the entries that you need. Else remove old entries in the shop.',
  },
  'shop_read.list_repeats': {
    title: 'The shop shows the first page only',
    cause: 'The shop answers each request for a page of {route} with the same page, so the bridge has only that page.',
    remedy: 'Exclude /wp-json from the cache of the shop, or find the plugin that changes the answers of the REST API.',
  },
  'shop_read.entries_unread': {
    title: 'Some entries cannot be read',
    cause: 'The bridge cannot read {count, plural, one {# entry} other {# entries}} of {route}: {entries}',
    remedy:
      'Open these entries in the settings of WooCommerce and correct them, or find the plugin that made them. All other entries were read.',
  },
  'shop_read.broken': {
    title: 'The shop has an error',
    cause: 'The shop answers with an error of its own ({status}). It says: {said}',
    remedy:
      "The bridge tries a connected shop again by itself. If the error stays, look for its cause in the shop's error log.",
  },
  'shop_read.refused': {
    title: 'The shop refuses what the bridge asks',
    cause: 'The shop refuses the request ({status}). It says: {said}',
    remedy: 'Update WooCommerce: the bridge needs version 5.8 or later.',
  },
  'shop_read.not_json': {
    title: 'The shop answers with a page instead of data',
    cause: 'The shop answers with a page instead of data ({status}), as a firewall, a cache or a faulty plugin does.',
    remedy:
      'Open the address of the shop with /wp-json/wc/v3 at its end in a browser. If a page appears there, find the plugin or the firewall that shows the page. If it is the home page of the shop, choose other permalinks than "Plain" (Settings → Permalinks).',
  },
  'shop_read.other_shape': {
    title: 'The answer of the shop has another form',
    cause: 'The answer of the shop does not have the form that WooCommerce describes for {list}.',
    remedy: 'Find the plugin that changes the answers of the REST API, and switch off that change for the bridge.',
  },
  'shop_read.other_list': {
    title: 'The shop lists orders that were not asked for',
    cause:
      'The bridge asked the shop for orders that changed after {after}, oldest change first. The shop lists other orders, or in another order.',
    remedy:
      'Exclude /wp-json from the cache of the shop. If WooCommerce is older than 5.8, update it, because it cannot filter orders by their last change.',
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
    cause: 'The shop does not show the refunds of the order: {cause}',
    remedy:
      'Open the order in the shop. If its refunds appear there, find the plugin that disturbs the REST API. The bridge reads the order again when the order changes next.',
  },
  'shop.not_connected': {
    title: 'The bridge has no access to this shop',
    cause: 'The bridge cannot read shop {shop}: it has no REST key of the shop.',
    remedy: {
      screen: 'Ask whoever runs the bridge to connect the shop.',
      commandLine:
        'Connect the shop: kontor shop connect --existing {shop} --url … --consumer-key … --consumer-secret …',
    },
  },
  'shop.at_this_address': {
    title: 'A shop stands at this address already',
    cause: 'The bridge has shop {shop} at the address {url}.',
    remedy: {
      screen: 'Ask whoever runs the bridge to connect that shop.',
      commandLine:
        'Connect that shop, so that no order is booked twice: kontor shop connect --existing {shop} --url {url} --consumer-key … --consumer-secret …',
    },
  },
  'shop.at_another_address': {
    title: 'The shop stands at another address',
    cause: 'The bridge knows shop {shop} at the address {url}.',
    remedy: {
      screen: 'Ask whoever runs the bridge to connect the shop at its own address.',
      commandLine:
        'Connect the shop at that address. If the shop has moved, add --moved. A shop with the plugin is paired again at its new address first: kontor pair.',
    },
  },
} as const satisfies Texts;
