import { forgetOrder } from '../../bridge-server/src/mirror/maintenance/forget.ts';
import { addOrder } from '../sandboxes/poweroffice/caller.ts';
import { expectDone, testRemedies, type Followed, type Scene, sayElsewhere, draftId } from '../setup/remedies.ts';
import { soldOrder, soldRefund, type SoldLine } from '../setup/sold-order.ts';

/** Gaps of refunds, amendments and cancellations, each resolved as its remedy says. */

const at25: SoldLine = { net: 10_000, taxes: { 1: 2500 } };
const at15: SoldLine = { net: 10_000, taxes: { 2: 1500 } };
const back = ({ net, taxes }: SoldLine): SoldLine => ({
  net: 0 - net,
  taxes: Object.fromEntries(Object.entries(taxes).map(([rate, tax]) => [rate, 0 - tax])),
});
const one = soldOrder([at25]);
const two = soldOrder([at25, at15]);
const edited = soldOrder([{ net: 12_000, taxes: { 1: 3000 } }]);
const cancelled = { status: 'cancelled' };

const deleteDraft = (scene: Scene) => scene.clerk.office.deleteDraft(draftId(scene));
const invoice = (scene: Scene) => scene.clerk.office.invoice(draftId(scene));
/** Somebody writes a document in Go. `price`: of one A-1, without VAT; negative for a credit. */
async function writeByHand({ clerk, shop }: Scene, price: number): Promise<void> {
  const SalesOrderLines = [{ ProductCode: 'A-1', Quantity: Math.sign(price), ProductUnitPrice: Math.abs(price) }];
  const CustomerId = Number(shop.held().customers[0]?.id);
  expectDone(await addOrder(clerk.call, { CustomerId, SalesOrderLines }));
}

/** The two ways of resolving a refund that does not fit its order. */
const refunded = (code: string, refund: object, anew: SoldLine[]): Followed[] => {
  const provoke = async ({ send }: Scene) => {
    await send(two);
    await send(two, refund as Record<string, unknown>);
  };
  return [
    {
      code,
      says: code.endsWith('_differs')
        ? 'Delete a refund and create it again with its lines.'
        : 'Delete the refund in the shop and create it again with its lines',
      provoke,
      follow: ({ send }) => send(two, soldRefund(72, anew)),
      comes: [
        'order done sent',
        'refund closed cancelled.before_sending',
        'refund done sent',
        '240.00 A-1 A-2',
        '-125.00 A-1',
      ],
    },
    {
      code,
      says: code.endsWith('_differs')
        ? 'by hand, then mark it as handled elsewhere.'
        : 'by hand. Then mark it as handled elsewhere.',
      provoke,
      async follow(scene) {
        await writeByHand(scene, -100);
        await sayElsewhere(scene);
      },
      comes: ['order done sent', 'refund closed elsewhere', '240.00 A-1 A-2', '-125.00 A-1'],
    },
  ];
};

