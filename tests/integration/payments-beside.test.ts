import { bookingPayments } from '../setup/payments.ts';
import { amountRefund, simpleOrder } from '../setup/woocommerce.ts';
import { openWorld, type World } from '../setup/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ ...bookingPayments, settings: { payments: [{ method: 'vipps', account: '1999' }] } });
});
afterAll(() => world.close());

const paid = { ...simpleOrder(61), payment_method: 'vipps' };
const edited = { ...paid, customer_note: 'Ring at the side door.' };

describe('a payment that is blocked', () => {
  it('holds up neither an amendment of the order nor a refund', async () => {
    await world.sendOrder(1, paid);
    expect(await world.settled()).toEqual(['order done sent', 'payment blocked gap.account_missing']);
    const refund = amountRefund(62, '100.00');
    await world.sendOrder(2, edited, refund);
    const after = await world.settled();
    expect(after.slice(0, 3)).toEqual(['order done sent', 'payment blocked gap.account_missing', 'refund done sent']);
    expect(after.filter((line) => line.includes('behind.lane'))).toEqual([]);
  });
});
