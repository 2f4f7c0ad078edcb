import type { UnderTest } from '../../kit/contract-kit.ts';
import type { Scenario } from '../../kit/play.ts';
import { sandboxEgress } from '../../kit/sandbox-egress.ts';
import { orderOf, simpleOrder } from '../../setup/woocommerce.ts';
import { pulledToy } from '../../toys/pulled.ts';
import { toyScenarios } from './toy-scenarios.ts';

const order = orderOf(simpleOrder(5));

const scenarios: readonly Scenario[] = [
  ...toyScenarios,
  {
    title: 'an order whose total changes twice',
    orders: [order, { ...order, total: order.total + 100 }, { ...order, total: order.total + 200 }],
    rules: { functions: ['orders'] },
  },
];

/** The pulled toy for the contract kit. */
export const pulledToyUnderTest: UnderTest = {
  name: 'the pulled toy',
  system: pulledToy(),
  scenarios,
  start() {
    const egress = sandboxEgress();
    return Promise.resolve({
      operator: {},
      credentials: null,
      egress,
      reset: () => undefined,
      close: () => egress.close(),
    });
  },
  holdings: (fetched) =>
    [...fetched].map(([key, bytes]) => ({ key, says: `${key} ${Buffer.from(bytes).toString('utf8')}` })),
};
