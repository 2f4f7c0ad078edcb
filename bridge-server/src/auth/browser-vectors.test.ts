import { readFileSync } from 'node:fs';
import { importJWK, type CryptoKey, type JWK } from 'jose';
import { proofHeader } from '@kontor/shared/proof';
import { makeBrowserVectors } from '../../../tests/vectors/browser-proofs.ts';
import { browserVectorsFile, shared, tokensIn, type BrowserVectors } from '../../../tests/vectors/values.ts';
import { verifyCaller } from './verifiers.ts';

// The tests of the plugin and of its scripts read the same file. So all three agree on every token.
const vectors = JSON.parse(readFileSync(browserVectorsFile, 'utf8')) as BrowserVectors;
const { publicUrl } = vectors;
const named = <Vector extends { name: string }>(group: readonly Vector[]) =>
  group.map((vector) => [vector.name, vector] as const);

let shopKey: CryptoKey;
beforeAll(async () => {
  const imported = await importJWK(shared.keys.shop.key as JWK, 'EdDSA');
  if (imported instanceof Uint8Array) throw new TypeError('the key of the shop is no public key');
  shopKey = imported;
});

/**
 * The outcome of verifying the request at the time of the vectors: `ok` with the caller, or the code of the refusal.
 */
const verified = async (
  headers: Record<string, string>,
  { shop, method, target, body, key }: { shop: string; method: string; target: string; body: string; key?: 'revoked' },
) => {
  const caller = await verifyCaller(
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
  return caller.ok ? { code: 'ok', ...caller.value } : { code: caller.error.code };
};

describe('the request of a browser', () => {
  it.each(named(vectors.requests))('%s', async (_name, { token, dpop, inputs, expected }) => {
    const headers = {
      ...(token === undefined ? {} : { 'kontor-token': token }),
      ...(dpop === undefined ? {} : { dpop }),
    };
    const outcome = await verified(headers, inputs);
    expect(outcome.code).toBe(expected);
    if (expected === 'ok')
      expect(outcome).toMatchObject({
        principal: { kind: 'browser', shopId: inputs.shop, actor: `shop:${inputs.shop}/${inputs.user.sub}` },
        proof: { issuer: `browser:${vectors.keys.browser.jkt}`, id: inputs.jti },
      });
  });

  it('is refused without a token and a proof', async () =>
    expect(await verified({}, vectors.requests[0]!.inputs)).toEqual({ code: 'proof.missing' }));
});

describe('what a shop signs for an admin', () => {
  it.each(named(vectors.acts))('%s', async (_name, { proof, inputs, expected }) => {
    const outcome = await verified({ [proofHeader]: proof }, inputs);
    expect(outcome.code).toBe(expected);
    if (expected === 'ok')
      expect(outcome).toMatchObject({
        principal: { kind: 'browser', actor: `shop:${inputs.shop}/${String(inputs.act.sub)} (act)` },
      });
  });
});

it('the file of vectors is what its script makes, and no two vectors share a name', () => {
  const { requests, acts } = vectors;
  const names = [...requests, ...acts].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  // The script keeps valid signatures of the file, so a difference means that the signed content changed.
  expect(JSON.parse(JSON.stringify(makeBrowserVectors(tokensIn(vectors))))).toEqual(vectors);
});
