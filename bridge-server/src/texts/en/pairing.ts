import type { Texts } from '../text.ts';

const another = {
  screen: 'Ask whoever runs the bridge for a new pairing code.',
  commandLine: 'Ask the operator for a new code: kontor pair.',
} as const;
const updatePlugin = {
  screen: 'Update the plugin and pair again.',
  commandLine:
    'Update the plugin and pair again. The proof is one compact JWS: typ kontor-pairing+jws, kid, and the claims iss, aud, iat, pairing and bh.',
} as const;

/** Why a shop is not paired. */
export const pairingTexts = {
  'pairing.unreadable': {
    title: 'The content does not belong to a pairing',
    cause: 'The content does not belong to a pairing: {field}: {problem}.',
    remedy: 'Update the plugin. The content consists of secret, key, proof and shop, as /openapi.json describes them.',
  },
  'pairing.wrong': {
    title: 'The pairing code is wrong',
    cause: 'The bridge has not made such a pairing code, or has deleted it already.',
    remedy: {
      screen:
        'Paste the whole code once more. After five wrong tries it is no longer valid. Then ask whoever runs the bridge for a new one.',
      commandLine:
        'Paste the whole code once more. After five wrong tries it is no longer valid. Then ask the operator for a new one: kontor pair.',
    },
  },
  'pairing.exhausted': {
    title: 'The pairing code was tried too often',
    cause:
      'The pairing code was tried five times in vain, with a wrong secret or with addresses of shops that did not answer. It is no longer valid.',
    remedy: another,
  },
  'pairing.used': {
    title: 'The pairing code was used already',
    cause: 'A shop was already paired with this code. A code is valid once, for one shop.',
    remedy: {
      screen: `${another.screen} If none of your shops was paired with this code, tell them at once.`,
      commandLine: `${another.commandLine} If none of your shops was paired with this code, tell the operator at once.`,
    },
  },
  'pairing.expired': {
    title: 'The pairing code is too old',
    cause: 'The pairing code was made more than 15 minutes ago.',
    remedy: another,
  },
  'pairing.unproved': {
    title: "The shop's key is not proved",
    cause: "The shop's key did not sign the proof.",
    remedy: updatePlugin,
  },
  'pairing.unproved:other_type': {
    title: "The shop's key is not proved",
    cause: 'The proof has another type (typ).',
    remedy: updatePlugin,
  },
  'pairing.unproved:foreign_key': {
    title: "The shop's key is not proved",
    cause: 'The header of the proof contains its own key or an extension.',
    remedy: updatePlugin,
  },
  'pairing.unproved:claim_missing': {
    title: "The shop's key is not proved",
    cause: 'The proof lacks a claim.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_key': {
    title: "The shop's key is not proved",
    cause: "The proof names (kid) a key that is not the shop's.",
    remedy: updatePlugin,
  },
  'pairing.unproved:other_issuer': {
    title: "The shop's key is not proved",
    cause: 'The proof comes (iss) from another key.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_bridge': {
    title: "The shop's key is not proved",
    cause: 'The proof is valid (aud) for another bridge.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_pairing': {
    title: "The shop's key is not proved",
    cause: 'The proof is valid (pairing) for another pairing.',
    remedy: updatePlugin,
  },
  'pairing.unproved:other_secret': {
    title: "The shop's key is not proved",
    cause: 'The proof is valid (bh) for another secret.',
    remedy: updatePlugin,
  },
  'pairing.skewed_clock': {
    title: 'The clocks differ',
    cause: 'The clock of the shop differs from the clock of the bridge by more than 60 seconds; clocks shows both.',
    remedy: 'Set the clock of the machine that is wrong, preferably with NTP, and pair again with the same code.',
  },
  'pairing.shop_exists': {
    title: 'The address belongs to another shop',
    cause:
      'The bridge knows a shop with another key that has proved this address. The address did not prove the new key.',
    remedy: {
      screen: 'If it is the same shop, ask whoever runs the bridge for a pairing code for that shop.',
      commandLine:
        "If it is the same shop, ask the operator for a code for that shop: kontor pair --shop. The operator finds the shop's id with kontor shop list.",
    },
  },
  'pairing.shop_exists:several': {
    title: 'The address belongs to several shops',
    cause: 'Several shops of the bridge have proved this address. The bridge cannot tell which one is meant.',
    remedy: {
      screen: 'If it is one of these shops, ask whoever runs the bridge for a pairing code for that shop.',
      commandLine:
        "If it is one of these shops, ask the operator for a code for that shop: kontor pair --shop. The operator finds the shop's id with kontor shop list.",
    },
  },
  'pairing.key_ended': {
    title: "The shop's key is no longer valid",
    cause: "The shop's key was revoked, rotated or replaced. Such a key never becomes valid again.",
    remedy: {
      screen:
        'Ask whoever runs the bridge for a pairing code for that shop and paste it into the plugin. The plugin makes a new key.',
      commandLine:
        'Ask the operator for a code for that shop: kontor pair --shop. Paste it into the plugin, which makes a new key.',
    },
  },
  'pairing.protocol:older_plugin': {
    title: 'The plugin is too old for the bridge',
    cause: 'The plugin speaks protocol {spoken}, but the bridge speaks {oldest} to {newest}.',
    remedy: 'Update the plugin Kontor in the shop, then pair again.',
  },
  'pairing.protocol:older_bridge': {
    title: 'The bridge is too old for the plugin',
    cause: 'The plugin speaks protocol {spoken}, but the bridge speaks {oldest} to {newest}.',
    remedy: {
      screen: 'Ask whoever runs the bridge to update it, then pair again.',
      commandLine: 'Ask the operator to update the bridge, then pair again.',
    },
  },
} as const satisfies Texts;
