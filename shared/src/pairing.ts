import { z } from 'zod';
import { problemText } from './problem.ts';
import { publicKey } from './proof.ts';

/** The header of every answer with the protocols that the bridge speaks, as `oldest-newest`. */
export const protocolHeader = 'kontor-protocol';
/** The protocols that the bridge speaks. A plugin with another protocol says which of the two must be updated. */
export const protocol = { oldest: 1, newest: 1 } as const;

/** How long a pairing code is valid, in minutes. */
export const pairingMinutes = 15;
/** A pairing code is no longer valid after so many wrong secrets, or after so many requests to addresses of shops. */
export const pairingTries = 5;

const base64url = /^[A-Za-z0-9_-]+$/;
/** SHA-256, or 32 random bytes, in base64url. */
const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/**
 * Random text that the asker chooses and the answer must contain, so that an answer to somebody else cannot be reused.
 */
export const nonce = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
const seconds = z.number().int();

/** The content of the pairing code that a shop admin pastes. */
export const pairingCode = z.object({
  v: z.literal(1),
  /** The bridge's public address. */
  u: z.url({ protocol: /^https?$/ }),
  /** The thumbprint of the bridge's key: the shop verifies it before it reveals the secret. */
  k: bytes32,
  /** The pairing's id. */
  p: z.string().min(1).max(64).regex(base64url),
  /** The secret, which is valid once. */
  s: bytes32,
});
export type PairingCode = z.infer<typeof pairingCode>;

const prefix = 'kontor-';
// Node and browsers both have these functions, but this package has the types of neither.
const { btoa, atob } = globalThis as unknown as Record<'btoa' | 'atob', (text: string) => string>;

/** The code as text: `kontor-` and base64url. The content is ASCII, so `btoa` can encode it. */
export function writePairingCode({ v, u, k, p, s }: PairingCode): string {
  const coded = btoa(JSON.stringify({ v, u, k, p, s }));
  return prefix + coded.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads a pasted code, with any line breaks and spaces in it. Null: the text is no pairing code. */
export function readPairingCode(text: string): PairingCode | null {
  const code = text.replace(/\s+/g, '');
  if (!code.startsWith(prefix)) return null;
  try {
    const json = atob(code.slice(prefix.length).replaceAll('-', '+').replaceAll('_', '/'));
    return pairingCode.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** The JWS `typ` of the token by which the bridge proves its identity. */
export const identityType = 'kontor-identity+jws';
/** Claims of the compact JWS (Ed25519) that the bridge signs for whoever asks. */
export const identityClaims = z.object({
  /** The bridge's public address. */
  iss: z.string().min(1),
  nonce,
  iat: seconds,
  /** The bridge's version. */
  version: z.string(),
  protocol: z.object({ oldest: z.number().int(), newest: z.number().int() }),
});
export type IdentityClaims = z.infer<typeof identityClaims>;

/** The answer of `GET /v1/identity?nonce=N`, which needs no proof. */
export const identityAnswer = z.object({ key: publicKey, identity: z.string() });
export type IdentityAnswer = z.infer<typeof identityAnswer>;

/** The JWS `typ` of the token by which a shop's key asks to be paired. */
export const pairingType = 'kontor-pairing+jws';
/** Claims of the compact JWS (Ed25519) that the shop's key signs. */
export const pairingClaims = z.object({
  /** The thumbprint of the shop's key. */
  iss: z.string().min(1),
  /** The bridge's public address. */
  aud: z.string().min(1),
  iat: seconds,
  /** The pairing's id. */
  pairing: z.string().min(1),
  /** SHA-256 of the secret as it stands in the code, base64url. */
  bh: z.string(),
});
export type PairingClaims = z.infer<typeof pairingClaims>;

const webAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** What the shop states about itself. */
export const pairingShop = z.object({
  name: z.string().trim().min(1).max(200),
  url: webAddress,
  /** The plugin's version. */
  plugin: z.string().min(1).max(50),
  protocol: z.number().int(),
});

/** The request `POST /v1/pairings/{pairing}/pair`. Fields that a newer plugin adds are ignored. */
export const pairRequest = z.object({
  secret: z.string().min(1).max(100),
  key: publicKey,
  proof: z.string().min(1).max(4096),
  shop: pairingShop,
});
export type PairRequest = z.infer<typeof pairRequest>;

/** Whether the bridge reached the shop at its address and the shop there proved its key. */
export const reached = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false) }).extend(problemText.shape),
]);
export type Reached = z.infer<typeof reached>;

/** The answer to a shop that is paired now. */
export const pairAnswer = z.object({
  shop: z.string(),
  keyId: z.string(),
  /** The bridge's public address. */
  bridge: z.string(),
  /** True if the bridge knew the shop already, with its orders and connections. */
  resumed: z.boolean(),
  reached,
});
export type PairAnswer = z.infer<typeof pairAnswer>;

/** The JWS `typ` of the token by which a shop proves its key at its own address. */
export const possessionType = 'kontor-possession+jws';
/** Claims of the compact JWS (Ed25519) that the shop's key signs for the bridge. */
export const possessionClaims = z.object({
  /** The thumbprint of the shop's key. */
  iss: z.string().min(1),
  /** The bridge's public address. */
  aud: z.string().min(1),
  nonce,
  iat: seconds,
});
export type PossessionClaims = z.infer<typeof possessionClaims>;

/** The shop's answer when the bridge asks `GET {shop}/?rest_route=/kontor/v1/possession&nonce=N`. */
export const possessionAnswer = z.object({ possession: z.string().min(1).max(4096) });
