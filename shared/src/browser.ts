import { z } from 'zod';

/** Header that carries the token of an admin's browser; an own one, since many hosts strip Authorization. */
export const browserTokenHeader = 'kontor-token';
/** Header that carries the browser's proof of one request (DPoP, RFC 9449). */
export const browserProofHeader = 'dpop';

/** For how long a token counts, in seconds. The bridge refuses one that is made for longer. */
export const browserTokenSeconds = 300;

/** What an admin's browser may: `admin` manages the shop, `orders` works with its orders. */
export const browserRight = z.enum(['admin', 'orders']);
export type BrowserRight = z.infer<typeof browserRight>;

/**
 * Who sits at the browser: the WordPress login, or `#` and the user's id where the login holds other characters. An `@` is none of
 * them, so that no e-mail address comes into a token or the journal.
 */
export const browserUser = z.string().regex(/^(#[0-9]{1,19}|[A-Za-z0-9_.*-]([A-Za-z0-9 _.*-]{0,58}[A-Za-z0-9_.*-])?)$/);

/** SHA-256, or a coordinate of P-256, in base64url. */
const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** The JWS header of a browser's token (Ed25519, the shop's key). */
export const browserTokenType = 'kontor-admin+jws';
/** Claims of the token that the plugin mints for one browser. */
export const browserTokenClaims = z.object({
  /** The shop's id. */
  iss: z.string().min(1),
  /** The bridge's public address. */
  aud: z.string().min(1),
  /** Seconds since 1970. */
  iat: z.number().int(),
  exp: z.number().int(),
  sub: browserUser,
  may: browserRight,
  /** The thumbprint (RFC 7638) of the browser's key: with another key the token is worth nothing. */
  cnf: z.object({ jkt: bytes32 }),
});
export type BrowserTokenClaims = z.infer<typeof browserTokenClaims>;

/** The public part of a P-256 key as a JWK; a private part is refused. */
export const browserKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: bytes32,
  y: bytes32,
});
export type BrowserKey = z.infer<typeof browserKey>;

/** The JWS header of a browser's proof. It brings its own key, which counts only because the token names its thumbprint. */
export const browserProofJwsHeader = z.strictObject({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: browserKey,
});
export type BrowserProofJwsHeader = z.infer<typeof browserProofJwsHeader>;

/** Claims of the proof (RFC 9449) that the browser signs for one request. */
export const browserProofClaims = z.object({
  /** Unique for each request. */
  jti: z.string().min(16).max(64),
  /** Method, in capitals. */
  htm: z.string(),
  /** The full address at the bridge without its query, also where the request goes through the shop's relay. */
  htu: z.string(),
  /** Seconds since 1970. */
  iat: z.number().int(),
  /** SHA-256 of the token, base64url. */
  ath: bytes32,
  /** Path and query below the bridge's public address, exactly as they are sent. */
  pq: z.string(),
  /** SHA-256 of the raw body, base64url. */
  bh: bytes32,
});
export type BrowserProofClaims = z.infer<typeof browserProofClaims>;

/**
 * For whom the shop's server signs a request itself: the claim `act` of its own proof, where a browser has no `crypto.subtle`.
 */
export const actClaim = z.object({ sub: browserUser, may: browserRight });
export type ActClaim = z.infer<typeof actClaim>;
