import { listTasks } from '../../bridge-server/src/desk/tasks.ts';
import { ask } from '../../bridge-server/src/mirror/person/ask.ts';
import type { Point } from '../../bridge-server/src/mirror/mirror.ts';
import { callerOf, patch } from '../sandboxes/poweroffice/caller.ts';
import { editedOrder, type Edit } from '../setup/edited-order.ts';
import { until } from '../setup/until.ts';
import { openWorld, testTiming, type World, type WorldOptions } from '../setup/world.ts';
import { fixture } from '../setup/woocommerce.ts';

type Body = Record<string, unknown>;
const brief = ({
  kind,
  state,
  reason,
  targetTotal,
}: {
  kind: string;
  state: string;
  reason: string;
  targetTotal: number | null;
}) => `${kind} ${state} ${reason}${targetTotal === null ? '' : ` ${targetTotal}`}`;

let world: World;
const open = async (options: WorldOptions = {}) => {
  world = await openWorld(options);
};
afterEach(() => world.close());
const receive = (generation: number, order: Body, ...refunds: Body[]) => world.receive({ generation, order, refunds });
const settled = async () => (await world.settle()).map(brief);
const orders = () => world.sandbox.control.state().orders;
const says = () =>
  orders().map(
    ({ status, total, lines }) =>
      `${status} ${total}: ${lines.map(({ externalImportReference, quantity, unitPrice }) => `${externalImportReference} ${quantity} × ${unitPrice}`).join(', ')}`,
  );
/** The requests that change something, apart from those that make customers and orders. */
const changes = () =>
  world.sandbox.control
    .state()
    .requests.filter(({ method, path }) => method !== 'GET' && /\/SalesOrders\/(?!Complete)/.test(path))
    .map(({ method, path }) => `${method} ${path.includes('/Lines') ? 'line' : 'order'}`);
const draftId = () => orders()[0]?.id ?? '';

const before: Edit = {
  lines: [
    { id: 1, quantity: 1, net: 10_000 },
    { id: 2, quantity: 2, net: 6000 },
  ],
  shipping: 8000,
};
const sent = async (edit: Edit = before, options: WorldOptions = {}) => {
  await open(options);
  await receive(1, editedOrder(1, edit));
  expect(await settled()).toHaveLength(1);
};
const edited = (generation: number, edit: Edit, changed: Body = {}) =>
  receive(generation, editedOrder(1, edit, changed));
const withFirst = (line: Partial<Edit['lines'][number]>): Edit => ({
  ...before,
  lines: [{ id: 1, quantity: 1, net: 10_000, ...line }, ...before.lines.slice(1)],
});

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
      reason: 'refused.totals_differ',
      total: 28_750,
      targetTotal: 33_750,
    });
    expect(orders()[0]?.lines.map(({ description }) => description)).toContain('Montering');
    // Edited again while it is blocked, it is planned anew; accepted, it is what further edits are compared with.
    await edited(3, withFirst({ net: 8000 }));
    expect((await settled()).at(-1)).toBe('amendment blocked refused.totals_differ 32500');
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
      detail: { cause: expect.stringContaining(`invoice ${invoiceNumber}`) },
    });
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
      detail: { cause: expect.stringContaining('Refund 35') },
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

const say = (verb: 'accept' | 'retry' | 'elsewhere', id = 0) =>
  ask(world.database, verb, { shopId: world.shop, id }, testTiming, 'operator:test');

/** Runs a worker that does `meanwhile` where it first comes to the point of that step or kind of document, until nothing is left to do. */
async function heldAt(
  point: Point,
  what: string,
  meanwhile: () => Promise<unknown>,
  begin: () => Promise<unknown>,
): Promise<void> {
  await begin();
  let held = false;
  const worker = world.worker(async (reached, { step }) => {
    if (held || reached !== point || (point !== 'planned' && step?.kind !== what)) return;
    held = true;
    await meanwhile();
  });
  worker.start();
  await until(async () => held);
  await world.settle();
  await worker.stop();
}
