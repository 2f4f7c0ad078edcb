import { readFileSync } from 'node:fs';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import { proofHeader } from '@kontor/shared/proof';
import { makeBrowserVectors } from '../../../tests/vectors/browser-proofs.ts';
import { browserVectorsFile, shared, tokensIn, type BrowserVectors } from '../../../tests/vectors/values.ts';
import { verifyCaller } from './verifiers.ts';

// The plugin's tests and those of its scripts read the same file, so that all three mean the same by every token.
const vectors = JSON.parse(readFileSync(browserVectorsFile, 'utf8')) as BrowserVectors;
const { publicUrl } = vectors;
const named = <Vector extends { name: string }>(all: readonly Vector[]) => all.map((one) => [one.name, one] as const);

let shopKey: CryptoKey;
beforeAll(async () => {
  const imported = await importJWK(shared.keys.shop.key as JWK, 'EdDSA');
  if (imported instanceof Uint8Array) throw new TypeError('the key of the shop is no public key');
  shopKey = imported;
});

const judged = async (
  headers: Record<string, string>,
  { shop, method, target, body, key }: { shop: string; method: string; target: string; body: string; key?: 'revoked' },
) => {
  const verified = await verifyCaller(
    { headers, shop, method, target, body: Buffer.from(body) },
    {
      publicUrl,
      now: () => Date.parse(vectors.now),
      keys: {
        find: async (_issuer, keyId) => {
          if (keyId !== shared.keys.shop.keyId) return { kind: 'unknown_key' };
          return key === 'revoked' ? { kind: 'revoked' } : { kind: 'usable', key: shopKey, name: '' };
        },
      },
    },
  );
  return verified.ok ? { code: 'ok', ...verified.value } : { code: verified.error.code };
};

describe('the request of a browser', () => {
  it.each(named(vectors.requests))('%s', async (_name, { token, dpop, inputs, expected }) => {
    const headers = {
      ...(token === undefined ? {} : { 'kontor-token': token }),
      ...(dpop === undefined ? {} : { dpop }),
    };
    const found = await judged(headers, inputs);
    expect(found.code).toBe(expected);
    if (expected === 'ok')
      expect(found).toMatchObject({
        principal: { kind: 'browser', shopId: inputs.shop, actor: `shop:${inputs.shop}/${inputs.user.sub}` },
        proof: { issuer: `browser:${vectors.keys.browser.jkt}`, id: inputs.jti },
      });
  });

  it('without token and proof is nobody’s', async () =>
    expect(await judged({}, vectors.requests[0]!.inputs)).toEqual({ code: 'proof.missing' }));
});

describe('what a shop signs for an admin', () => {
  it.each(named(vectors.acts))('%s', async (_name, { proof, inputs, expected }) => {
    const found = await judged({ [proofHeader]: proof }, inputs);
    expect(found.code).toBe(expected);
    if (expected === 'ok')
      expect(found).toMatchObject({
        principal: { kind: 'browser', actor: `shop:${inputs.shop}/${String(inputs.act.sub)} (act)` },
      });
  });
});

it('the vectors are those of the script, and each has a name of its own', () => {
  const { requests, acts } = vectors;
  const names = [...requests, ...acts].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  // A right signature of the file stays, so that only a change of what is signed differs.
  expect(JSON.parse(JSON.stringify(makeBrowserVectors(tokensIn(vectors))))).toEqual(vectors);
});
