import { callerOf, patch } from '../sandboxes/poweroffice/caller.ts';
import { sayVerb } from '../setup/person.ts';
import { openWorld } from '../setup/world.ts';
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

describe.each([['net'], ['gross']] as const)('a company in Go whose unit prices are %s', (prices) => {
  it.each([['line'], ['rate'], ['order']] as const)(
    "and whose VAT is rounded per %s gets every document with its order's total",
    async (rounding) => {
      const world = await openWorld({ sandbox: { prices, rounding }, settings: { unitPrices: prices } });
      const bodies = [...fixtures.map((name) => fixture(`woocommerce-no/orders/${name}`)), roundedOrder(500)];
      await world.receive(...bodies.map((order) => ({ generation: 1, order })));
      const settled = await world.settle();
      expect(
        settled.map(({ state, reason, total, targetTotal }) => ({
          state,
          reason,
          difference: (targetTotal ?? 0) - (total ?? 0),
        })),
      ).toEqual(bodies.map(() => ({ state: 'done', reason: 'sent', difference: 0 })));
      expect(
        world
          .held()
          .orders.map((order) => order.total)
          .sort(),
      ).toEqual(settled.map((transfer) => transfer.total).sort());
      await world.close();
    },
    20_000,
  );
});

it('blocks a document whose total is right but whose VAT is not, until a person accepts the difference', async () => {
  const world = await openWorld({ sandbox: { prices: 'gross' }, settings: { unitPrices: 'gross' } });
  await world.sendOrder(1, simpleOrder(1));
  await world.settle();
  // The office changes the product's account while Kontor still remembers the former account.
  const office = await callerOf(world.sandbox);
  const products = await office('GET', '/v2/Products?codes=A-1');
  const changeAccount = async (number: string) => {
    const [account] = (await office('GET', `/v2/GeneralLedgerAccounts?accountNos=${number}`)).json;
    return patch(office, `/v2/Products/${String(products.json[0]?.['Id'])}`, {
      op: 'replace',
      path: '/StandardSalesAccountId',
      value: account?.['Id'],
    });
  };
  expect((await changeAccount('3030')).status).toBe(200);
  await world.sendOrder(1, simpleOrder(2));
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

  expect((await sayVerb(world, 'accept', blocked?.id)).ok).toBe(true);
  expect((await world.settle())[1]).toMatchObject({ state: 'done', reason: 'accepted.difference' });
});
