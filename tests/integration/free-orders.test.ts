import { openOrthosoftShop, type OrthosoftShop } from '../setup/orthosoft-shop.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

/** Orders that cost nothing, since the insurer pays for everything on the prescription. */

let shop: OrthosoftShop;
beforeAll(async () => {
  shop = await openOrthosoftShop();
});
afterAll(() => shop.close());

type Body = Record<string, unknown>;
const freeOrder = (id: number, changes: Body = {}): Body => {
  const order = simpleOrder(id);
  const free = { subtotal: '0.00', subtotal_tax: '0.00', total: '0.00', total_tax: '0.00' };
  return {
    ...order,
    total: '0.00',
    total_tax: '0.00',
    cart_tax: '0.00',
    line_items: (order['line_items'] as Body[]).map((line) => ({
      ...line,
      ...free,
      taxes: (line['taxes'] as Body[]).map((tax) => ({ ...tax, total: '0', subtotal: '0' })),
    })),
    tax_lines: (order['tax_lines'] as Body[]).map((line) => ({ ...line, tax_total: '0.00' })),
    ...changes,
  };
};

it('are offered to an office that delivers, unless its connection says otherwise', async () => {
  await shop.send(freeOrder(1));
  await shop.untilStanding(1, ['order handed_over offered']);
  expect(await shop.offered(1)).toContain('<gross>0.00</gross>');
  await shop.ask('post', `connections/${shop.connection}/change`, { zeroTotal: 'close' });
  await shop.send(freeOrder(2));
  await shop.untilStanding(2, ['order closed rule.zero_total']);
});
