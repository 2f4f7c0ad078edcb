import { pairAnswer } from '@kontor/shared/pairing';
import { shopHostsVariable } from '../../bridge-server/src/shops/pairing/reach.ts';
import { openPairing, silentAddress } from '../setup/pairing.ts';
import { newShopKey, openShopAddress, pairBody, type ShopKey } from '../setup/shop-side.ts';

let bridge: Awaited<ReturnType<typeof openPairing>>;
const ended: (() => unknown)[] = [];
beforeAll(async () => {
  bridge = await openPairing();
});
afterAll(async () => {
  for (const end of ended.splice(0).reverse()) await end();
  await bridge.close();
});

describe('pairing again', () => {
  it('with a code for the shop resumes it, with its new address, and revokes its other keys', async () => {
    const { shop, key: old } = await bridge.pairedShop();
    const moved = silentAddress();
    const code = await bridge.makeCode(shop);
    const key = await newShopKey();
    expect(await bridge.paired(code.p, await pairBody(code, key, moved))).toMatchObject({ shop, resumed: true });
    expect([await bridge.statusOf(shop, old), await bridge.statusOf(shop, key)]).toEqual([401, 200]);
    expect(await bridge.shopRows()).toContainEqual(expect.objectContaining({ id: shop, url: moved }));
  });

  it('with the same key resumes its shop, wherever it is by now, and also after that key was given up', async () => {
    const { shop, key, url } = await bridge.pairedShop();
    const again = async () => {
      const code = await bridge.makeCode();
      return bridge.paired(code.p, await pairBody(code, key, silentAddress()));
    };
    expect(await again()).toMatchObject({ shop, resumed: true });
    const caller = bridge.callerWith(shop, key);
    const left = await bridge.http.request(caller, 'post', `/v1/shops/${shop}/unpair`, {});
    expect({ status: left.status, body: left.body as unknown }).toEqual({ status: 200, body: { revoked: key.keyId } });
    expect(await bridge.statusOf(shop, key)).toBe(401);
    expect((await bridge.http.request(caller, 'post', `/v1/shops/${shop}/unpair`, {})).body).toMatchObject({
      code: 'proof.revoked_key',
    });
    expect(await again()).toMatchObject({ shop, resumed: true });
    expect(await bridge.statusOf(shop, key)).toBe(200);
    expect(
      (await bridge.http.request(bridge.asOperator, 'get', `/v1/shops/${shop}/journal?code=shop.`)).body,
    ).toMatchObject({
      lines: ['shop.paired', 'shop.paired', 'shop.unpaired', 'shop.paired'].map((code) => ({ code })),
    });
    // Where it is by now counts once the address has proved the key.
    expect(await bridge.shopRows()).toContainEqual(expect.objectContaining({ id: shop, url, proved_url: null }));
    const address = await openShopAddress(ended, { kind: 'proves', key });
    const code = await bridge.makeCode();
    expect(await bridge.paired(code.p, await pairBody(code, key, address.url))).toMatchObject({ shop, resumed: true });
    expect(await bridge.shopRows()).toContainEqual(
      expect.objectContaining({ id: shop, url: address.url, proved_url: address.url, proved_at: expect.any(Date) }),
    );
  });

  it('with a new key at the same address resumes the shop if the address proves the key, however it is written', async () => {
    const first = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key: first });
    const code = await bridge.makeCode();
    const made = await bridge.paired(code.p, await pairBody(code, first, address.url));
    expect(made).toMatchObject({ resumed: false, reached: { ok: true } });
    const key = await newShopKey();
    address.answers({ kind: 'proves', key });
    const next = await bridge.makeCode();
    expect(await bridge.paired(next.p, await pairBody(next, key, `${address.url}/`))).toMatchObject({
      shop: made.shop,
      resumed: true,
      reached: { ok: true },
    });
    expect([await bridge.statusOf(made.shop, first), await bridge.statusOf(made.shop, key)]).toEqual([401, 200]);
  });

  it('with a new key at an address that proves another one is refused, without a word of which shop, and the code counts on', async () => {
    const { shop, url } = await bridge.provedShop(ended);
    const code = await bridge.makeCode();
    const key = await newShopKey();
    const answer = await bridge.send(code.p, await pairBody(code, key, url));
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'pairing.shop_exists', remedy: expect.stringContaining('pairing code of that shop') },
    });
    expect(answer.text).not.toContain(shop);
    expect(
      (await bridge.http.request(bridge.asOperator, 'get', `/v1/shops/${shop}/journal?code=shop.not_paired`)).body,
    ).toMatchObject({ lines: [{ actor: `pairing:${code.p}`, detail: { keyId: key.keyId, proved: false } }] });
    expect(await bridge.rowOf(code.p)).toMatchObject({ used_at: null, wrong_tries: 0 });
    expect(await bridge.statusOf(shop, key)).toBe(401);
    expect((await bridge.paired(code.p, await pairBody(code, key, silentAddress()))).resumed).toBe(false);
  });

  it('is refused where two shops have proved the address, whatever it proves', async () => {
    const { url, address } = await bridge.provedShop(ended);
    const { shop, key: second } = await bridge.pairedShop();
    address.answers({ kind: 'proves', key: second });
    const moves = await bridge.makeCode();
    expect(await bridge.paired(moves.p, await pairBody(moves, second, url))).toMatchObject({ shop, resumed: true });
    const key = await newShopKey();
    address.answers({ kind: 'proves', key });
    const code = await bridge.makeCode();
    const answer = await bridge.send(code.p, await pairBody(code, key, url));
    expect(answer.body).toMatchObject({
      code: 'pairing.shop_exists',
      cause: expect.stringContaining('More than one shop'),
    });
  });

  it('passes shops over that are archived', async () => {
    const { shop, url, key } = await bridge.pairedShop();
    await bridge.world.database.knex('shops').where({ id: shop }).update({ archived_at: new Date() });
    const code = await bridge.makeCode();
    const answer = await bridge.paired(code.p, await pairBody(code, key, url));
    expect(answer.resumed).toBe(false);
    expect(answer.shop).not.toBe(shop);
  });

  it('of one new site with two codes at once makes one shop', async () => {
    const key = await newShopKey();
    const { url } = await openShopAddress(ended, { kind: 'proves', key });
    const codes = await Promise.all([bridge.makeCode(), bridge.makeCode()]);
    const answers = await Promise.all(codes.map(async (code) => bridge.paired(code.p, await pairBody(code, key, url))));
    expect(answers.map(({ resumed }) => resumed).toSorted()).toEqual([false, true]);
    expect((await bridge.shopRows()).filter((row) => row.url === url)).toHaveLength(1);
  });
});

