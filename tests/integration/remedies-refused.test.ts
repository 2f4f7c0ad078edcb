import { addCustomer, addOrder } from '../sandboxes/poweroffice/caller.ts';
import { demoCompany } from '../sandboxes/poweroffice/seed.ts';
import { companyOrder } from '../setup/company-order.ts';
import { expectDone, testRemedies, type Followed, type Scene, sendSimple, retry, draftId } from '../setup/remedies.ts';
import { soldOrder, type SoldLine } from '../setup/sold-order.ts';
import { until } from '../setup/until.ts';
import { roundedOrder, simpleOrder } from '../setup/woocommerce.ts';

/** Refusals of Go, each resolved as its remedy says. */

const at25: SoldLine = { net: 10_000, taxes: { 1: 2500 } };
const sold = soldOrder([at25]);
const edited = soldOrder([{ net: 12_000, taxes: { 1: 3000 } }]);
const cancelled = { ...sold, status: 'cancelled' };
const sent = ['order done sent', '349.00 A-1'];
/** The path at which a draft gets its rounding line. */
const roundingLine = /SalesOrders\/[^/]+\/Lines$/;
/** Chooses the product of the draft's line again, so that the line gets the product's present VAT. */
async function chooseProductAgain(scene: Scene): Promise<void> {
  const order = `/SalesOrders/${draftId(scene)}`;
  const [line] = (await scene.clerk.call('GET', `/v2${order}/Lines`)).json;
  await scene.clerk.change(`${order}/Lines/${String(line?.['Id'])}`, { ProductId: line?.['ProductId'] });
}
const setDraft = (scene: Scene, SalesOrderStatus: 'Draft' | 'Confirmed') =>
  scene.clerk.change(`/SalesOrders/${draftId(scene)}`, { SalesOrderStatus });

/** A-1 is booked on the company's own account, which the bridge cannot read, and whose VAT is 15 %. */
const totalsDiffer = {
  company: {
    products: demoCompany.products.map((entry) =>
      entry.code === 'A-1' ? { ...entry, standardSalesAccount: null } : entry,
    ),
    standardSalesAccount: '3030',
  },
  provoke: sendSimple,
};
const fullSeries = demoCompany.series.map((entry) => (entry.name === 'Kunder' ? { ...entry, to: entry.from } : entry));
/** Go's only number for customers is taken, and the settings name no series that the bridge would check first. */
const numbersTaken = {
  company: { series: fullSeries },
  async provoke(scene: Scene) {
    await addCustomer(scene.clerk.call);
    await sendSimple(scene);
  },
};
const themes = (...ids: string[]) => ({
  ...demoCompany.references,
  'Branding theme': ids.map((id) => ({ id, code: id })),
});
const themed = {
  settings: { orderFields: [{ brandingTheme: '53' }] },
  provoke: sendSimple,
};

