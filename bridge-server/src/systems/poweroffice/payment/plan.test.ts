import { readOrder } from '@kontor/shared/woocommerce';
import { fixture, simpleOrder } from '../../../../../tests/setup/woocommerce.ts';
import type { MadeDocument } from '../../contract.ts';
import type { DocumentFact } from '../../../documents/document-fact.ts';
import { makePlan, nextStep, plan as planSchema } from '../plan.ts';
import type { PaymentFact } from '../request.ts';
import { settings as settingsSchema } from '../settings.ts';
import { bankVoucherPost } from './shapes.ts';

const documents: MadeDocument[] = [
  {
    kind: 'order',
    about: { kind: 'order', reference: '' },
    key: 'shop-1-22',
    id: 'd-1',
    number: '6001',
    total: 34_900,
  },
  {
    kind: 'refund',
    about: { kind: 'refund', reference: '35' },
    key: 'shop-1-22-refund-35',
    id: 'd-2',
    number: '6002',
    total: -10_000,
  },
];
const known: PaymentFact = {
  customerAccountId: '71',
  accountId: '15',
  vatCodeId: '7',
  lockDate: null,
  booked: null,
  elsewhere: null,
};
const draft: DocumentFact = { state: 'draft', customerId: '7' };

function planned(
  change: {
    refund?: string;
    body?: object;
    document?: DocumentFact;
    payment?: Partial<PaymentFact>;
    settings?: object;
  } = {},
) {
  const read = readOrder(simpleOrder(22, { date_paid: null, date_paid_gmt: '2026-11-22T23:30:00', ...change.body }), [
    fixture('woocommerce-no/refunds/full-amount-of-simple', { amount: '100.00' }),
  ]);
  if (!read.ok) throw new Error(read.error.code);
  const { refund } = change;
  return makePlan({
    kind: 'payment',
    about: refund ? { kind: 'refund', reference: refund } : { kind: 'payment', reference: '' },
    order: read.value,
    key: `shop-1-22-payment${refund ? `-refund-${refund}` : ''}`,
    customerKey: 'c-1',
    functions: [],
    decisions: {},
    documents,
    settings: settingsSchema.parse(change.settings ?? { payments: [{ method: 'vipps', account: '1570' }] }),
    facts: {
      products: [],
      customer: { state: 'known', id: '7', delivery: null },
      document: change.document ?? draft,
      payment: { ...known, ...change.payment },
    },
  });
}
const gapsOf = (...change: Parameters<typeof planned>) => {
  const result = planned(...change);
  return result.kind === 'gaps' ? result.gaps.map(({ code }) => code) : [];
};
function planOf(...change: Parameters<typeof planned>) {
  const result = planned(...change);
  if (result.kind !== 'plan') throw new Error(JSON.stringify(result));
  const plan = planSchema.parse(JSON.parse(JSON.stringify(result.plan)));
  if (plan.kind !== 'payment' || plan.voucher === null) throw new Error(plan.kind);
  expect(plan).toEqual(result.plan);
  return { ...plan, voucher: plan.voucher, total: result.total };
}

describe('a payment', () => {
  it("debits the method's account and credits the customer on the Norwegian day, matched with the document", () => {
    const { voucher, total } = planOf();
    expect(total).toBe(34_900);
    const line = { VatId: '7', PostingDate: '2026-11-23', Description: 'Betaling, ordre 22' };
    expect(voucher).toEqual({
      VoucherDate: '2026-11-23',
      CurrencyCode: 'NOK',
      Description: 'Betaling, ordre 22',
      ExternalImportReference: 'shop-1-22-payment',
      VoucherLines: [
        { ...line, AccountId: '15', CurrencyAmount: '349.00' },
        { ...line, AccountId: '71', CurrencyAmount: '-349.00', CustomMatchingReference: 'shop-1-22' },
      ],
    });
    expect(() => bankVoucherPost.parse(voucher)).not.toThrow();
  });

  it("of a refund has the opposite signs and the refund's day, matched with the credit note", () => {
    const { voucher, total } = planOf({ refund: '35' });
    expect(total).toBe(-10_000);
    expect(voucher).toMatchObject({
      VoucherDate: '2026-11-22',
      Description: 'Tilbakebetaling, ordre 22',
      ExternalImportReference: 'shop-1-22-payment-refund-35',
    });
    expect(voucher.VoucherLines).toMatchObject([
      { AccountId: '15', CurrencyAmount: '-100.00' },
      { AccountId: '71', CurrencyAmount: '100.00', CustomMatchingReference: 'shop-1-22-refund-35' },
    ]);
    expect(voucher.VoucherLines[0]).not.toHaveProperty('CustomMatchingReference');
  });

  it('is not wanted where its method has no account, whatever else is missing', () => {
    expect(planned({ body: { payment_method: 'klarna' }, document: { state: 'gone' } })).toEqual({
      kind: 'not_wanted',
      reason: 'rule.no_account',
    });
    expect(planned({ settings: {} })).toEqual({ kind: 'not_wanted', reason: 'rule.no_account' });
  });

  it.each<[string, Parameters<typeof planned>[0]]>([
    ['gap.document_gone', { document: { state: 'gone' } }],
    ['gap.customer_missing', { payment: { customerAccountId: null } }],
    ['gap.account_missing', { payment: { accountId: null } }],
    ['gap.vat_code_missing', { payment: { vatCodeId: null } }],
    ['gap.date_locked', { payment: { lockDate: '2026-11-23' } }],
    ['gap.paid_already', { payment: { elsewhere: { number: '12', date: '2026-11-24' } } }],
  ])('has %s', (code, change) => expect(gapsOf(change)).toEqual([code]));

  it('has all its gaps at once, and none on the day after the lock date', () => {
    expect(gapsOf({ payment: { accountId: null, vatCodeId: null, lockDate: '2027-01-01' } })).toEqual([
      'gap.account_missing',
      'gap.vat_code_missing',
      'gap.date_locked',
    ]);
    expect(planned({ payment: { lockDate: '2026-11-22' } }).kind).toBe('plan');
  });
});

describe('the steps of a payment', () => {
  it('post one voucher', () => {
    const plan = planOf();
    expect(nextStep(plan, {})).toEqual({
      kind: 'step',
      step: {
        key: 'payment',
        kind: 'poweroffice.payment.post',
        does: 'document',
        input: { voucher: plan.voucher, matching: 'shop-1-22', amount: 34_900 },
      },
    });
    expect(nextStep(plan, { payment: { id: 'v', number: '9' } })).toEqual({
      kind: 'finished',
      document: { id: 'v', number: '9', total: 34_900 },
    });
  });

  it('are none where our voucher is already there, whatever has changed in Go since', () => {
    const result = planned({ payment: { booked: { id: 'v', number: '9' }, accountId: null, lockDate: '2027-01-01' } });
    expect(result.kind === 'plan' && nextStep(result.plan, {})).toEqual({
      kind: 'finished',
      document: { id: 'v', number: '9', total: 34_900 },
    });
  });
});
