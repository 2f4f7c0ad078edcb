import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { signRequest } from '@kontor/client/sign';
import { proofHeader } from '@kontor/shared/proof';
import type { Keys } from './keys.ts';
import { verifyCaller } from './verifiers.ts';

const publicUrl = 'https://kontor.example';
let publicKey: CryptoKey;
let privateJwk: JWK;
beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  publicKey = pair.publicKey;
  privateJwk = await exportJWK(pair.privateKey);
});

/**
 * Verifies a request that the issuer signed for an address below the shop: gives the caller or the refusal, and whose
 * keys were read.
 */
async function callerOf(issuer: string | null, shop: string | null) {
  const target = shop === null ? '/v1/shops' : `/v1/shops/${shop}/orders`;
  const proof =
    issuer !== null &&
    signRequest(
      { bridge: publicUrl, shop: issuer, keyId: 'k1', privateKey: privateJwk },
      { method: 'GET', url: publicUrl + target },
    );
  const lookedUp: string[] = [];
  const keys: Keys = {
    find: async (keyIssuer) => {
      lookedUp.push(keyIssuer);
      return { kind: 'usable', key: publicKey, name: keyIssuer === 'operator' ? 'berit' : '' };
    },
  };
  const headers = proof ? { [proofHeader]: proof } : {};
  const verified = await verifyCaller(
    { headers, shop, method: 'GET', target, body: new Uint8Array() },
    { publicUrl, keys, now: Date.now },
  );
  return { lookedUp, caller: verified.ok ? verified.value.principal : verified.error.code };
}

describe('the caller of a request', () => {
  it('is the operator, with the name of the key, at every address', async () => {
    for (const shop of [null, 's1'])
      expect(await callerOf('operator', shop)).toMatchObject({
        caller: { kind: 'operator', shopId: null, actor: 'operator:berit' },
        lookedUp: ['operator'],
      });
  });

  it('is the shop that signed, below its own address', async () =>
    expect(await callerOf('s1', 's1')).toMatchObject({
      caller: { kind: 'shop', shopId: 's1', actor: 'shop:s1', keyId: 'k1' },
      lookedUp: ['s1'],
    }));

  it('is refused when a shop signs for another address, and no key is looked up', async () => {
    expect(await callerOf('s2', 's1')).toEqual({ caller: 'shop.unknown', lookedUp: [] });
    expect(await callerOf('s1', null)).toEqual({ caller: 'caller.not_operator', lookedUp: [] });
  });

  it('is never a shop called "operator", because that id means the operator', async () => {
    expect(await callerOf('s1', 'operator')).toEqual({ caller: 'shop.unknown', lookedUp: [] });
    expect(await callerOf('operator', 'operator')).toMatchObject({ caller: { kind: 'operator' } });
  });

  it('is refused without a proof', async () =>
    expect(await callerOf(null, 's1')).toEqual({ caller: 'proof.missing', lookedUp: [] }));
});
