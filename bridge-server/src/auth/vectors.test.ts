import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';
import { readPairingCode, identityClaims, identityType } from '@kontor/shared/pairing';
import type { PublicKey } from '@kontor/shared/proof';
import { provePairing } from '../shops/pairing/proof.ts';
import { signRequest } from './sign.ts';
import { keyIdOf, readToken, signToken } from './token.ts';

interface Vector {
  what: string;
  token: string;
}
interface Vectors {
  key: { public: PublicKey; seed: string; id: string };
  requests: (Vector & Record<'shop' | 'bridge' | 'method' | 'path' | 'body' | 'jti', string> & { iat: number })[];
  pairing: Record<'publicUrl' | 'pairing' | 'secret' | 'token', string> & { iat: number };
  code: Record<'u' | 'k' | 'p' | 's' | 'text', string>;
  identities: { claims: object; good: Vector[]; refused: Vector[] };
}

// The plugin's own tests (wp-plugin/tests) read the same file, so that both sides sign the same bytes.
const vectors = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/proofs.json', import.meta.url), 'utf8'),
) as Vectors;
const { key, requests, pairing, code, identities } = vectors;
const privateJwk: JWK = { ...key.public, d: key.seed };

describe('the tokens that shop and bridge must sign alike', () => {
  it('name the key by its thumbprint', async () => {
    expect(await keyIdOf(key.public)).toBe(key.id);
  });

  it.each(requests)('the bridge signs $what as the fixture has it', async (request) => {
    const token = await signRequest({
      ...request,
      keyId: key.id,
      privateJwk,
      publicUrl: request.bridge,
      url: request.bridge + request.path,
      now: new Date(request.iat * 1000),
      id: request.jti,
    });
    expect(token).toBe(request.token);
  });

  it('the bridge signs a pairing as the fixture has it', async () => {
    const { iat, token, ...signed } = pairing;
    expect(await provePairing(privateJwk, key.public, { ...signed, now: iat * 1000 })).toBe(token);
  });

  it('the bridge reads the code as the fixture has it', () => {
    const { text, ...parts } = code;
    expect(readPairingCode(text)).toEqual({ v: 1, ...parts });
  });

  it('the bridge signs its identity as the fixture has it', async () => {
    expect(await signToken(privateJwk, identityType, identities.claims, key.id)).toBe(identities.good[0]?.token);
  });

  const read = ({ token }: Vector) => readToken(token, key.public, { type: identityType, claims: identityClaims });
  it.each(identities.good)('an identity $what is taken', async (vector) => {
    expect(await read(vector)).toMatchObject({ kind: 'claims', claims: identities.claims });
  });
  // Only a shop reads identities; it refuses a long one by its length, and a line break at its end, which jose does not.
  const refusedByBoth = identities.refused.filter(({ what }) => !/^longer|line break|padding/.test(what));
  it.each(refusedByBoth)('an identity $what is refused', async (vector) => {
    expect(await read(vector)).not.toMatchObject({ kind: 'claims' });
  });
});
