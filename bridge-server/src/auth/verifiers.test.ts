import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { signRequest } from '@kontor/client/sign';
import { proofHeader } from '@kontor/shared/proof';
import type { Keys } from './keys.ts';
import { verifyCaller } from './verifiers.ts';

const publicUrl = 'https://kontor.example';
let publicKey: CryptoKey;
let privateJwk: JWK;
beforeAll(async () => {
  const made = await generateKeyPair('EdDSA', { extractable: true });
  publicKey = made.publicKey;
  privateJwk = await exportJWK(made.privateKey);
});

/** A request below a shop's address, or below none, that the issuer has signed; and whose keys were looked up for it. */
async function asked(issuer: string | null, shop: string | null) {
  const target = shop === null ? '/v1/shops' : `/v1/shops/${shop}/orders`;
  const proof =
    issuer !== null &&
    signRequest(
      { bridge: publicUrl, shop: issuer, keyId: 'k1', privateKey: privateJwk },
      { method: 'GET', url: publicUrl + target },
    );
  const lookedUp: string[] = [];
  const keys: Keys = {
    find: async (of) => {
      lookedUp.push(of);
      return { kind: 'usable', key: publicKey, name: of === 'operator' ? 'berit' : '' };
    },
  };
  const headers = proof ? { [proofHeader]: proof } : {};
  const verified = await verifyCaller(
    { headers, shop, method: 'GET', target, body: new Uint8Array() },
    { publicUrl, keys, now: Date.now },
  );
  return { lookedUp, said: verified.ok ? verified.value.principal : verified.error.code };
}

describe('who makes a request', () => {
  it('is the operator, by the name of the key, below every address', async () => {
    for (const shop of [null, 's1'])
      expect(await asked('operator', shop)).toMatchObject({
        said: { kind: 'operator', shopId: null, actor: 'operator:berit' },
        lookedUp: ['operator'],
      });
  });

  it('is a shop below its own address', async () =>
    expect(await asked('s1', 's1')).toMatchObject({
      said: { kind: 'shop', shopId: 's1', actor: 'shop:s1', keyId: 'k1' },
      lookedUp: ['s1'],
    }));

  it('is no shop below the address of another, nor below none, and neither is looked up', async () => {
    expect(await asked('s2', 's1')).toEqual({ said: 'shop.unknown', lookedUp: [] });
    expect(await asked('s1', null)).toEqual({ said: 'caller.not_operator', lookedUp: [] });
  });

  it('is never a shop called "operator": that id is of another kind', async () => {
    expect(await asked('s1', 'operator')).toEqual({ said: 'shop.unknown', lookedUp: [] });
    expect(await asked('operator', 'operator')).toMatchObject({ said: { kind: 'operator' } });
  });

  it('is nobody without a proof', async () =>
    expect(await asked(null, 's1')).toEqual({ said: 'proof.missing', lookedUp: [] }));
});
