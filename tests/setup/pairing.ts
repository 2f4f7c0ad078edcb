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

/**
 * The one address of this machine at which the bridge may ask for a shop's key; `localhost` stays a private address.
 */
const allowedHost = '127.0.0.1';

/** An address that no other shop has and that never answers, since nobody listens on port 1. */
export const silentAddress = () => `http://${allowedHost}:1/${randomUUID()}`;

interface ShopRow {
  id: string;
  url: string;
  name: string;
  proved_url: string | null;
}

/** The bridge as the operator and the plugins of shops see it during a pairing. */
export async function openPairing() {
  const world = await openWorld();
  const egress = createEgress({
    policyOf: (key) =>
      createAddressPolicy({ privateHosts: key === shopWay ? [allowedHost] : [], variable: shopHostsVariable }),
    log: pino({ level: 'silent' }),
  });
  const http = await openHttp({ ...world, mirror: () => ({ ...world.mirror(), egress }) });
  const asOperator = await http.callerOf(operator);

  /** A pairing code as the operator makes it; `shop`: for a shop that is already there. */
  const makeCode = async (shop?: string) => {
    const answer = await http.request(asOperator, 'post', '/v1/pairings', shop === undefined ? {} : { shop });
    expect(answer.status).toBe(200);
    return pasted((answer.body as { code: string }).code);
  };
  /** What a plugin is answered that wants to be paired. */
  const send = (pairing: string, body: PairBody | object) =>
    http.request(null, 'post', `/v1/pairings/${pairing}/pair`, body);
  /** The answer to a plugin that is paired by that. */
  const paired = async (pairing: string, body: PairBody): Promise<PairAnswer> => {
    const answer = await send(pairing, body);
    expect({ status: answer.status, body: answer.body as unknown }).toEqual({
      status: 200,
      body: expect.any(Object) as unknown,
    });
    return pairAnswer.parse(answer.body);
  };
  const callerWith = (shop: string, { keyId, privateJwk }: ShopKey): Caller => ({
    issuer: shop,
    key: { keyId, privateJwk },
  });
  return {
    world,
    http,
    asOperator,
    makeCode,
    send,
    paired,
    callerWith,
    /** The status by which a request of the shop is answered that the key has signed: 200 as long as the key counts. */
    statusOf: async (shop: string, key: ShopKey) =>
      (await http.request(callerWith(shop, key), 'get', `/v1/shops/${shop}/keys`)).status,
    shopRows: () => world.database.knex('shops').select<ShopRow[]>('*'),
    rowOf: (pairing: string) =>
      world.database.knex('pairings').where({ id: pairing }).first() as Promise<Record<string, unknown>>,
    /** Pairs a new shop at an address that never answers. */
    async pairedShop() {
      const key = await newShopKey();
      const url = silentAddress();
      const code = await makeCode();
      return { key, url, ...(await paired(code.p, await pairBody(code, key, url))) };
    },
    /** Pairs a new shop at an address that proves the shop's key. */
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
