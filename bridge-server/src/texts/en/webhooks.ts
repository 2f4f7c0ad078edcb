import type { Texts } from '../text.ts';

/** What is wrong with WooCommerce's webhooks, and with orders that only a webhook tells of. */
export const webhookTexts = {
  'webhook.unknown': {
    title: 'The bridge expects no webhooks of this shop',
    cause: 'The bridge has no such shop, or no webhooks are set up for it.',
    remedy: {
      screen:
        'Ask whoever runs the bridge to set up the webhooks. Delete webhooks of a shop that is no longer connected.',
      commandLine:
        'Set up the webhooks: kontor shop webhooks --shop …. Delete webhooks of a shop that is no longer connected (WooCommerce → Settings → Advanced → Webhooks).',
    },
  },
  'webhook.not_signed': {
    title: 'The webhook is not signed',
    cause: 'The request has no X-WC-Webhook-Signature, which WooCommerce adds to each delivery.',
    remedy: 'If a proxy in front of the bridge removes this header, let the proxy pass it on.',
  },
  'webhook.wrong_signature': {
    title: 'The signature of the webhook is wrong',
    cause: 'The webhook is signed with another secret, or something changed its body on the way.',
    remedy: {
      screen:
        'Ask whoever runs the bridge for the secret, and enter it in the webhook (WooCommerce → Settings → Advanced → Webhooks).',
      commandLine:
        'Enter the secret in the webhook (WooCommerce → Settings → Advanced → Webhooks). This command shows it: kontor shop webhooks --by-hand --shop ….',
    },
  },
  'webhook.other_source': {
    title: 'The webhook comes from another address',
    cause:
      'The webhook names the shop at {source}, but the bridge knows the shop at {address}. A copy of a shop has the webhooks of the original.',
    remedy: {
      screen:
        'If this shop is a copy, delete its webhooks (WooCommerce → Settings → Advanced → Webhooks). If the shop has moved, ask whoever runs the bridge to connect it at its new address.',
      commandLine:
        'If that shop is a copy, delete its webhooks (WooCommerce → Settings → Advanced → Webhooks). If the shop has moved, add it at its new address, or pair it there: kontor pair.',
    },
  },
  'webhook.no_right': {
    title: 'The webhook may not show orders',
    cause:
      'The shop sends an error in place of the order: the user who made the webhook was deleted, or lost the right to see orders.',
    remedy:
      'As a shop manager, delete the webhooks of Kontor in the shop and add them again (WooCommerce → Settings → Advanced → Webhooks).',
  },
  'order.old_webhook': {
    title: 'The webhook has an old version',
    cause: 'The webhook sends the order in an old form, without the times that a document needs.',
    remedy:
      'In the webhook, choose the version "WP REST API Integration v3" (WooCommerce → Settings → Advanced → Webhooks). Then save the order in the shop.',
  },
  'webhook.not_reached': {
    title: 'The shop has not reached the bridge yet',
    cause: 'The webhooks are set up, but nothing from the shop has arrived at {url} so far.',
    remedy:
      "Check that the shop's server can open this address. WooCommerce calls no private addresses, and only the ports 80, 443 and 8080. Until then, the bridge reads the shop every five minutes.",
  },
  'webhook.not_active': {
    title: 'The webhooks of the shop are not active',
    cause: 'At least one webhook of the bridge is missing in the shop or is not active: {because}',
    remedy: {
      screen: 'Activate the webhooks of Kontor in the shop (WooCommerce → Settings → Advanced → Webhooks).',
      commandLine:
        'Set them up again with a key that may write: kontor shop webhooks --shop {shop} --consumer-key … --consumer-secret …',
    },
  },
  'shop_read.no_right_to_write': {
    title: 'The REST key may not set up webhooks',
    cause: 'The REST key has the right to read only, so it cannot set up webhooks in the shop.',
    remedy: {
      screen: 'Add the webhooks by hand (WooCommerce → Settings → Advanced → Webhooks).',
      commandLine:
        'Name a key with the right to write, which is used once and not kept (--consumer-key … --consumer-secret …), or show what to enter by hand: kontor shop webhooks --by-hand --shop ….',
    },
  },
  'shop_read.no_order': {
    title: 'The shop has no such order',
    cause: 'Neither the shop nor the bridge has an order with the id {order}.',
    remedy: {
      screen: 'Check the id of the order.',
      commandLine: "Check the id, which may differ from the order's number: kontor shop orders --shop ….",
    },
  },
  'order.refunds_unread:no_key': {
    title: 'The refunds of the order cannot be read',
    cause:
      'The order has refunds. A webhook does not tell what they pay back, and the bridge has no REST key to ask the shop.',
    remedy: {
      screen: 'Ask whoever runs the bridge to connect the shop with a REST key.',
      commandLine:
        'Connect the shop with a REST key: kontor shop connect --existing …. Then fetch the order: kontor shop pull --orders ….',
    },
  },
} as const satisfies Texts;
