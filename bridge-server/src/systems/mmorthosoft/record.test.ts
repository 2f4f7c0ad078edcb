import type { Order } from '@kontor/shared/order';
import { fixture, orderOf } from '../../../../tests/setup/woocommerce.ts';
import type { MadeDocument, PlanRequest } from '../contract.ts';
import { planIntake, type IntakeContent, type IntakeRecord } from './record.ts';
import { orthosoftSettings } from './settings.ts';

const mixed = orderOf(fixture('woocommerce/orders/mixed-tax-shipping-processing'));
const first: MadeDocument = {
  kind: 'order',
  about: { kind: 'order', reference: '' },
  key: 's-1-14',
  id: 's-1-14',
  number: 's-1-14',
  total: mixed.total,
};

function plan(order: Order, change: Partial<PlanRequest<unknown, null>> = {}) {
  return planIntake({
    kind: 'order',
    about: { kind: 'order', reference: '' },
    order,
    key: 's-1-14',
    customerKey: null,
    documents: [],
    functions: [],
    decisions: {},
    facts: null,
    ...change,
    settings: orthosoftSettings.parse(change.settings ?? {}),
  });
}
function recordOf(...planning: Parameters<typeof plan>): IntakeRecord {
  const planned = plan(...planning);
  if (planned.kind !== 'plan') throw new Error(JSON.stringify(planned));
  return planned.plan;
}
function contentOf(...planning: Parameters<typeof plan>): IntakeContent {
  const { content } = recordOf(...planning);
  if (!content) throw new Error('the document has no content');
  return content;
}
const gapsOf = (order: Order): string[] => {
  const planned = plan(order);
  return planned.kind === 'gaps' ? planned.gaps.map(({ code }) => code) : [];
};
const billedTo = (billing: Partial<Order['billing']>): Order => ({
  ...mixed,
  billing: { ...mixed.billing, ...billing },
});

describe('the document of an order', () => {
  it('has one item for each line, with its VAT rate and amounts, and the totals of the order', () => {
    const { items, totals } = contentOf(mixed);
    expect(items.map(({ kind, quantity, rate }) => ({ kind, quantity, rate }))).toEqual(
      mixed.lines.map(({ kind, quantity, taxes }) => ({ kind, quantity, rate: taxes[0]?.rate })),
    );
    expect(items.reduce((sum, { net, vat }) => sum + net + vat, 0)).toBe(mixed.total);
    expect(totals).toEqual({
      net: mixed.total - mixed.totalTax,
      vat: mixed.totalTax,
      gross: mixed.total,
      refunded: 0,
    });
  });

  it('names a person as the customer, without a contact person', () =>
    expect(contentOf(billedTo({ company: '', firstName: ' Erika', lastName: 'Muster' })).customer).toMatchObject({
      company: '',
      firstName: 'Erika',
      lastName: 'Muster',
      contact: null,
    }));

  it('names a company as the customer, and who ordered for it as the contact person', () =>
    expect(
      contentOf(billedTo({ company: 'Praxis Nord', firstName: 'Erika', lastName: 'Muster' })).customer,
    ).toMatchObject({
      company: 'Praxis Nord',
      firstName: '',
      lastName: '',
      contact: { firstName: 'Erika', lastName: 'Muster' },
    }));

  it('has a delivery address only where the goods go elsewhere', () => {
    const shipping = { ...mixed.billing, address1: 'Am Deich 4', city: 'Kiel', postcode: '24103' };
    expect(contentOf({ ...mixed, shipping: mixed.billing }).delivery).toBeNull();
    expect(contentOf({ ...mixed, shipping }).delivery?.address).toMatchObject({ line1: 'Am Deich 4', city: 'Kiel' });
  });

  it('has a delivery address for another recipient in the same house, and none for an order that is collected', () => {
    const { billing, lines } = mixed;
    const mother = { ...billing, firstName: 'Ilse', email: '' };
    expect(contentOf({ ...mixed, shipping: mother }).delivery).toMatchObject({ firstName: 'Ilse' });
    expect(contentOf({ ...mixed, shipping: { ...billing, phone: '0431 7' } }).delivery?.phone).toBe('0431 7');
    const withoutNames = { ...billing, company: '', firstName: '', lastName: '', phone: '' };
    expect(contentOf({ ...mixed, shipping: withoutNames }).delivery).toBeNull();
    const collected = { method: 'pickup_location:0', pickupLocation: 'Kiel' };
    const atTheShop = lines.map((line) => (line.kind === 'shipping' ? { ...line, shipping: collected } : line));
    expect(contentOf({ ...mixed, lines: atTheShop, shipping: { ...mother, city: 'Kiel' } }).delivery).toBeNull();
  });

  it("says the customer's note as remarks, and to whom the settings assign the order", () => {
    const settings = { employee: 'WEB', branch: 'Kiel', clerk: '' };
    expect(contentOf({ ...mixed, customerNote: ' Bitte links. ' }, { settings })).toMatchObject({
      remarks: 'Bitte links.',
      assignment: { employee: { number: 'WEB' }, branch: { number: 'Kiel' }, clerk: { number: '' }, insurer: null },
    });
  });

  it('has the day of the order in Germany, where the shop does not tell its own time', () =>
    expect(recordOf({ ...mixed, createdGmt: '2025-12-31T23:30:00', createdLocal: null }).order.date).toBe(
      '2026-01-01',
    ));
});

