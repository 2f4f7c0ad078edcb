import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { pairAnswer, type PairAnswer } from '@kontor/shared/pairing';
import { operator } from '../../bridge-server/src/ids.ts';
import { createAddressPolicy } from '../../bridge-server/src/egress/address.ts';
import { createEgress } from '../../bridge-server/src/egress/send.ts';
import { shopHostsVariable, shopWay } from '../../bridge-server/src/shops/pairing/reach.ts';
import { openHttp, type Caller } from './http.ts';
import { newShopKey, openShopAddress, pairBody, pasted, type PairBody, type ShopKey } from './shop-side.ts';
import { openWorld } from './world.ts';

/** The one address of this machine that the bridge may ask for a shop's key; by its name this machine stays private. */
const allowedHost = '127.0.0.1';

/** An address that no other shop has, and where nothing answers: nobody listens on port 1. */
export const silentAddress = () => `http://${allowedHost}:1/${randomUUID()}`;

interface ShopRow {
  id: string;
  url: string;
  name: string;
  proved_url: string | null;
}

/** The bridge as an operator and the plugins of shops see it while they are paired. */
export async function openPairing() {
  const world = await openWorld();
  const egress = createEgress({
    policyOf: (key) =>
      createAddressPolicy({ privateHosts: key === shopWay ? [allowedHost] : [], variable: shopHostsVariable }),
    log: pino({ level: 'silent' }),
  });
  const http = await openHttp({ ...world, mirror: () => ({ ...world.mirror(), egress }) });
  const boss = await http.callerOf(operator);

  const makeCode = async (shop?: string) => {
    const made = await http.request(boss, 'post', '/v1/pairings', shop === undefined ? {} : { shop });
    expect(made.status).toBe(200);
    return pasted((made.body as { code: string }).code);
  };
  const send = (pairing: string, body: PairBody | object) =>
    http.request(null, 'post', `/v1/pairings/${pairing}/pair`, body);
  const paired = async (pairing: string, body: PairBody): Promise<PairAnswer> => {
    const answer = await send(pairing, body);
    expect([answer.status, answer.body]).toEqual([200, expect.any(Object)]);
    return pairAnswer.parse(answer.body);
  };
  const callerWith = (shop: string, { keyId, privateJwk }: ShopKey): Caller => ({
    issuer: shop,
    key: { keyId, privateJwk },
  });
  return {
    world,
    http,
    boss,
    makeCode,
    send,
    paired,
    callerWith,
    /** With what a request of the shop is answered that is signed with the key. */
    statusOf: async (shop: string, key: ShopKey) =>
      (await http.request(callerWith(shop, key), 'get', `/v1/shops/${shop}/keys`)).status,
    shopRows: () => world.database.knex('shops').select<ShopRow[]>('*'),
    rowOf: (pairing: string) =>
      world.database.knex('pairings').where({ id: pairing }).first() as Promise<Record<string, unknown>>,
    /** A shop that was paired at an address where nothing answers. */
    async pairedShop() {
      const key = await newShopKey();
      const url = silentAddress();
      const code = await makeCode();
      return { key, url, ...(await paired(code.p, await pairBody(code, key, url))) };
    },
    /** A shop that was paired at an address that proved its key. */
    async provedShop(ended: (() => unknown)[]) {
      const key = await newShopKey();
      const address = await openShopAddress(ended, { kind: 'proves', key });
      const code = await makeCode();
      const answer = await paired(code.p, await pairBody(code, key, address.url));
      expect(answer).toMatchObject({ resumed: false, reached: { ok: true } });
      return { key, address, url: address.url, ...answer };
    },
    async close() {
      await egress.close();
      await world.close();
    },
  };
}
