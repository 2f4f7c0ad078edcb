import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { callerOf, patch } from '../sandboxes/poweroffice/caller.ts';
import { editedOrder, type Edit } from '../setup/edited-order.ts';
import {
  draftChanges,
  draftLines,
  drafts,
  firstDraftId,
  meanwhileAt,
  sendEdit,
  openWithSentOrder,
  settledTotals,
  unedited,
  withFirstLine,
  world,
} from '../setup/edits.ts';
import { sayVerb } from '../setup/person.ts';
import { speaker } from '../setup/telling.ts';

type Body = Record<string, unknown>;

afterEach(() => world.close());

describe('an order that is edited in the shop after it was sent', () => {
  it.each<{ what: string; edit: Edit; total: string; lines: string[]; requests: string[] }>([
    {
      what: 'a quantity',
      edit: withFirstLine({ quantity: 2, net: 20_000 }),
      total: 'Draft 42500',
      lines: ['item-1 2 × 100.00', 'item-2 2 × 30.00', 'item-7 1 × 80.00'],
      requests: ['PATCH line'],
    },
    {
      what: 'a price',
      edit: withFirstLine({ net: 9000 }),
      total: 'Draft 28750',
      lines: ['item-1 1 × 90.00', 'item-2 2 × 30.00', 'item-7 1 × 80.00'],
      requests: ['PATCH line'],
    },
    {
      what: 'a line that is added',
      edit: { ...unedited, lines: [...unedited.lines, { id: 9, quantity: 1, net: 400 }] },
      total: 'Draft 30500',
      lines: ['item-1 1 × 100.00', 'item-2 2 × 30.00', 'item-7 1 × 80.00', 'item-9 1 × 4.00'],
      requests: ['PATCH line', 'POST line'],
    },
    {
      what: 'a line that is removed',
      edit: { ...unedited, lines: unedited.lines.slice(1) },
      total: 'Draft 17500',
      lines: ['item-2 2 × 30.00', 'item-7 1 × 80.00'],
      requests: ['DELETE line', 'PATCH line', 'PATCH line'],
    },
    {
      what: 'the shipping',
      edit: { ...unedited, shipping: 4000 },
      total: 'Draft 25000',
      lines: ['item-1 1 × 100.00', 'item-2 2 × 30.00', 'item-7 1 × 40.00'],
      requests: ['PATCH line'],
    },
  ])('has $what changed in its draft', async ({ edit, total, lines, requests }) => {
    await openWithSentOrder();
    await sendEdit(2, edit);
    const [, amendment] = await world.settle();
    expect(amendment).toMatchObject({
      kind: 'amendment',
      reference: '2',
      state: 'done',
      reason: 'sent',
      documentId: firstDraftId(),
    });
    const [draft, ...otherDrafts] = draftLines();
    const [draftTotal, sold = ''] = draft?.split(': ') ?? [];
    expect(otherDrafts).toEqual([]);
    expect({ total: draftTotal, lines: sold.split(', ').sort() }).toEqual({ total, lines });
    expect(draftChanges()).toEqual(requests);
  });

  it('gets an amendment for the edit, and another one when the edit is taken back', async () => {
    await openWithSentOrder();
    const draftBefore = draftLines();
    await sendEdit(2, withFirstLine({ quantity: 2, net: 20_000 }));
    await world.settle();
    await sendEdit(3, unedited);
    expect(await settledTotals()).toEqual([
      'order done changed.after_sending 30000',
      'amendment done changed.after_sending 42500',
      'amendment done sent 30000',
    ]);
    expect(draftLines()).toEqual(draftBefore);
  });

  it('is amended once, whatever status the order changes to', async () => {
    await openWithSentOrder();
    await sendEdit(2, unedited, { status: 'completed' });
    expect(await settledTotals()).toEqual(['order done sent 30000']);
    await sendEdit(3, withFirstLine({ net: 9000 }), { status: 'completed' });
    await world.settle();
    await sendEdit(4, withFirstLine({ net: 9000 }), { status: 'processing', customer_note: 'x' });
    expect(await settledTotals()).toEqual(['order done changed.after_sending 30000', 'amendment done sent 28750']);
  });

  it('keeps its rounding line as long as rounding explains it, and loses the line after that', async () => {
    const rounded: Edit = { lines: [{ id: 1, quantity: 1, net: 1002, tax: 250 }] };
    await openWithSentOrder(rounded);
    expect(draftLines()).toEqual(['Draft 1252: item-1 1 × 10.02, rounding -1 × 0.01']);
    await sendEdit(2, { lines: [{ id: 1, quantity: 3, net: 3006, tax: 751 }] });
    expect(await settledTotals()).toEqual(['order done changed.after_sending 1252', 'amendment done sent 3757']);
    expect(draftLines()).toEqual(['Draft 3757: item-1 3 × 10.02, rounding -1 × 0.01']);
    await sendEdit(3, { lines: [{ id: 1, quantity: 1, net: 1000 }] });
    await world.settle();
    expect(draftLines()).toEqual(['Draft 1250: item-1 1 × 10.00']);
  });

  it('has fields of the document changed that the settings fill by the payment method', async () => {
    await openWithSentOrder(unedited, {
      settings: { orderFields: [{ paymentMethod: 'cod', brandingTheme: '52', project: '91' }] },
    });
    await sendEdit(2, unedited, { payment_method: 'cod' });
    expect((await settledTotals()).at(-1)).toBe('amendment done sent 30000');
    expect(draftChanges()).toEqual(['PATCH order']);
    expect((await (await callerOf(world.sandbox))('GET', `/v2/SalesOrders/${firstDraftId()}`)).json).toMatchObject({
      BrandingThemeId: 52,
      ProjectId: 91,
    });
  });

  it('is amended to its newest content when it is edited again before the amendment is planned', async () => {
    await openWithSentOrder();
    await meanwhileAt(
      'planned',
      'amendment',
      () => sendEdit(2, withFirstLine({ quantity: 2, net: 20_000 })),
      () => sendEdit(3, withFirstLine({ quantity: 3, net: 30_000 })),
    );
    expect(await settledTotals()).toEqual(['order done changed.after_sending 30000', 'amendment done sent 55000']);
  });

  it.each<Point>(['intent_recorded', 'answered'])(
    'is amended once more when it is edited during an amendment (%s)',
    async (point) => {
      await openWithSentOrder();
      await meanwhileAt(
        point,
        'poweroffice.line.change',
        () => sendEdit(2, withFirstLine({ quantity: 2, net: 20_000 })),
        () => sendEdit(3, unedited),
      );
      expect(await settledTotals()).toEqual([
        'order done changed.after_sending 30000',
        'amendment done changed.after_sending 42500',
        'amendment done sent 30000',
      ]);
      expect(drafts().map(({ total }) => total)).toEqual([30_000]);
    },
  );
});

