import { refusalFrom, type Refusal, type RefusalText } from '../../auth/refusal.ts';

const another = 'Ask the operator for another code: kontor pair.';

/** Why a shop is not paired. */
export const pairingRefusals = {
  'pairing.wrong': {
    status: 404,
    title: 'The pairing code is wrong',
    cause: 'The bridge has made no such pairing code, or has forgotten it.',
    remedy: `Paste the whole code once more. After five wrong tries it counts no more; then ask the operator for another one: kontor pair.`,
  },
  'pairing.exhausted': {
    status: 409,
    title: 'The pairing code was tried too often',
    cause: `The pairing code was tried five times in vain, with a wrong secret or at addresses of shops, so it counts no more.`,
    remedy: another,
  },
  'pairing.used': {
    status: 409,
    title: 'The pairing code is used up',
    cause: 'A shop was paired with this code already. A code counts for one shop, once.',
    remedy: `${another} If no shop of yours was paired with it, tell the operator at once.`,
  },
  'pairing.expired': {
    status: 409,
    title: 'The pairing code is too old',
    cause: `The pairing code was made more than 15 minutes ago.`,
    remedy: another,
  },
  'pairing.unproved': {
    status: 422,
    title: "The shop's key is not proved",
    cause: "The proof is not signed with the shop's key for this pairing.",
    remedy:
      'Update the plugin and pair again. The proof is one compact JWS: typ kontor-pairing+jws, kid, and the claims iss, aud, iat, pairing and bh.',
  },
  'pairing.skewed_clock': {
    status: 422,
    title: 'The clocks differ',
    cause: "The shop's clock differs from that of the bridge by more than 60 seconds; clocks shows both.",
    remedy: 'Set the clock of the machine that is wrong, best by NTP, and pair again with the same code.',
  },
  'pairing.shop_exists': {
    status: 409,
    title: 'The address belongs to another shop',
    cause:
      'The bridge has a shop with another key that has proved this address, and the address did not prove the new key.',
    remedy:
      'If it is the same shop, ask the operator for a code of that shop: kontor pair --shop. The operator finds its id with kontor shop list.',
  },
  'pairing.key_ended': {
    status: 409,
    title: "The shop's key has ended for good",
    cause: "The shop's key was revoked, rotated or replaced by another, and a key that ended so never counts again.",
    remedy:
      'Ask the operator for a code of that shop: kontor pair --shop. Paste it into the plugin, which makes a new key for it.',
  },
  'pairing.protocol': {
    status: 409,
    title: 'Plugin and bridge do not speak the same protocol',
    cause: 'The plugin speaks a protocol that the bridge does not speak.',
    remedy: 'Update the plugin, or ask the operator to update the bridge, whichever is older.',
  },
} as const satisfies Record<string, RefusalText>;
export type PairingRefusalCode = keyof typeof pairingRefusals;

/** The refusal with that code, with other words where more is known. */
export const refusePairing = (
  code: PairingRefusalCode,
  more: Partial<Refusal> = {},
): { ok: false; error: Refusal } => ({
  ok: false,
  error: refusalFrom(pairingRefusals, code, more),
});
