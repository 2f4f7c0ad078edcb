import { freshDatabase } from '../../../tests/setup/database.ts';
import { createKeys } from './keys.ts';
import { verifyProof } from './proof.ts';
import { signRequest } from './sign.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
  await database.knex('shops').insert([
    { id: 's1', name: 'One', url: 'https://one.example.com' }, { id: 's2', name: 'Two', url: 'https://two.example.com' },
    { id: 's3', name: 'Gone', url: 'https://gone.example.com', archived_at: new Date() },
  ]);
});
afterAll(() => database.close());

const added = async (keys: ReturnType<typeof createKeys>, shop: string) => {
  const result = await keys.add(shop);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

describe('the keys of shops', () => {
  it('verify what their private part has signed', async () => {
    const keys = createKeys(database.knex);
    const { keyId, privateJwk } = await added(keys, 's1');
    const request = { shop: 's1', method: 'GET', body: Buffer.alloc(0) };
    const proof = await signRequest({ ...request, keyId, privateJwk, publicUrl: 'https://k.example.com', url: 'https://k.example.com/x' });
    expect(await verifyProof({ ...request, issuers: ['s1'], proof, target: '/x' }, { publicUrl: 'https://k.example.com', keys, now: Date.now })).toMatchObject({ ok: true });
    expect(privateJwk.d).toBeDefined();
    expect(await database.knex('keys').where({ id: keyId }).first('public_jwk')).toEqual({ public_jwk: { kty: 'OKP', crv: 'Ed25519', x: privateJwk.x } });
  });

  it('belong to one shop', async () => {
    const keys = createKeys(database.knex);
    const { keyId } = await added(keys, 's1');
    expect(await keys.find('s2', keyId)).toEqual({ kind: 'unknown_key' });
    expect(await keys.find('s9', keyId)).toEqual({ kind: 'unknown_issuer' });
    expect(await keys.find('s3', keyId)).toEqual({ kind: 'unknown_issuer' });
    expect(await keys.add('s3')).toMatchObject({ ok: false, error: { code: 'shop.unknown' } });
    expect(await keys.add('s9')).toMatchObject({ ok: false, error: { code: 'shop.unknown' } });
  });

  it('are revoked at once here, and within the cache time elsewhere', async () => {
    let now = 0;
    const here = createKeys(database.knex, { now: () => now });
    const elsewhere = createKeys(database.knex, { now: () => now });
    const { keyId } = await added(here, 's1');
    expect([await here.find('s1', keyId), await elsewhere.find('s1', keyId)]).toMatchObject([{ kind: 'usable' }, { kind: 'usable' }]);

    expect(await here.revoke('s1', keyId)).toBe(true);
    expect(await here.revoke('s1', keyId)).toBe(false);
    expect(await here.revoke('s2', keyId)).toBe(false);
    expect(await here.find('s1', keyId)).toEqual({ kind: 'revoked' });
    now = 4_999;
    expect(await elsewhere.find('s1', keyId)).toMatchObject({ kind: 'usable' });
    now = 5_000;
    expect(await elsewhere.find('s1', keyId)).toEqual({ kind: 'revoked' });
  });

  it('are asked for again after the database was away', async () => {
    const keys = createKeys(database.knex);
    await database.knex.raw('alter table keys rename to keys_away');
    await expect(keys.find('s1', 'k')).rejects.toThrow();
    await database.knex.raw('alter table keys_away rename to keys');
    expect(await keys.find('s1', 'k')).toEqual({ kind: 'unknown_key' });
  });
});
