import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { callerOf, patch } from '../sandboxes/poweroffice/caller.ts';
import { editedOrder, type Edit } from '../setup/edited-order.ts';
import {
  before,
  changes,
  draftId,
  edited,
  heldAt,
  orders,
  says,
  say,
  sent,
  settled,
  withFirst,
  world,
} from '../setup/edits.ts';
import { speaker } from '../setup/telling.ts';

type Body = Record<string, unknown>;

afterEach(() => world.close());

describe('an edit in the shop mends the draft', () => {
  it.each<[string, Edit, string, string[]]>([
    [
      'a quantity',
      withFirst({ quantity: 2, net: 20_000 }),
      'Draft 42500: item-1 2 × 100.00, item-2 2 × 30.00, item-7 1 × 80.00',
      ['PATCH line'],
    ],
    [
      'a price',
      withFirst({ net: 9000 }),
      'Draft 28750: item-1 1 × 90.00, item-2 2 × 30.00, item-7 1 × 80.00',
      ['PATCH line'],
    ],
    [
      'a line more',
      { ...before, lines: [...before.lines, { id: 9, quantity: 1, net: 400 }] },
      'Draft 30500: item-1 1 × 100.00, item-2 2 × 30.00, item-7 1 × 80.00, item-9 1 × 4.00',
      ['PATCH line', 'POST line'],
    ],
    [
      'a line less',
      { ...before, lines: before.lines.slice(1) },
      'Draft 17500: item-2 2 × 30.00, item-7 1 × 80.00',
      ['DELETE line', 'PATCH line', 'PATCH line'],
    ],
    [
      'the shipping',
      { ...before, shipping: 4000 },
      'Draft 25000: item-1 1 × 100.00, item-2 2 × 30.00, item-7 1 × 40.00',
      ['PATCH line'],
    ],
  ])('of %s', async (_what, edit, expected, sentChanges) => {
    await sent();
    await edited(2, edit);
    const [, amendment] = await world.settle();
    expect(amendment).toMatchObject({
      kind: 'amendment',
      reference: '2',
      state: 'done',
      reason: 'sent',
      documentId: draftId(),
    });
    expect(says().map((said) => said.split(': ')[0])).toEqual([expected.split(': ')[0]]);
    expect(says()[0]?.split(': ')[1]?.split(', ').sort().join(', ')).toBe(expected.split(': ')[1]);
    expect(changes()).toEqual(sentChanges);
  });

  it('and back, each with an amendment of its own', async () => {
    await sent();
    const first = says();
    await edited(2, withFirst({ quantity: 2, net: 20_000 }));
    await world.settle();
    await edited(3, before);
    expect(await settled()).toEqual([
      'order done changed.after_sending 30000',
      'amendment done changed.after_sending 42500',
      'amendment done sent 30000',
    ]);
    expect(says()).toEqual(first);
  });

  it('once, whatever status the order goes on to', async () => {
    await sent();
    await edited(2, before, { status: 'completed' });
    expect(await settled()).toEqual(['order done sent 30000']);
    await edited(3, withFirst({ net: 9000 }), { status: 'completed' });
    await world.settle();
    await edited(4, withFirst({ net: 9000 }), { status: 'processing', customer_note: 'x' });
    expect(await settled()).toEqual(['order done changed.after_sending 30000', 'amendment done sent 28750']);
  });

  it('with the cents that rounding explains, and without those that it explains no more', async () => {
    const rounded: Edit = { lines: [{ id: 1, quantity: 1, net: 1002, tax: 250 }] };
    await sent(rounded);
    expect(says()).toEqual(['Draft 1252: item-1 1 × 10.02, rounding -1 × 0.01']);
    await edited(2, { lines: [{ id: 1, quantity: 3, net: 3006, tax: 751 }] });
    expect(await settled()).toEqual(['order done changed.after_sending 1252', 'amendment done sent 3757']);
    expect(says()).toEqual(['Draft 3757: item-1 3 × 10.02, rounding -1 × 0.01']);
    await edited(3, { lines: [{ id: 1, quantity: 1, net: 1000 }] });
    await world.settle();
    expect(says()).toEqual(['Draft 1250: item-1 1 × 10.00']);
  });

  it('in its header too, where the settings fill it by what changed', async () => {
    await sent(before, { settings: { orderFields: [{ paymentMethod: 'cod', brandingTheme: '52', project: '91' }] } });
    await edited(2, before, { payment_method: 'cod' });
    expect((await settled()).at(-1)).toBe('amendment done sent 30000');
    expect(changes()).toEqual(['PATCH order']);
    expect((await (await callerOf(world.sandbox))('GET', `/v2/SalesOrders/${draftId()}`)).json).toMatchObject({
      BrandingThemeId: 52,
      ProjectId: 91,
    });
  });

  it('as it is by the time its turn comes, when it is edited again meanwhile', async () => {
    await sent();
    await heldAt(
      'planned',
      'amendment',
      () => edited(3, withFirst({ quantity: 3, net: 30_000 })),
      () => edited(2, withFirst({ quantity: 2, net: 20_000 })),
    );
    expect(await settled()).toEqual(['order done changed.after_sending 30000', 'amendment done sent 55000']);
  });

  it.each<Point>(['intent_recorded', 'answered'])(
    'and what was edited while it was mended (%s) mends it again',
    async (point) => {
      await sent();
      await heldAt(
        point,
        'poweroffice.line.change',
        () => edited(3, before),
        () => edited(2, withFirst({ quantity: 2, net: 20_000 })),
      );
      expect(await settled()).toEqual([
        'order done changed.after_sending 30000',
        'amendment done changed.after_sending 42500',
        'amendment done sent 30000',
      ]);
      expect(orders().map(({ total }) => total)).toEqual([30_000]);
    },
  );
});

