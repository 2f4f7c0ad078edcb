import type { RefusalText } from './refusal.ts';

const signAgain =
  'Sign the request as it is sent: method, full address with its query, and the exact bytes of the body.';

/** Why a caller is not believed. What is wrong with a proof is 401; a shop that the caller has nothing to do with is 404. */
export const proofRefusals = {
  'proof.missing': {
    status: 401,
    title: 'The request is not signed',
    cause: 'The request has no kontor-proof header.',
    remedy:
      'Sign the request. If it was signed, something between shop and bridge removes the header kontor-proof: let it through.',
  },
  'proof.unreadable': {
    status: 401,
    title: 'The proof cannot be read',
    cause: 'The kontor-proof header is no compact JWS with the claims of a request.',
    remedy: 'Send one compact JWS with the claims iss, aud, iat, jti, htm, htu and bh, and a key id in its header.',
  },
  'proof.wrong_type': {
    status: 401,
    title: 'The token is no proof of a request',
    cause: 'The type (typ) of the token in kontor-proof is not kontor-request+jws.',
    remedy: 'Send a proof made for this request, not another token.',
  },
  'proof.wrong_algorithm': {
    status: 401,
    title: 'The proof is signed in another way',
    cause: 'The algorithm (alg) of the proof is not Ed25519.',
    remedy: 'Sign with the Ed25519 key of the shop: alg is EdDSA or Ed25519.',
  },
  'proof.foreign_key': {
    status: 401,
    title: 'The proof brings its own key',
    cause: 'The header of the proof names a key or extension of its own (jku, jwk, x5u, x5c or crit).',
    remedy: 'Name the key by its id (kid) only.',
  },
  'proof.unknown_key': {
    status: 401,
    title: 'The key is not known',
    cause: 'The shop has no key with the id (kid) that the proof names.',
    remedy: 'Use the key that the shop was given, or give the shop a new one.',
  },
  'proof.revoked_key': {
    status: 401,
    title: 'The key is revoked',
    cause: 'The key that the proof names was revoked.',
    remedy: 'Give the shop a new key.',
  },
  'proof.wrong_signature': {
    status: 401,
    title: 'The signature is wrong',
    cause: 'The signature was not made with the key that the proof names, or the proof was changed afterwards.',
    remedy: 'Sign with the private key that belongs to the key id (kid).',
  },
  'proof.wrong_audience': {
    status: 401,
    title: 'The proof is for another bridge',
    cause: 'The proof is addressed (aud) to another address than the public address of this bridge.',
    remedy:
      'Enter the public address of the bridge in the shop exactly as the bridge is set up with it (KONTOR_PUBLIC_URL).',
  },
  'proof.wrong_method': {
    status: 401,
    title: 'The proof is for another method',
    cause: 'The proof was made for another HTTP method (htm).',
    remedy: signAgain,
  },
  'proof.wrong_address': {
    status: 401,
    title: 'The proof is for another address',
    cause:
      'The proof was made for another address (htu) than the public address of the bridge with the path and query of this request.',
    remedy: signAgain,
  },
  'proof.wrong_body': {
    status: 401,
    title: 'The proof is for another body',
    cause: 'The body does not have the SHA-256 (bh) that the proof names.',
    remedy: signAgain,
  },
  'proof.skewed_clock': {
    status: 401,
    title: 'The clocks differ',
    cause: 'The proof was made more than 60 seconds before or after the time of the bridge.',
    remedy: 'Set the clock that is wrong (clocks shows both), and sign anew for every attempt.',
  },
  'proof.replayed': {
    status: 409,
    title: 'The proof was used before',
    cause: 'A request with the same id (jti) was taken already.',
    remedy: 'Sign anew, with a new id, for every attempt.',
  },
  'proof.before_restore': {
    status: 401,
    title: 'The proof is too old',
    cause:
      'The proof was made before the database of the bridge was restored from a backup, so that nobody knows whether it was used.',
    remedy: 'Sign anew.',
  },
  'token.missing': {
    status: 401,
    title: 'The token is missing',
    cause: 'The request has a dpop header and no kontor-token header.',
    remedy:
      'Send the token of the plugin with the request. If it was sent, something on the way removes the header kontor-token: let it through.',
  },
  'token.unreadable': {
    status: 401,
    title: 'The token cannot be read',
    cause: "The kontor-token header is no compact JWS (Ed25519) with a key id and the claims of a browser's token.",
    remedy: 'Fetch a new token from the plugin. If it lasts, update plugin and bridge.',
  },
  'token.wrong_type': {
    status: 401,
    title: "The token is not a browser's",
    cause: 'The type (typ) of the token in kontor-token is not kontor-admin+jws.',
    remedy: 'Send the token that the plugin mints for browsers, not another one.',
  },
  'token.unknown_key': {
    status: 401,
    title: 'The key of the token is not known',
    cause: 'The shop has no key with the id (kid) that the token names.',
    remedy: 'Pair the shop with the bridge again.',
  },
  'token.revoked_key': {
    status: 401,
    title: 'The key of the token is revoked',
    cause: 'The key that the token was signed with was revoked or replaced.',
    remedy: 'Reload the page. If the shop was unpaired, pair it with the bridge again.',
  },
  'token.wrong_signature': {
    status: 401,
    title: 'The signature of the token is wrong',
    cause: 'The token was not signed with the key that it names, or it was changed afterwards.',
    remedy: 'Fetch a new token from the plugin.',
  },
  'token.wrong_audience': {
    status: 401,
    title: 'The token is for another bridge',
    cause: 'The token is made (aud) for another address than the public address of this bridge.',
    remedy: 'Pair the shop with the public address of this bridge.',
  },
  'token.too_long': {
    status: 401,
    title: 'The token is made for too long',
    cause: 'The token counts for more than five minutes.',
    remedy: 'Mint a token that ends (exp) five minutes after it was made (iat).',
  },
  'token.expired': {
    status: 401,
    title: 'The token has expired',
    cause: "The time of the bridge lies outside of the token's five minutes.",
    remedy: "Fetch a new token from the plugin. If it lasts, set the clock of the shop's server (clocks shows both).",
  },
  'dpop.missing': {
    status: 401,
    title: "The browser's proof is missing",
    cause: 'The request has a kontor-token header and no dpop header.',
    remedy: 'Sign the request. If it was signed, something on the way removes the header dpop: let it through.',
  },
  'dpop.unreadable': {
    status: 401,
    title: "The browser's proof cannot be read",
    cause: 'The dpop header is no compact JWS (ES256) with a public P-256 key and the claims of a request.',
    remedy: 'Reload the page. If it lasts, update plugin and bridge.',
  },
  'dpop.wrong_type': {
    status: 401,
    title: "The token is no browser's proof",
    cause: 'The type (typ) of the token in dpop is not dpop+jwt.',
    remedy: 'Send a proof made for this request, not another token.',
  },
  'dpop.wrong_key': {
    status: 401,
    title: 'The proof is made with another key than the token is for',
    cause: 'The thumbprint of the key in the proof is not the one that the token names (cnf.jkt).',
    remedy: 'Fetch a token for the key that signs.',
  },
  'dpop.wrong_token': {
    status: 401,
    title: 'The proof is for another token',
    cause: 'The proof does not name the SHA-256 (ath) of the token that it came with.',
    remedy: 'Sign the request anew, together with the token that is sent.',
  },
  'caller.not_admin': {
    status: 403,
    title: 'This is for admins of the shop',
    cause: 'The user works with orders and may not manage the shop (manage_woocommerce).',
    remedy: 'Ask an admin of the shop to do it.',
  },
  'caller.not_operator': {
    status: 403,
    title: 'This is for whoever runs the bridge',
    cause: 'The caller does not have the scope that this needs; the operator has it.',
    remedy: "Sign with an operator's key, made by: kontor key create.",
  },
  'shop.unknown': {
    status: 404,
    title: 'There is no such shop',
    cause: 'The address names a shop that does not exist here or that the proof does not belong to.',
    remedy: 'Use the shop id that the shop was given together with its key.',
  },
} as const satisfies Record<string, RefusalText>;
export type ProofRefusalCode = keyof typeof proofRefusals;
