import type { Texts } from '../text.ts';

const signNew = 'Sign one compact JWS with the new key: typ {type}, claims iss, aud, iat and replaces.';
const allowHost = {
  screen:
    "Nothing, if the shop is meant to be out of the bridge's reach: it fetches its results itself. Otherwise let the shop be reached with https at a public address, or ask whoever runs the bridge to allow its host.",
  commandLine:
    "Nothing, if the shop is meant to be out of the bridge's reach: it fetches its results itself. Otherwise let the shop be reached with https at a public address, or add its host to {variable}.",
} as const;
const seeAddress =
  "Nothing, if the shop is meant to be out of the bridge's reach: it fetches its results itself. Otherwise see that the address is right and that no firewall keeps the bridge away.";
const seePlugin =
  'See that the plugin is active at this address, and that no firewall, login or maintenance page stands before it.';
const seeCopy =
  'See that the address is that of this shop and not of its copy, and that no cache answers in its place. Then pair again.';
const unproved = "The address does not prove the shop's key";

/** Why a shop's address or a shop's new key is not proved. */
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
    title: "The shop's address gave no answer",
    cause: "The shop's address gave no answer.",
    remedy: seeAddress,
  },
  'reach.unreachable:because': {
    title: "The shop's address gave no answer",
    cause: '{because}',
    remedy: seeAddress,
  },
  'reach.redirected': {
    title: "The shop's address redirects",
    cause: "The shop's address answered with a redirect ({status}).",
    remedy:
      'Enter the address that the shop really has in WordPress (Settings, General: Site Address), then pair again.',
  },
  'reach.not_kontor': {
    title: 'Another page answers in place of the plugin',
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
    cause: "The answer at the shop's address is made (aud) for another bridge.",
    remedy: seeCopy,
  },
  'reach.unproved:other_question': {
    title: unproved,
    cause: "The answer at the shop's address is one to an earlier question (nonce).",
    remedy: seeCopy,
  },
  'reach.unproved:skewed_clock': {
    title: unproved,
    cause: "The clock at the shop's address differs from that of the bridge by more than 60 seconds.",
    remedy: seeCopy,
  },

  'key.unproved:not_signed': {
    title: 'The new key is not proved',
    cause: 'The proof is not signed with the new key.',
    remedy: signNew,
  },
  'key.unproved:other_type': {
    title: 'The new key is not proved',
    cause: 'The type (typ) of the proof is another.',
    remedy: signNew,
  },
  'key.unproved:foreign_key': {
    title: 'The new key is not proved',
    cause: 'The header of the proof names a key of its own.',
    remedy: signNew,
  },
  'key.unproved:claim_missing': {
    title: 'The new key is not proved',
    cause: 'The proof lacks a claim.',
    remedy: signNew,
  },
  'key.unproved:other_shop': {
    title: 'The new key is not proved',
    cause: 'The proof is made (iss) for another shop.',
    remedy: signNew,
  },
  'key.unproved:other_bridge': {
    title: 'The new key is not proved',
    cause: 'The proof is made (aud) for another bridge.',
    remedy: signNew,
  },
  'key.unproved:other_key': {
    title: 'The new key is not proved',
    cause: 'The proof replaces another key than the one that the request is signed with.',
    remedy: signNew,
  },
  'key.unproved:skewed_clock': {
    title: 'The new key is not proved',
    cause: 'The proof was made more than 60 seconds before or after the time of the bridge.',
    remedy: signNew,
  },
} as const satisfies Texts;
