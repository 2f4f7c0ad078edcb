import { mmorthosoft } from '../../../bridge-server/src/systems/mmorthosoft/system.ts';
import type { UnderTest } from '../../kit/contract-kit.ts';
import type { Holding, Scenario } from '../../kit/play.ts';
import { sandboxEgress } from '../../kit/sandbox-egress.ts';
import { readDocument } from '../../sandboxes/mmorthosoft/office.ts';
import { intakeFaults } from '../../sandboxes/mmorthosoft/schema.ts';
import { fixture, orderOf } from '../../setup/woocommerce.ts';

const mixedTax = 'woocommerce/orders/mixed-tax-shipping-processing';
const order = orderOf(fixture(mixedTax));

const scenarios: readonly Scenario[] = [
  { title: 'an order', orders: [order] },
  { title: 'an order that is cancelled', orders: [order, orderOf(fixture(mixedTax, { status: 'cancelled' }))] },
  {
    title: 'an order whose note changes twice',
    orders: [order, { ...order, customerNote: 'Bitte links.' }, { ...order, customerNote: 'Bitte ]]> rechts.' }],
  },
];

/** mmOrthosoft for the contract kit. */
export const mmorthosoftUnderTest: UnderTest = {
  name: 'mmOrthosoft',
  system: mmorthosoft,
  scenarios,
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
