import type { Next, Results } from '../../contract.ts';
import { nextStep, plan as planSchema, type Plan } from '../plan.ts';
import type { AmendmentPlan } from './amendment.ts';

const line = (id: number) => ({
  ProductId: '1',
  Description: 'Lupe',
  Quantity: '1',
  ProductUnitPrice: '10.02',
  Allowance: '0',
  UseStandardSalesAccount: true,
  SortOrder: '0',
  ExternalImportReference: `item-${id}`,
});
const target = {
  kind: 'sales_order',
  currency: 'NOK',
  expected: 2505,
  customer: { id: '7' },
  customerName: 'c-1',
  roundingProduct: { ProductId: '99' },
  order: {
    ExternalImportReference: 'shop-1-22',
    CustomMatchingReference: 'shop-1-22',
    CurrencyCode: 'NOK',
    SalesOrderStatus: 'Draft',
    SalesOrderLines: [line(1), line(2)],
  },
};
const amendment = (change: Partial<AmendmentPlan> = {}): Plan =>
  planSchema.parse({
    kind: 'amendment',
    target,
    document: { id: 'd-1', number: '6001' },
    locked: false,
    confirm: false,
    earlier: 0,
    header: { DepartmentId: '81' },
    removed: [{ lineId: 'l-r', reference: 'rounding' }],
    changed: [{ lineId: 'l-1', reference: 'item-1', fields: { ProductUnitPrice: '10.02' } }],
    added: [line(2)],
    ...change,
  });
const nothing = { header: {}, removed: [], changed: [], added: [] };

/** Does every step of the plan; each reading gets the next of the totals. Returns the steps and how the plan ended. */
function run(
  plan: Plan,
  totals: number[],
  results: Record<string, unknown> = {},
): { steps: string[]; end: Exclude<Next, { kind: 'step' }> } {
  const steps: string[] = [];
  let readings: Results = {};
  for (;;) {
    const next = nextStep(plan, { ...results, ...readings });
    if (next.kind !== 'step') return { steps, end: next };
    const { key, kind, does } = next.step;
    steps.push(`${key}: ${kind.replace('poweroffice.', '')}`);
    if (does === 'read')
      readings = { ...readings, [key]: { id: 'd-1', number: '6001', total: totals.shift(), invoiced: false } };
    else results[key] = {};
  }
}
const changes = [
  '0.remove rounding: line.remove',
  '0.header: order.patch',
  '0.change item-1: line.change',
  '0.add item-2: line.add',
];

describe('an amendment', () => {
  it('makes every change once, then compares the totals', () => {
    expect(run(amendment(), [2505])).toEqual({
      steps: [...changes, 'read: order.read'],
      end: { kind: 'finished', document: { id: 'd-1', number: '6001', total: 2505 } },
    });
  });

  it('goes on after the steps that were done, and repeats steps of an earlier plan under new keys', () => {
    expect(run(amendment(), [2505], { '0.remove rounding': {}, '0.header': {}, '0.change item-1': {} }).steps).toEqual([
      '0.add item-2: line.add',
      'read: order.read',
    ]);
    expect(run(amendment({ earlier: 3 }), [2505], { '0.header': {} }).steps[0]).toBe('3.remove rounding: line.remove');
  });

  it('adds one rounding line for a difference that rounding explains, and otherwise ends as differing', () => {
    expect(run(amendment(nothing), [2507, 2505])).toMatchObject({
      steps: ['read: order.read', '0.round: order.round', 'read again: order.read'],
      end: { kind: 'finished' },
    });
    expect(run(amendment(nothing), [2507, 2507])).toMatchObject({
      end: { kind: 'differs', differences: [{ what: 'total', planned: '25.05', found: '25.07' }] },
    });
    expect(run(amendment(nothing), [2508])).toMatchObject({
      steps: ['read: order.read'],
      end: { kind: 'differs' },
    });
  });

  it('unlocks a confirmed draft before the first change and confirms it at the end, if there is a change', () => {
    const confirmed = { locked: true, confirm: true };
    expect(run(amendment(confirmed), [2505]).steps).toEqual([
      '0.unlock: order.unlock',
      ...changes,
      'read: order.read',
      '0.confirm: order.confirm',
    ]);
    expect(run(amendment({ ...confirmed, ...nothing }), [2506, 2505]).steps).toEqual([
      'read: order.read',
      '0.unlock: order.unlock',
      '0.round: order.round',
      'read again: order.read',
      '0.confirm: order.confirm',
    ]);
    expect(run(amendment({ ...confirmed, ...nothing }), [2505]).steps).toEqual(['read: order.read']);
  });

  it('has no step where the document already has the content', () => {
    const document = { id: 'd-1', number: '12', total: 2505 };
    expect(nextStep(planSchema.parse({ kind: 'unchanged', target, document }), {})).toEqual({
      kind: 'finished',
      document,
    });
  });
});

describe('the confirmation', () => {
  const order = planSchema.parse({ ...target, confirm: true });
  it("follows when the order's total agrees, but not for an invoice", () => {
    const made = { id: 'd-1', number: '6001', total: 2505, invoiced: false };
    expect(nextStep(order, { order: made })).toMatchObject({
      step: { key: 'confirm', kind: 'poweroffice.order.confirm', input: { orderId: 'd-1', reference: 'shop-1-22' } },
    });
    expect(nextStep(order, { order: made, confirm: {} })).toMatchObject({ kind: 'finished' });
    expect(nextStep(order, { order: { ...made, invoiced: true } })).toMatchObject({ kind: 'finished' });
  });

  it('is undone before the draft is deleted', () => {
    const deletion = planSchema.parse({
      kind: 'deletion',
      document: { id: 'd-1', number: '6001' },
      reference: 'shop-1-22',
      locked: true,
    });
    expect(run(deletion, []).steps).toEqual(['unlock: order.unlock', 'deletion: order.delete']);
  });
});
