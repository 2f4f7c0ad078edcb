import { editedOrder, type Edit } from './edited-order.ts';
import type { Place } from './faults.ts';
import type { Scenario } from './scenario.ts';

/**
 * How an order comes to a step that amends or confirms a draft: where the step meets the sandbox, and what leads to it.
 */
export interface StepScenario {
  on: Place;
  settings?: Record<string, unknown>;
  /** The order as it is sent and settled first; null where the step belongs to the order's first transfer. */
  before: Edit | null;
  /** The order as it is then sent. */
  after: Edit;
  /** Further fields of the body that change with the edit. */
  changes?: Record<string, unknown>;
  /** What Go holds at the end: status, total and lines. */
  ends: string;
}

const [first, second, third] = [
  { id: 1, quantity: 1, net: 10_000 },
  { id: 2, quantity: 2, net: 6000 },
  { id: 3, quantity: 1, net: 400 },
];
const two: Edit = { lines: [first, second] };
const orderPath = '^/v2/SalesOrders/[^/]+$';
const linePath = '^/v2/SalesOrders/[^/]+/Lines/[^/]+$';
/** Two lines, the first at a lower price, whose VAT needs a rounding line of a cent. */
const cheaper: Edit = { lines: [{ id: 1, quantity: 1, net: 1002, tax: 250 }, second] };
const cheaperEnds = '8752: item-1 1 × 10.02, item-2 2 × 30.00, rounding -1 × 0.01';

/** Every step that amends or confirms a draft, by its kind. */
export const amendmentSteps: Readonly<Record<string, StepScenario>> = {
  'poweroffice.line.change': {
    on: { method: 'PATCH', path: linePath },
    before: two,
    after: cheaper,
    ends: `Draft ${cheaperEnds}`,
  },
  'poweroffice.line.add': {
    on: { method: 'POST', path: '^/v2/SalesOrders/[^/]+/Lines$' },
    before: two,
    after: { lines: [first, second, third] },
    ends: 'Draft 20500: item-1 1 × 100.00, item-2 2 × 30.00, item-3 1 × 4.00',
  },
  'poweroffice.line.remove': {
    on: { method: 'DELETE', path: linePath },
    before: cheaper,
    after: { lines: [second] },
    ends: 'Draft 7500: item-2 2 × 30.00',
  },
  'poweroffice.order.patch': {
    on: { method: 'PATCH', path: orderPath },
    settings: { orderFields: [{ paymentMethod: 'cod', department: '81' }] },
    before: two,
    after: cheaper,
    changes: { payment_method: 'cod' },
    ends: `Draft ${cheaperEnds}`,
  },
  'poweroffice.order.unlock': {
    on: { method: 'PATCH', path: orderPath },
    settings: { confirm: true },
    before: two,
    after: cheaper,
    ends: `Confirmed ${cheaperEnds}`,
  },
  'poweroffice.order.confirm': {
    on: { method: 'PATCH', path: orderPath },
    settings: { confirm: true },
    before: null,
    after: cheaper,
    ends: `Confirmed ${cheaperEnds}`,
  },
};

/** The scenario in which the step comes about. */
export const editScenario = ({ settings = {}, before, after, changes = {} }: StepScenario): Omit<Scenario, 'ends'> => ({
  setup: { settings },
  before: before && { generation: 1, order: editedOrder(1, before), refunds: [] },
  happens: { generation: 2, order: editedOrder(1, after, changes), refunds: [] },
});
