import { demoCompany } from '../sandboxes/poweroffice/seed.ts';
import { bookPaymentByHand } from '../setup/at-office.ts';
import { bookingPayments } from '../setup/payments.ts';
import {
  expectDone,
  testRemedies,
  type Followed,
  type Scene,
  retry,
  sayElsewhere,
  draftId,
} from '../setup/remedies.ts';
import { simpleOrder } from '../setup/woocommerce.ts';

/** Gaps and refusals of payments, each resolved as its remedy says. */

const unpaid = { date_paid: null, date_paid_gmt: null };
const sendPaid = ({ send }: Scene) => send(simpleOrder(1));
const sendUnpaid = ({ send }: Scene) => send(simpleOrder(1, unpaid));
const booked = ['order done sent', 'payment done sent', '349.00 A-1'];
const elsewhere = ['order done sent', 'payment closed elsewhere', '349.00 A-1'];

const vouchers = ({ shop }: Scene) => shop.held().vouchers.map(({ externalImportReference: key }) => key);
/** Somebody books the customer's payment by hand. */
async function bookByHand(
  scene: Scene,
  line: object = { CustomMatchingReference: `${scene.shop.shop}-1` },
): Promise<void> {
  const customerId = Number(scene.shop.held().customers[0]?.id);
  expectDone(await bookPaymentByHand(scene.clerk.call, customerId, 349, line));
}
const lock = ({ clerk, shop }: Scene, date: string | null) => clerk.office.setLockDate(date, shop.clientKey);
/** Somebody removes the customer from the draft before the payment comes. */
async function withoutCustomer(scene: Scene): Promise<void> {
  await sendUnpaid(scene);
  await scene.clerk.change(`/SalesOrders/${draftId(scene)}`, { CustomerId: null });
  await sendPaid(scene);
}
const vatCode7 = (isActive: boolean) =>
  demoCompany.vatCodes.map((vatCode) => (vatCode.code === '7' ? { ...vatCode, isActive } : vatCode));

const all: Followed[] = [
  {
    code: 'gap.account_missing',
    says: 'Create or activate 1999 in Go',
    settings: { payments: [{ method: 'vipps', account: '1999' }] },
    provoke: sendPaid,
    async follow(scene) {
      scene.clerk.settings({ ledgerAccounts: { ...demoCompany.ledgerAccounts, 1999: 'Oppgjør' } });
      await retry(scene);
      expect(vouchers(scene)).toHaveLength(1);
    },
    comes: booked,
  },
  {
    code: 'gap.account_missing',
    says: 'or choose another account under "Payments" in the connection\'s settings.',
    settings: { payments: [{ method: 'vipps', account: '1999' }] },
    provoke: sendPaid,
    follow: ({ change }) => change({ settings: { payments: [{ method: 'vipps', account: '1570' }] } }),
    comes: booked,
  },
  {
    code: 'gap.vat_code_missing',
    says: 'Activate VAT code 7 in Go, then try again.',
    company: { vatCodes: vatCode7(false) },
    provoke: sendPaid,
    async follow(scene) {
      scene.clerk.settings({ vatCodes: vatCode7(true) });
      await retry(scene);
    },
    comes: booked,
  },
  {
    code: 'gap.date_locked',
    says: 'In Go, set the lock date to a day before 2026-11-22 and try again.',
    company: { lockDate: '2026-11-22' },
    provoke: sendPaid,
    async follow(scene) {
      lock(scene, '2026-11-21');
      await retry(scene);
    },
    comes: booked,
  },
  {
    code: 'gap.date_locked',
    says: 'Or book the payment there by hand on a later day and mark it as handled elsewhere.',
    company: { lockDate: '2026-11-22' },
    provoke: sendPaid,
    async follow(scene) {
      await bookByHand(scene);
      await sayElsewhere(scene);
      expect(vouchers(scene)).toEqual([null]);
    },
    comes: elsewhere,
  },
  {
    code: 'gap.paid_already',
    says: 'Mark the payment as handled elsewhere.',
    async provoke(scene) {
      await sendUnpaid(scene);
      await bookByHand(scene);
      await sendPaid(scene);
    },
    async follow(scene) {
      await sayElsewhere(scene);
      expect(vouchers(scene)).toEqual([null]);
    },
    comes: elsewhere,
  },
  {
    code: 'gap.paid_already',
    says: 'If the voucher is a different payment, remove its matching with this document in Go and try again.',
    async provoke(scene) {
      await sendUnpaid(scene);
      const { invoiceNumber } = scene.clerk.office.invoice(draftId(scene));
      await bookByHand(scene, { InvoiceNo: invoiceNumber });
      await sendPaid(scene);
    },
    async follow(scene) {
      scene.clerk.office.unmatch(scene.shop.held().vouchers[0]?.id ?? '', scene.shop.clientKey);
      await retry(scene);
      expect(vouchers(scene)).toEqual([null, `${scene.shop.shop}-1-payment`]);
    },
    comes: booked,
  },
  {
    code: 'gap.customer_missing',
    says: 'Give the document a customer in Go and try again',
    provoke: withoutCustomer,
    async follow(scene) {
      const [customer] = scene.shop.held().customers;
      await scene.clerk.change(`/SalesOrders/${draftId(scene)}`, { CustomerId: Number(customer?.id) });
      await retry(scene);
      expect(vouchers(scene)).toHaveLength(1);
    },
    comes: booked,
  },
  {
    code: 'gap.customer_missing',
    says: 'or book the payment there by hand and mark it as handled elsewhere.',
    provoke: withoutCustomer,
    async follow(scene) {
      await bookByHand(scene);
      await sayElsewhere(scene);
      expect(vouchers(scene)).toEqual([null]);
    },
    comes: elsewhere,
  },
  {
    code: 'gap.document_gone',
    says: 'book the payment there by hand. Then mark it as handled elsewhere.',
    async provoke(scene) {
      await sendUnpaid(scene);
      scene.clerk.office.deleteDraft(draftId(scene));
      await sendPaid(scene);
    },
    async follow(scene) {
      await bookByHand(scene);
      await sayElsewhere(scene);
      expect(vouchers(scene)).toEqual([null]);
    },
    comes: ['order done sent', 'payment closed elsewhere'],
  },
  {
    code: 'refused.reversed',
    says: 'book it there by hand. Then mark it as handled elsewhere.',
    company: { reversedReferencesStayTaken: true },
    async provoke(scene) {
      await sendPaid(scene);
      const [voucher] = scene.shop.held().vouchers;
      expectDone(await scene.clerk.call('POST', `/v2/Vouchers/Reverse/${voucher?.id}`));
      await scene.say('replay', 'payment');
    },
    async follow(scene) {
      await bookByHand(scene);
      await sayElsewhere(scene);
    },
    comes: elsewhere,
  },
];

testRemedies(
  all.map((followed) => ({ rules: bookingPayments.rules, settings: bookingPayments.settings, ...followed })),
);