describe('a draft that the office worked on', () => {
  it('keeps the lines that the office entered, and the difference is for a person', async () => {
    await sent();
    const call = await callerOf(world.sandbox);
    const products = await call('GET', '/v2/Products?codes=A-1');
    await call('POST', `/v2/SalesOrders/${draftId()}/Lines`, {
      ProductId: products.json[0]?.['Id'],
      Quantity: 1,
      ProductUnitPrice: 40,
      Allowance: 0,
      Description: 'Montering',
    });
    await edited(2, withFirst({ net: 9000 }));
    const [, amendment] = await world.settle();
    expect(amendment).toMatchObject({
      state: 'blocked',
      reason: 'refused.document_differs',
      total: 28_750,
      targetTotal: 33_750,
    });
    expect(orders()[0]?.lines.map(({ description }) => description)).toContain('Montering');
    // Edited again while it is blocked, it is planned anew; accepted, it is what further edits are compared with.
    await edited(3, withFirst({ net: 8000 }));
    expect((await settled()).at(-1)).toBe('amendment blocked refused.document_differs 32500');
    await say('accept', amendment?.id);
    await edited(4, withFirst({ net: 8000 }), { status: 'completed' });
    expect(await settled()).toEqual([
      'order done changed.after_sending 30000',
      'amendment done accepted.difference 32500',
    ]);
  });

  it('is unlocked where it was confirmed, and confirmed again', async () => {
    await sent();
    await patch(await callerOf(world.sandbox), `/v2/SalesOrders/${draftId()}`, {
      op: 'replace',
      path: '/SalesOrderStatus',
      value: 'Confirmed',
    });
    await edited(2, withFirst({ net: 9000 }));
    expect((await settled()).at(-1)).toBe('amendment done sent 28750');
    expect(changes()).toEqual(['PATCH order', 'PATCH order', 'PATCH line', 'PATCH order']);
    expect(says()[0]).toMatch(/^Confirmed 28750/);
  });

  it("that is an invoice by now is for a person when it matters, and else nobody's business", async () => {
    await sent();
    world.sandbox.control.office.invoice(draftId());
    await edited(2, before, { billing: { ...(editedOrder(1, before)['billing'] as Body), phone: '99 99 99 99' } });
    expect((await settled()).slice(1).map((one) => one.replace(/ \d+$/, ''))).not.toContain(
      'amendment blocked gap.invoiced_already',
    );
    await edited(3, withFirst({ net: 9000 }));
    const amendment = (await world.settle()).at(-1);
    const { invoiceNumber } = world.sandbox.control.state().invoices[0] ?? {};
    expect(amendment).toMatchObject({
      kind: 'amendment',
      state: 'blocked',
      reason: 'gap.invoiced_already',
    });
    expect((amendment?.detail.gaps ?? []).map((gap) => speaker.told(gap).cause)).toEqual([
      expect.stringContaining(`invoice ${invoiceNumber}`),
    ]);
    // Taken back in the shop, the edit needs nobody.
    await edited(4, before);
    expect((await settled()).at(-1)).toBe('amendment done sent 30000');
    expect(orders()).toEqual([]);
  });

  it('that the office deleted is for a person', async () => {
    await sent();
    world.sandbox.control.office.deleteDraft(draftId());
    await edited(2, withFirst({ net: 9000 }));
    expect((await settled()).at(-1)).toBe('amendment blocked gap.document_gone');
    expect(orders()).toEqual([]);
  });

  it('that the office sends in the middle of it is compared when somebody tries again', async () => {
    await sent();
    await heldAt(
      'answered',
      'poweroffice.line.change',
      async () => {
        world.sandbox.control.office.invoice(draftId());
      },
      () =>
        edited(2, {
          lines: [
            { id: 1, quantity: 1, net: 9000 },
            { id: 2, quantity: 1, net: 3000 },
          ],
          shipping: 8000,
        }),
    );
    const [, amendment] = await world.settle();
    expect(amendment).toMatchObject({ state: 'blocked', reason: 'refused.invoiced_meanwhile' });
    await say('retry', amendment?.id);
    expect((await settled()).at(-1)).toBe('amendment blocked gap.invoiced_already');
  });
});
