import type { Texts } from '../text.ts';

const another = {
  screen: 'Ask whoever runs the bridge for another pairing code.',
  commandLine: 'Ask the operator for another code: kontor pair.',
} as const;
const updatePlugin = {
  screen: 'Update the plugin and pair again.',
  commandLine:
    'Update the plugin and pair again. The proof is one compact JWS: typ kontor-pairing+jws, kid, and the claims iss, aud, iat, pairing and bh.',
} as const;

/** Why a shop is not paired. */
export const pairingTexts = {
  'pairing.unreadable': {
    title: 'The body is not that of a pairing',
    cause: 'The body is not that of a pairing: {field}: {problem}.',
    remedy: 'Update the plugin. The body holds secret, key, proof and shop, as /openapi.json describes them.',
  },
  'pairing.wrong': {
    title: 'The pairing code is wrong',
    cause: 'The bridge has made no such pairing code, or has forgotten it.',
    remedy: {
      screen:
        'Paste the whole code once more. After five wrong tries it counts no more; then ask whoever runs the bridge for another one.',
      commandLine:
        'Paste the whole code once more. After five wrong tries it counts no more; then ask the operator for another one: kontor pair.',
    },
  },
  'pairing.exhausted': {
    title: 'The pairing code was tried too often',
    cause:
      'The pairing code was tried five times in vain, with a wrong secret or at addresses of shops, so it counts no more.',
    remedy: another,
  },
  'pairing.used': {
    title: 'The pairing code is used up',
    cause: 'A shop was paired with this code already. A code counts for one shop, once.',
    remedy: {
      screen: `${another.screen} If no shop of yours was paired with it, tell them at once.`,
      commandLine: `${another.commandLine} If no shop of yours was paired with it, tell the operator at once.`,
    },
  },
  'pairing.expired': {
    title: 'The pairing code is too old',
    cause: 'The pairing code was made more than 15 minutes ago.',
    remedy: another,
  },
  'pairing.unproved': {
    title: "The shop's key is not proved",
    cause: "The proof is not signed with the shop's key.",
    remedy: updatePlugin,
  },
  'pairing.unproved:other_type': {
    title: "The shop's key is not proved",
    cause: 'The type (typ) of the proof is another.',
    remedy: updatePlugin,
  },
  'pairing.unproved:foreign_key': {
    title: "The shop's key is not proved",
    cause: 'The header of the proof brings a key or extension of its own.',
    remedy: updatePlugin,
  },
  'pairing.unproved:claim_missing': {
    title: "The shop's key is not proved",
    cause: 'The proof lacks a claim.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_key': {
    title: "The shop's key is not proved",
    cause: "The proof names (kid) another key than the shop's.",
    remedy: updatePlugin,
  },
  'pairing.unproved:other_issuer': {
    title: "The shop's key is not proved",
    cause: 'The proof is made (iss) by another key.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_bridge': {
    title: "The shop's key is not proved",
    cause: 'The proof is made (aud) for another bridge.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_pairing': {
    title: "The shop's key is not proved",
    cause: 'The proof is made (pairing) for another pairing.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_secret': {
    title: "The shop's key is not proved",
    cause: 'The proof is made (bh) for another secret.',
    remedy: updatePlugin,
  },
  'pairing.skewed_clock': {
    title: 'The clocks differ',
    cause: "The shop's clock differs from that of the bridge by more than 60 seconds; clocks shows both.",
    remedy: 'Set the clock of the machine that is wrong, best by NTP, and pair again with the same code.',
  },
  'pairing.shop_exists': {
    title: 'The address belongs to another shop',
    cause:
      'The bridge has a shop with another key that has proved this address, and the address did not prove the new key.',
    remedy: {
      screen: 'If it is the same shop, ask whoever runs the bridge for a pairing code of that shop.',
      commandLine:
        'If it is the same shop, ask the operator for a code of that shop: kontor pair --shop. The operator finds its id with kontor shop list.',
    },
  },
  'pairing.shop_exists:several': {
    title: 'The address belongs to several shops',
    cause: 'More than one shop of the bridge has proved this address, so that it cannot tell which is meant.',
    remedy: {
      screen: 'If it is one of these shops, ask whoever runs the bridge for a pairing code of that shop.',
      commandLine:
        'If it is the same shop, ask the operator for a code of that shop: kontor pair --shop. The operator finds its id with kontor shop list.',
    },
  },
  'pairing.key_ended': {
    title: "The shop's key has ended for good",
    cause: "The shop's key was revoked, rotated or replaced by another, and a key that ended so never counts again.",
    remedy: {
      screen:
        'Ask whoever runs the bridge for a pairing code of that shop. Paste it into the plugin, which makes a new key for it.',
      commandLine:
        'Ask the operator for a code of that shop: kontor pair --shop. Paste it into the plugin, which makes a new key for it.',
    },
  },
  'pairing.protocol:older_plugin': {
    title: 'The plugin is too old for the bridge',
    cause: 'The plugin speaks protocol {spoken}, and the bridge {oldest} to {newest}.',
    remedy: 'Update the plugin Kontor in the shop, then pair again.',
  },
  'pairing.protocol:older_bridge': {
    title: 'The bridge is too old for the plugin',
    cause: 'The plugin speaks protocol {spoken}, and the bridge {oldest} to {newest}.',
    remedy: {
      screen: 'Ask whoever runs the bridge to update it, then pair again.',
      commandLine: 'Ask the operator to update the bridge, then pair again.',
    },
  },
} as const satisfies Texts;
