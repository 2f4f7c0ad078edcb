import type { Texts } from '../text.ts';

const signAgain =
  'Sign the request as it is sent: method, full address with its query, and the exact bytes of the body.';

/** Why the bridge does not believe a caller, or why the caller may not do what it asks. */
export const accessTexts = {
  'proof.missing': {
    title: 'The request is not signed',
    cause: 'The request has no kontor-proof header.',
    remedy:
      'Sign the request. If it was signed, something between shop and bridge removes the header kontor-proof: let it through.',
  },
  'proof.unreadable': {
    title: 'The proof cannot be read',
    cause: 'The kontor-proof header is not a compact JWS with the claims of a request.',
    remedy: 'Send one compact JWS with the claims iss, aud, iat, jti, htm, htu and bh, and a key id in its header.',
  },
  'proof.wrong_type': {
    title: 'The token does not prove a request',
    cause: 'The type (typ) of the token in kontor-proof is not kontor-request+jws.',
    remedy: 'Send a proof made for this request, not another token.',
  },
  'proof.wrong_algorithm': {
    title: 'The proof uses another algorithm',
    cause: 'The algorithm (alg) of the proof is not Ed25519.',
    remedy: 'Sign with the Ed25519 key of the shop: alg is EdDSA or Ed25519.',
  },
  'proof.foreign_key': {
    title: 'The proof brings its own key',
    cause: 'The header of the proof contains its own key or an extension (jku, jwk, x5u, x5c or crit).',
    remedy: 'Name the key only by its id (kid).',
  },
  'proof.unknown_key': {
    title: 'The key is unknown',
    cause: 'The shop has no key with the id (kid) that the proof names.',
    remedy: 'Use the key that the shop was given, or give the shop a new one.',
  },
  'proof.revoked_key': {
    title: 'The key is revoked',
    cause: 'The key that the proof names was revoked.',
    remedy: 'Give the shop a new key.',
  },
  'proof.wrong_signature': {
    title: 'The signature is wrong',
    cause: 'The signature was not made with the key that the proof names, or the proof was changed afterwards.',
    remedy: 'Sign with the private key that belongs to the key id (kid).',
  },
  'proof.wrong_audience': {
    title: 'The proof is for another bridge',
    cause: 'The proof names (aud) another address than the public address of this bridge.',
    remedy:
      'Enter the public address of the bridge in the shop exactly as the bridge is set up with it (KONTOR_PUBLIC_URL).',
  },
  'proof.wrong_method': {
    title: 'The proof is for another method',
    cause: 'The proof was made for another HTTP method (htm).',
    remedy: signAgain,
  },
  'proof.wrong_address': {
    title: 'The proof is for another address',
    cause:
      'The proof names another address (htu). It must be the public address of the bridge, with the path and query of this request.',
    remedy: signAgain,
  },
  'proof.wrong_body': {
    title: 'The proof is for another body',
    cause: 'The SHA-256 of the body is not the one that the proof names (bh).',
    remedy: signAgain,
  },
  'proof.skewed_clock': {
    title: 'The clocks differ',
    cause: 'The proof was made more than 60 seconds before or after the time of the bridge.',
    remedy: 'Set the clock that is wrong (clocks shows both), and sign every attempt again.',
  },
  'proof.replayed': {
    title: 'The proof was used before',
    cause: 'The bridge has already accepted a request with the same id (jti).',
    remedy: 'Sign every attempt again, with a new id.',
  },
  'proof.before_restore': {
    title: 'The proof is too old',
    cause:
      'The proof was made before the database of the bridge was restored from a backup. The bridge cannot know whether it was used before.',
    remedy: 'Sign the request again.',
  },
  'caller.reads_only': {
    title: 'A reader token only reads views',
    cause: 'The request was made with a reader token, which reads the articles of the offices and nothing else.',
    remedy: "Sign the request with the shop's key.",
  },
  'reader.wrong_token': {
    title: 'The reader token is not valid',
    cause: 'The token in the header Authorization is unknown, has expired or was revoked.',
    remedy: 'Get a new one with a signed request: POST /v1/shops/(shop)/views/token.',
  },
  'caller.not_operator': {
    title: 'This is for whoever runs the bridge',
    cause: 'The caller lacks the scope that this needs. Only the operator has it.',
    remedy: {
      screen: 'Ask whoever runs the bridge to do this.',
      commandLine: "Sign with an operator's key. Make one with: kontor key create.",
    },
  },
  'shop.unknown': {
    title: 'There is no such shop',
    cause: 'The address names a shop that does not exist on this bridge, or that did not sign the proof.',
    remedy: 'Use the shop id that the shop received together with its key.',
  },
} as const satisfies Texts;