testRemedies([
  {
    code: 'gap.total_differs',
    says: 'Recalculate the order in the shop',
    // The VAT and the total were each rounded.
    provoke: ({ send }) => send(soldOrder([{ net: 10_000, taxes: { 1: 2499 } }], { total: '124.98' })),
    follow: ({ send }) => send(one),
    comes: ['order done sent', '125.00 A-1'],
  },
  ...refunded('gap.refund_without_lines', soldRefund(71, [], 5000), [back(at25)]),
  ...refunded('gap.refund_disagrees', soldRefund(71, [back(at25)], 10_000), [back(at25)]),
  ...refunded('gap.vat_differs', soldRefund(71, [{ net: -10_000, taxes: { 1: -2000 } }]), [back(at25)]),
  // Each of the lines was rounded, and so was the sum.
  ...refunded('gap.total_differs', soldRefund(71, [{ net: -10_000, taxes: { 1: -2499 } }], 12_498), [back(at25)]),
  {
    code: 'gap.refund_line_gone',
    says: "If the order's document in Go does not have the line, mark the refund as handled elsewhere.",
    // The order was edited before Kontor saw the order or the refund.
    provoke: ({ send }) => send(one, soldRefund(71, [{ net: 0, taxes: {} }, back(at15)], 11_500)),
    follow: sayElsewhere,
    comes: ['order done sent', 'refund closed elsewhere', '125.00 A-1'],
  },
  {
    code: 'gap.refund_line_gone',
    says: 'If it has the line, credit it in Go by hand first.',
    provoke: ({ send }) => send(one, soldRefund(71, [{ net: 0, taxes: {} }, back(at15)], 11_500)),
    async follow(scene) {
      await writeByHand(scene, -92);
      await sayElsewhere(scene);
    },
    comes: ['order done sent', 'refund closed elsewhere', '125.00 A-1', '-115.00 A-1'],
  },
  {
    code: 'gap.refund_line_gone',
    says: 'Make the other changes of the order in Go by hand, then mark it as handled elsewhere.',
    async provoke({ send }) {
      const refund = soldRefund(71, [{ net: 0, taxes: {} }, back(at15)], 11_500);
      await send(two, refund);
      await send(one, refund);
    },
    follow: sayElsewhere,
    comes: [
      'order done changed.after_sending',
      'refund done sent',
      'amendment closed elsewhere',
      '240.00 A-1 A-2',
      '-115.00 A-1 A-2',
    ],
  },
  {
    code: 'gap.document_gone',
    says: 'If so, correct that booking by hand. Then mark it as handled elsewhere.',
    async provoke(scene) {
      await scene.send(one);
      deleteDraft(scene);
      await scene.send(edited);
    },
    async follow(scene) {
      await writeByHand(scene, 120);
      await sayElsewhere(scene);
    },
    comes: ['order done changed.after_sending', 'amendment closed elsewhere', '150.00 A-1'],
  },
  {
    code: 'gap.document_gone',
    says: 'If so, credit it there by hand. Then mark the refund as handled elsewhere.',
    async provoke(scene) {
      await scene.send(one);
      deleteDraft(scene);
      await scene.send(one, soldRefund(71, [back(at25)]));
    },
    async follow(scene) {
      await writeByHand(scene, -100);
      await sayElsewhere(scene);
    },
    comes: ['order done sent', 'refund closed elsewhere', '-125.00 A-1'],
  },
  {
    code: 'gap.invoiced_already',
    says: 'in Go and invoice the order again by hand. Then mark it as handled elsewhere.',
    async provoke(scene) {
      await scene.send(one);
      invoice(scene);
      await scene.send(edited);
    },
    async follow(scene) {
      await writeByHand(scene, -100);
      await writeByHand(scene, 120);
      await sayElsewhere(scene);
    },
    comes: [
      'order done changed.after_sending',
      'amendment closed elsewhere',
      '125.00 A-1',
      '-125.00 A-1',
      '150.00 A-1',
    ],
  },
  {
    code: 'gap.cancelled_after_refund',
    says: "delete the order's draft",
    async provoke(scene) {
      await scene.send(two, soldRefund(71, [back(at25)]));
      await scene.send({ ...two, ...cancelled }, soldRefund(71, [back(at25)]));
    },
    async follow(scene) {
      deleteDraft(scene);
      await sayElsewhere(scene);
    },
    comes: ['order done cancelled.after_sending', 'refund done sent', 'cancellation closed elsewhere', '-125.00 A-1'],
  },
  {
    code: 'gap.cancelled_after_refund',
    says: 'or credit the rest of its invoice by hand. Then mark it as handled elsewhere.',
    async provoke(scene) {
      await scene.send(two, soldRefund(71, [back(at25)]));
      invoice(scene);
      await scene.send({ ...two, ...cancelled }, soldRefund(71, [back(at25)]));
    },
    async follow(scene) {
      await writeByHand(scene, -92);
      await sayElsewhere(scene);
    },
    comes: [
      'order done cancelled.after_sending',
      'refund done sent',
      'cancellation closed elsewhere',
      '240.00 A-1 A-2',
      '-125.00 A-1',
      '-115.00 A-1',
    ],
  },
  {
    code: 'gap.cancelled_after_edit',
    says: 'in Go by hand, then mark it as handled elsewhere.',
    async provoke(scene) {
      await scene.send(one);
      invoice(scene);
      await scene.send({ ...edited, ...cancelled });
    },
    async follow(scene) {
      await writeByHand(scene, -100);
      await sayElsewhere(scene);
    },
    comes: ['order done cancelled.after_sending', 'cancellation closed elsewhere', '125.00 A-1', '-125.00 A-1'],
  },
  {
    code: 'gap.forgotten',
    says: 'Do in PowerOffice Go by hand what is left to do, then mark it as handled elsewhere.',
    provoke: forgottenAndGone,
    async follow(scene) {
      deleteDraft(scene);
      await sayElsewhere(scene);
    },
    comes: ['order done cancelled.after_sending', 'cancellation closed elsewhere'],
  },
  {
    code: 'gap.forgotten',
    says: 'If the order changes in the shop, its content comes back.',
    provoke: forgottenAndGone,
    follow: ({ send }) => send({ ...one, ...cancelled, customer_note: 'restored' }),
    comes: ['order done cancelled.after_sending', 'cancellation done sent'],
  },
  {
    code: 'gap.order_unreadable',
    says: 'Correct the order in the shop and save it there. It is then sent by itself.',
    async provoke(scene) {
      await forgottenAndGone(scene);
      // The order is back in the shop. A gift card has paid a part of it, which no line of the order tells.
      await scene.send({ ...one, total: '25.00' });
      await scene.say('retry');
    },
    follow: ({ send }) => send(one),
    comes: [
      'order done changed.after_sending',
      'cancellation closed rule.order_back',
      'amendment done sent',
      '125.00 A-1',
    ],
  },
]);

/** Forgets the content of an order that was sent; then the shop deletes the order. */
async function forgottenAndGone(scene: Scene): Promise<void> {
  await scene.send(one);
  await forget(scene);
  await scene.gone(1);
}

async function forget({ world, shop }: Scene): Promise<void> {
  const at = { shopId: shop.shop, orderId: '1' };
  expect(await forgetOrder(world.database.pool, at, () => null, 'operator:berit')).toMatchObject({ ok: true });
}
