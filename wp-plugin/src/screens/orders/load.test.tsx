import type { BridgeClient } from '../../bridge/ask.ts';
import type { ShopRoutes } from '../shop-routes.ts';
import { loadOrder } from './load.ts';

/** Shop and bridge, each of which answers with more orders than requested, as both do for a list of ids. */
const sides = () => {
  let requests = 0;
  const answerWith = async <T,>(value: unknown) => {
    requests += 1;
    return { ok: true as const, value: value as T, correlationId: null };
  };
  const shop: ShopRoutes = { ask: () => answerWith([{ id: 34 }, { id: 12 }]) };
  const bridge: BridgeClient = {
    way: () => 'direct',
    ask: () => answerWith({ next: null, orders: [{ orderId: '34' }, { orderId: '12' }], unknown: [] }),
  };
  return { context: { bridge, shop, signal: new AbortController().signal }, requests: () => requests };
};

describe('one order', () => {
  it('is the requested one on both sides', async () => {
    const answer = await loadOrder(sides().context, '12');
    expect(answer).toMatchObject({ ok: true, value: { id: '12', shop: { id: 12 }, standing: { orderId: '12' } } });
  });

  it.each(['12,34', '12x', '007', '-1', '1e3'])(
    'does not exist if the address has “%s”, and neither side is asked',
    async (id) => {
      const { context, requests } = sides();
      expect(await loadOrder(context, id)).toMatchObject({ ok: false, problem: { code: 'order.not_here' } });
      expect(requests()).toBe(0);
    },
  );
});