describe('the documents after the first', () => {
  it('repeat the whole order as it is now and name the first document, if the order has changed', () => {
    const amendment = recordOf(mixed, { kind: 'amendment', key: 's-1-14-a', documents: [first] });
    expect(amendment).toEqual({
      ...recordOf(mixed),
      key: 's-1-14-a',
      kind: 'amendment',
      concerns: 's-1-14',
      sequence: 1,
    });
  });

  it('only name the first document, if the order was cancelled, and take back its last total', () => {
    const amended: MadeDocument = { ...first, kind: 'amendment', key: 's-1-14-a', total: 700 };
    expect(plan(mixed, { kind: 'cancellation', key: 's-1-14-c', documents: [first, amended] })).toMatchObject({
      kind: 'plan',
      total: -700,
      plan: { kind: 'cancellation', concerns: 's-1-14', content: null },
    });
  });
});

describe('a refund in full', () => {
  const refunded: Order = { ...mixed, stage: 'refunded' };
  const takenBack: MadeDocument = { ...first, kind: 'amendment', key: 's-1-14-a', total: 0 };
  const refundedInFull = { kind: 'not_wanted', reason: 'rule.refunded_in_full' };

  it('leaves an order out that the office has not fetched', () => {
    expect(plan(refunded)).toEqual(refundedInFull);
  });

  it('takes back a document that the office has fetched', () => {
    expect(plan(refunded, { kind: 'amendment', key: 's-1-14-a', documents: [first] })).toMatchObject({
      kind: 'plan',
      total: 0,
      plan: { kind: 'cancellation', concerns: 's-1-14', content: null },
    });
  });

  it.each(['amendment', 'cancellation'] as const)('is told once, so that no %s follows it', (kind) => {
    expect(plan(refunded, { kind, key: 's-1-14-b', documents: [first, takenBack] })).toEqual(refundedInFull);
  });
});

describe('an order without what the office needs', () => {
  const nobody = { company: '', firstName: '', lastName: '' };
  it('has a gap for missing lines and for a missing name, both at once', () =>
    expect(gapsOf({ ...billedTo(nobody), shipping: { ...mixed.shipping, ...nobody }, lines: [] })).toEqual([
      'gap.no_lines',
      'gap.no_customer_name',
    ]));

  it('has a gap for a line whose VAT rate the shop does not tell', () => {
    const lines = mixed.lines.map((line) => ({ ...line, taxes: line.taxes.map((tax) => ({ ...tax, rate: null })) }));
    expect(new Set(gapsOf({ ...mixed, lines }))).toEqual(new Set(['gap.rate_unknown']));
  });
});
