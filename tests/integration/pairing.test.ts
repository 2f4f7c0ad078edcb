import { identityClaims, identityType, writePairingCode } from '@kontor/shared/pairing';
import { keyIdOf, readToken } from '../../bridge-server/src/auth/token.ts';
import { identitySecret } from '../../bridge-server/src/shops/identity.ts';
import { endAfterAll } from '../setup/ended.ts';
import { publicUrl } from '../setup/http.ts';
import { openPairing, silentAddress } from '../setup/pairing.ts';
import { newShopKey, openShopAddress, pairBody, pasted, type PairBody, type ShopKey } from '../setup/shop-side.ts';

let bridge: Awaited<ReturnType<typeof openPairing>>;
const ended = endAfterAll();
beforeAll(async () => {
  bridge = await openPairing();
  ended.push(() => bridge.close());
});

describe("the bridge's own key", () => {
  const nonce = 'n'.repeat(24);

  it('signs the nonce and the address of the bridge, and is the key that pairing codes name', async () => {
    const answer = await bridge.http.request(null, 'get', `/v1/identity?nonce=${nonce}`);
    const { key, identity } = answer.body as { key: ShopKey['key']; identity: string };
    expect(Object.keys(key).toSorted()).toEqual(['crv', 'kty', 'x']);
    const read = await readToken(identity, key, { type: identityType, claims: identityClaims });
    expect(read).toEqual({
      kind: 'claims',
      keyId: await keyIdOf(key),
      claims: {
        iss: publicUrl,
        nonce,
        iat: expect.any(Number),
        version: '0.1.0',
        protocol: { oldest: 1, newest: 1 },
      },
    });
    expect(await bridge.makeCode()).toMatchObject({ u: publicUrl, k: await keyIdOf(key) });
  });

  it('is made once, however many ask at once, and its private part is sealed', async () => {
    await bridge.world.database.knex('identity').delete();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => bridge.http.request(null, 'get', `/v1/identity?nonce=${nonce}`)),
    );
    expect(new Set(answers.map(({ body }) => (body as { key: { x: string } }).key.x)).size).toBe(1);
    const row = (await bridge.world.database.knex('identity').first()) as { id: string; private_jwk: string };
    const opened = (await bridge.world.sealer.open(row.private_jwk, identitySecret)) as { d: string };
    expect(opened.d).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(row)).not.toContain(opened.d);
  });

  it.each([
    '',
    '?nonce=',
    '?nonce=short',
    `?nonce=${'n'.repeat(65)}`,
    '?nonce=with%20a%20space%20in',
    `?nonce=${nonce}&nonce=${nonce}`,
  ])('does not sign the wrong nonce of the query "%s"', async (query) => {
    const answer = await bridge.http.request(null, 'get', `/v1/identity${query}`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'identity.bad_nonce' } });
  });

  it('does not sign when it cannot be opened, and the answer says what to do', async () => {
    const { private_jwk: sealed } = (await bridge.world.database.knex('identity').first()) as { private_jwk: string };
    await bridge.world.database.knex('identity').update({ private_jwk: 'spoilt' });
    const answer = await bridge.http.request(null, 'get', `/v1/identity?nonce=${nonce}`);
    await bridge.world.database.knex('identity').update({ private_jwk: sealed });
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'secret.unreadable', remedy: 'Tell whoever runs the bridge.' },
    });
  });

  it('is not needed to learn the protocols of the bridge, which every answer names', async () => {
    for (const target of ['/healthz', '/nowhere', '/v1/shops', '/v1/identity'])
      expect((await bridge.http.request(null, 'get', target)).headers['kontor-protocol']).toBe('1-1');
  });
});

