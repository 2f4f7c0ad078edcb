import type { Texts } from '../text.ts';

/** Why the bridge does not believe an admin's browser, or why the browser may not do what it asks. */
export const browserTexts = {
  'token.missing': {
    title: 'The token is missing',
    cause: 'The request has a dpop header, but no kontor-token header.',
    remedy:
      "Send the plugin's token with the request. If it was sent, something on the way removes the header kontor-token: let it through.",
  },
  'token.unreadable': {
    title: 'The token cannot be read',
    cause: "The kontor-token header is not a compact JWS (Ed25519) with a key id and the claims of a browser's token.",
    remedy: 'Fetch a new token from the plugin. If that does not help, update plugin and bridge.',
  },
  'token.wrong_type': {
    title: 'The token is not made for a browser',
    cause: 'The type (typ) of the token in kontor-token is not kontor-admin+jws.',
    remedy: 'Send the token that the plugin makes for browsers, not another one.',
  },
  'token.unknown_key': {
    title: 'The key of the token is unknown',
    cause: 'The shop has no key with the id (kid) that the token names.',
    remedy: 'Pair the shop with the bridge again.',
  },
  'token.revoked_key': {
    title: 'The key of the token is revoked',
    cause: 'The key that the token was signed with was revoked or replaced.',
    remedy: 'Reload the page. If the shop was unpaired, pair it with the bridge again.',
  },
  'token.wrong_signature': {
    title: 'The signature of the token is wrong',
    cause: 'The token was not signed with the key that it names, or it was changed afterwards.',
    remedy: 'Fetch a new token from the plugin.',
  },
  'token.wrong_audience': {
    title: 'The token is for another bridge',
    cause: 'The token names (aud) another address than the public address of this bridge.',
    remedy: 'Pair the shop with the public address of this bridge.',
  },
  'token.too_long': {
    title: 'The token is valid for too long',
    cause: 'The token is valid for more than five minutes.',
    remedy: 'Make a token that ends (exp) five minutes after it was made (iat).',
  },
  'token.expired': {
    title: 'The token has expired',
    cause: 'A token is valid for five minutes, and the clock of the bridge is outside of that time.',
    remedy:
      "Fetch a new token from the plugin. If that does not help, set the clock of the shop's server (clocks shows both).",
  },
  'dpop.missing': {
    title: "The browser's proof is missing",
    cause: 'The request has a kontor-token header, but no dpop header.',
    remedy: 'Sign the request. If it was signed, something on the way removes the header dpop: let it through.',
  },
  'dpop.unreadable': {
    title: "The browser's proof cannot be read",
    cause: 'The dpop header is not a compact JWS (ES256) with a public P-256 key and the claims of a request.',
    remedy: 'Reload the page. If that does not help, update plugin and bridge.',
  },
  'dpop.wrong_type': {
    title: "This is not a browser's proof",
    cause: 'The type (typ) of the token in dpop is not dpop+jwt.',
    remedy: 'Send a proof made for this request, not another token.',
  },
  'dpop.wrong_key': {
    title: 'Proof and token belong to different keys',
    cause: 'The thumbprint of the key in the proof is not the one that the token names (cnf.jkt).',
    remedy: 'Fetch a token for the key that signs.',
  },
  'dpop.wrong_token': {
    title: 'The proof is for another token',
    cause: 'The proof does not name the SHA-256 (ath) of the token that it came with.',
    remedy: 'Sign the request again, together with the token that you send.',
  },
  'caller.not_admin': {
    title: 'This is for admins of the shop',
    cause: 'The user may work with orders, but may not manage the shop (manage_woocommerce).',
    remedy: 'Ask an admin of the shop to do it.',
  },
} as const satisfies Texts;
