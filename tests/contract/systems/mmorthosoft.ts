import type { LaterChange } from '../../../bridge-server/src/systems/contract-changes.ts';
import { mmorthosoft } from '../../../bridge-server/src/systems/mmorthosoft/system.ts';
import type { UnderTest } from '../../kit/contract-kit.ts';
import type { Holding, Scenario } from '../../kit/play.ts';
import { sandboxEgress } from '../../kit/sandbox-egress.ts';
import { readDocument } from '../../sandboxes/mmorthosoft/held-document.ts';
import { intakeFaults } from '../../sandboxes/mmorthosoft/schema.ts';
import { fixture, orderOf } from '../../setup/woocommerce.ts';

const mixedTax = 'woocommerce/orders/mixed-tax-shipping-processing';
const order = orderOf(fixture(mixedTax));
const cancelled = orderOf(fixture(mixedTax, { status: 'cancelled' }));
const edited = { ...order, customerNote: 'Bitte links.' };
const refund = fixture('woocommerce/refunds/partial-line');
const refundedInPart = orderOf(fixture(mixedTax), [refund]);
const wholeRefund = fixture('woocommerce/refunds/full-amount', { amount: '83.80' });
const refundedInFull = orderOf(fixture(mixedTax, { status: 'refunded' }), [wholeRefund]);
const unclear = { ...order, meta: { _kontor_insurer_ik: '260326823' } };
const unpaid = { ...order, paidGmt: null, paidLocal: null };

const scenarios: readonly Scenario[] = [
  { title: 'an order', orders: [order] },
  { title: 'an order that is cancelled', orders: [order, cancelled] },
  {
    title: 'an order whose note changes twice',
    orders: [order, edited, { ...order, customerNote: 'Bitte ]]> rechts.' }],
  },
  { title: 'an order that is refunded in part and then in full', orders: [order, refundedInPart, refundedInFull] },
  {
    title: 'an order that is edited and cancelled after its refund in full',
    orders: [order, refundedInFull, { ...refundedInFull, customerNote: 'Danke.' }, cancelled],
  },
];

const changes: Readonly<Record<LaterChange, Scenario>> = {
  edit: { title: 'an edit', orders: [order, edited] },
  unclear_edit: { title: 'an edit with a wrong IK', orders: [order, unclear] },
  cancellation: { title: 'a cancellation', orders: [order, cancelled] },
  cancellation_switched_off: {
    title: 'a cancellation, which is switched off',
    orders: [order, cancelled],
    rules: { functions: ['orders'] },
  },
  order_back: { title: 'a cancelled order that is back', orders: [order, cancelled, edited] },
  part_refund: { title: 'a refund of a piece', orders: [order, refundedInPart] },
  full_refund: { title: 'a refund in full', orders: [order, refundedInFull] },
  payment: { title: 'a payment', orders: [unpaid, order] },
};

/** mmOrthosoft for the contract kit. */
export const mmorthosoftUnderTest: UnderTest = {
  name: 'mmOrthosoft',
  system: mmorthosoft,
  scenarios,
  changes,
  start() {
    const egress = sandboxEgress();
    return Promise.resolve({
      operator: {},
      credentials: {},
      egress,
      reset: () => undefined,
      close: () => egress.close(),
    });
  },
  holdings: (fetched) =>
    [...fetched].map(([key, bytes]): Holding => {
      const faults = intakeFaults(bytes);
      if (faults.length > 0) throw new Error(`${key} is not valid: ${faults.join(' ')}`);
      const { kind, concerns, number, gross, remarks } = readDocument(key, bytes);
      return { key, says: `${key}: ${kind} ${number} of ${concerns}, ${gross}, ${remarks}` };
    }),
};