describe('a pairing code', () => {
  it('is made by the operator, and its secret is kept nowhere', async () => {
    const { p, s } = await bridge.makeCode();
    const row = await bridge.rowOf(p);
    expect(row).toMatchObject({ made_by: 'operator:tester', for_shop: null, used_at: null, wrong_tries: 0 });
    expect(Number(row['expires_at']) - Number(row['created_at'])).toBe(15 * 60_000);
    const kept = [row['secret_hash'] as Buffer, Buffer.from(s), Buffer.from(s, 'base64url')].map((bytes) =>
      bytes.toString('hex'),
    );
    expect(new Set(kept).size).toBe(3);
  });

  it('is not made by a shop, and not for a shop that does not exist', async () => {
    const shop = await bridge.http.callerOf(bridge.world.shop);
    expect((await bridge.http.request(shop, 'post', '/v1/pairings', {})).body).toMatchObject({
      code: 'caller.not_operator',
    });
    const answer = await bridge.http.request(bridge.asOperator, 'post', '/v1/pairings', { shop: 's-none' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'shop.unknown' } });
  });

  it('makes a shop whose key counts at once, which the journal tells', async () => {
    const { key, url, ...answer } = await bridge.pairedShop();
    expect(answer).toEqual({
      shop: expect.stringMatching(/^s/),
      keyId: key.keyId,
      bridge: publicUrl,
      resumed: false,
      reached: {
        ok: false,
        code: 'reach.unreachable',
        title: expect.any(String),
        cause: expect.any(String),
        remedy: expect.any(String),
      },
    });
    expect(await bridge.statusOf(answer.shop, key)).toBe(200);
    expect(await bridge.shopRows()).toContainEqual(expect.objectContaining({ id: answer.shop, name: 'Nordlys', url }));
    expect(
      (await bridge.http.request(bridge.asOperator, 'get', `/v1/shops/${answer.shop}/journal`)).body,
    ).toMatchObject({
      lines: [{ code: 'shop.paired', actor: `shop:${answer.shop}`, detail: { keyId: key.keyId, by: 'new' } }],
    });
  });

  it('answers the same key the same again, refuses another key, and asks no address again', async () => {
    const code = await bridge.makeCode();
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key });
    const otherAddress = await openShopAddress(ended, { kind: 'proves', key });
    const first = await bridge.paired(code.p, await pairBody(code, key, address.url));
    expect(first).toMatchObject({ resumed: false, reached: { ok: true } });
    const rowsBefore = await bridge.shopRows();
    for (const { url } of [address, otherAddress, otherAddress])
      expect(await bridge.paired(code.p, await pairBody(code, key, url))).toEqual(first);
    const refused = await bridge.send(code.p, await pairBody(code, await newShopKey(), otherAddress.url));
    expect(refused).toMatchObject({ status: 409, body: { code: 'pairing.used' } });
    expect(address.asked).toHaveLength(1);
    expect(otherAddress.asked).toEqual([]);
    expect(await bridge.shopRows()).toEqual(rowsBefore);
  });

  it.each(['its time is over', 'the key has ended', 'the shop is archived'])(
    'refuses even the key that used it when %s',
    async (what) => {
      const code = await bridge.makeCode();
      const key = await newShopKey();
      const url = silentAddress();
      const { shop } = await bridge.paired(code.p, await pairBody(code, key, url));
      const { knex } = bridge.world.database;
      const past = new Date(0);
      if (what === 'its time is over') await knex('pairings').where({ id: code.p }).update({ expires_at: past });
      else if (what === 'the key has ended')
        await bridge.http.request(bridge.callerWith(shop, key), 'post', `/v1/shops/${shop}/unpair`, {});
      else await knex('shops').where({ id: shop }).update({ archived_at: past });
      const answer = await bridge.send(code.p, await pairBody(code, key, url));
      expect(answer).toMatchObject({ status: 409, body: { code: 'pairing.used' } });
      expect(answer.text).not.toContain(shop);
    },
  );

  it('has addresses asked five times, and is exhausted after that', async () => {
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key });
    const first = await bridge.makeCode();
    await bridge.paired(first.p, await pairBody(first, key, address.url));
    const code = await bridge.makeCode();
    for (let turn = 1; turn <= 5; turn++) {
      const answer = await bridge.send(code.p, await pairBody(code, await newShopKey(), address.url));
      expect(answer.body).toMatchObject({ code: 'pairing.shop_exists' });
    }
    const last = await bridge.send(code.p, await pairBody(code, await newShopKey(), address.url));
    expect(last).toMatchObject({ status: 409, body: { code: 'pairing.exhausted' } });
    expect(address.asked).toHaveLength(6);
  });

  it('is refused when its id is unknown or its secret is wrong', async () => {
    const code = await bridge.makeCode();
    const other = await bridge.makeCode();
    const key = await newShopKey();
    for (const wrong of [
      { ...code, s: other.s },
      { ...code, p: 'unknown' },
      { ...code, s: 'short' },
    ]) {
      const answer = await bridge.send(wrong.p, await pairBody(wrong, key, 'https://nordlys.example'));
      expect(answer).toMatchObject({ status: 404, body: { code: 'pairing.wrong' } });
    }
    expect(await bridge.rowOf(code.p)).toMatchObject({ wrong_tries: 2, used_at: null });
    expect(await bridge.rowOf(other.p)).toMatchObject({ wrong_tries: 0 });
  });

  it('is exhausted after five wrong secrets at once, even for the right secret', async () => {
    const code = await bridge.makeCode();
    const body = await pairBody({ ...code, s: 'x'.repeat(43) }, await newShopKey(), silentAddress());
    const answers = await Promise.all(Array.from({ length: 20 }, () => bridge.send(code.p, body)));
    const refusals = answers.map((answer) => (answer.body as { code: string }).code);
    expect(refusals.filter((refusal) => refusal === 'pairing.wrong')).toHaveLength(5);
    expect(refusals.filter((refusal) => refusal === 'pairing.exhausted')).toHaveLength(15);
    const right = await bridge.send(code.p, await pairBody(code, await newShopKey(), silentAddress()));
    expect(right).toMatchObject({ status: 409, body: { code: 'pairing.exhausted' } });
  });

  it('is refused when its time is over, and deleted a day later', async () => {
    const code = await bridge.makeCode();
    const fresh = await bridge.makeCode();
    const age = (hours: number) =>
      bridge.world.database
        .knex('pairings')
        .where({ id: code.p })
        .update({ expires_at: bridge.world.database.knex.raw('now() - make_interval(hours => ?)', [hours]) });
    const body = await pairBody(code, await newShopKey(), silentAddress());
    await age(1);
    const late = await bridge.send(code.p, body);
    expect(late).toMatchObject({ status: 409, body: { code: 'pairing.expired' } });
    await bridge.http.request(bridge.asOperator, 'post', '/v1/retention/run', {});
    expect(await bridge.rowOf(code.p)).toBeDefined();
    await age(25);
    expect((await bridge.http.request(bridge.asOperator, 'get', '/v1/retention')).body).toMatchObject({
      retention: expect.arrayContaining([
        expect.objectContaining({ what: 'pairings', keep: 'until a day after they expire', due: 1 }),
      ]),
    });
    await bridge.http.request(bridge.asOperator, 'post', '/v1/retention/run', {});
    expect(await bridge.rowOf(code.p)).toBeUndefined();
    expect(await bridge.rowOf(fresh.p)).toBeDefined();
    expect((await bridge.send(code.p, body)).body).toMatchObject({ code: 'pairing.wrong' });
  });

  it('makes one shop when twenty keys come at once, and refuses the nineteen others', async () => {
    const code = await bridge.makeCode();
    const before = (await bridge.shopRows()).length;
    const bodies = await Promise.all(
      Array.from({ length: 20 }, async () => pairBody(code, await newShopKey(), silentAddress())),
    );
    const answers = await Promise.all(bodies.map((body) => bridge.send(code.p, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(19).fill(409)]);
    for (const { status, body } of answers)
      if (status === 409) expect(body).toMatchObject({ code: expect.stringMatching(/^pairing\.(used|exhausted)$/) });
    expect((await bridge.shopRows()).length).toBe(before + 1);
    expect(Number((await bridge.rowOf(code.p))['askings'])).toBeLessThanOrEqual(5);
  });

  it('makes one shop when one key comes five times at once, and each answer names that shop', async () => {
    const code = await bridge.makeCode();
    const before = (await bridge.shopRows()).length;
    const body = await pairBody(code, await newShopKey(), silentAddress());
    const answers = await Promise.all(Array.from({ length: 5 }, () => bridge.paired(code.p, body)));
    expect(new Set(answers.map(({ shop, resumed }) => `${shop} ${resumed}`)).size).toBe(1);
    expect((await bridge.shopRows()).length).toBe(before + 1);
    const { shop = '' } = answers[0] ?? {};
    expect(
      (await bridge.http.request(bridge.asOperator, 'get', `/v1/shops/${shop}/journal?code=shop.paired`)).body,
    ).toMatchObject({
      lines: [{ code: 'shop.paired' }],
    });
  });
});