testRemedies([
  {
    code: 'refused.document_differs',
    says: 'Correct the document in the system and try again',
    ...totalsDiffer,
    async follow(scene) {
      scene.clerk.settings({ standardSalesAccount: '3000' });
      await chooseProductAgain(scene);
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'refused.document_differs',
    says: 'or accept the difference.',
    ...totalsDiffer,
    follow: ({ say }) => say('accept'),
    comes: ['order done accepted.difference', '321.08 A-1'],
  },
  {
    code: 'refused.validation',
    says: 'or in Go, then try again.',
    ...numbersTaken,
    async follow(scene) {
      scene.clerk.settings({ series: demoCompany.series });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'refused.validation',
    says: 'Correct what PowerOffice names, in the shop',
    // Without this right the bridge cannot check first which currencies are active.
    company: { validPrivileges: demoCompany.validPrivileges.filter((right) => right !== 'CommonServices') },
    provoke: ({ send }) => send(simpleOrder(1, { currency: 'AUD' })),
    follow: sendSimple,
    comes: sent,
  },
  {
    code: 'refused.not_found',
    says: 'Restore it',
    ...themed,
    async follow(scene) {
      scene.clerk.settings({ references: themes('53') });
      await retry(scene);
    },
    comes: sent,
  },
  {
    code: 'refused.not_found',
    says: 'or map something else, then try again.',
    ...themed,
    follow: ({ change }) => change({ settings: { orderFields: [{ brandingTheme: '52' }] } }),
    comes: sent,
  },
  {
    code: 'refused.not_found',
    says: 'Check in Go whether the order was booked in another way, then try again.',
    async provoke(scene) {
      await scene.send(sold);
      scene.before('PATCH', /SalesOrders/, () => scene.clerk.office.deleteDraft(draftId(scene)));
      await scene.send(edited);
    },
    async follow(scene) {
      await retry(scene);
      // It was not booked otherwise. That the document is gone has a remedy of its own.
      const [, amendment] = await scene.shop.transfers();
      expect(amendment?.reason).toBe('gap.document_gone');
      await scene.say('elsewhere');
    },
    comes: ['order done changed.after_sending', 'amendment closed elsewhere'],
  },
  {
    code: 'refused.conflict',
    says: 'Try again: Kontor then unlocks the order first.',
    async provoke(scene) {
      await scene.send(sold);
      scene.before('PATCH', /SalesOrders/, () => setDraft(scene, 'Confirmed'));
      await scene.send(edited);
    },
    follow: retry,
    comes: ['order done changed.after_sending', 'amendment done sent', '150.00 A-1'],
  },
  {
    code: 'refused.conflict',
    says: 'If the order is confirmed in Go, set it back to a draft there.',
    provoke: confirmedBeforeDeletion,
    async follow(scene) {
      await setDraft(scene, 'Draft');
      await retry(scene);
    },
    comes: ['order done cancelled.after_sending', 'cancellation done sent'],
  },
  {
    code: 'refused.conflict',
    says: 'Or delete it there by hand. Then try again.',
    provoke: confirmedBeforeDeletion,
    async follow(scene) {
      scene.clerk.office.deleteDraft(draftId(scene));
      await retry(scene);
    },
    comes: ['order done cancelled.after_sending', 'cancellation done sent'],
  },
  {
    code: 'refused.conflict',
    says: 'Do by hand in Go what is left to do for the order, then mark it as handled elsewhere.',
    async provoke(scene) {
      await scene.send(sold);
      // Somebody copied the order with its reference, and sent both copies in place of the draft.
      const CustomMatchingReference = `${scene.shop.shop}-1`;
      scene.clerk.office.deleteDraft(draftId(scene));
      for (let copy = 0; copy < 2; copy++) {
        const CustomerId = Number(scene.shop.held().customers[0]?.id);
        expectDone(await addOrder(scene.clerk.call, { CustomerId, CustomMatchingReference }));
        scene.clerk.office.invoice(draftId(scene));
      }
      await scene.send(cancelled);
    },
    follow: ({ say }) => say('elsewhere'),
    comes: ['order done cancelled.after_sending', 'cancellation closed elsewhere', '125.00 A-1', '125.00 A-1'],
  },
  {
    code: 'refused.conflict',
    says: 'Check in Go whether the document exists already. If it does, mark this one as handled elsewhere.',
    provoke: conflicting,
    follow: ({ say }) => say('elsewhere'),
    comes: ['order closed elsewhere'],
  },
  {
    code: 'refused.conflict',
    says: 'If it does not, try again.',
    provoke: conflicting,
    follow: retry,
    comes: sent,
  },
  {
    code: 'refused.conflict',
    says: 'Set the order back to a draft in Go, then try again.',
    async provoke(scene) {
      scene.before('POST', roundingLine, () => setDraft(scene, 'Confirmed'));
      await scene.send(roundedOrder(1));
    },
    async follow(scene) {
      await setDraft(scene, 'Draft');
      await retry(scene);
    },
    comes: ['order done sent', '12.52 A-1 A-99'],
  },
  {
    code: 'refused.document_differs',
    says: 'or accept the difference.',
    async provoke(scene) {
      scene.before('POST', roundingLine, () => scene.clerk.office.invoice(draftId(scene)));
      await scene.send(roundedOrder(1));
    },
    follow: ({ say }) => say('accept'),
    comes: ['order done accepted.difference', '12.53 A-1'],
  },
  {
    code: 'refused.not_found',
    says: 'Mark the document as handled elsewhere',
    provoke: deletedBeforeRounding,
    follow: ({ say }) => say('elsewhere'),
    comes: ['order closed elsewhere'],
  },
  {
    code: 'refused.not_found',
    says: 'If it was not booked in another way',
    provoke: deletedBeforeRounding,
    async follow({ say }) {
      await say('elsewhere');
      await say('replay', 'order');
    },
    comes: ['order done sent', '12.52 A-1 A-99'],
  },
  {
    code: 'refused.invoiced_meanwhile',
    says: 'Try again: Kontor then compares the invoice with the order.',
    async provoke(scene) {
      await scene.send(sold);
      scene.before('PATCH', /SalesOrders/, () => scene.clerk.office.invoice(draftId(scene)));
      await scene.send(edited);
    },
    async follow(scene) {
      await retry(scene);
      const [, amendment] = await scene.shop.transfers();
      expect(amendment?.reason).toBe('gap.invoiced_already');
      await scene.say('elsewhere');
    },
    comes: ['order done changed.after_sending', 'amendment closed elsewhere', '125.00 A-1'],
  },
  {
    code: 'refused.invoiced_meanwhile',
    says: 'Try again: Kontor then credits the invoice.',
    async provoke(scene) {
      await scene.send(sold);
      scene.before('DELETE', /SalesOrders/, () => scene.clerk.office.invoice(draftId(scene)));
      await scene.send(cancelled);
    },
    follow: retry,
    comes: ['order done cancelled.after_sending', 'cancellation done sent', '125.00 A-1', '-125.00 A-1'],
  },
  {
    code: 'refused.request',
    says: 'Try again later. If that does not help, tell whoever runs the bridge.',
    async provoke(scene) {
      scene.shop.fail({ mode: '415', on: { method: 'POST', path: 'SalesOrders/Complete$' } });
      await sendSimple(scene);
    },
    follow: retry,
    comes: sent,
  },
  ...(['500_after', '500_before'] as const).map((mode): Followed => ({
    code: 'refused.shared_in_doubt',
    says: 'Find out why the system does not answer, then try again: Kontor asks it once more, and nothing is created twice.',
    async provoke(scene) {
      const { shop } = scene;
      shop.fail({ mode, on: { method: 'POST', path: '/ContactDeliveryAddresses/' } });
      shop.fail({ mode: '500_before', on: { method: 'GET', path: '/ContactDeliveryAddresses$' } });
      await shop.sendOrder(1, companyOrder(1));
      await letDaysPass(scene, 'refused.shared_in_doubt');
    },
    async follow(scene) {
      await scene.say('retry');
      const { deliveryAddresses } = scene.shop.held();
      expect(deliveryAddresses).toHaveLength(2);
    },
    comes: ['order done sent', '12.52 A-1 A-99'],
  })),
]);

async function confirmedBeforeDeletion(scene: Scene): Promise<void> {
  await scene.send(sold);
  scene.before('DELETE', /SalesOrders/, () => setDraft(scene, 'Confirmed'));
  scene.shop.fail({ mode: '409', on: { method: 'DELETE', path: 'SalesOrders' } });
  await scene.send(cancelled);
}

async function deletedBeforeRounding(scene: Scene): Promise<void> {
  scene.before('POST', roundingLine, () => scene.clerk.office.deleteDraft(draftId(scene)));
  await scene.send(roundedOrder(1));
}

/** Lets days go by in which Go does not tell whether a shared object was made, until a transfer has that reason. */
async function letDaysPass({ world, shop }: Scene, reason: string): Promise<void> {
  const { pool } = world.database;
  await until(async () => {
    await pool.query(
      `update remote_objects set intent_at = intent_at - interval '2 days'
        where account = $1 and lease_token is null and intent_at > now() - interval '1 day'`,
      [shop.connection.account],
    );
    await pool.query(`update transfers set due_at = now() where shop_id = $1 and due_at > now()`, [shop.shop]);
    return (await shop.transfers()).some((transfer) => transfer.reason === reason);
  });
}

async function conflicting({ shop, send }: Scene): Promise<void> {
  shop.fail({ mode: '409', on: { method: 'POST', path: 'SalesOrders/Complete$' } });
  await send(simpleOrder(1));
}
