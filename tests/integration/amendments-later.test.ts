import { listTasks } from '../../bridge-server/src/desk/tasks.ts';
import { editedOrder } from '../setup/edited-order.ts';
import {
  before,
  changes,
  edited,
  open,
  orders,
  receive,
  says,
  sent,
  settled,
  withFirst,
  world,
} from '../setup/edits.ts';
import { fixture } from '../setup/woocommerce.ts';

afterEach(() => world.close());

describe('what else happens to an order that was edited', () => {
  it('a refund is credited after the edit', async () => {
    await sent();
    await edited(2, withFirst({ quantity: 2, net: 20_000 }));
    await world.settle();
    await receive(3, editedOrder(1, withFirst({ quantity: 2, net: 20_000 })), {
      ...fixture('woocommerce-no/refunds/full-amount-of-simple'),
      id: 35,
      amount: '100.00',
    });
    expect(await settled()).toEqual([
      'order done changed.after_sending 30000',
      'amendment done sent 42500',
      'refund done sent -10000',
    ]);
    expect(orders().map(({ total }) => total)).toEqual([42_500, -10_000]);
  });

  it('a refund that the shop takes back is for a person, and holds up no edit for good', async () => {
    await sent();
    const refund = { ...fixture('woocommerce-no/refunds/full-amount-of-simple'), id: 35, amount: '100.00' };
    await receive(2, editedOrder(1, before), refund);
    await world.settle();
    await receive(3, editedOrder(1, before));
    const task = (await world.settle()).at(-1);
    expect(task).toMatchObject({
      kind: 'amendment',
      state: 'closed',
      reason: 'rule.not_supported',
      detail: { why: { code: 'rule.not_supported', case: 'refund_deleted', values: { refund: '35' } } },
    });
    expect(await listTasks(world.database.pool, { shopId: world.shop, state: 'open', limit: 10 })).toMatchObject([
      { kind: 'by_hand', transferId: task?.id, reason: { code: 'rule.not_supported' }, form: null },
    ]);
    await edited(4, withFirst({ net: 9000 }));
    expect((await settled()).at(-1)).toBe('amendment done sent 28750');
  });

  it('a cancellation deletes the mended draft, once', async () => {
    await sent();
    await edited(2, withFirst({ net: 9000 }));
    await world.settle();
    await edited(3, withFirst({ net: 9000 }), { status: 'cancelled' });
    await world.settle();
    await edited(4, withFirst({ net: 9000 }), { status: 'cancelled', customer_note: 'x' });
    expect(await settled()).toEqual([
      'order done cancelled.after_sending 30000',
      'amendment done sent 28750',
      'cancellation done sent 0',
    ]);
    expect(orders()).toEqual([]);
    await edited(5, before);
    expect((await settled()).at(-1)).toBe('amendment closed rule.not_supported');
  });
});

describe('orders that are confirmed', () => {
  const confirm = { settings: { confirm: true } };
  it('are so once their totals agree, and stay so after an edit; credits never are', async () => {
    await sent({ lines: [{ id: 1, quantity: 1, net: 1002, tax: 250 }] }, confirm);
    expect(says()).toEqual(['Confirmed 1252: item-1 1 × 10.02, rounding -1 × 0.01']);
    const again = editedOrder(1, { lines: [{ id: 1, quantity: 2, net: 2004 }] });
    await receive(2, again);
    await world.settle();
    await receive(3, again, { ...fixture('woocommerce-no/refunds/full-amount-of-simple'), id: 35, amount: '5.00' });
    expect(await settled()).toEqual([
      'order done changed.after_sending 1252',
      'amendment done sent 2505',
      'refund done sent -500',
    ]);
    expect(orders().map(({ status, total }) => `${status} ${total}`)).toEqual(['Confirmed 2505', 'Draft -500']);
  });

  it('are unlocked before they are deleted', async () => {
    await sent(before, confirm);
    await edited(2, before, { status: 'cancelled' });
    expect(await settled()).toEqual(['order done cancelled.after_sending 30000', 'cancellation done sent 0']);
    expect(changes()).toEqual(['PATCH order', 'PATCH order', 'DELETE order']);
    expect(orders()).toEqual([]);
  });
});

it('an order in a currency that is closed in Go is a named gap until somebody opens it', async () => {
  await open();
  await receive(
    1,
    editedOrder(1, { lines: [{ id: 1, quantity: 1, net: 400 }] }, { currency: 'ISK', total: '5', total_tax: '1' }),
  );
  await receive(1, editedOrder(2, before, { currency: 'EUR' }));
  const [isk, eur] = await world.settle();
  expect([isk?.reason, eur?.reason]).toEqual(['gap.currency_closed', 'sent']);
});
