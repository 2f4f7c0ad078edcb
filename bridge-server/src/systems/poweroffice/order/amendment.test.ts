import { allTold } from '../../../../../tests/setup/telling.ts';
import type { Order } from '@kontor/shared/order';
import {
  changedLine,
  namedProducts as products,
  ownDocument as own,
  shopOrder,
  withLines,
} from '../../../../../tests/setup/planned-order.ts';
import type { MadeDocument, Results } from '../../contract.ts';
import { settings } from '../settings.ts';
import { contentOf, makePlan, plan as planSchema } from '../plan.ts';
import type { AmendmentPlan } from './amendment.ts';
import type { DocumentFact, HeldDocument } from '../../../documents/document-fact.ts';

const order = shopOrder('four-rates-shipping');

interface Change {
  order?: Order;
  documents?: MadeDocument[];
  settings?: object;
  done?: Results;
}
const planned = (kind: 'order' | 'amendment', document: DocumentFact | null, change: Change = {}) =>
  makePlan({
    kind,
    about: { kind: 'order', reference: '' },
    order: change.order ?? order,
    key: kind === 'order' ? own.key : 'shop-1-23-amendment-2',
    customerKey: 'shop-c-1',
    documents: change.documents ?? [own],
    functions: [],
    decisions: {},
    settings: settings.parse(change.settings ?? {}),
    facts: { products, customer: { state: 'known', id: '7', delivery: null }, document },
    ...(change.done ? { done: change.done } : {}),
  });
/** The content at Go right after the order was sent; numbers are as Go writes them. */
const held: HeldDocument = (() => {
  const result = planned('order', null);
  if (result.kind !== 'plan' || result.plan.kind !== 'sales_order') throw new Error(JSON.stringify(result));
  const lines = result.plan.order.SalesOrderLines.map((line, index) => ({
    id: `l-${index}`,
    reference: line.ExternalImportReference,
    productId: line.ProductId ?? null,
    description: line.Description,
    quantity: line.Quantity,
    unitPrice: String(Number(line.ProductUnitPrice)),
    sortOrder: line.SortOrder,
  }));
  return { id: 'd-1', header: { ImportedOrderNo: '23', CurrencyCode: 'NOK' }, total: 211300, lines };
})();
const rounding = {
  id: 'l-r',
  reference: 'rounding',
  productId: '4',
  description: 'Avrunding',
  quantity: '1',
  unitPrice: '0.01',
  sortOrder: '5',
};
const office = {
  id: 'l-o',
  reference: null,
  productId: '1',
  description: 'Montering',
  quantity: '1',
  unitPrice: '40',
  sortOrder: '6',
};
const draft = (
  lines = held.lines,
  change: Partial<Extract<DocumentFact, { state: 'draft' }>> & { header?: HeldDocument['header'] } = {},
): DocumentFact => ({
  state: 'draft',
  customerId: '7',
  ...change,
  held: { ...held, lines, header: change.header ?? held.header },
});
const invoice = (lines = held.lines): DocumentFact => ({
  state: 'invoiced',
  customerId: '7',
  invoiceNo: '12',
  held: { ...held, header: {}, lines },
});

function amendment(document: DocumentFact | null, change: Change = {}): AmendmentPlan {
  const result = planned('amendment', document, change);
  if (result.kind !== 'plan' || result.plan.kind !== 'amendment') throw new Error(JSON.stringify(result));
  return result.plan;
}
const gapOf = (document: DocumentFact | null, change: Change = {}) => {
  const result = planned('amendment', document, change);
  return result.kind === 'gaps' ? result.gaps[0] : null;
};
const [line, ...otherLines] = order.lines;
if (!line) throw new Error('the fixture has no lines');
const changed = (change: Partial<typeof line>): Order => withLines(order, [changedLine(line, change), ...otherLines]);

describe('the difference between a draft and the order', () => {
  it('is empty where nothing changed, however Go writes numbers', () => {
    expect(amendment(draft([...held.lines, rounding]))).toMatchObject({
      header: {},
      removed: [],
      changed: [],
      added: [],
      locked: false,
      confirm: false,
      earlier: 0,
    });
  });

  it('has only the changed fields of a line, and removes the rounding line if the sum changes', () => {
    expect(amendment(draft([...held.lines, rounding]), { order: changed({ quantity: '4' }) })).toMatchObject({
      removed: [{ lineId: 'l-r', reference: 'rounding' }],
      changed: [{ lineId: 'l-0', reference: 'item-3', fields: { Quantity: '4', ProductUnitPrice: '139.60' } }],
      added: [],
    });
    expect(amendment(draft([...held.lines, rounding]), { order: changed({ name: 'Lupe' }) })).toMatchObject({
      removed: [],
      changed: [{ fields: { Description: 'Lupe' } }],
    });
  });

  it("has an added and a removed line, and leaves the office's line alone", () => {
    const { removed, added } = amendment(draft([...held.lines.slice(1), office]), {
      order: withLines(order, order.lines.slice(0, -1)),
    });
    expect(removed).toEqual([{ lineId: 'l-4', reference: 'item-7' }]);
    expect(added.map(({ ExternalImportReference }) => ExternalImportReference)).toEqual(['item-3']);
  });

  it('has the header fields that differ from the order, but none that the order does not name', () => {
    const fields = { settings: { orderFields: [{ department: '81' }] } };
    expect(
      amendment(draft(held.lines, { header: { ...held.header, DepartmentId: '82', ProjectId: '91' } }), fields).header,
    ).toEqual({ DepartmentId: '81' });
    const lettered = { order: { ...order, number: 'X-23' } };
    expect(amendment(draft(), lettered).header).toEqual({ CustomerReference: 'X-23' });
    expect(
      amendment(draft(held.lines, { header: { ...held.header, CustomerReferenceContactPersonId: '5' } }), lettered)
        .header,
    ).toEqual({});
  });
});

