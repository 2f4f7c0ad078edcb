import fc from 'fast-check';
import { z } from 'zod';
import type { ShopId } from '../../bridge-server/src/ids.ts';
import { openReadShop, type ReadShop } from '../setup/read-shop.ts';
import { recordedDeliveries } from '../setup/recorded-deliveries.ts';
import { webhookSteps, type WebhookSteps } from '../setup/webhook-steps.ts';
import { fixture } from '../setup/woocommerce.ts';

const seed = Number(process.env['KONTOR_SEED'] ?? 20_261_128);

let readShop: ReadShop;
let steps: WebhookSteps;
beforeAll(async () => {
  readShop = await openReadShop();
  steps = webhookSteps(readShop);
});
afterAll(() => readShop.close());
beforeEach(() => readShop.reset());

describe('every recorded delivery of a real shop, sent three times in any order', () => {
  const deliveries = recordedDeliveries().filter(({ secret }) => secret !== undefined);
  const lastStates = [
    { id: '36', status: 'processing', tombstone: false },
    { id: '37', status: 'processing', tombstone: false },
    { id: '38', status: 'processing', tombstone: false },
    { id: '39', status: 'refunded', tombstone: false },
  ];
  const statesOf = async (shop: string) =>
    (await readShop.stored(shop)).map(({ id, status, tombstone }) => ({ id, status, tombstone }));
  const everyOrder = fc.shuffledSubarray([...deliveries, ...deliveries, ...deliveries], {
    minLength: 3 * deliveries.length,
  });
  /** Sends the deliveries to a shop, signed with its own secret. */
  const replay = async (shop: ShopId, shuffled: typeof deliveries): Promise<void> => {
    for (const { name, body, headers } of shuffled) {
      const { host: _, connection: __, 'content-length': ___, ...sent } = headers;
      const signature = (await steps.signedWith(shop, body))['x-wc-webhook-signature'] ?? '';
      const { status } = await steps.send(shop, body, { ...sent, 'x-wc-webhook-signature': signature });
      expect({ name, status }).toEqual({ name, status: 200 });
    }
  };

  it('ends with the last content of each order where the body is the event', async () => {
    await fc.assert(
      fc.asyncProperty(everyOrder, async (shuffled) => {
        const shop = await steps.shopWithoutKey();
        // The address at which the recorded shop stood.
        await readShop.world.database.knex('shops').where({ id: shop }).update({ url: 'http://127.0.0.1:8080' });
        await replay(shop, shuffled);
        expect(await statesOf(shop)).toEqual(lastStates);
        await readShop.reset();
      }),
      { numRuns: 3, seed },
    );
  });

  it('ends with what the shop shows where the bridge reads it', async () => {
    await fc.assert(
      fc.asyncProperty(everyOrder, async (shuffled) => {
        const shop = await readShop.connected();
        await steps.setUp(shop, { byHand: true });
        for (const name of [
          'status-processing-1-order_updated',
          'meta-only-1-order_updated',
          'order-variation-coupon-fee-1-order_created',
          'refund-full-1-order_updated',
        ])
          readShop.sandbox.control.save(recordedOrder.parse(JSON.parse(recorded(name).body)));
        readShop.sandbox.control.refund(39, { ...fixture('woocommerce/refunds/full-amount'), id: 45 });
        await replay(shop, shuffled);
        await steps.readHints(shop, async () => (await readShop.stored(shop)).length === lastStates.length);
        expect(await statesOf(shop)).toEqual(lastStates);
        await readShop.reset();
      }),
      { numRuns: 3, seed },
    );
  });
  const recorded = (name: string) => {
    const delivery = deliveries.find((candidate) => candidate.name === name);
    if (!delivery) throw new Error(`no delivery ${name} was recorded`);
    return delivery;
  };
  const recordedOrder = z.looseObject({ id: z.int(), status: z.string(), date_created_gmt: z.string() });
});
