import type { Order } from '@kontor/shared/order';
import { readOrder } from '@kontor/shared/woocommerce';
import { pino } from 'pino';
import { createAddressPolicy } from '../../../bridge-server/src/egress/address.ts';
import { createEgress, type Egress } from '../../../bridge-server/src/egress/send.ts';
import type { Scenario } from '../../kit/play.ts';
import { fixture, simpleOrder } from '../../setup/woocommerce.ts';

type Body = Record<string, unknown>;

export function read(body: Body, refunds: readonly Body[] = []): Order {
  const order = readOrder(body, refunds);
  if (!order.ok) throw new Error(order.error.cause);
  return order.value;
}

const rules = { functions: ['orders', 'refunds', 'cancellations'] };

/** What both toys are taken through. */
export const toyScenarios: readonly Scenario[] = [
  { title: 'an order', orders: [read(simpleOrder(5))], rules },
  {
    title: 'an order that is cancelled',
    orders: [read(simpleOrder(5)), read(simpleOrder(5, { status: 'cancelled' }))],
    rules,
  },
  {
    title: 'an order that is given back in full',
    orders: [
      read(fixture('woocommerce-no/orders/simple-fully-refunded', { status: 'completed' })),
      read(fixture('woocommerce-no/orders/simple-fully-refunded'), [
        fixture('woocommerce-no/refunds/full-amount-of-simple'),
      ]),
    ],
    rules,
  },
];

/** The bridge's own way out, which reaches the sandbox and nothing else. */
export function egressTo(hosts: readonly string[]): Egress {
  const policy = createAddressPolicy({ privateHosts: [...hosts], variable: 'KONTOR_TOY_PRIVATE_HOSTS' });
  return createEgress({ policyOf: () => policy, log: pino({ level: 'silent' }) });
}
