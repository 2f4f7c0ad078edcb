import { z } from 'zod';

/** The header with the token of an admin's browser. It is not `Authorization`, since many web hosts remove that one. */
export const browserTokenHeader = 'kontor-token';
/** The header with the browser's proof of one request (DPoP, RFC 9449). */
export const browserProofHeader = 'dpop';

/** How long a token is valid, in seconds. The bridge refuses tokens with a longer time. */
export const browserTokenSeconds = 300;

/** What an admin's browser may do: `admin` manages the shop, `orders` works with its orders. */
export const browserRight = z.enum(['admin', 'orders']);
export type BrowserRight = z.infer<typeof browserRight>;

/**
 * The user at the browser: the WordPress login, or `#` and the user's id if the login has other characters than these.
 * An
 * `@` is not allowed, so that no e-mail address gets into a token or the journal.
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
  /** The thumbprint (RFC 7638) of the browser's key. The token is valid only together with that key. */
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

/**
 * The JWS header of a browser's proof. It contains the key, which is trusted because the token names its thumbprint.
 */
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
  /** The full address at the bridge without its query, also when the request goes through the shop's relay. */
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
 * The user for whom the shop's server signs a request, as the claim `act` of the server's proof. Used for browsers that
 * have no `crypto.subtle`.
 */
export const actClaim = z.object({ sub: browserUser, may: browserRight });
export type ActClaim = z.infer<typeof actClaim>;