describe('an edited order whose draft the office has changed', () => {
  it('keeps the lines that the office entered, and is blocked until a person accepts the difference', async () => {
    await openWithSentOrder();
    const call = await callerOf(world.sandbox);
    const products = await call('GET', '/v2/Products?codes=A-1');
    await call('POST', `/v2/SalesOrders/${firstDraftId()}/Lines`, {
      ProductId: products.json[0]?.['Id'],
      Quantity: 1,
      ProductUnitPrice: 40,
      Allowance: 0,
      Description: 'Montering',
    });
    await sendEdit(2, withFirstLine({ net: 9000 }));
    const [, amendment] = await world.settle();
    expect(amendment).toMatchObject({
      state: 'blocked',
      reason: 'refused.document_differs',
      total: 28_750,
      targetTotal: 33_750,
    });
    expect(drafts()[0]?.lines.map(({ description }) => description)).toContain('Montering');
    // An edit while it is blocked has it planned anew.
    await sendEdit(3, withFirstLine({ net: 8000 }));
    expect((await settledTotals()).at(-1)).toBe('amendment blocked refused.document_differs 32500');
    // After the difference is accepted, further edits are compared with the draft as it is.
    await sayVerb(world, 'accept', amendment?.id);
    await sendEdit(4, withFirstLine({ net: 8000 }), { status: 'completed' });
    expect(await settledTotals()).toEqual([
      'order done changed.after_sending 30000',
      'amendment done accepted.difference 32500',
    ]);
  });

  it('unlocks a draft that was confirmed, and confirms it again', async () => {
    await openWithSentOrder();
    await patch(await callerOf(world.sandbox), `/v2/SalesOrders/${firstDraftId()}`, {
      op: 'replace',
      path: '/SalesOrderStatus',
      value: 'Confirmed',
    });
    await sendEdit(2, withFirstLine({ net: 9000 }));
    expect((await settledTotals()).at(-1)).toBe('amendment done sent 28750');
    expect(draftChanges()).toEqual(['PATCH order', 'PATCH order', 'PATCH line', 'PATCH order']);
    expect(draftLines()[0]).toMatch(/^Confirmed 28750/);
  });

  it('is blocked when the draft was invoiced and the edit matters to the invoice, and not otherwise', async () => {
    await openWithSentOrder();
    world.sandbox.control.office.invoice(firstDraftId());
    await sendEdit(2, unedited, {
      billing: { ...(editedOrder(1, unedited)['billing'] as Body), phone: '99 99 99 99' },
    });
    expect(await world.settled()).not.toContain('amendment blocked gap.invoiced_already');
    await sendEdit(3, withFirstLine({ net: 9000 }));
    const amendment = (await world.settle()).at(-1);
    const { invoiceNumber } = world.held().invoices[0] ?? {};
    expect(amendment).toMatchObject({
      kind: 'amendment',
      state: 'blocked',
      reason: 'gap.invoiced_already',
    });
    expect((amendment?.detail.gaps ?? []).map((gap) => speaker.told(gap).cause)).toEqual([
      expect.stringContaining(`invoice ${invoiceNumber}`),
    ]);
    // An edit that the shop takes back needs no person.
    await sendEdit(4, unedited);
    expect((await settledTotals()).at(-1)).toBe('amendment done sent 30000');
    expect(drafts()).toEqual([]);
  });

  it('is blocked when the office has deleted the draft', async () => {
    await openWithSentOrder();
    world.sandbox.control.office.deleteDraft(firstDraftId());
    await sendEdit(2, withFirstLine({ net: 9000 }));
    expect((await settledTotals()).at(-1)).toBe('amendment blocked gap.document_gone');
    expect(drafts()).toEqual([]);
  });

  it('is compared with the invoice at a retry when the office invoices the draft during the amendment', async () => {
    await openWithSentOrder();
    await meanwhileAt(
      'answered',
      'poweroffice.line.change',
      () =>
        sendEdit(2, {
          lines: [
            { id: 1, quantity: 1, net: 9000 },
            { id: 2, quantity: 1, net: 3000 },
          ],
          shipping: 8000,
        }),
      async () => world.sandbox.control.office.invoice(firstDraftId()),
    );
    const [, amendment] = await world.settle();
    expect(amendment).toMatchObject({ state: 'blocked', reason: 'refused.invoiced_meanwhile' });
    await sayVerb(world, 'retry', amendment?.id);
    expect((await settledTotals()).at(-1)).toBe('amendment blocked gap.invoiced_already');
  });
});
