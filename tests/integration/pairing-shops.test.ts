import { addShop } from '../../bridge-server/src/shops/shop.ts';
import { pairAnswer } from '@kontor/shared/pairing';
import { shopHostsVariable } from '../../bridge-server/src/shops/pairing/reach.ts';
import { endAfterAll } from '../setup/ended.ts';
import { openPairing, silentAddress } from '../setup/pairing.ts';
import { newShopKey, openShopAddress, pairBody, type ShopKey } from '../setup/shop-side.ts';

let bridge: Awaited<ReturnType<typeof openPairing>>;
const ended = endAfterAll();
beforeAll(async () => {
  bridge = await openPairing();
  ended.push(() => bridge.close());
});

describe('a site that is paired again', () => {
  it('resumes its shop with a code for the shop, which gets its new address and loses its other keys', async () => {
    const { shop, key: oldKey } = await bridge.pairedShop();
    const newUrl = silentAddress();
    const code = await bridge.makeCode(shop);
    const key = await newShopKey();
    expect(await bridge.paired(code.p, await pairBody(code, key, newUrl))).toMatchObject({ shop, resumed: true });
    expect(await bridge.statusOf(shop, oldKey)).toBe(401);
    expect(await bridge.statusOf(shop, key)).toBe(200);
    expect(await bridge.shopRows()).toContainEqual(expect.objectContaining({ id: shop, url: newUrl }));
  });

  it('resumes its shop with its key, wherever the site is now, even after it has given the key up', async () => {
    const { shop, key, url } = await bridge.pairedShop();
    const pairAgain = async () => {
      const code = await bridge.makeCode();
      return bridge.paired(code.p, await pairBody(code, key, silentAddress()));
    };
    expect(await pairAgain()).toMatchObject({ shop, resumed: true });
    const caller = bridge.callerWith(shop, key);
    const unpaired = await bridge.http.request(caller, 'post', `/v1/shops/${shop}/unpair`, {});
    expect({ status: unpaired.status, body: unpaired.body as unknown }).toEqual({
      status: 200,
      body: { revoked: key.keyId },
    });
    expect(await bridge.statusOf(shop, key)).toBe(401);
    expect((await bridge.http.request(caller, 'post', `/v1/shops/${shop}/unpair`, {})).body).toMatchObject({
      code: 'proof.revoked_key',
    });
    expect(await pairAgain()).toMatchObject({ shop, resumed: true });
    expect(await bridge.statusOf(shop, key)).toBe(200);
    expect(
      (await bridge.http.request(bridge.asOperator, 'get', `/v1/shops/${shop}/journal?code=shop.`)).body,
    ).toMatchObject({
      lines: ['shop.paired', 'shop.paired', 'shop.unpaired', 'shop.paired'].map((code) => ({ code })),
    });
    // A new address counts only once it has proved the key.
    expect(await bridge.shopRows()).toContainEqual(expect.objectContaining({ id: shop, url, proved_url: null }));
    const address = await openShopAddress(ended, { kind: 'proves', key });
    const code = await bridge.makeCode();
    expect(await bridge.paired(code.p, await pairBody(code, key, address.url))).toMatchObject({ shop, resumed: true });
    expect(await bridge.shopRows()).toContainEqual(
      expect.objectContaining({ id: shop, url: address.url, proved_url: address.url, proved_at: expect.any(Date) }),
    );
  });

  it('resumes the shop of its address with a new key if the address proves the key', async () => {
    const first = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key: first });
    const code = await bridge.makeCode();
    const paired = await bridge.paired(code.p, await pairBody(code, first, address.url));
    expect(paired).toMatchObject({ resumed: false, reached: { ok: true } });
    const key = await newShopKey();
    address.answers({ kind: 'proves', key });
    const next = await bridge.makeCode();
    expect(await bridge.paired(next.p, await pairBody(next, key, `${address.url}/`))).toMatchObject({
      shop: paired.shop,
      resumed: true,
      reached: { ok: true },
    });
    expect(await bridge.statusOf(paired.shop, first)).toBe(401);
    expect(await bridge.statusOf(paired.shop, key)).toBe(200);
  });

  it('resumes the shop that the bridge reads at its address with a REST key, so that no order is booked twice', async () => {
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key });
    const { database } = bridge.world;
    const { id: shop } = await addShop(database.knex, { name: 'Nordlys', url: address.url });
    await database.knex('shop_readings').insert({
      shop_id: shop,
      url: address.url,
      key_in: 'header',
      credentials: 'sealed',
      read_from: new Date(),
      read_until: new Date(),
      due_at: 'infinity',
    });
    const code = await bridge.makeCode();
    expect(await bridge.paired(code.p, await pairBody(code, key, `${address.url}/`))).toMatchObject({
      shop,
      resumed: true,
      reached: { ok: true },
    });
  });

  it('is refused with a new key if its address proves another one, without naming the shop or using the code', async () => {
    const { shop, url } = await bridge.provedShop(ended);
    const code = await bridge.makeCode();
    const key = await newShopKey();
    const answer = await bridge.send(code.p, await pairBody(code, key, url));
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'pairing.shop_exists', remedy: expect.stringContaining('pairing code for that shop') },
    });
    expect(answer.text).not.toContain(shop);
    expect(
      (await bridge.http.request(bridge.asOperator, 'get', `/v1/shops/${shop}/journal?code=shop.not_paired`)).body,
    ).toMatchObject({ lines: [{ actor: `pairing:${code.p}`, detail: { keyId: key.keyId, proved: false } }] });
    expect(await bridge.rowOf(code.p)).toMatchObject({ used_at: null, wrong_tries: 0 });
    expect(await bridge.statusOf(shop, key)).toBe(401);
    expect((await bridge.paired(code.p, await pairBody(code, key, silentAddress()))).resumed).toBe(false);
  });

  it('is refused if two shops have proved its address, whichever key the address proves now', async () => {
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
      cause: expect.stringContaining('Several shops of the bridge'),
    });
  });

  it('becomes a new shop if its former shop is archived', async () => {
    const { shop, url, key } = await bridge.pairedShop();
    await bridge.world.database.knex('shops').where({ id: shop }).update({ archived_at: new Date() });
    const code = await bridge.makeCode();
    const answer = await bridge.paired(code.p, await pairBody(code, key, url));
    expect(answer.resumed).toBe(false);
    expect(answer.shop).not.toBe(shop);
  });

  it('becomes one shop when it is new and uses two codes at once', async () => {
    const key = await newShopKey();
    const { url } = await openShopAddress(ended, { kind: 'proves', key });
    const codes = await Promise.all([bridge.makeCode(), bridge.makeCode()]);
    const answers = await Promise.all(codes.map(async (code) => bridge.paired(code.p, await pairBody(code, key, url))));
    expect(answers.map(({ resumed }) => resumed).toSorted()).toEqual([false, true]);
    expect((await bridge.shopRows()).filter((row) => row.url === url)).toHaveLength(1);
  });
});

describe("the question to a shop's address for its key", () => {
  const reachedBy = async (url: string, key: ShopKey) => {
    const code = await bridge.makeCode();
    const answer = await bridge.send(code.p, await pairBody(code, key, url));
    expect(answer.status).toBe(200);
    return { reached: pairAnswer.parse(answer.body).reached, text: answer.text };
  };

  it('goes to the plugin, below whatever path the shop has', async () => {
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
  ])('does not believe an answer for %s', async (what, changed) => {
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
  ])('shows nothing of an answer that is %s (%i)', async (_what, status, body) => {
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'says', status, body });
    const { reached, text } = await reachedBy(address.url, key);
    expect(reached).toMatchObject({ ok: false, code: 'reach.not_kontor' });
    expect(text).not.toMatch(/inside|rest_no_route/);
  });

  it('follows no redirect, neither to a private address nor to one that would prove the key', async () => {
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

  it('is not sent to a private address that the operator has not allowed', async () => {
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