describe('an amendment', () => {
  it("has the content of a new order today, under the order's own key", () => {
    const result = planned('order', null, { order: changed({ quantity: '4' }), documents: [] });
    const plan = amendment(draft(), {
      order: changed({ quantity: '4' }),
      documents: [own, { ...own, kind: 'amendment' }],
    });
    expect(result.kind === 'plan' && contentOf(planSchema.parse(result.plan))).toEqual(
      contentOf(planSchema.parse(JSON.parse(JSON.stringify(plan)))),
    );
    expect(plan.target.order.ExternalImportReference).toBe('shop-1-23');
  });

  it('confirms a draft that was confirmed before, that an earlier plan unlocked, or that the settings confirm', () => {
    expect(amendment(draft(held.lines, { locked: true }))).toMatchObject({ locked: true, confirm: true });
    expect(amendment(draft(), { done: { '0.unlock': {}, '0.change item-3': {} } })).toMatchObject({
      locked: false,
      confirm: true,
      earlier: 2,
    });
    expect(amendment(draft(), { settings: { confirm: true } })).toMatchObject({ locked: false, confirm: true });
  });

  it("changes nothing where the invoice's lines agree apart from their texts, and else is a gap", () => {
    const target = amendment(draft()).target;
    expect(
      planned('amendment', invoice([...held.lines, office, rounding]), { order: changed({ name: 'Lupe' }) }),
    ).toMatchObject({ plan: { kind: 'unchanged', document: { id: 'd-1', number: '12', total: 211300 } } });
    const same = planned('amendment', invoice());
    expect(same.kind === 'plan' && contentOf(same.plan)).toEqual({ ...target, treated: [] });
    for (const edit of [changed({ net: 1 }), changed({ quantity: '4' }), withLines(order, otherLines)]) {
      expect(allTold(gapOf(invoice(), { order: edit }))).toMatchObject({
        code: 'gap.invoiced_already',
        cause: expect.stringContaining('invoice 12 for 2113.00 NOK'),
        remedy: expect.stringContaining('12'),
      });
    }
    expect(gapOf(invoice(held.lines.slice(1)))).toMatchObject({ code: 'gap.invoiced_already' });
  });

  it.each<[string, DocumentFact | null, Change, object]>([
    [
      'a deleted document',
      { state: 'gone' },
      {},
      { code: 'gap.document_gone', cause: expect.stringContaining('6001') },
    ],
    [
      'an order that cannot be planned',
      draft(),
      { order: changed({ taxes: [{ rateId: '1', country: null, rate: '11.11', tax: line.tax }] }) },
      { code: 'gap.rate_unmapped' },
    ],
  ])('is a gap for %s', (_what, document, change, expected) => {
    expect(allTold(gapOf(document, change))).toMatchObject(expected);
  });
});

describe('header fields', () => {
  const orderFields = [
    { paymentMethod: 'cod', department: '1' },
    { country: 'no', department: '2', project: '3' },
    { department: '4', project: '5', brandingTheme: '6', paymentTerm: '7' },
  ];
  const fieldsOf = (change: Partial<Order>) =>
    amendment(draft(), { order: { ...order, ...change }, settings: { orderFields } }).header;
  it('each come from the first entry that fits the order and has the field', () => {
    expect(fieldsOf({ paymentMethod: 'cod' })).toEqual({
      DepartmentId: '1',
      ProjectId: '3',
      BrandingThemeId: '6',
      PaymentTermId: '7',
    });
    expect(fieldsOf({})).toEqual({ DepartmentId: '2', ProjectId: '3', BrandingThemeId: '6', PaymentTermId: '7' });
    expect(fieldsOf({ billing: { ...order.billing, country: 'SE' } })).toEqual({
      DepartmentId: '4',
      ProjectId: '5',
      BrandingThemeId: '6',
      PaymentTermId: '7',
    });
  });
});
