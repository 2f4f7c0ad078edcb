import { openWorld } from '../setup/world.ts';
import { fixture, roundedOrder } from '../setup/woocommerce.ts';

const fixtures = [
  'simple-25-vipps-paid',
  'four-rates-shipping',
  'coupon-percent-rounding',
  'cod-fee',
  'guest-no-phone',
  'company-orgnr-invoice',
  'gift-card-no-tax',
];

describe.each([['net'], ['gross']] as const)('unit prices read as %s', (prices) => {
  it.each([['line'], ['rate'], ['order']] as const)(
    "with VAT rounded per %s, every document ends at its order's cents",
    async (rounding) => {
      const world = await openWorld({ sandbox: { prices, rounding }, settings: { unitPrices: prices } });
      const bodies = [...fixtures.map((name) => fixture(`woocommerce-no/orders/${name}`)), roundedOrder(500)];
      await world.receive(...bodies.map((order) => ({ generation: 1, order })));
      const settled = await world.settle();
      expect(
        settled.map(({ state, reason, total, targetTotal }) => ({
          state,
          reason,
          off: (targetTotal ?? 0) - (total ?? 0),
        })),
      ).toEqual(bodies.map(() => ({ state: 'done', reason: 'sent', off: 0 })));
      expect(
        world.sandbox.control
          .state()
          .orders.map((order) => order.total)
          .sort(),
      ).toEqual(settled.map((transfer) => transfer.total).sort());
      await world.close();
    },
    20_000,
  );
});
