import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { signRequest } from '@kontor/client/sign';
import { createKeys } from '../../bridge-server/src/auth/keys.ts';
import { provePossession, type Possession } from '../../bridge-server/src/auth/possession.ts';
import { openDatabase } from '../../bridge-server/src/database/database.ts';
import { openHttp, publicUrl, type Caller, type Http } from '../setup/http.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
let http: Http;
beforeAll(async () => {
  world = await openWorld();
  http = await openHttp(world);
});
afterAll(() => world.close());

const newKey = async () => {
  const privateJwk = await exportJWK((await generateKeyPair('EdDSA', { extractable: true })).privateKey);
  const { kty, crv, x } = privateJwk;
  const publicJwk = { kty, crv, x } as JWK;
  return { privateJwk, publicJwk, keyId: await calculateJwkThumbprint(publicJwk) };
};
/** Asks to take the key in place of the caller's; what the new key signs may be changed. */
const rotate = async (caller: Caller, key: JWK, signer: JWK, changed: Partial<Possession> = {}) => {
  const proof = await provePossession(signer, {
    issuer: caller.issuer,
    publicUrl,
    replaces: caller.key.keyId,
    now: Date.now(),
    ...changed,
  });
  return http.request(caller, 'post', `/v1/shops/${caller.issuer}/key-rotation`, { key, proof });
};
const statusOf = async (caller: Caller) =>
  (await http.request(caller, 'get', `/v1/shops/${caller.issuer}/keys`)).status;

describe("a rotation of a shop's signing key", () => {
  it('needs the old key and the new one, and every process refuses the old key at once', async () => {
    const old = await http.callerOf(world.shop);
    const { privateJwk, publicJwk, keyId } = await newKey();
    const elsewhere = openDatabase(world.database.url);
    const keys = createKeys(elsewhere);
    expect((await keys.find(world.shop, old.key.keyId)).kind).toBe('usable');
    const answer = await rotate(old, publicJwk, privateJwk);
    expect({ status: answer.status, body: answer.body as unknown }).toEqual({
      status: 200,
      body: { keyId, revoked: old.key.keyId },
    });
    expect((await keys.find(world.shop, old.key.keyId)).kind).toBe('revoked');
    expect((await keys.find(world.shop, keyId)).kind).toBe('usable');
    await elsewhere.close();
    const next: Caller = { issuer: world.shop, key: { keyId, privateJwk } };
    expect(await statusOf(old)).toBe(401);
    expect(await statusOf(next)).toBe(200);
    // The bridge has never seen the private part.
    expect(
      Object.keys(
        (await world.database.knex('keys').where({ id: keyId }).first<{ public_jwk: object }>('public_jwk')).public_jwk,
      ).toSorted(),
    ).toEqual(['crv', 'kty', 'x']);
    // What was lost is only the answer: the old key is told that it is revoked, the new one counts.
    expect((await rotate(old, publicJwk, privateJwk)).body).toMatchObject({ code: 'proof.revoked_key' });
  });

  it.each<[string, Partial<Possession> | 'another key' | 'nothing', string]>([
    ['another shop', { issuer: 's-other' }, 'another shop'],
    ['another bridge', { publicUrl: 'https://other.example' }, 'another bridge'],
    ['another key of the shop', { replaces: 'k-other' }, 'another key'],
    ['another time', { now: Date.now() - 3_600_000 }, '60 seconds'],
    ['nobody who has the new key', 'another key', 'not signed with the new key'],
    ['a text that is no proof', 'nothing', 'not signed with the new key'],
  ])('is refused with a proof for %s', async (_what, changed, cause) => {
    const old = await http.callerOf(world.shop);
    const { privateJwk, publicJwk } = await newKey();
    const answer =
      changed === 'nothing'
        ? await http.request(old, 'post', `/v1/shops/${world.shop}/key-rotation`, { key: publicJwk, proof: 'a.b.c' })
        : changed === 'another key'
          ? await rotate(old, publicJwk, (await newKey()).privateJwk)
          : await rotate(old, publicJwk, privateJwk, changed);
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'key.unproved', cause: expect.stringContaining(cause) },
    });
    expect(await statusOf(old)).toBe(200);
  });

  it("is refused with a request's proof in place of the new key's proof", async () => {
    const old = await http.callerOf(world.shop);
    const { privateJwk, publicJwk, keyId } = await newKey();
    const proof = signRequest(
      { bridge: publicUrl, shop: world.shop, keyId, privateKey: privateJwk },
      { method: 'POST', url: publicUrl },
    );
    const answer = await http.request(old, 'post', `/v1/shops/${world.shop}/key-rotation`, { key: publicJwk, proof });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'key.unproved', cause: expect.stringContaining('typ') },
    });
  });

  it('is refused when a revoked key, the new key itself or the operator signs the request', async () => {
    const [old, asOperator] = [await http.callerOf(world.shop), await http.callerOf('operator')];
    const { privateJwk, publicJwk, keyId } = await newKey();
    await http.keys.revoke(world.shop, old.key.keyId);
    expect((await rotate(old, publicJwk, privateJwk)).body).toMatchObject({ code: 'proof.revoked_key' });
    expect(
      (await rotate({ issuer: world.shop, key: { keyId, privateJwk } }, publicJwk, privateJwk)).body,
    ).toMatchObject({ code: 'proof.unknown_key' });
    const proof = await provePossession(privateJwk, {
      issuer: world.shop,
      publicUrl,
      replaces: old.key.keyId,
      now: Date.now(),
    });
    expect(
      (await http.request(asOperator, 'post', `/v1/shops/${world.shop}/key-rotation`, { key: publicJwk, proof }))
        .status,
    ).toBe(404);
  });

  it('is refused for a key that the shop had before, and for a private key in the request', async () => {
    const [old, gone] = [await http.callerOf(world.shop), await http.callerOf(world.shop)];
    await http.keys.revoke(world.shop, gone.key.keyId);
    const { kty, crv, x } = gone.key.privateJwk;
    const before = await rotate(old, { kty, crv, x } as JWK, gone.key.privateJwk);
    expect(before).toMatchObject({ status: 409, body: { code: 'key.used_before' } });
    const { privateJwk } = await newKey();
    expect((await rotate(old, privateJwk, privateJwk)).body).toMatchObject({
      code: 'input.wrong',
      cause: expect.not.stringContaining(String(privateJwk.d)),
    });
    expect(await statusOf(old)).toBe(200);
    expect(await statusOf(gone)).toBe(401);
  });
});
