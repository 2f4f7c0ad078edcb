import type { Texts } from '../text.ts';

const signNew = 'Sign a compact JWS with the new key: typ {type}, claims iss, aud, iat and replaces.';
const allowHost = {
  screen:
    'Nothing, if the bridge is not meant to reach the shop: the shop fetches its results itself. Otherwise make the shop reachable with https at a public address, or ask whoever runs the bridge to allow its host.',
  commandLine:
    'Nothing, if the bridge is not meant to reach the shop: the shop fetches its results itself. Otherwise make the shop reachable with https at a public address, or add its host to {variable}.',
} as const;
const seeAddress =
  'Nothing, if the bridge is not meant to reach the shop: the shop fetches its results itself. Otherwise check that the address is right and that no firewall blocks the bridge.';
const seePlugin =
  'Check that the plugin is active at this address and that no firewall, login or maintenance page answers instead.';
const seeCopy =
  'Check that the address belongs to this shop and not to a copy of it, and that no cache answers instead. Then pair again.';
const unproved = "The address does not prove the shop's key";

/** Why a shop's address, or a shop's new key, is not proved. */
export const shopTexts = {
  'reach.address_refused': {
    title: "The shop's address is private",
    cause: 'The address is private or without https, and its host is not among {variable}.',
    remedy: allowHost,
  },
  'reach.address_refused:because': {
    title: "The shop's address is private",
    cause: '{because}',
    remedy: allowHost,
  },
  'reach.unreachable': {
    title: "The shop's address does not answer",
    cause: "The shop's address did not answer.",
    remedy: seeAddress,
  },
  'reach.unreachable:because': {
    title: "The shop's address does not answer",
    cause: '{because}',
    remedy: seeAddress,
  },
  'reach.redirected': {
    title: "The shop's address redirects",
    cause: "The shop's address answered with a redirect ({status}).",
    remedy: "Enter the shop's real address in WordPress (Settings, General: Site Address), then pair again.",
  },
  'reach.not_kontor': {
    title: 'Another page answers instead of the plugin',
    cause: "The shop's address answered ({status}), but not as the plugin Kontor does.",
    remedy: seePlugin,
  },
  'reach.unproved:not_signed': {
    title: unproved,
    cause: "The answer at the shop's address is not signed with the shop's key.",
    remedy: seeCopy,
  },
  'reach.unproved:other_purpose': {
    title: unproved,
    cause: "The answer at the shop's address is signed, but for something else.",
    remedy: seeCopy,
  },
  'reach.unproved:other_key': {
    title: unproved,
    cause: "The answer at the shop's address names another key (kid, iss).",
    remedy: seeCopy,
  },
  'reach.unproved:other_bridge': {
    title: unproved,
    cause: "The answer at the shop's address is valid (aud) for another bridge.",
    remedy: seeCopy,
  },
  'reach.unproved:other_question': {
    title: unproved,
    cause: "The answer at the shop's address belongs to an earlier request (nonce).",
    remedy: seeCopy,
  },
  'reach.unproved:skewed_clock': {
    title: unproved,
    cause: "The clock at the shop's address differs from the clock of the bridge by more than 60 seconds.",
    remedy: seeCopy,
  },

  'key.unproved:not_signed': {
    title: 'The new key is not proved',
    cause: 'The proof is not signed with the new key.',
    remedy: signNew,
  },
  'key.unproved:other_type': {
    title: 'The new key is not proved',
    cause: 'The proof has another type (typ).',
    remedy: signNew,
  },
  'key.unproved:foreign_key': {
    title: 'The new key is not proved',
    cause: 'The header of the proof contains its own key.',
    remedy: signNew,
  },
  'key.unproved:claim_missing': {
    title: 'The new key is not proved',
    cause: 'The proof lacks a claim.',
    remedy: signNew,
  },
  'key.unproved:other_shop': {
    title: 'The new key is not proved',
    cause: 'The proof belongs (iss) to another shop.',
    remedy: signNew,
  },
  'key.unproved:other_bridge': {
    title: 'The new key is not proved',
    cause: 'The proof is valid (aud) for another bridge.',
    remedy: signNew,
  },
  'key.unproved:other_key': {
    title: 'The new key is not proved',
    cause: 'The proof replaces another key than the one that signed the request.',
    remedy: signNew,
  },
  'key.unproved:skewed_clock': {
    title: 'The new key is not proved',
    cause: 'The proof was made more than 60 seconds before or after the time of the bridge.',
    remedy: signNew,
  },
} as const satisfies Texts;
