import { createHash, type JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A request of a browser. `expected`: `ok`, or the code with which the bridge must refuse the request. */
export interface RequestVector {
  name: string;
  what: string;
  token?: string | undefined;
  dpop?: string | undefined;
  inputs: {
    shop: string;
    method: string;
    target: string;
    body: string;
    jti: string;
    at: string;
    user: { sub: string; may: string };
    key?: 'revoked';
  };
  expected: string;
}
/** A request that the shop signs for an admin. */
export interface ActVector {
  name: string;
  what: string;
  proof: string;
  inputs: {
    shop: string;
    method: string;
    target: string;
    body: string;
    jti: string;
    at: string;
    act: { sub: unknown; may: unknown };
  };
  expected: string;
}
export interface BrowserVectors {
  about: string;
  publicUrl: string;
  now: string;
  /** The browsers' keys with their private parts, which are used only in these tests. */
  keys: Record<'browser' | 'other', { jwk: JsonWebKey; jkt: string }>;
  requests: RequestVector[];
  acts: ActVector[];
}

export const shared = JSON.parse(readFileSync(new URL('../fixtures/proofs.json', import.meta.url), 'utf8')) as {
  publicUrl: string;
  now: string;
  keys: Record<'shop' | 'other', { seed: string; key: JsonWebKey; keyId: string }>;
};
export const { publicUrl, now } = shared;
export const shop = 's2m7kxq9fwpz';
export const below = `/v1/shops/${shop}`;
export const seconds = Date.parse(now) / 1000;
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The thumbprint of a public key (RFC 7638). */
export const jkt = ({ crv, kty, x, y }: JsonWebKey): string => sha256(JSON.stringify({ crv, kty, x, y }));
export const publicPart = ({ kty, crv, x, y }: JsonWebKey): JsonWebKey => ({ kty, crv, x, y });
export const browserJwk: JsonWebKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'TLsxUfxmm9PuZmq2mf7wgsifzu8fJ5jGWhVVYAXVFSE',
  y: 'dMQjBpcUmgH3ZFzqzSMyQICQ5HDHAgNBll8C-pk2Fcg',
  d: 'Tx4ActWzZdWkjWm6sm2PMFSxg924_7FdlhFL6WdxPhQ',
};
export const otherJwk: JsonWebKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'iLHtVNGurFhXKSeCtf_2X9G-RLAkhAob4gIMkwdcUto',
  y: 'wVBOKNpHhGyOj5pbsEf_ddumeJZacmvX8j3iO1FsoDo',
  d: 's9jKGlfR7qJdNieRIUV2tbSA2R1PJLi7-fI5vpFB8-g',
};

/** The shop's key, or another one, with its private part. */
export function privateOf(whose: 'shop' | 'other'): JsonWebKey {
  const { seed, key } = shared.keys[whose];
  return { ...key, d: Buffer.from(seed, 'hex').toString('base64url') };
}

/** The file of the vectors. */
export const browserVectorsFile = new URL('../fixtures/browser-proofs.json', import.meta.url);
/** The proofs in the file that are complete tokens. */
export const tokensIn = ({ requests }: Pick<BrowserVectors, 'requests'>): Set<string> =>
  new Set(requests.flatMap(({ dpop }) => (dpop?.split('.').length === 3 ? [dpop] : [])));
