import type { ShopId } from '../../bridge-server/src/ids.ts';
import { endAfterAll } from '../setup/ended.ts';
import { openPairing, silentAddress } from '../setup/pairing.ts';
import { newShopKey, openShopAddress, pairBody, type ShopKey } from '../setup/shop-side.ts';

let bridge: Awaited<ReturnType<typeof openPairing>>;
const ended = endAfterAll();
beforeAll(async () => {
  bridge = await openPairing();
  ended.push(() => bridge.close());
});

describe('an address that a shop names without proving it', () => {
  it('does not lead its owner to the shop that named it first', async () => {
    const key = await newShopKey();
    const address = await openShopAddress(ended, { kind: 'proves', key });
    const squatter = await newShopKey();
    const squattersCode = await bridge.makeCode();
    const squat = await bridge.paired(squattersCode.p, await pairBody(squattersCode, squatter, address.url));
    expect(squat).toMatchObject({ resumed: false, reached: { ok: false, code: 'reach.unproved' } });
    const code = await bridge.makeCode();
    const own = await bridge.paired(code.p, await pairBody(code, key, address.url));
    expect(own).toMatchObject({ resumed: false, reached: { ok: true } });
    expect(own.shop).not.toBe(squat.shop);
    expect(await bridge.statusOf(own.shop, squatter)).toBe(401);
    expect(await bridge.statusOf(own.shop, key)).toBe(200);
    const listed = (await bridge.http.request(bridge.asOperator, 'get', '/v1/shops')).body as { shops: object[] };
    for (const [id, provedUrl] of [
      [squat.shop, null],
      [own.shop, address.url],
    ])
      expect(listed.shops).toContainEqual(expect.objectContaining({ id, url: address.url, provedUrl }));
  });

  it.each(['its own key', "the operator's code for it"])(
    'does not keep its owner from being paired when another shop names it with %s',
    async (by) => {
      const { shop, key: stranger } = await bridge.pairedShop();
      const key = await newShopKey();
      const address = await openShopAddress(ended, { kind: 'proves', key });
      const again = by === 'its own key' ? await bridge.makeCode() : await bridge.makeCode(shop);
      const strange = await bridge.paired(again.p, await pairBody(again, stranger, address.url));
      expect(strange).toMatchObject({ shop, resumed: true, reached: { ok: false } });
      const code = await bridge.makeCode();
      const own = await bridge.paired(code.p, await pairBody(code, key, address.url));
      expect(own).toMatchObject({ resumed: false, reached: { ok: true } });
      expect(own.shop).not.toBe(shop);
    },
  );

  it('does not replace the address that the shop proved before', async () => {
    const { shop, key, url, address } = await bridge.provedShop(ended);
    const away = await bridge.makeCode();
    await bridge.paired(away.p, await pairBody(away, key, silentAddress()));
    const next = await newShopKey();
    address.answers({ kind: 'proves', key: next });
    const code = await bridge.makeCode();
    expect(await bridge.paired(code.p, await pairBody(code, next, url))).toMatchObject({ shop, resumed: true });
  });
});

describe('a key that has ended', () => {
  const unpair = (shop: string, key: ShopKey) =>
    bridge.http.request(bridge.callerWith(shop, key), 'post', `/v1/shops/${shop}/unpair`, {});
  const revoke = (shop: string, key: ShopKey) =>
    bridge.http.request(bridge.asOperator, 'delete', `/v1/shops/${shop}/keys/${key.keyId}`);
  /** The ways in which a shop's key ends. */
  const ends: Record<string, (shop: string, key: ShopKey) => Promise<unknown>> = {
    'was revoked': revoke,
    'was given up and then revoked': async (shop, key) => [await unpair(shop, key), await revoke(shop, key)],
    'was rotated': async (shop, key) => bridge.http.keys.replace(shop as ShopId, key.keyId, (await newShopKey()).key),
    'was replaced by a code for its shop': async (shop) => {
      const code = await bridge.makeCode(shop);
      return bridge.paired(code.p, await pairBody(code, await newShopKey(), silentAddress()));
    },
    'was given up and then replaced': async (shop, key) => {
      await unpair(shop, key);
      const code = await bridge.makeCode(shop);
      return bridge.paired(code.p, await pairBody(code, await newShopKey(), silentAddress()));
    },
  };

  it.each(Object.keys(ends))('cannot be paired with any code when it %s', async (what) => {
    const { shop, key, url } = await bridge.provedShop(ended);
    await ends[what]?.(shop, key);
    const other = await bridge.pairedShop();
    for (const named of [undefined, shop, other.shop]) {
      const code = await bridge.makeCode(named);
      const answer = await bridge.send(code.p, await pairBody(code, key, url));
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'pairing.key_ended', remedy: expect.stringContaining('pairing code for that shop') },
      });
      expect(answer.text).not.toContain(shop);
      expect(await bridge.rowOf(code.p)).toMatchObject({ used_at: null });
      expect(await bridge.statusOf(shop, key)).toBe(401);
      // The code still counts for a new key.
      if (named === shop)
        expect(await bridge.paired(code.p, await pairBody(code, await newShopKey(), url))).toMatchObject({
          shop,
          resumed: true,
        });
    }
  });

  it('cannot be paired when it was given up and its shop was resumed by its address', async () => {
    const { shop, key, url, address } = await bridge.provedShop(ended);
    await unpair(shop, key);
    const next = await newShopKey();
    address.answers({ kind: 'proves', key: next });
    const code = await bridge.makeCode();
    expect(await bridge.paired(code.p, await pairBody(code, next, url))).toMatchObject({ shop, resumed: true });
    const laterCode = await bridge.makeCode();
    expect((await bridge.send(laterCode.p, await pairBody(laterCode, key, silentAddress()))).body).toMatchObject({
      code: 'pairing.key_ended',
    });
  });
});