describe("the shop's address is asked for its key", () => {
  const reachedBy = async (url: string, key: ShopKey) => {
    const code = await bridge.makeCode();
    const answer = await bridge.send(code.p, await pairBody(code, key, url));
    expect(answer.status).toBe(200);
    return { reached: pairAnswer.parse(answer.body).reached, text: answer.text };
  };

  it('at the address of the plugin, below whatever path the shop has', async () => {
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key });
    expect((await reachedBy(`${address.url}/butikk/?lang=nb#top`, key)).reached).toEqual({ ok: true });
    expect(address.asked).toEqual([
      expect.stringMatching(/^\/butikk\/\?rest_route=\/kontor\/v1\/possession&nonce=[\w-]{16,64}$/),
    ]);
  });

  it.each<[string, object]>([
    ['another key', {}],
    ['another bridge', { publicUrl: 'https://other.example' }],
    ['an earlier question', { nonce: 'n'.repeat(32) }],
    ['another time', { now: 0 }],
  ])('and is not believed with an answer for %s', async (what, changed) => {
    const key = await newShopKey();
    const signer = what === 'another key' ? await newShopKey() : key;
    const address = await openShopAddress(ended, { kind: 'proves', key: signer, changed });
    expect((await reachedBy(address.url, key)).reached).toMatchObject({ ok: false, code: 'reach.unproved' });
  });

  it.each<[string, number, string]>([
    ['a page', 200, '<html>the inside of a private network</html>'],
    ['JSON of something else', 200, '{"secret":"the inside of a private network"}'],
    ['a refusal', 404, '{"code":"rest_no_route"}'],
    ['a fault', 500, 'the inside of a private network'],
  ])('and nothing of its answer is shown when that is %s (%i)', async (_what, status, body) => {
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'says', status, body });
    const { reached, text } = await reachedBy(address.url, key);
    expect(reached).toMatchObject({ ok: false, code: 'reach.not_kontor' });
    expect(text).not.toMatch(/inside|rest_no_route/);
  });

  it('and no redirect is followed, neither to a private address nor to one that would prove the key', async () => {
    const key = await newShopKey();
    const target = await openShopAddress(ended, { kind: 'proves', key });
    for (const location of [`http://localhost:${target.port}/`, `${target.url}/`]) {
      const address = await openShopAddress(ended, {
        kind: 'says',
        status: 302,
        headers: { location },
        body: 'moved',
      });
      const { reached, text } = await reachedBy(address.url, key);
      expect(reached).toMatchObject({ ok: false, code: 'reach.redirected' });
      expect(text).not.toContain(String(target.port));
    }
    expect(target.asked).toEqual([]);
  });

  it('but not at a private address that the operator has not allowed: nothing is sent there', async () => {
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key });
    for (const url of [`http://localhost:${address.port}/a`, `https://localhost:${address.port}/b`, 'https://[::1]']) {
      expect((await reachedBy(url, await newShopKey())).reached).toMatchObject({
        ok: false,
        code: 'reach.address_refused',
        cause: expect.stringContaining(shopHostsVariable),
      });
    }
    expect(address.asked).toEqual([]);
  });
});
