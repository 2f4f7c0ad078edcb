import type { BridgeClient } from '../../bridge/ask.ts';
import type { ShopRoutes } from '../shop-routes.ts';
import { loadOrder } from './load.ts';

/** Sides that answer with more than was asked for, as both do to a list of ids. */
const sides = () => {
  let asked = 0;
  const told = async <T,>(value: unknown) => {
    asked += 1;
    return { ok: true as const, value: value as T, correlationId: null };
  };
  const shop: ShopRoutes = { ask: () => told([{ id: 34 }, { id: 12 }]) };
  const bridge: BridgeClient = {
    way: () => 'direct',
    ask: () => told({ next: null, orders: [{ orderId: '34' }, { orderId: '12' }], unknown: [] }),
  };
  return { all: { bridge, shop, signal: new AbortController().signal }, asked: () => asked };
};

describe('one order', () => {
  it('is the one that was asked for, on both sides', async () => {
    const answer = await loadOrder(sides().all, '12');
    expect(answer).toMatchObject({ ok: true, value: { id: '12', shop: { id: 12 }, standing: { orderId: '12' } } });
  });

  it.each(['12,34', '12x', '007', '-1', '1e3'])(
    'is none where the address has “%s”, and nobody is asked',
    async (id) => {
      const { all, asked } = sides();
      expect(await loadOrder(all, id)).toMatchObject({ ok: false, problem: { code: 'order.not_here' } });
      expect(asked()).toBe(0);
    },
  );
});
