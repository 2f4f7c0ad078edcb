import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import { createKeyRing, type KeyPair } from './key.ts';
import { signProof, type PageRequest } from './proof.ts';

// The bridge's tests read the same file, so that both sides agree on every claim.
interface Vector {
  name: string;
  token?: string;
  dpop?: string;
  expected: string;
  inputs: { method: PageRequest['method']; target: string; body: string; jti: string; at: string };
}
const vectors = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/browser-proofs.json', import.meta.url), 'utf8'),
) as {
  publicUrl: string;
  keys: { browser: { jwk: webcrypto.JsonWebKey; jkt: string } };
  requests: Vector[];
};
const { subtle } = webcrypto;
const { browser } = vectors.keys;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

async function pairOfVectors(): Promise<KeyPair> {
  const { d: _, ...publicJwk } = browser.jwk;
  return {
    privateKey: await subtle.importKey('jwk', browser.jwk, algorithm, false, ['sign']),
    publicKey: await subtle.importKey('jwk', publicJwk, algorithm, true, ['verify']),
  };
}
const keyOfVectors = async () => {
  const pair = await pairOfVectors();
  return createKeyRing(subtle, { load: async () => pair, keepFirst: async () => pair })();
};

/** Header and claims; the signature differs each time. */
const signedText = (token = ''): string => token.split('.').slice(0, 2).join('.');

describe('the proof of a request', () => {
  const good = vectors.requests.filter(({ expected, name }) => expected === 'ok' && !name.startsWith('browser-clock'));

  it.each(good.map((vector) => [vector.name, vector] as const))(
    'of %s has the header and claims of the fixture, byte for byte, and a valid signature',
    async (_name, { token = '', dpop, inputs }) => {
      const proof = await signProof(subtle, await keyOfVectors(), inputs, {
        bridge: vectors.publicUrl,
        token,
        now: Date.parse(inputs.at),
        id: inputs.jti,
      });
      expect(signedText(proof)).toBe(signedText(dpop));
      const { publicKey } = await pairOfVectors();
      const signature = Buffer.from(proof.split('.')[2] ?? '', 'base64url');
      const isValid = await subtle.verify(
        { name: 'ECDSA', hash: 'SHA-256' },
        publicKey,
        signature,
        Buffer.from(signedText(proof)),
      );
      expect(isValid).toBe(true);
    },
  );

  it('is bound to the thumbprint that the token names', async () => {
    expect((await keyOfVectors()).jkt).toBe(browser.jkt);
    expect(good.length).toBeGreaterThan(4);
  });
});
