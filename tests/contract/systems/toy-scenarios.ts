import type { Scenario } from '../../kit/play.ts';
import { fixture, orderOf, simpleOrder } from '../../setup/woocommerce.ts';

const rules = { functions: ['orders', 'refunds', 'cancellations'] };

/** The scenarios of both toys. */
export const toyScenarios: readonly Scenario[] = [
  { title: 'an order', orders: [orderOf(simpleOrder(5))], rules },
  {
    title: 'an order that is cancelled',
    orders: [orderOf(simpleOrder(5)), orderOf(simpleOrder(5, { status: 'cancelled' }))],
    rules,
  },
  {
    title: 'an order that is refunded in full',
    orders: [
      orderOf(fixture('woocommerce-no/orders/simple-fully-refunded', { status: 'completed' })),
      orderOf(fixture('woocommerce-no/orders/simple-fully-refunded'), [
        fixture('woocommerce-no/refunds/full-amount-of-simple'),
      ]),
    ],
    rules,
  },
];
