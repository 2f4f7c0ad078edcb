import { editedOrder } from '../setup/edited-order.ts';
import {
  draftChanges,
  draftLines,
  drafts,
  openEditsWorld,
  sendEdit,
  openWithSentOrder,
  settledTotals,
  unedited,
  withFirstLine,
  world,
} from '../setup/edits.ts';
import { openTasksOf } from '../setup/person.ts';
import { amountRefund } from '../setup/woocommerce.ts';

afterEach(() => world.close());

describe('an order that was edited and amended', () => {
  it('has a refund credited after the edit', async () => {
    await openWithSentOrder();
    await sendEdit(2, withFirstLine({ quantity: 2, net: 20_000 }));
    await world.settle();
    await world.sendOrder(3, editedOrder(1, withFirstLine({ quantity: 2, net: 20_000 })), amountRefund(35, '100.00'));
    expect(await settledTotals()).toEqual([
      'order done changed.after_sending 30000',
      'amendment done sent 42500',
      'refund done sent -10000',
    ]);
    expect(drafts().map(({ total }) => total)).toEqual([42_500, -10_000]);
  });

  it('has a task for a refund that the shop takes back, and is amended further', async () => {
    await openWithSentOrder();
    const refund = amountRefund(35, '100.00');
    await world.sendOrder(2, editedOrder(1, unedited), refund);
    await world.settle();
    await world.sendOrder(3, editedOrder(1, unedited));
    const task = (await world.settle()).at(-1);
    expect(task).toMatchObject({
      kind: 'amendment',
      state: 'closed',
      reason: 'rule.not_supported',
      detail: { why: { code: 'rule.not_supported', case: 'refund_deleted', values: { refund: '35' } } },
    });
    expect(await openTasksOf(world)).toMatchObject([
      { kind: 'by_hand', transferId: task?.id, reason: { code: 'rule.not_supported' }, form: null },
    ]);
    await sendEdit(4, withFirstLine({ net: 9000 }));
    expect((await settledTotals()).at(-1)).toBe('amendment done sent 28750');
  });

  it('has its amended draft deleted once when it is cancelled', async () => {
    await openWithSentOrder();
    await sendEdit(2, withFirstLine({ net: 9000 }));
    await world.settle();
    await sendEdit(3, withFirstLine({ net: 9000 }), { status: 'cancelled' });
    await world.settle();
    await sendEdit(4, withFirstLine({ net: 9000 }), { status: 'cancelled', customer_note: 'x' });
    expect(await settledTotals()).toEqual([
      'order done cancelled.after_sending 30000',
      'amendment done sent 28750',
      'cancellation done sent 0',
    ]);
    expect(drafts()).toEqual([]);
    await sendEdit(5, unedited);
    expect((await settledTotals()).at(-1)).toBe('amendment closed rule.not_supported');
  });
});

describe('an order whose draft is confirmed, by the settings', () => {
  const confirm = { settings: { confirm: true } };
  it('is confirmed once the totals agree and again after an edit, while a credit note is not', async () => {
    await openWithSentOrder({ lines: [{ id: 1, quantity: 1, net: 1002, tax: 250 }] }, confirm);
    expect(draftLines()).toEqual(['Confirmed 1252: item-1 1 × 10.02, rounding -1 × 0.01']);
    const again = editedOrder(1, { lines: [{ id: 1, quantity: 2, net: 2004 }] });
    await world.sendOrder(2, again);
    await world.settle();
    await world.sendOrder(3, again, amountRefund(35, '5.00'));
    expect(await settledTotals()).toEqual([
      'order done changed.after_sending 1252',
      'amendment done sent 2505',
      'refund done sent -500',
    ]);
    expect(drafts().map(({ status, total }) => `${status} ${total}`)).toEqual(['Confirmed 2505', 'Draft -500']);
  });

  it('is unlocked before it is deleted', async () => {
    await openWithSentOrder(unedited, confirm);
    await sendEdit(2, unedited, { status: 'cancelled' });
    expect(await settledTotals()).toEqual(['order done cancelled.after_sending 30000', 'cancellation done sent 0']);
    expect(draftChanges()).toEqual(['PATCH order', 'PATCH order', 'DELETE order']);
    expect(drafts()).toEqual([]);
  });
});

it('an order in a currency that is not active in Go is blocked, and an order in another currency is sent', async () => {
  await openEditsWorld();
  await world.sendOrder(
    1,
    editedOrder(1, { lines: [{ id: 1, quantity: 1, net: 400 }] }, { currency: 'ISK', total: '5', total_tax: '1' }),
  );
  await world.sendOrder(1, editedOrder(2, unedited, { currency: 'EUR' }));
  const [isk, eur] = await world.settle();
  expect({ isk: isk?.reason, eur: eur?.reason }).toEqual({ isk: 'gap.currency_closed', eur: 'sent' });
});
