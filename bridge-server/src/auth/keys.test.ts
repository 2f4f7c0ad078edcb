import { freshDatabase } from '../../../tests/setup/database.ts';
import type { JWK } from 'jose';
import { openDatabase } from '../database/database.ts';
import { createKeys, type NewKey } from './keys.ts';
import { signRequest } from '@kontor/client/sign';
import { proofHeader } from '@kontor/shared/proof';
import type { ShopId } from '../ids.ts';
import { verifyProof } from './proof.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
  await database.knex('shops').insert([
    { id: 's1', name: 'One', url: 'https://one.example.com' },
    { id: 's2', name: 'Two', url: 'https://two.example.com' },
    { id: 's3', name: 'Gone', url: 'https://gone.example.com', archived_at: new Date() },
  ]);
});
afterAll(() => database.close());

const [s1, s2, s3, s9] = ['s1', 's2', 's3', 's9'] as [ShopId, ShopId, ShopId, ShopId];

const addKey = async (keys: ReturnType<typeof createKeys>, shop: ShopId) => {
  const result = await keys.add(shop);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

describe('the keys of shops', () => {
  it('verify a request that their private part signed; only the public part is stored', async () => {
    const keys = createKeys(database);
    const { keyId, privateJwk } = await addKey(keys, s1);
    const request = { shop: 's1', method: 'GET', body: Buffer.alloc(0) };
    const proof = signRequest(
      { bridge: 'https://k.example.com', shop: 's1', keyId, privateKey: privateJwk },
      { ...request, url: 'https://k.example.com/x' },
    );
    expect(
      await verifyProof({ ...request, headers: { [proofHeader]: proof }, target: '/x' }, s1, {
        publicUrl: 'https://k.example.com',
        keys,
        now: Date.now,
      }),
    ).toMatchObject({ ok: true });
    expect(privateJwk.d).toBeDefined();
    expect(await database.knex('keys').where({ id: keyId }).first('public_jwk')).toEqual({
      public_jwk: { kty: 'OKP', crv: 'Ed25519', x: privateJwk.x },
    });
  });

  it('belong to one shop, and a shop that is archived or unknown has none', async () => {
    const keys = createKeys(database);
    const { keyId } = await addKey(keys, s1);
    expect(await keys.find(s2, keyId)).toEqual({ kind: 'unknown_key' });
    expect(await keys.find(s9, keyId)).toEqual({ kind: 'unknown_issuer' });
    expect(await keys.find(s3, keyId)).toEqual({ kind: 'unknown_issuer' });
    expect(await keys.add(s3)).toMatchObject({ ok: false, error: { code: 'shop.unknown' } });
    expect(await keys.add(s9)).toMatchObject({ ok: false, error: { code: 'shop.unknown' } });
  });

  it('cannot belong to anything else with an id, as the types already say', async () => {
    const connection: string = 'c1';
    // @ts-expect-error Only a shop or the operator is an issuer.
    expect(await createKeys(database).find(connection, 'k1')).toEqual({ kind: 'unknown_issuer' });
  });

  it('are revoked at once in every process', async () => {
    const otherDatabase = openDatabase(database.url);
    const here = createKeys(database);
    const elsewhere = createKeys(otherDatabase);
    const { keyId } = await addKey(here, s1);
    expect(await here.find(s1, keyId)).toMatchObject({ kind: 'usable' });
    expect(await elsewhere.find(s1, keyId)).toMatchObject({ kind: 'usable' });
    // Reads that began before the revocation must not answer those that come after it.
    const earlierReads = Array.from({ length: 20 }, () => elsewhere.find(s1, keyId));
    expect(await here.revoke(s1, keyId)).toBe(true);
    expect(await here.find(s1, keyId)).toEqual({ kind: 'revoked' });
    expect(await elsewhere.find(s1, keyId)).toEqual({ kind: 'revoked' });
    await Promise.all(earlierReads);
    expect(await here.revoke(s1, keyId)).toBe(false);
    expect(await here.revoke(s2, keyId)).toBe(false);
    await otherDatabase.close();
  });

  it('are read once for many requests at the same moment', async () => {
    const { keyId } = await addKey(createKeys(database), s1);
    let reads = 0;
    const counting = new Proxy(database.pool, {
      get: (pool, name) => {
        if (name === 'query') reads += 1;
        return Reflect.get(pool, name) as unknown;
      },
    });
    const keys = createKeys({ ...database, pool: counting });
    const lookups = await Promise.all(Array.from({ length: 50 }, () => keys.find(s1, keyId)));
    expect(lookups.map(({ kind }) => kind)).toEqual(Array.from({ length: 50 }, () => 'usable'));
    expect(reads).toBe(1);
  });

  it('are replaced in one commit, and never by a key that the shop had before', async () => {
    const keys = createKeys(database);
    const [first, revoked, newer] = [await addKey(keys, s1), await addKey(keys, s1), await addKey(keys, s2)];
    await keys.revoke(s1, revoked.keyId);
    const publicOf = ({ privateJwk: { kty, crv, x } }: NewKey) => ({ kty, crv, x }) as JWK;
    expect(await keys.replace(s1, first.keyId, publicOf(revoked))).toEqual({ kind: 'used' });
    expect(await keys.replace(s1, first.keyId, publicOf(first))).toEqual({ kind: 'used' });
    expect(await keys.find(s1, first.keyId)).toMatchObject({ kind: 'usable' });
    expect(await keys.find(s1, revoked.keyId)).toMatchObject({ kind: 'revoked' });
    expect(await keys.replace(s1, revoked.keyId, publicOf(newer))).toEqual({ kind: 'not_in_use' });
    const both = await Promise.all([
      keys.replace(s1, first.keyId, publicOf(newer)),
      keys.replace(s1, first.keyId, publicOf(newer)),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['not_in_use', 'replaced']);
    expect(await keys.find(s1, first.keyId)).toMatchObject({ kind: 'revoked' });
    expect(await keys.find(s1, newer.keyId)).toMatchObject({ kind: 'usable' });
  });

  it('can be read again after the database was away', async () => {
    const keys = createKeys(database);
    await database.knex.raw('alter table keys rename to keys_away');
    await expect(keys.find(s1, 'k')).rejects.toThrow();
    await database.knex.raw('alter table keys_away rename to keys');
    expect(await keys.find(s1, 'k')).toEqual({ kind: 'unknown_key' });
  });
});