describe('a pairing that is refused', () => {
  it.each<[string, (body: PairBody, key: ShopKey) => Promise<Partial<PairBody>>, number, string, string]>([
    [
      'a proof of another key',
      async () => ({ key: (await newShopKey()).key }),
      422,
      'pairing.unproved',
      "The shop's key did not sign the proof",
    ],
    ['a text that is no proof', async () => ({ proof: 'a.b.c' }), 422, 'pairing.unproved', 'did not sign'],
    [
      'the private part of a key',
      async (_body, { privateJwk }) => ({ key: privateJwk }),
      422,
      'pairing.unreadable',
      'key',
    ],
    [
      'an address that is not of the web',
      async (body) => ({ shop: { ...body.shop, url: 'ftp://nordlys.example' } }),
      422,
      'pairing.unreadable',
      'shop.url',
    ],
    [
      'a name that no database can store',
      async (body) => ({ shop: { ...body.shop, name: 'Nord\0lys' } }),
      422,
      'pairing.unreadable',
      'shop',
    ],
    [
      'a plugin that is too old',
      async (body) => ({ shop: { ...body.shop, protocol: 0 } }),
      409,
      'pairing.protocol',
      'protocol 0',
    ],
    [
      'a plugin that is too new, whatever else it sends',
      async () => ({ shop: { protocol: 2 } as PairBody['shop'], secret: '' }),
      409,
      'pairing.protocol',
      'protocol 2',
    ],
  ])('has %s', async (_what, changed, status, refusal, cause) => {
    const code = await bridge.makeCode();
    const key = await newShopKey();
    const body = await pairBody(code, key, silentAddress());
    const answer = await bridge.send(code.p, { ...body, ...(await changed(body, key)) });
    expect(answer).toMatchObject({
      status,
      body: { code: refusal, cause: expect.stringContaining(cause), remedy: expect.any(String) },
    });
    expect(answer.text).not.toContain(code.s);
    expect(answer.text).not.toContain(String(key.privateJwk.d));
    // Whoever has the secret may correct the fault and use the same code.
    expect(await bridge.rowOf(code.p)).toMatchObject({ wrong_tries: 0, used_at: null });
    expect((await bridge.paired(code.p, body)).resumed).toBe(false);
  });

  it('has an id of a code that no database can store', async () => {
    const code = await bridge.makeCode();
    const answer = await bridge.send('%00', await pairBody(code, await newShopKey(), silentAddress()));
    expect(answer).toMatchObject({ status: 422, body: { code: 'pairing.unreadable' } });
  });

  it.each([
    ['another bridge', { publicUrl: 'https://other.example' }, 'another bridge'],
    ['another pairing', { pairing: 'another' }, 'another pairing'],
    ['another secret', { secret: 'x'.repeat(43) }, 'another secret'],
  ])('has a proof for %s', async (_what, changed, cause) => {
    const code = await bridge.makeCode();
    const answer = await bridge.send(code.p, await pairBody(code, await newShopKey(), silentAddress(), changed));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'pairing.unproved', cause: expect.stringContaining(cause) },
    });
  });

  it('has a proof by a wrong clock, and the answer shows both clocks', async () => {
    const code = await bridge.makeCode();
    const hourAgo = Math.floor(Date.now() / 1000 - 3600) * 1000;
    const late = await pairBody(code, await newShopKey(), silentAddress(), { now: hourAgo });
    const answer = await bridge.send(code.p, late);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        code: 'pairing.skewed_clock',
        clocks: { bridge: expect.any(String), caller: new Date(hourAgo).toISOString() },
      },
    });
  });

  it.each([
    [400, 'body.broken_json', '{"secret":'],
    [422, 'pairing.unreadable', '[]'],
    [422, 'pairing.unreadable', '{}'],
  ])('has a body that cannot be read (%i %s)', async (status, code, body) => {
    const answer = await bridge.send('p', body as unknown as object);
    expect(answer).toMatchObject({ status, body: { code } });
  });
});

it('a pairing code is read even if it was wrapped when it was pasted', async () => {
  const code = await bridge.makeCode();
  const text = writePairingCode(code);
  expect(text).toMatch(/^kontor-[\w-]+$/);
  expect(pasted(` ${text.slice(0, 40)}\n\t${text.slice(40)}\r\n`)).toEqual(code);
});
