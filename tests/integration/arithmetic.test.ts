import { transferIdOf } from '../setup/ids.ts';
import { applyVerb } from '../../bridge-server/src/mirror/person/apply-verb.ts';
import { callerOf, patch } from '../sandboxes/poweroffice/caller.ts';
import { openWorld, testTiming } from '../setup/world.ts';
import { fixture, roundedOrder, simpleOrder } from '../setup/woocommerce.ts';
import { causeOf } from '../setup/telling.ts';

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

it('stops a document whose total is right and whose VAT is not, until a person accepts it', async () => {
  const world = await openWorld({ sandbox: { prices: 'gross' }, settings: { unitPrices: 'gross' } });
  await world.receive({ generation: 1, order: simpleOrder(1) });
  await world.settle();
  // The office changes the account while Kontor still remembers the former one.
  const office = await callerOf(world.sandbox);
  const products = await office('GET', '/v2/Products?codes=A-1');
  const account = async (number: string) => {
    const [found] = (await office('GET', `/v2/GeneralLedgerAccounts?accountNos=${number}`)).json;
    return patch(office, `/v2/Products/${String(products.json[0]?.['Id'])}`, {
      op: 'replace',
      path: '/StandardSalesAccountId',
      value: found?.['Id'],
    });
  };
  expect((await account('3030')).status).toBe(200);
  await world.receive({ generation: 1, order: simpleOrder(2) });
  const [, blocked] = await world.settle();
  expect(blocked).toMatchObject({
    state: 'blocked',
    reason: 'refused.document_differs',
    total: 34_900,
    targetTotal: 34_900,
  });
  expect(causeOf(blocked)).toMatch(
    /net amount of A-1 303\.48 instead of 279\.20, VAT of A-1 45\.52 instead of 69\.80\.$/,
  );

  const asked = { shopId: world.shop, id: transferIdOf(blocked?.id) };
  expect((await applyVerb(world.database, 'accept', asked, testTiming, 'operator:test')).ok).toBe(true);
  expect((await world.settle())[1]).toMatchObject({ state: 'done', reason: 'accepted.difference' });
});
