import { identityClaims, identityType, writePairingCode } from '@kontor/shared/pairing';
import { keyIdOf, readToken } from '../../bridge-server/src/auth/token.ts';
import { identitySecret } from '../../bridge-server/src/shops/identity.ts';
import { publicUrl } from '../setup/http.ts';
import { openPairing, silentAddress } from '../setup/pairing.ts';
import { newShopKey, openShopAddress, pairBody, pasted, type PairBody, type ShopKey } from '../setup/shop-side.ts';

let bridge: Awaited<ReturnType<typeof openPairing>>;
const ended: (() => unknown)[] = [];
beforeAll(async () => {
  bridge = await openPairing();
});
afterAll(async () => {
  for (const end of ended.splice(0).reverse()) await end();
  await bridge.close();
});

describe('the bridge shows its own key', () => {
  const nonce = 'n'.repeat(24);

  it('signed for the nonce and its own address; the key is that of every code', async () => {
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

  it('made once, whoever asks first and however many at once; its private part is sealed', async () => {
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
  ])('not for a nonce that is none: %s', async (query) => {
    const answer = await bridge.http.request(null, 'get', `/v1/identity${query}`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'identity.bad_nonce' } });
  });

  it('not when it cannot be opened, and says what to do', async () => {
    const { private_jwk: sealed } = (await bridge.world.database.knex('identity').first()) as { private_jwk: string };
    await bridge.world.database.knex('identity').update({ private_jwk: 'spoilt' });
    const answer = await bridge.http.request(null, 'get', `/v1/identity?nonce=${nonce}`);
    await bridge.world.database.knex('identity').update({ private_jwk: sealed });
    expect(answer).toMatchObject({
      status: 503,
      body: { code: 'secret.unreadable', remedy: 'Tell whoever runs the bridge.' },
    });
  });

  it('and says with every answer which protocols it speaks', async () => {
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

  it('is not made by a shop, nor for a shop that is not there', async () => {
    const shop = await bridge.http.callerOf(bridge.world.shop);
    expect((await bridge.http.request(shop, 'post', '/v1/pairings', {})).body).toMatchObject({
      code: 'caller.not_operator',
    });
    const answer = await bridge.http.request(bridge.asOperator, 'post', '/v1/pairings', { shop: 's-none' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'shop.unknown' } });
  });

  it('makes a shop whose key counts at once, and the journal says so', async () => {
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

  it('answers the same to the same key again and to no other key, and asks no address again', async () => {
    const code = await bridge.makeCode();
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key });
    const other = await openShopAddress(ended, { kind: 'proves', key });
    const first = await bridge.paired(code.p, await pairBody(code, key, address.url));
    expect(first).toMatchObject({ resumed: false, reached: { ok: true } });
    const before = await bridge.shopRows();
    for (const { url } of [address, other, other])
      expect(await bridge.paired(code.p, await pairBody(code, key, url))).toEqual(first);
    const refused = await bridge.send(code.p, await pairBody(code, await newShopKey(), other.url));
    expect(refused).toMatchObject({ status: 409, body: { code: 'pairing.used' } });
    expect([address.asked.length, other.asked.length]).toEqual([1, 0]);
    expect(await bridge.shopRows()).toEqual(before);
  });

  it.each(['its time is over', 'that key has ended', 'that shop is put away'])(
    'answers not even the same key when %s',
    async (what) => {
      const code = await bridge.makeCode();
      const [key, url] = [await newShopKey(), silentAddress()];
      const { shop } = await bridge.paired(code.p, await pairBody(code, key, url));
      const { knex } = bridge.world.database;
      const past = new Date(0);
      if (what === 'its time is over') await knex('pairings').where({ id: code.p }).update({ expires_at: past });
      else if (what === 'that key has ended')
        await bridge.http.request(bridge.callerWith(shop, key), 'post', `/v1/shops/${shop}/unpair`, {});
      else await knex('shops').where({ id: shop }).update({ archived_at: past });
      const answer = await bridge.send(code.p, await pairBody(code, key, url));
      expect(answer).toMatchObject({ status: 409, body: { code: 'pairing.used' } });
      expect(answer.text).not.toContain(shop);
    },
  );

  it('leads to five questions to addresses, and then counts no more', async () => {
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

  it('is refused when it is unknown, or its secret is another', async () => {
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

  it('counts no more after five wrong secrets, however close together they come, not even with the right one', async () => {
    const code = await bridge.makeCode();
    const body = await pairBody({ ...code, s: 'x'.repeat(43) }, await newShopKey(), silentAddress());
    const answers = await Promise.all(Array.from({ length: 20 }, () => bridge.send(code.p, body)));
    const codes = answers.map(({ body: { code: said } }: { body: { code: string } }) => said);
    expect(codes.filter((said) => said === 'pairing.wrong')).toHaveLength(5);
    expect(codes.filter((said) => said === 'pairing.exhausted')).toHaveLength(15);
    const right = await bridge.send(code.p, await pairBody(code, await newShopKey(), silentAddress()));
    expect(right).toMatchObject({ status: 409, body: { code: 'pairing.exhausted' } });
  });

  it('counts no more when its time is over, and is forgotten a day later', async () => {
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
        expect.objectContaining({ what: 'pairings', keep: 'a day after they expire', due: 1 }),
      ]),
    });
    await bridge.http.request(bridge.asOperator, 'post', '/v1/retention/run', {});
    expect([await bridge.rowOf(code.p), await bridge.rowOf(fresh.p)]).toEqual([undefined, expect.anything()]);
    expect((await bridge.send(code.p, body)).body).toMatchObject({ code: 'pairing.wrong' });
  });

  it('is consumed once when twenty keys come at once: one shop, and nineteen are told that it counts no more', async () => {
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

  it('is consumed once when one key comes five times at once: every answer names the same shop', async () => {
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

describe("a shop's key is not paired", () => {
  it.each<[string, (body: PairBody, key: ShopKey) => Promise<Partial<PairBody>>, number, string, string]>([
    [
      'signed by another',
      async () => ({ key: (await newShopKey()).key }),
      422,
      'pairing.unproved',
      "not signed with the shop's key",
    ],
    ['a text that is no proof', async () => ({ proof: 'a.b.c' }), 422, 'pairing.unproved', 'not signed'],
    [
      'with the private part of a key',
      async (_body, { privateJwk }) => ({ key: privateJwk }),
      422,
      'pairing.unreadable',
      'key',
    ],
    [
      'with another address than one of the web',
      async (body) => ({ shop: { ...body.shop, url: 'ftp://nordlys.example' } }),
      422,
      'pairing.unreadable',
      'shop.url',
    ],
    [
      'with a name that no database holds',
      async (body) => ({ shop: { ...body.shop, name: 'Nord\0lys' } }),
      422,
      'pairing.unreadable',
      'shop',
    ],
    [
      'from a plugin that is too old',
      async (body) => ({ shop: { ...body.shop, protocol: 0 } }),
      409,
      'pairing.protocol',
      'protocol 0',
    ],
    [
      'from a plugin that is too new, whatever else it says',
      async () => ({ shop: { protocol: 2 } as PairBody['shop'], secret: '' }),
      409,
      'pairing.protocol',
      'protocol 2',
    ],
  ])('%s', async (_what, changed, status, codeSaid, cause) => {
    const code = await bridge.makeCode();
    const key = await newShopKey();
    const body = await pairBody(code, key, silentAddress());
    const answer = await bridge.send(code.p, { ...body, ...(await changed(body, key)) });
    expect(answer).toMatchObject({
      status,
      body: { code: codeSaid, cause: expect.stringContaining(cause), remedy: expect.any(String) },
    });
    expect(answer.text).not.toContain(code.s);
    expect(answer.text).not.toContain(String(key.privateJwk.d));
    // Whoever has the secret mends what is wrong and goes on with the same code.
    expect(await bridge.rowOf(code.p)).toMatchObject({ wrong_tries: 0, used_at: null });
    expect((await bridge.paired(code.p, body)).resumed).toBe(false);
  });

  it('with an id of a code that no database holds', async () => {
    const code = await bridge.makeCode();
    const answer = await bridge.send('%00', await pairBody(code, await newShopKey(), silentAddress()));
    expect(answer).toMatchObject({ status: 422, body: { code: 'pairing.unreadable' } });
  });

  it.each([
    ['another bridge', { publicUrl: 'https://other.example' }, 'another bridge'],
    ['another pairing', { pairing: 'another' }, 'another pairing'],
    ['another secret', { secret: 'x'.repeat(43) }, 'another secret'],
  ])('with a proof for %s', async (_what, changed, cause) => {
    const code = await bridge.makeCode();
    const answer = await bridge.send(code.p, await pairBody(code, await newShopKey(), silentAddress(), changed));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'pairing.unproved', cause: expect.stringContaining(cause) },
    });
  });

  it('by a clock that is wrong: both are shown', async () => {
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
  ])('by a body that cannot be read (%i %s)', async (status, code, body) => {
    const answer = await bridge.send('p', body as unknown as object);
    expect(answer).toMatchObject({ status, body: { code } });
  });
});

it('a pairing code is read however it was wrapped when it was pasted', async () => {
  const code = await bridge.makeCode();
  const text = writePairingCode(code);
  expect(text).toMatch(/^kontor-[\w-]+$/);
  expect(pasted(` ${text.slice(0, 40)}\n\t${text.slice(40)}\r\n`)).toEqual(code);
});
